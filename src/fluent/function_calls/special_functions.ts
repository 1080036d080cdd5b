/** Functions whose calls are more than a name and arguments. Plain values become literals. */
import { toArrowType, type TypeInput } from "../../arrow/mod.ts";
import { PlanError } from "../../errors.ts";
import { higherOrder, lambda as lambdaNode, lambdaVariable } from "../../expr/mod.ts";
import { functionRef } from "../../udf/mod.ts";
import { CaseBuilder } from "../case_builder.ts";
import { Expr, type ExprInput } from "../expr.ts";
import type { LiteralValue } from "../literal_scalar.ts";
import { SortExpr } from "../sort_expr.ts";
import { callScalar, given, utf8 } from "./call.ts";

/** Texts one after the other with a separator between them; nulls are left out. */
export function concatWs(separator: string, ...texts: readonly ExprInput[]): Expr {
  return callScalar("concat_ws", [Expr.stringLiteral(separator), ...texts]);
}
/** Value cast to a type: an Arrow type, or its name such as `Timestamp(Nanosecond, None)`; raises where it does not fit. */
export function arrowCast(value: ExprInput, type: TypeInput | ExprInput): Expr {
  return isType(type) ? Expr.from(value).cast(type) : callScalar("arrow_cast", [value, utf8(type as ExprInput)]);
}
/** {@linkcode arrowCast} that gives null where the value does not fit. */
export function arrowTryCast(value: ExprInput, type: TypeInput | ExprInput): Expr {
  return isType(type) ? Expr.from(value).tryCast(type) : callScalar("arrow_try_cast", [value, utf8(type as ExprInput)]);
}
/** The metadata of a value's field: of one key as text, or all of it as a map. */
export function arrowMetadata(value: ExprInput, key?: ExprInput): Expr {
  return callScalar("arrow_metadata", key === undefined ? [value] : [value, utf8(key)]);
}
/** Value whose field has metadata. @throws {PlanError} on an empty key */
export function withMetadata(value: ExprInput, metadata: Readonly<Record<string, string>>): Expr {
  const entries = Object.entries(metadata);
  if (entries.some(([key]) => key === "")) {
    throw new PlanError({ message: "Cannot call withMetadata(): a key is empty, must be text" });
  }
  if (entries.length === 0) return Expr.from(value);
  return callScalar("with_metadata", [value, ...entries.flat().map((text) => Expr.stringLiteral(text))]);
}
/** A field of a struct, or of a struct inside it, or the value of a map's key. */
export function getField(value: ExprInput, ...names: readonly ExprInput[]): Expr {
  if (names.length === 0) {
    throw new PlanError({ message: "Cannot call getField(): it is given no name, must be at least one" });
  }
  return callScalar("get_field", [value, ...names.map(utf8)]);
}
/** The value of a union's field; null in rows that chose another one. */
export function unionExtract(value: ExprInput, name: ExprInput): Expr {
  return callScalar("union_extract", [value, utf8(name)]);
}
/** A struct with named fields. */
export function namedStruct(
  fields: Readonly<Record<string, ExprInput>> | readonly (readonly [string, ExprInput])[],
): Expr {
  const pairs = Array.isArray(fields) ? fields as readonly (readonly [string, ExprInput])[] : Object.entries(fields);
  return callScalar("named_struct", pairs.flatMap(([name, value]) => [Expr.stringLiteral(name), value]));
}
/** A map from an object, from lists of keys and of values, or from alternating keys and values. */
export function makeMap(
  ...args:
    | readonly [Readonly<Record<string, ExprInput>>]
    | readonly [readonly ExprInput[], readonly ExprInput[]]
    | readonly ExprInput[]
): Expr {
  const [keys, values] = mapParts(args);
  if (keys.length !== values.length) {
    throw new PlanError({
      message: `Cannot call makeMap(): there are ${keys.length} keys and ${values.length} values, must be as many`,
    });
  }
  return callScalar("map", [callScalar("make_array", keys), callScalar("make_array", values)]);
}
/** Elements as text with a delimiter between them; nulls as `nullText`, or left out. */
export function arrayToString(list: ExprInput, delimiter: ExprInput, nullText?: ExprInput): Expr {
  return callScalar("array_to_string", given([list, Expr.from(delimiter).cast({ id: "Utf8" }), nullText]));
}
/** The same as {@linkcode arrayToString}. */
export const arrayJoin: typeof arrayToString = arrayToString;
/** The same as {@linkcode arrayToString}. */
export const listToString: typeof arrayToString = arrayToString;
/** The same as {@linkcode arrayToString}. */
export const listJoin: typeof arrayToString = arrayToString;

/** Elements in order. */
export function arraySort(list: ExprInput, descending = false, nullsFirst = false): Expr {
  const [order, nulls] = [descending ? "DESC" : "ASC", nullsFirst ? "NULLS FIRST" : "NULLS LAST"];
  return callScalar("array_sort", [list, Expr.stringLiteral(order), Expr.stringLiteral(nulls)]);
}
/** The same as {@linkcode arraySort}. */
export const listSort: typeof arraySort = arraySort;

