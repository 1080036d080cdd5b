/** What kind of call a function serves. */
export type FunctionKind = "scalar" | "aggregate" | "window";

/**
 * A function inside an expression: a name, and what is known of it.
 *
 * - by name only: a built-in, or one to be looked up in the receiver's registry;
 * - `implementation`: what this realm can call (a built-in's or a user's definition);
 * - `payload`: the `fun_definition` bytes it came with, opened or not; written back verbatim.
 */
export interface FunctionRef {
  readonly name: string;
  readonly kind: FunctionKind;
  /** The definition, if this realm has it. See `scalar_function.ts`, `aggregate_function.ts`, `window_function.ts`. */
  readonly implementation?: ScalarFunction | AggregateFunction | WindowFunction | undefined;
  /** Bytes of `fun_definition` as received. */
  readonly payload?: Uint8Array | undefined;
}

import type { AggregateFunction } from "./aggregate_function.ts";
import type { ScalarFunction } from "./scalar_function.ts";
import type { WindowFunction } from "./window_function.ts";

/** A frozen reference by name. */
export function functionRef(
  kind: FunctionKind,
  name: string,
  known: { implementation?: FunctionRef["implementation"]; payload?: Uint8Array | undefined } = {},
): FunctionRef {
  return Object.freeze({ name, kind, ...known });
}
