import type { ArrowType } from "../../arrow/mod.ts";
import { isBinary, isNumeric, isString, T, timestampType } from "../../arrow/mod.ts";

/**
 * The string type of two string types: a view if either is one (cheap to make), else large if either is.
 * Source: DataFusion 55, `string_coercion`.
 */
export function stringCoercion(left: ArrowType, right: ArrowType): ArrowType | null {
  if (!isString(left) || !isString(right)) return null;
  if (left.id === "Utf8View" || right.id === "Utf8View") return T.Utf8View;
  if (left.id === "LargeUtf8" || right.id === "LargeUtf8") return T.LargeUtf8;
  return T.Utf8;
}

/** Number and string compare as numbers: `'2' > 1`. Source: `string_numeric_coercion`. */
export function stringNumericCoercion(left: ArrowType, right: ArrowType): ArrowType | null {
  if (isNumeric(left) && isString(right)) return left;
  if (isString(left) && isNumeric(right)) return right;
  return null;
}

/** Number and string unify as strings: `SELECT 1 UNION SELECT 'a'`. Source: `string_numeric_union_coercion`. */
export function stringNumericUnionCoercion(left: ArrowType, right: ArrowType): ArrowType | null {
  if (isString(left) && isNumeric(right)) return left;
  if (isNumeric(left) && isString(right)) return right;
  return null;
}

/** String and date, time or timestamp: the temporal type; timestamps in nanoseconds. Source: `string_temporal_coercion`. */
export function stringTemporalCoercion(left: ArrowType, right: ArrowType): ArrowType | null {
  return stringToTemporal(left, right) ?? stringToTemporal(right, left);
}

function stringToTemporal(text: ArrowType, temporal: ArrowType): ArrowType | null {
  if (!isString(text)) return null;
  switch (temporal.id) {
    case "Date32":
    case "Date64":
    case "Time32":
    case "Time64":
      return temporal;
    case "Timestamp":
      return timestampType("ns", temporal.timezone);
    default:
      return null;
  }
}

/** Binary and string as strings, for LIKE. Views of strings take no binaries. Source: `binary_to_string_coercion`. */
export function binaryToStringCoercion(left: ArrowType, right: ArrowType): ArrowType | null {
  return binaryWithString(left, right) ?? binaryWithString(right, left);
}

function binaryWithString(binary: ArrowType, text: ArrowType): ArrowType | null {
  if (text.id === "LargeUtf8") return isBinary(binary) && binary.id !== "FixedSizeBinary" ? T.LargeUtf8 : null;
  if (text.id !== "Utf8") return null;
  switch (binary.id) {
    case "Binary":
      return T.Utf8;
    case "LargeBinary":
      return T.LargeUtf8;
    case "BinaryView":
      return T.Utf8View;
    default:
      return null;
  }
}

/** Binary with binary or string as a binary: a view if either is one, else large. Source: `binary_coercion`. */
export function binaryCoercion(left: ArrowType, right: ArrowType): ArrowType | null {
  return binaryWith(left, right) ?? binaryWith(right, left);
}

function binaryWith(binary: ArrowType, other: ArrowType): ArrowType | null {
  switch (binary.id) {
    case "BinaryView":
      return isBinary(other) || isString(other) ? T.BinaryView : null;
    case "LargeBinary":
      if (other.id === "BinaryView") return T.BinaryView;
      return other.id === "Binary" || other.id === "LargeBinary" || isString(other) ? T.LargeBinary : null;
    case "Binary":
      if (other.id === "Binary" || other.id === "Utf8" || other.id === "FixedSizeBinary") return T.Binary;
      return other.id === "Utf8View" || other.id === "LargeUtf8" ? T.LargeBinary : null;
    default:
      return null;
  }
}
