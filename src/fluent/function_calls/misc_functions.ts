/** Conditions, types and the rest: calls of DataFusion's functions by their names in camelCase. Plain values become literals. */
import type { Expr, ExprInput } from "../expr.ts";
import { callScalar } from "./call.ts";

/** A struct that describes the field of a value: its name, type, nullability and metadata. */
export function arrowField(value: ExprInput): Expr {
  return callScalar("arrow_field", [value]);
}

/** The Arrow type as text, known before any row: `Int64`, `List(Utf8)`, … */
export function arrowTypeof(value: ExprInput): Expr {
  return callScalar("arrow_typeof", [value]);
}

/** Value cast to the type of another, whose own value does not matter; raises where it does not fit. */
export function castToType(value: ExprInput, like: ExprInput): Expr {
  return callScalar("cast_to_type", [value, like]);
}

/** Value cast to the type of another; null where it does not fit. */
export function tryCastToType(value: ExprInput, like: ExprInput): Expr {
  return callScalar("try_cast_to_type", [value, like]);
}

/** The first value that is not null; later ones are not computed where they are not needed. */
export function coalesce(...values: readonly ExprInput[]): Expr {
  return callScalar("coalesce", [...values]);
}

/** The largest value that is not null; null where all are. */
export function greatest(...values: readonly ExprInput[]): Expr {
  return callScalar("greatest", [...values]);
}

/** The smallest value that is not null; null where all are. */
export function least(...values: readonly ExprInput[]): Expr {
  return callScalar("least", [...values]);
}

/** `a`, or null where both are equal. */
export function nullif(a: ExprInput, b: ExprInput): Expr {
  return callScalar("nullif", [a, b]);
}

/** `a`, or `b` where `a` is null. */
export function nvl(a: ExprInput, b: ExprInput): Expr {
  return callScalar("nvl", [a, b]);
}

/** `a` where `test` is not null, else `b`. */
export function nvl2(test: ExprInput, a: ExprInput, b: ExprInput): Expr {
  return callScalar("nvl2", [test, a, b]);
}

/** Name of the field that a union has chosen. */
export function unionTag(value: ExprInput): Expr {
  return callScalar("union_tag", [value]);
}

/** Version of the engine as text. */
export function version(): Expr {
  return callScalar("version", []);
}

/** Path of the file that a row comes from; raises where rows come from no file. */
export function inputFileName(): Expr {
  return callScalar("input_file_name", []);
}

/** Index of a row, from 0, in the Parquet file that it comes from; raises where rows come from no such file. */
export function fileRowIndex(): Expr {
  return callScalar("file_row_index", []);
}

/** The same as {@linkcode nvl}. */
export const ifnull: typeof nvl = nvl;
