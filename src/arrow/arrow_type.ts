import type { Field } from "./field.ts";

/** Resolution of times: seconds, milliseconds, microseconds, nanoseconds. */
export type TimeUnit = "s" | "ms" | "us" | "ns";

/** How an interval is stored: months; days and milliseconds; months, days and nanoseconds. */
export type IntervalUnit = "YearMonth" | "DayTime" | "MonthDayNano";

/** Types without parameters, by their arrow-rs names. */
export type SimpleTypeId =
  | "Null"
  | "Boolean"
  | "Int8"
  | "Int16"
  | "Int32"
  | "Int64"
  | "UInt8"
  | "UInt16"
  | "UInt32"
  | "UInt64"
  | "Float16"
  | "Float32"
  | "Float64"
  | "Utf8"
  | "LargeUtf8"
  | "Utf8View"
  | "Binary"
  | "LargeBinary"
  | "BinaryView"
  | "Date32"
  | "Date64";

/** The four widths of decimals: at most 9, 18, 38 and 76 digits. */
export type DecimalTypeId = "Decimal32" | "Decimal64" | "Decimal128" | "Decimal256";
/** Lists with offsets; views are read and written, and evaluated as lists. */
export type ListTypeId = "List" | "LargeList" | "ListView" | "LargeListView";

/** A type without parameters. */
export interface SimpleType<K extends SimpleTypeId = SimpleTypeId> {
  readonly id: K;
}
/** `FixedSizeBinary(byteWidth)`. */
export interface FixedSizeBinaryType {
  readonly id: "FixedSizeBinary";
  readonly byteWidth: number;
}
/** An exact number of `precision` digits, `scale` of them after the point (negative: before it). */
export interface DecimalType {
  readonly id: DecimalTypeId;
  readonly precision: number;
  readonly scale: number;
}
/** Time of day in seconds or milliseconds (Time32), microseconds or nanoseconds (Time64). */
export interface TimeType {
  readonly id: "Time32" | "Time64";
  readonly unit: TimeUnit;
}
/** A moment; with a time zone it is an instant in UTC, without one a wall clock. */
export interface TimestampType {
  readonly id: "Timestamp";
  readonly unit: TimeUnit;
  readonly timezone: string | null;
}
/** An elapsed time. */
export interface DurationType {
  readonly id: "Duration";
  readonly unit: TimeUnit;
}
/** A calendar interval. */
export interface IntervalType {
  readonly id: "Interval";
  readonly unit: IntervalUnit;
}
/** A list of `item`s. */
export interface ListType {
  readonly id: ListTypeId;
  readonly item: Field;
}
/** A list of exactly `size` items. */
export interface FixedSizeListType {
  readonly id: "FixedSizeList";
  readonly item: Field;
  readonly size: number;
}
/** Named children of one length. */
export interface StructType {
  readonly id: "Struct";
  readonly fields: readonly Field[];
}
/** A list of entries; `entries` is a non-null struct of key and value. */
export interface MapType {
  readonly id: "Map";
  readonly entries: Field;
  readonly keysSorted: boolean;
}
/** Integer keys into a dictionary of values. */
export interface DictionaryType {
  readonly id: "Dictionary";
  readonly key: ArrowType;
  readonly value: ArrowType;
}
/** One of several types per row. */
export interface UnionType {
  readonly id: "Union";
  readonly mode: "Sparse" | "Dense";
  readonly typeIds: readonly number[];
  readonly fields: readonly Field[];
}
/** Runs of equal values; read and written, never evaluated in this form. */
export interface RunEndEncodedType {
  readonly id: "RunEndEncoded";
  readonly runEnds: Field;
  readonly values: Field;
}

/** An Arrow data type: plain frozen data, compared with {@linkcode typesEqual}. */
export type ArrowType =
  | SimpleType
  | FixedSizeBinaryType
  | DecimalType
  | TimeType
  | TimestampType
  | DurationType
  | IntervalType
  | ListType
  | FixedSizeListType
  | StructType
  | MapType
  | DictionaryType
  | UnionType
  | RunEndEncodedType;

/** Every value of `ArrowType["id"]`. */
export type TypeId = ArrowType["id"];

/** The one instance of each type without parameters. */
export const T: { readonly [K in SimpleTypeId]: SimpleType<K> } = Object.freeze({
  Null: simple("Null"),
  Boolean: simple("Boolean"),
  Int8: simple("Int8"),
  Int16: simple("Int16"),
  Int32: simple("Int32"),
  Int64: simple("Int64"),
  UInt8: simple("UInt8"),
  UInt16: simple("UInt16"),
  UInt32: simple("UInt32"),
  UInt64: simple("UInt64"),
  Float16: simple("Float16"),
  Float32: simple("Float32"),
  Float64: simple("Float64"),
  Utf8: simple("Utf8"),
  LargeUtf8: simple("LargeUtf8"),
  Utf8View: simple("Utf8View"),
  Binary: simple("Binary"),
  LargeBinary: simple("LargeBinary"),
  BinaryView: simple("BinaryView"),
  Date32: simple("Date32"),
  Date64: simple("Date64"),
});

function simple<K extends SimpleTypeId>(id: K): SimpleType<K> {
  return Object.freeze({ id });
}

/** Largest precision of each decimal width. */
export const MAX_PRECISION: { readonly [K in DecimalTypeId]: number } = Object.freeze({
  Decimal32: 9,
  Decimal64: 18,
  Decimal128: 38,
  Decimal256: 76,
});

/** A decimal type; `Decimal128` unless told. */
export function decimalType(precision: number, scale: number, id: DecimalTypeId = "Decimal128"): DecimalType {
  return Object.freeze({ id, precision, scale });
}
/** A timestamp type; without a zone it is a wall clock. */
export function timestampType(unit: TimeUnit, timezone: string | null = null): TimestampType {
  return Object.freeze({ id: "Timestamp", unit, timezone });
}
/** A time of day: Time32 for seconds and milliseconds, else Time64. */
export function timeType(unit: TimeUnit): TimeType {
  return Object.freeze({ id: unit === "s" || unit === "ms" ? "Time32" : "Time64", unit });
}
/** A duration type. */
export function durationType(unit: TimeUnit): DurationType {
  return Object.freeze({ id: "Duration", unit });
}
/** An interval type. */
export function intervalType(unit: IntervalUnit): IntervalType {
  return Object.freeze({ id: "Interval", unit });
}
/** A binary type of `byteWidth` bytes a value. */
export function fixedSizeBinaryType(byteWidth: number): FixedSizeBinaryType {
  return Object.freeze({ id: "FixedSizeBinary", byteWidth });
}
/** A list type of the given field. */
export function listType(item: Field, id: ListTypeId = "List"): ListType {
  return Object.freeze({ id, item });
}
/** A list type of exactly `size` items a row. */
export function fixedSizeListType(item: Field, size: number): FixedSizeListType {
  return Object.freeze({ id: "FixedSizeList", item, size });
}
/** A struct type; `fields` is copied. */
export function structType(fields: readonly Field[]): StructType {
  return Object.freeze({ id: "Struct", fields: Object.freeze([...fields]) });
}
/** A map type; `entries` is the field of its struct of key and value. */
export function mapType(entries: Field, keysSorted = false): MapType {
  return Object.freeze({ id: "Map", entries, keysSorted });
}
/** A dictionary type. */
export function dictionaryType(key: ArrowType, value: ArrowType): DictionaryType {
  return Object.freeze({ id: "Dictionary", key, value });
}
