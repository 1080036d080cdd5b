import {
  encodeFrame,
  encodeInlineFunction,
  importsLoaded,
  type InlineFunction,
  type InlineKind,
  loadImports,
  reviveFunction,
} from "../inline/mod.ts";
import { UdfRuntimeError } from "../errors.ts";
import type { AnyFunctionDefinition, FunctionKind, FunctionRef, UserCode } from "../udf/mod.ts";
import type { Expr, ExprInput } from "./expr.ts";
import { valueRevivers } from "./value_revivers.ts";

/** What `ScalarUDF`, `AggregateUDF` and `WindowUDF` have in common, besides that they can be called. */
export interface UserFunctionParts {
  readonly ref: FunctionRef;
  /** The function as it would travel; undefined for functions that are known by name only. */
  readonly inline: InlineFunction | undefined;
}

const PARTS = new WeakMap<object, UserFunctionParts>();

/** The parts of a callable UDF; undefined for anything else. */
export function userFunctionParts(value: unknown): UserFunctionParts | undefined {
  return typeof value === "function" ? PARTS.get(value) : undefined;
}

/**
 * A reference whose payload is made when it is first needed. The description is frozen, so the bytes are the same whenever that is.
 */
export function inlineRef(
  kind: FunctionKind,
  inline: InlineFunction,
  implementation: AnyFunctionDefinition,
): FunctionRef {
  let payload: Uint8Array | undefined;
  return Object.freeze({
    name: inline.name,
    kind,
    implementation,
    get payload(): Uint8Array {
      return payload ??= encodeFrame(kind as InlineKind, encodeInlineFunction(inline));
    },
  });
}

/**
 * The code of an inlined function. It is revived from its source also where it was defined, so that it sees the values captured then,
 * as every worker does; `original` serves where a page forbids generated code.
 */
export function inlineCode<F>(inline: InlineFunction, original?: F): UserCode<F> {
  let opened: F | undefined;
  return {
    get needsLoading() {
      return opened === undefined && !importsLoaded(inline);
    },
    load: () => loadImports(inline),
    open: () => {
      if (opened !== undefined) return opened;
      try {
        return opened = reviveFunction(inline, { revivers: valueRevivers() }) as F;
      } catch (error) {
        if (original !== undefined && error instanceof UdfRuntimeError && inline.imports.length === 0) {
          return opened = original;
        }
        throw error;
      }
    },
  };
}

/** Makes a function object with the class's prototype, so that `f(col("a"))` works and `f instanceof ScalarUDF` holds. */
export function callable<T extends object>(
  prototype: object,
  parts: UserFunctionParts,
  call: (args: readonly ExprInput[]) => Expr,
): T {
  const fn = (...args: readonly ExprInput[]) => call(args);
  Object.setPrototypeOf(fn, prototype);
  Object.defineProperty(fn, "name", { value: parts.ref.name, enumerable: true });
  PARTS.set(fn, parts);
  return Object.freeze(fn) as unknown as T;
}