/** Whole numbers, dates or timestamps from `start` (default 0) up to but without `stop`. */
export function range(start: ExprInput, stop?: ExprInput, step?: ExprInput): Expr {
  return callScalar("range", stop === undefined ? [0, start] : given([start, stop, step]));
}
/** Whole numbers, dates or timestamps from `start` (default 0) up to `stop`, both included. */
export function generateSeries(start: ExprInput, stop?: ExprInput, step?: ExprInput): Expr {
  return callScalar("generate_series", stop === undefined ? [0, start] : given([start, stop, step]));
}
/** The same as {@linkcode generateSeries}. */
export const genSeries: typeof generateSeries = generateSeries;

/** A function of an element: JavaScript that builds an expression from its parameter, or an expression made by {@linkcode lambda}. */
export type ElementFunction = Expr | ((...parameters: readonly Expr[]) => ExprInput);

/** The parameter of a {@linkcode lambda}. */
export function lambdaVar(name: string): Expr {
  return Expr.fromNode(lambdaVariable(name));
}
/** A function for list functions, with named parameters. */
export function lambda(params: readonly string[], body: ExprInput): Expr {
  return Expr.fromNode(lambdaNode(params, Expr.from(body).node));
}
/** Every element replaced by what a function makes of it. */
export function arrayTransform(list: ExprInput, transform: ElementFunction): Expr {
  return callWithLambda("array_transform", list, transform);
}
/** Elements for which a predicate is true. */
export function arrayFilter(list: ExprInput, predicate: ElementFunction): Expr {
  return callWithLambda("array_filter", list, predicate);
}
/** Whether a predicate is true for any element. */
export function arrayAnyMatch(list: ExprInput, predicate: ElementFunction): Expr {
  return callWithLambda("array_any_match", list, predicate);
}
/** The first element for which a predicate is true. */
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

/** `value IN (values)`. */
export function inList(value: Expr, values: readonly ExprInput[], negated = false): Expr {
  return value.inList(values, negated);
}
/** Gives an expression a name. */
export function alias(value: Expr, name: string, metadata?: Readonly<Record<string, string>>): Expr {
  return value.alias(name, metadata);
}
/** A sort key. */
export function orderBy(value: Expr, ascending = true, nullsFirst = false): SortExpr {
  return new SortExpr(value, ascending, nullsFirst);
}

function caseOf(subject: ExprInput): CaseBuilder {
  return new CaseBuilder(Expr.from(subject));
}
export { caseOf as case };

function isType(value: unknown): value is TypeInput {
  if (typeof value !== "object" || value === null || value instanceof Expr) return false;
  if ("typeId" in value) return true;
  return typeof (value as { id?: unknown }).id === "string" && toArrowType(value as TypeInput) !== undefined;
}

function mapParts(args: readonly unknown[]): readonly [readonly ExprInput[], readonly ExprInput[]] {
  const [first, second] = args;
  if (args.length === 1 && typeof first === "object" && first !== null && !(first instanceof Expr)) {
    const entries = Object.entries(first as Record<string, LiteralValue>);
    return [entries.map(([key]) => key), entries.map(([, value]) => value)];
  }
  if (args.length === 2 && Array.isArray(first) && Array.isArray(second)) return [first, second];
  if (args.length >= 2 && args.length % 2 === 0) {
    const list = args as readonly ExprInput[];
    return [list.filter((_, k) => k % 2 === 0), list.filter((_, k) => k % 2 === 1)];
  }
  throw new PlanError({
    message: "Cannot call makeMap(): it must be given an object, two lists, or keys and values in turn",
  });
}

function callWithLambda(name: string, list: ExprInput, fn: ElementFunction): Expr {
  const body = fn instanceof Expr ? fn : lambdaOf(name, fn);
  return Expr.fromNode(higherOrder(functionRef("scalar", name), [Expr.from(list).node, body.node]));
}

/** Parameters take their names from the function's text, so that the expression prints as it was written. */
function lambdaOf(name: string, fn: (...parameters: readonly Expr[]) => ExprInput): Expr {
  if (typeof fn !== "function" || fn.length === 0) {
    throw new PlanError({ message: `Cannot call ${name}: the function takes no parameter, must take at least one` });
  }
  const text = Function.prototype.toString.call(fn);
  const list = /^(?:async\s*)?(?:function\s*[\w$]*\s*)?\(?\s*([\w$\s,]*?)\s*\)?\s*(?:=>|\{)/.exec(text)?.[1] ?? "";
  const names = list.split(",").map((each) => each.trim()).filter((each) => /^[A-Za-z_$][\w$]*$/.test(each));
  const params = Array.from({ length: fn.length }, (_, k) => names[k] ?? `p${k}`);
  return lambda(params, fn(...params.map(lambdaVar)));
}
