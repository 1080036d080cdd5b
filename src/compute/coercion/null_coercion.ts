import type { ArrowType } from "../../arrow/mod.ts";
import { T } from "../../arrow/mod.ts";

/** The other type where one is the null type: null casts to everything. Source: DataFusion 55, `null_coercion`. */
export function nullCoercion(left: ArrowType, right: ArrowType): ArrowType | null {
  if (left.id === "Null") return right;
  return right.id === "Null" ? left : null;
}

/** String and null, for patterns; two nulls are text. Source: DataFusion 55, `regex_null_coercion`. */
export function regexNullCoercion(left: ArrowType, right: ArrowType): ArrowType | null {
  const isText = (type: ArrowType): boolean => type.id === "Utf8" || type.id === "LargeUtf8" || type.id === "Utf8View";
  if (left.id === "Null" && right.id === "Null") return T.Utf8;
  if (left.id === "Null" && isText(right)) return right;
  return right.id === "Null" && isText(left) ? left : null;
}
