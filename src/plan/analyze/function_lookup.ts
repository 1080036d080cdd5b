import { UnknownFunctionError } from "../../errors.ts";
import {
  type AggregateFunction,
  type FunctionRef,
  nearestName,
  type ScalarFunction,
  type WindowFunction,
} from "../../udf/mod.ts";

/** Where functions are found that an expression names but does not carry. Aliases count. */
export interface FunctionLookup {
  scalar(name: string): ScalarFunction | undefined;
  aggregate(name: string): AggregateFunction | undefined;
  window(name: string): WindowFunction | undefined;
  /** Every name of a kind, for suggestions. */
  names?(kind: "scalar" | "aggregate" | "window"): readonly string[];
}

/** The definition of a scalar function. @throws {UnknownFunctionError} if nobody knows it */
export function scalarOf(ref: FunctionRef, functions: FunctionLookup): ScalarFunction {
  if (ref.implementation?.kind === "scalar") return ref.implementation;
  return functions.scalar(ref.name) ?? unknownFunction(ref.name, "scalar", functions);
}

/** The definition of an aggregate function. @throws {UnknownFunctionError} if nobody knows it */
export function aggregateOf(ref: FunctionRef, functions: FunctionLookup): AggregateFunction {
  if (ref.implementation?.kind === "aggregate") return ref.implementation;
  return functions.aggregate(ref.name) ?? unknownFunction(ref.name, "aggregate", functions);
}

/** The definition of a window function. @throws {UnknownFunctionError} if nobody knows it */
export function windowOf(ref: FunctionRef, functions: FunctionLookup): WindowFunction {
  if (ref.implementation?.kind === "window") return ref.implementation;
  return functions.window(ref.name) ?? unknownFunction(ref.name, "window", functions);
}

/** The error for a name that nobody knows, with the nearest known one where the look-up can list its names. */
export function unknownFunction(
  functionName: string,
  functionKind: "scalar" | "aggregate" | "window",
  functions: FunctionLookup,
): never {
  const suggestion = nearestName(functionName, functions.names?.(functionKind) ?? []);
  throw new UnknownFunctionError({
    message: `Cannot call "${functionName}": there is no ${functionKind} function of that name here${
      suggestion === undefined ? "" : `, did you mean "${suggestion}"`
    }`,
    remedy: "register it with the context that plans the query",
    functionName,
    functionKind,
    suggestion,
  });
}
