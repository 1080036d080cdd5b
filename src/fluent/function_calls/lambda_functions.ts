/** Functions of lists that take a function of an element. */
import { PlanError } from "../../errors.ts";
import { higherOrder, lambda as lambdaNode, lambdaVariable } from "../../expr/mod.ts";
import { functionRef } from "../../udf/mod.ts";
import { Expr, type ExprInput } from "../expr.ts";

/**
 * A function of an element: JavaScript that builds an expression from its parameters, or an expression made by {@linkcode lambda}.
 * The JavaScript runs once, here and now; what travels is the expression.
 */
export type ElementFunction = Expr | ((...parameters: readonly Expr[]) => ExprInput);

/** A parameter inside the body of a {@linkcode lambda}. */
export function lambdaVar(name: string): Expr {
  return Expr.fromNode(lambdaVariable(name));
}

/**
 * A function for list functions, with parameters by name.
 *
 * @example
 * ```ts
 * import { col, functions as f } from "@fusewire/fusewire";
 * import { assertEquals } from "@std/assert";
 *
 * const named = f.arrayTransform(col("prices"), f.lambda(["p"], f.lambdaVar("p").mul(2)));
 * assertEquals(named.toBytes(), f.arrayTransform(col("prices"), (p) => p.mul(2)).toBytes());
 * ```
 */
export function lambda(params: readonly string[], body: ExprInput): Expr {
  return Expr.fromNode(lambdaNode(params, Expr.from(body).node));
}

/** Every element replaced by what `transform` makes of it; a null list stays null. */
export function arrayTransform(list: ExprInput, transform: ElementFunction): Expr {
  return callWithLambda("array_transform", list, transform);
}

/** The elements for which `predicate` is true; not those for which it is null. */
export function arrayFilter(list: ExprInput, predicate: ElementFunction): Expr {
  return callWithLambda("array_filter", list, predicate);
}

/** Whether `predicate` is true for any element. */
export function arrayAnyMatch(list: ExprInput, predicate: ElementFunction): Expr {
  return callWithLambda("array_any_match", list, predicate);
}

/** The first element for which `predicate` is true; null where there is none. */
export function arrayFirst(list: ExprInput, predicate: ElementFunction): Expr {
  return callWithLambda("array_first", list, predicate);
}

/** The same as {@linkcode arrayTransform}. */
export const listTransform: typeof arrayTransform = arrayTransform;

/** The same as {@linkcode arrayFilter}. */
export const listFilter: typeof arrayFilter = arrayFilter;

/** The same as {@linkcode arrayAnyMatch}. */
export const listAnyMatch: typeof arrayAnyMatch = arrayAnyMatch;

/** The same as {@linkcode arrayAnyMatch}. */
export const anyMatch: typeof arrayAnyMatch = arrayAnyMatch;

/** The same as {@linkcode arrayFirst}. */
export const listFirst: typeof arrayFirst = arrayFirst;

function callWithLambda(name: string, list: ExprInput, fn: ElementFunction): Expr {
  const body = fn instanceof Expr ? fn : lambdaOf(name, fn);
  return Expr.fromNode(higherOrder(functionRef("scalar", name), [Expr.from(list).node, body.node]));
}

/** Parameters take their names from the function's text, so that the expression prints as it was written. */
function lambdaOf(name: string, fn: (...parameters: readonly Expr[]) => ExprInput): Expr {
  if (typeof fn !== "function") {
    throw new TypeError(`Cannot call ${name}(): it is given ${String(fn)}, must be given a function or a lambda`);
  }
  const names = parameterNames(fn);
  const params = Array.from({ length: Math.max(fn.length, names.length) }, (_, k) => names[k] ?? `p${k}`);
  if (params.length === 0) {
    throw new PlanError({ message: `Cannot call ${name}(): its function takes no parameter, must take at least one` });
  }
  return lambda(params, fn(...params.map(lambdaVar)));
}

const PARAMETERS = /^(?:async\s*)?(?:(?:function\s*)?[\w$]*\s*\(\s*([\w$\s,.]*?),?\s*\)|([\w$]+)\s*=>)/;

/** Names of a function's parameters where all of them are plain ones, the last perhaps a rest; none otherwise. */
function parameterNames(fn: (...parameters: readonly Expr[]) => ExprInput): readonly string[] {
  const match = PARAMETERS.exec(Function.prototype.toString.call(fn));
  const names = (match?.[2] ?? match?.[1] ?? "").split(",").map((each) => each.trim().replace(/^\.\.\.\s*/, ""));
  return names.every((each) => /^[\w$]+$/.test(each)) ? names : [];
}
