/**
 * The built-in functions: ordinary definitions of the contracts in `udf/`, one theme per folder.
 *
 * - Built-ins have no privilege: what they can do, a user's function can do.
 * - Signatures, result types and null rules are those of DataFusion 55.
 * - Definitions are frozen and shared by every context; contexts stand on {@linkcode builtInFunctions} and never change it.
 *
 * May import: `arrow`, `udf`, `compute`, `expr`, `errors`.
 */
import { type AnyFunctionDefinition, type FunctionKind, FunctionRegistry } from "../udf/mod.ts";
import { aggregateFunctions } from "./aggregate/mod.ts";
import { coreFunctions } from "./core/mod.ts";
import { cryptoFunctions } from "./crypto/mod.ts";
import { datetimeFunctions } from "./datetime/mod.ts";
import { mathFunctions } from "./math/mod.ts";
import { nestedFunctions } from "./nested/mod.ts";
import { regexFunctions } from "./regex/mod.ts";
import { stringFunctions } from "./string/mod.ts";
import { windowFunctions } from "./window/mod.ts";

export {
  aggregateFunctions,
  coreFunctions,
  cryptoFunctions,
  datetimeFunctions,
  mathFunctions,
  nestedFunctions,
  regexFunctions,
  stringFunctions,
  windowFunctions,
};

/** Every built-in definition, once each. */
export const builtInDefinitions: readonly AnyFunctionDefinition[] = Object.freeze([
  ...coreFunctions,
  ...mathFunctions,
  ...stringFunctions,
  ...regexFunctions,
  ...cryptoFunctions,
  ...datetimeFunctions,
  ...nestedFunctions,
  ...aggregateFunctions,
  ...windowFunctions,
]);

/** Functions that take lambdas are nodes of their own kind: evaluated by `exec`, named here. */
const HIGHER_ORDER: ReadonlyMap<string, string> = new Map([
  ["array_any_match", "array_any_match"],
  ["any_match", "array_any_match"],
  ["list_any_match", "array_any_match"],
  ["array_filter", "array_filter"],
  ["array_first", "array_first"],
  ["list_filter", "array_filter"],
  ["list_first", "array_first"],
  ["array_transform", "array_transform"],
  ["list_transform", "array_transform"],
]);

let registry: FunctionRegistry | undefined;

/** The one registry of the built-ins, made at the first call: a parent for a context's own registry, not to be changed. */
export function builtInFunctions(): FunctionRegistry {
  return registry ??= new FunctionRegistry(undefined, builtInDefinitions);
}

/** The main name of the built-in that goes by `name` (its own, or an alias); undefined if there is none. */
export function mainName(kind: FunctionKind | "higherOrder", name: string): string | undefined {
  switch (kind) {
    case "scalar":
      return builtInFunctions().scalar(name)?.name;
    case "aggregate":
      return builtInFunctions().aggregate(name)?.name;
    case "window":
      return builtInFunctions().window(name)?.name;
    case "higherOrder":
      return HIGHER_ORDER.get(name);
  }
}
