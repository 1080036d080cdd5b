import type { ArrowType, DecimalType, ListType, TimeUnit, TypeId } from "./arrow_type.ts";

/** What a type is, as a set of flags; one table so that a new type does not compile until it stands here. */
interface Traits {
  readonly integer?: "signed" | "unsigned";
  readonly float?: true;
  readonly decimal?: true;
  readonly string?: true;
  readonly binary?: true;
  readonly temporal?: true;
  readonly nested?: true;
  /** Bits of one value, where every value has the same number. */
  readonly bits?: number;
}

const TRAITS: { readonly [K in TypeId]: Traits } = {
  Null: {},
  Boolean: { bits: 1 },
  Int8: { integer: "signed", bits: 8 },
  Int16: { integer: "signed", bits: 16 },
  Int32: { integer: "signed", bits: 32 },
  Int64: { integer: "signed", bits: 64 },
  UInt8: { integer: "unsigned", bits: 8 },
  UInt16: { integer: "unsigned", bits: 16 },
  UInt32: { integer: "unsigned", bits: 32 },
  UInt64: { integer: "unsigned", bits: 64 },
  Float16: { float: true, bits: 16 },
  Float32: { float: true, bits: 32 },
  Float64: { float: true, bits: 64 },
  Utf8: { string: true },
  LargeUtf8: { string: true },
  Utf8View: { string: true },
  Binary: { binary: true },
  LargeBinary: { binary: true },
  BinaryView: { binary: true },
  FixedSizeBinary: { binary: true },
  Date32: { temporal: true, bits: 32 },
  Date64: { temporal: true, bits: 64 },
  Time32: { temporal: true, bits: 32 },
  Time64: { temporal: true, bits: 64 },
  Timestamp: { temporal: true, bits: 64 },
  Duration: { temporal: true, bits: 64 },
  Interval: { temporal: true },
  Decimal32: { decimal: true, bits: 32 },
  Decimal64: { decimal: true, bits: 64 },
  Decimal128: { decimal: true, bits: 128 },
  Decimal256: { decimal: true, bits: 256 },
  List: { nested: true },
  LargeList: { nested: true },
  ListView: { nested: true },
  LargeListView: { nested: true },
  FixedSizeList: { nested: true },
  Struct: { nested: true },
  Map: { nested: true },
  Union: { nested: true },
  Dictionary: {},
  RunEndEncoded: {},
};

/** Signed and unsigned integers. */
export function isInteger(type: ArrowType): boolean {
  return TRAITS[type.id].integer !== undefined;
}
/** Int8 to Int64. */
export function isSignedInteger(type: ArrowType): boolean {
  return TRAITS[type.id].integer === "signed";
}
/** UInt8 to UInt64. */
export function isUnsignedInteger(type: ArrowType): boolean {
  return TRAITS[type.id].integer === "unsigned";
}
/** Float16, Float32, Float64. */
export function isFloat(type: ArrowType): boolean {
  return TRAITS[type.id].float === true;
}
/** Decimals of every width. */
export function isDecimal(type: ArrowType): type is DecimalType {
  return TRAITS[type.id].decimal === true;
}
/** Integers, floats and decimals. */
export function isNumeric(type: ArrowType): boolean {
  const t = TRAITS[type.id];
  return t.integer !== undefined || t.float === true || t.decimal === true;
}
/** Utf8, LargeUtf8, Utf8View. */
export function isString(type: ArrowType): boolean {
  return TRAITS[type.id].string === true;
}
/** Binary, LargeBinary, BinaryView, FixedSizeBinary. */
export function isBinary(type: ArrowType): boolean {
  return TRAITS[type.id].binary === true;
}
/** Dates, times, timestamps, durations, intervals. */
export function isTemporal(type: ArrowType): boolean {
  return TRAITS[type.id].temporal === true;
}
/** Types with children: lists, structs, maps, unions; not dictionaries. */
export function isNested(type: ArrowType): boolean {
  return TRAITS[type.id].nested === true;
}
/** Lists with offsets, plain, large or view; not FixedSizeList, not Map. */
export function isList(type: ArrowType): type is ListType {
  return type.id === "List" || type.id === "LargeList" || type.id === "ListView" || type.id === "LargeListView";
}
/** Bits of a value of a fixed-width type; undefined for others, nested types and FixedSizeBinary included. */
export function bitWidth(type: ArrowType): number | undefined {
  if (type.id === "Interval") return type.unit === "YearMonth" ? 32 : type.unit === "DayTime" ? 64 : 128;
  return TRAITS[type.id].bits;
}

/** Units in one second. */
export function unitsPerSecond(unit: TimeUnit): number {
  return unit === "s" ? 1 : unit === "ms" ? 1_000 : unit === "us" ? 1_000_000 : 1_000_000_000;
}
