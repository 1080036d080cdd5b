import type { ArrowType } from "../../arrow/mod.ts";
import { canCast } from "../cast/mod.ts";
import { equalsDatatype } from "./equals_datatype.ts";
import { dictionaryCoercion, listCoercion, mapCoercion, runEndCoercion, structCoercion } from "./nested_coercion.ts";
import { nullCoercion, regexNullCoercion } from "./null_coercion.ts";
import { binaryNumericCoercion } from "./numeric_coercion.ts";
import {
  binaryCoercion,
  binaryToStringCoercion,
  stringCoercion,
  stringNumericCoercion,
  stringNumericUnionCoercion,
  stringTemporalCoercion,
} from "./string_coercion.ts";
import { temporalCoercionNonstrictTimezone } from "./temporal_coercion.ts";

/**
 * The type in which two values are compared: operators, IN lists, BETWEEN, CASE x WHEN y, nullif, greatest.
 * Text meets a number as a number. Null where there is none. Source: DataFusion 55, `comparison_coercion`.
 */
export function comparisonCoercion(left: ArrowType, right: ArrowType): ArrowType | null {
  if (equalsDatatype(left, right)) return left;
  return binaryNumericCoercion(left, right) ??
    dictionaryCoercion(left, right, true, comparisonCoercion) ??
    runEndCoercion(left, right, comparisonCoercion) ??
    temporalCoercionNonstrictTimezone(left, right) ??
    stringCoercion(left, right) ??
    listCoercion(left, right, comparisonCoercion) ??
    nullCoercion(left, right) ??
    stringNumericCoercion(left, right) ??
    stringTemporalCoercion(left, right) ??
    binaryCoercion(left, right) ??
    structCoercion(left, right, comparisonCoercion) ??
    mapCoercion(left, right, comparisonCoercion) ??
    unionCoercion(left, right);
}

/**
 * The type to which two values are brought that are not compared: UNION, CASE branches, nvl2. Text meets a number as text.
 * Source: DataFusion 55, `type_union_coercion`.
 */
export function typeUnionCoercion(left: ArrowType, right: ArrowType): ArrowType | null {
  if (equalsDatatype(left, right)) return left;
  return binaryNumericCoercion(left, right) ??
    dictionaryCoercion(left, right, true, typeUnionCoercion) ??
    runEndCoercion(left, right, typeUnionCoercion) ??
    temporalCoercionNonstrictTimezone(left, right) ??
    stringCoercion(left, right) ??
    listCoercion(left, right, typeUnionCoercion) ??
    nullCoercion(left, right) ??
    stringNumericUnionCoercion(left, right) ??
    stringTemporalCoercion(left, right) ??
    binaryCoercion(left, right) ??
    structCoercion(left, right, typeUnionCoercion) ??
    mapCoercion(left, right, typeUnionCoercion);
}

/** A union with another type is that type, if any variant casts to it. Source: DataFusion 55, `union_coercion`. */
function unionCoercion(left: ArrowType, right: ArrowType): ArrowType | null {
  if (left.id === "Union") return left.fields.some((f) => canCast(f.type, right)) ? right : null;
  if (right.id === "Union") return right.fields.some((f) => canCast(f.type, left)) ? left : null;
  return null;
}

/** The string type of LIKE's two sides; binaries become text. Source: DataFusion 55, `like_coercion`. */
export function likeCoercion(left: ArrowType, right: ArrowType): ArrowType | null {
  return stringCoercion(left, right) ??
    binaryToStringCoercion(left, right) ??
    dictionaryCoercion(left, right, false, likeCoercion) ??
    runEndCoercion(left, right, likeCoercion) ??
    regexNullCoercion(left, right) ??
    nullCoercion(left, right);
}

/** The string type of `~`'s two sides. Source: DataFusion 55, `regex_coercion`. */
export function regexCoercion(left: ArrowType, right: ArrowType): ArrowType | null {
  return stringCoercion(left, right) ??
    dictionaryCoercion(left, right, false, regexCoercion) ??
    runEndCoercion(left, right, regexCoercion) ??
    regexNullCoercion(left, right);
}

/** The common type of `x IN (list)`. Source: DataFusion 55, `get_coerce_type_for_list`. */
export function getCoerceTypeForList(type: ArrowType, list: readonly ArrowType[]): ArrowType | null {
  return fold(type, list, comparisonCoercion);
}

/** The common type of `CASE x WHEN …`. Source: DataFusion 55, `get_coerce_type_for_case_when`. */
export function getCoerceTypeForCaseWhen(whens: readonly ArrowType[], type: ArrowType): ArrowType | null {
  return fold(type, whens, comparisonCoercion);
}

/** The type of a CASE's results. Source: DataFusion 55, `get_coerce_type_for_case_expression`. */
export function getCoerceTypeForCaseExpression(
  thens: readonly ArrowType[],
  otherwise: ArrowType | null,
): ArrowType | null {
  if (otherwise !== null) return fold(otherwise, thens, typeUnionCoercion);
  return thens.length === 0 ? null : fold(thens[0]!, thens.slice(1), typeUnionCoercion);
}

function fold(
  first: ArrowType,
  rest: readonly ArrowType[],
  coerce: (left: ArrowType, right: ArrowType) => ArrowType | null,
): ArrowType | null {
  let common: ArrowType | null = first;
  for (const type of rest) {
    if (common === null) return null;
    common = coerce(common, type);
  }
  return common;
}
