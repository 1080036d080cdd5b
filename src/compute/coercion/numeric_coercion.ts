import type { ArrowType, DecimalType, DecimalTypeId } from "../../arrow/mod.ts";
import {
  decimalType,
  isDecimal,
  isInteger,
  isNumeric,
  isSignedInteger,
  MAX_PRECISION,
  T,
  typesEqual,
} from "../../arrow/mod.ts";

/**
 * The type to which two numbers are cast before they are compared or unified: the wider one; decimals before floats.
 * Null where either is not a number. Source: DataFusion 55, `binary_numeric_coercion`.
 */
export function binaryNumericCoercion(left: ArrowType, right: ArrowType): ArrowType | null {
  if (!isNumeric(left) || !isNumeric(right)) return null;
  if (typesEqual(left, right)) return left;
  return decimalCoercion(left, right) ?? numericalCoercion(left, right);
}

const WIDTH: Readonly<Record<string, number>> = {
  Int8: 8,
  UInt8: 8,
  Int16: 16,
  UInt16: 16,
  Int32: 32,
  UInt32: 32,
  Int64: 64,
  UInt64: 64,
};
const SIGNED_BY_WIDTH: Readonly<Record<number, ArrowType>> = { 8: T.Int8, 16: T.Int16, 32: T.Int32, 64: T.Int64 };
const UNSIGNED_BY_WIDTH: Readonly<Record<number, ArrowType>> = {
  8: T.UInt8,
  16: T.UInt16,
  32: T.UInt32,
  64: T.UInt64,
};

/**
 * The widest float if there is one, else the narrowest integer that holds every value of both; UInt64 with a signed
 * integer needs Decimal128(20, 0). A type that is no integer counts as absent, so that (Null, Int32) gives Int32.
 * Source: DataFusion 55, `numerical_coercion`.
 */
export function numericalCoercion(left: ArrowType, right: ArrowType): ArrowType | null {
  for (const float of [T.Float64, T.Float32, T.Float16]) {
    if (left.id === float.id || right.id === float.id) return float;
  }
  const l = WIDTH[left.id];
  const r = WIDTH[right.id];
  if (l === undefined && r === undefined) return null;
  if (l === undefined) return right;
  if (r === undefined) return left;
  const leftSigned = isSignedInteger(left);
  if (leftSigned === isSignedInteger(right)) return (leftSigned ? SIGNED_BY_WIDTH : UNSIGNED_BY_WIDTH)[Math.max(l, r)]!;
  const unsigned = leftSigned ? r : l;
  const signed = leftSigned ? l : r;
  if (unsigned === 64) return decimalType(20, 0);
  return SIGNED_BY_WIDTH[Math.max(signed, unsigned * 2)]!;
}

/**
 * The common decimal where at least one side is a decimal: both sides' digits before and after the point.
 * Floats become decimals too. Source: DataFusion 55, `decimal_coercion`.
 */
export function decimalCoercion(left: ArrowType, right: ArrowType): ArrowType | null {
  if (isDecimal(left) && isDecimal(right)) {
    return left.id === right.id ? getWiderDecimalType(left, right) : getWiderDecimalTypeCrossVariant(left, right);
  }
  if (isDecimal(left)) return commonDecimal(left, right);
  if (isDecimal(right)) return commonDecimal(right, left);
  return null;
}

function commonDecimal(decimal: DecimalType, other: ArrowType): DecimalType | null {
  const asDecimal = coerceNumericTypeToDecimal(decimal.id, other);
  return asDecimal && getWiderDecimalType(decimal, asDecimal);
}

/**
 * A decimal of the left one's width with room for both: (max(s1, s2) + max(p1 − s1, p2 − s2), max(s1, s2)),
 * cut at the width's largest precision.
 */
export function getWiderDecimalType(left: DecimalType, right: DecimalType): DecimalType {
  const { precision, scale } = widened(left, right);
  const most = MAX_PRECISION[left.id];
  return decimalType(Math.min(precision, most), Math.min(scale, most), left.id);
}

const DECIMAL_WIDTHS: readonly DecimalTypeId[] = ["Decimal32", "Decimal64", "Decimal128", "Decimal256"];

/** The same over two widths: the larger one, or null where its precision does not suffice. */
export function getWiderDecimalTypeCrossVariant(left: DecimalType, right: DecimalType): DecimalType | null {
  const id = DECIMAL_WIDTHS[Math.max(DECIMAL_WIDTHS.indexOf(left.id), DECIMAL_WIDTHS.indexOf(right.id))]!;
  const { precision, scale } = widened(left, right);
  return precision <= MAX_PRECISION[id] ? decimalType(precision, scale, id) : null;
}

