import {
  newBytes,
  newFloat32,
  newFloat64,
  newInt16,
  newInt32,
  newInt64,
  newInt8,
  newUint16,
  newUint32,
  newUint64,
} from "./allocate.ts";
import type { ArrowType, TypeId } from "./arrow_type.ts";
import type { Column, PrimitiveValues } from "./column.ts";

/** The layout that columns of a type have. Run-end encoded data is expanded when it is read: it has its values' layout. */
export function layoutOf(type: ArrowType): Column["layout"] {
  if (type.id === "RunEndEncoded") return layoutOf(type.values.type);
  if (type.id === "Interval") return type.unit === "YearMonth" ? "primitive" : "wide";
  return LAYOUTS[type.id];
}

const LAYOUTS: { readonly [K in Exclude<TypeId, "RunEndEncoded" | "Interval">]: Column["layout"] } = {
  Null: "null",
  Boolean: "boolean",
  Int8: "primitive",
  Int16: "primitive",
  Int32: "primitive",
  Int64: "primitive",
  UInt8: "primitive",
  UInt16: "primitive",
  UInt32: "primitive",
  UInt64: "primitive",
  Float16: "primitive",
  Float32: "primitive",
  Float64: "primitive",
  Utf8: "bytes",
  LargeUtf8: "bytes",
  Utf8View: "bytes",
  Binary: "bytes",
  LargeBinary: "bytes",
  BinaryView: "bytes",
  FixedSizeBinary: "fixedBytes",
  Date32: "primitive",
  Date64: "primitive",
  Time32: "primitive",
  Time64: "primitive",
  Timestamp: "primitive",
  Duration: "primitive",
  Decimal32: "primitive",
  Decimal64: "primitive",
  Decimal128: "wide",
  Decimal256: "wide",
  List: "list",
  LargeList: "list",
  ListView: "list",
  LargeListView: "list",
  FixedSizeList: "fixedList",
  Struct: "struct",
  Map: "list",
  Dictionary: "dictionary",
  Union: "union",
};

/** 32-bit words per value of a type with the wide layout. @throws {TypeError} for other types */
export function strideOf(type: ArrowType): 2 | 4 | 8 {
  if (type.id === "Decimal128") return 4;
  if (type.id === "Decimal256") return 8;
  if (type.id === "Interval" && type.unit !== "YearMonth") return type.unit === "DayTime" ? 2 : 4;
  throw new TypeError(`type ${type.id} has no wide layout`);
}

/** Which typed array a type with the primitive layout has. */
export type PrimitiveKind =
  | "Int8"
  | "Int16"
  | "Int32"
  | "Int64"
  | "UInt8"
  | "UInt16"
  | "UInt32"
  | "UInt64"
  | "Float32"
  | "Float64";

/** The typed array that holds values of a primitive-layout type. @throws {TypeError} for other types */
export function primitiveKind(type: ArrowType): PrimitiveKind {
  switch (type.id) {
    case "Int8":
    case "Int16":
    case "Int32":
    case "Int64":
    case "UInt8":
    case "UInt16":
    case "UInt32":
    case "UInt64":
    case "Float32":
    case "Float64":
      return type.id;
    case "Float16":
      return "UInt16";
    case "Date32":
    case "Time32":
    case "Decimal32":
      return "Int32";
    case "Date64":
    case "Time64":
    case "Timestamp":
    case "Duration":
    case "Decimal64":
      return "Int64";
    case "Interval":
      if (type.unit === "YearMonth") return "Int32";
      break;
    case "RunEndEncoded":
      return primitiveKind(type.values.type);
  }
  throw new TypeError(`type ${type.id} has no primitive layout`);
}

const NEW_VALUES: { readonly [K in PrimitiveKind]: (count: number) => PrimitiveValues } = {
  Int8: newInt8,
  Int16: newInt16,
  Int32: newInt32,
  Int64: newInt64,
  UInt8: newBytes,
  UInt16: newUint16,
  UInt32: newUint32,
  UInt64: newUint64,
  Float32: newFloat32,
  Float64: newFloat64,
};

/** Zeroed values for a primitive-layout type. */
export function newValues(type: ArrowType, count: number): PrimitiveValues {
  return NEW_VALUES[primitiveKind(type)](count);
}

/** Zeroed values of the same kind of typed array as `like`. */
export function newValuesLike(like: PrimitiveValues, count: number): PrimitiveValues {
  switch (like.constructor) {
    case Int8Array:
      return newInt8(count);
    case Int16Array:
      return newInt16(count);
    case Int32Array:
      return newInt32(count);
    case BigInt64Array:
      return newInt64(count);
    case Uint8Array:
      return newBytes(count);
    case Uint16Array:
      return newUint16(count);
    case Uint32Array:
      return newUint32(count);
    case BigUint64Array:
      return newUint64(count);
    case Float32Array:
      return newFloat32(count);
    default:
      return newFloat64(count);
  }
}
