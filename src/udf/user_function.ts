import type { Field } from "../arrow/mod.ts";
import type { Volatility } from "./scalar_function.ts";

/** What a null argument does: gives null without a call, or is passed as null. */
export type NullPolicy = "propagate" | "pass";
/**
 * How values of 64 bits reach a function: as numbers (moments as `Date`), checked to be exact, or as bigints that count units.
 */
export type Int64Policy = "number-checked" | "bigint";
/** Whether a function is called for every row with values, or for every batch with Arrow vectors. */
export type CallMode = "row" | "batch";

/** The declaration of a user's function, without its code. */
export interface UserFunctionSpec {
  readonly name: string;
  readonly inputFields: readonly Field[];
  readonly returnField: Field;
  readonly volatility: Volatility;
  readonly nulls: NullPolicy;
  readonly int64: Int64Policy;
  readonly mode: CallMode;
  readonly isAsync: boolean;
}

/** The code of a user's function, opened on first use: parsing and running its source happens in `open`, never before. */
export interface UserCode<F> {
  /** Whether `open` has to wait (modules to load) before it can be called. */
  readonly needsLoading: boolean;
  /** Loads what the function imports. Idempotent. */
  load(): Promise<void>;
  /** The function; the same one on every call. @throws {UdfRuntimeError} */
  open(): F;
}

/** Code that is at hand already. */
export function readyCode<F>(fn: F): UserCode<F> {
  return { needsLoading: false, load: () => Promise.resolve(), open: () => fn };
}