function widened(left: DecimalType, right: DecimalType): { precision: number; scale: number } {
  const scale = Math.max(left.scale, right.scale);
  const range = Math.max(left.precision - left.scale, right.precision - right.scale);
  return { precision: range + scale, scale };
}

const AS_DECIMAL: Readonly<Record<string, readonly [precision: number, scale: number]>> = {
  Int8: [3, 0],
  UInt8: [3, 0],
  Int16: [5, 0],
  UInt16: [5, 0],
  Int32: [10, 0],
  UInt32: [10, 0],
  Int64: [20, 0],
  UInt64: [20, 0],
  Float16: [6, 3],
  Float32: [14, 7],
  Float64: [30, 15],
};

/**
 * The decimal of width `id` that stands for a number type, or null where the width is too small for it.
 * Source: DataFusion 55, `coerce_numeric_type_to_decimal32` … `256`, which have it from Spark.
 */
export function coerceNumericTypeToDecimal(id: DecimalTypeId, type: ArrowType): DecimalType | null {
  const digits = AS_DECIMAL[type.id];
  return digits && digits[0] <= MAX_PRECISION[id] ? decimalType(digits[0], digits[1], id) : null;
}

/**
 * The types to which decimal arithmetic casts its sides: decimals of one width stay as they are, integers become decimals.
 * Null without a decimal, and with a float (which makes it float arithmetic). Source: DataFusion 55, `math_decimal_coercion`.
 */
export function mathDecimalCoercion(
  left: ArrowType,
  right: ArrowType,
): readonly [left: ArrowType, right: ArrowType] | null {
  if (left.id === "Dictionary") return mathDecimalCoercion(left.value, right);
  if (right.id === "Dictionary") return mathDecimalCoercion(left, right.value);
  if (left.id === "RunEndEncoded") return mathDecimalCoercion(left.values.type, right);
  if (right.id === "RunEndEncoded") return mathDecimalCoercion(left, right.values.type);
  if (left.id === "Null" && isDecimal(right)) return [right, right];
  if (isDecimal(left) && right.id === "Null") return [left, left];
  if (isDecimal(left) && isDecimal(right)) {
    if (left.id === right.id) return [left, right];
    const common = getWiderDecimalTypeCrossVariant(left, right);
    return common && [common, common];
  }
  if (isDecimal(left) && isInteger(right)) {
    const asDecimal = coerceNumericTypeToDecimal(left.id, right);
    return asDecimal && [left, asDecimal];
  }
  if (isInteger(left) && isDecimal(right)) {
    const asDecimal = coerceNumericTypeToDecimal(right.id, left);
    return asDecimal && [asDecimal, right];
  }
  return null;
}

/**
 * The type of integer and float arithmetic; null where a side is neither a number nor null.
 * Source: DataFusion 55, `mathematics_numerical_coercion`.
 */
export function mathematicsNumericalCoercion(left: ArrowType, right: ArrowType): ArrowType | null {
  if (!bothNumericOrNullAndNumeric(left, right)) return null;
  return numericalCoercion(unwrapped(left), unwrapped(right));
}

function unwrapped(type: ArrowType): ArrowType {
  if (type.id === "Dictionary") return unwrapped(type.value);
  if (type.id === "RunEndEncoded") return unwrapped(type.values.type);
  return type;
}

/** Whether both are numbers, or one is and the other is the null type; dictionaries count as their values. */
export function bothNumericOrNullAndNumeric(left: ArrowType, right: ArrowType): boolean {
  if (right.id === "Null") return isNumeric(left);
  if (left.id === "Null") return isNumeric(right);
  return isNumeric(oneLevel(left)) && isNumeric(oneLevel(right));
}

function oneLevel(type: ArrowType): ArrowType {
  return type.id === "Dictionary" ? type.value : type.id === "RunEndEncoded" ? type.values.type : type;
}

/**
 * The integer type on which `& | ^ << >>` work; floats and decimals on one side take the other side's.
 * Source: DataFusion 55, `bitwise_coercion`.
 */
export function bitwiseCoercion(left: ArrowType, right: ArrowType): ArrowType | null {
  if (!bothNumericOrNullAndNumeric(left, right)) return null;
  const dictionaryOfIntegers = left.id === "Dictionary" && isInteger(left.value);
  if (typesEqual(left, right) && (isInteger(left) || dictionaryOfIntegers)) return left;
  const l = WIDTH[left.id];
  const r = WIDTH[right.id];
  if (l === undefined && r === undefined) return null;
  if (l === undefined) return right;
  if (r === undefined) return left;
  if (left.id === "UInt64" || right.id === "UInt64") return T.UInt64;
  return numericalCoercion(left, right);
}
