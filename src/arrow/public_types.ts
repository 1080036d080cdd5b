import * as apache from "apache-arrow";
import { ArgumentError } from "../errors.ts";
import type { ArrowType, TimeUnit } from "./arrow_type.ts";
import { fromApacheType, isApacheType } from "./from_apache.ts";

const TIME_UNITS: { readonly [K in TimeUnit]: apache.TimeUnit } = {
  s: apache.TimeUnit.SECOND,
  ms: apache.TimeUnit.MILLISECOND,
  us: apache.TimeUnit.MICROSECOND,
  ns: apache.TimeUnit.NANOSECOND,
};

/** A child of a nested type: a type (nullable, under the usual name) or a field. */
export type TypeOrField = apache.DataType | apache.Field;

function child(value: TypeOrField, name: string): apache.Field {
  return isApacheType(value) ? new apache.Field(name, value, true) : value;
}

/**
 * Short factories for the `DataType` classes of apache-arrow.
 *
 * @example
 * ```ts
 * import { types } from "@fusewire/fusewire";
 * import { assertEquals } from "@std/assert";
 *
 * assertEquals(String(types.list(types.int64())), "List<Int64>");
 * ```
 */
export const types: {
  readonly null: () => apache.Null;
  readonly bool: () => apache.Bool;
  readonly int8: () => apache.Int8;
  readonly int16: () => apache.Int16;
  readonly int32: () => apache.Int32;
  readonly int64: () => apache.Int64;
  readonly uint8: () => apache.Uint8;
  readonly uint16: () => apache.Uint16;
  readonly uint32: () => apache.Uint32;
  readonly uint64: () => apache.Uint64;
  readonly float16: () => apache.Float16;
  readonly float32: () => apache.Float32;
  readonly float64: () => apache.Float64;
  readonly utf8: () => apache.Utf8;
  readonly largeUtf8: () => apache.LargeUtf8;
  readonly utf8View: () => apache.Utf8View;
  readonly binary: () => apache.Binary;
  readonly largeBinary: () => apache.LargeBinary;
  readonly binaryView: () => apache.BinaryView;
  /** `byteWidth` bytes a value. */
  readonly fixedSizeBinary: (byteWidth: number) => apache.FixedSizeBinary;
  readonly date32: () => apache.DateDay;
  readonly date64: () => apache.DateMillisecond;
  /** Time of day in seconds or milliseconds. */
  readonly time32: (unit: "s" | "ms") => apache.Time;
  /** Time of day in microseconds or nanoseconds. */
  readonly time64: (unit: "us" | "ns") => apache.Time;
  /** A moment; an instant with a time zone, a wall clock without. */
  readonly timestamp: (unit: TimeUnit, timezone?: string | null) => apache.Timestamp;
  readonly duration: (unit: TimeUnit) => apache.Duration;
  readonly intervalYearMonth: () => apache.IntervalYearMonth;
  readonly intervalDayTime: () => apache.IntervalDayTime;
  readonly intervalMonthDayNano: () => apache.IntervalMonthDayNano;
  readonly decimal32: (precision: number, scale: number) => apache.Decimal;
  readonly decimal64: (precision: number, scale: number) => apache.Decimal;
  readonly decimal128: (precision: number, scale: number) => apache.Decimal;
  readonly decimal256: (precision: number, scale: number) => apache.Decimal;
  readonly list: (item: TypeOrField) => apache.List;
  readonly largeList: (item: TypeOrField) => apache.LargeList;
  readonly fixedSizeList: (item: TypeOrField, size: number) => apache.FixedSizeList;
  /** Fields by name, in the order of the keys. */
  readonly struct: (fields: Readonly<Record<string, TypeOrField>> | readonly apache.Field[]) => apache.Struct;
  readonly map: (key: TypeOrField, value: TypeOrField, keysSorted?: boolean) => apache.Map_;
  /** Values kept once, with Int32 keys unless told. */
  readonly dictionary: (value: apache.DataType, key?: apache.Int) => apache.Dictionary;
  /** A field, for children that are not nullable, have another name or metadata. */
  readonly field: (
    name: string,
    type: apache.DataType,
    nullable?: boolean,
    metadata?: Readonly<Record<string, string>>,
  ) => apache.Field;
} = Object.freeze({
  null: () => new apache.Null(),
  bool: () => new apache.Bool(),
  int8: () => new apache.Int8(),
  int16: () => new apache.Int16(),
  int32: () => new apache.Int32(),
  int64: () => new apache.Int64(),
  uint8: () => new apache.Uint8(),
  uint16: () => new apache.Uint16(),
  uint32: () => new apache.Uint32(),
  uint64: () => new apache.Uint64(),
  float16: () => new apache.Float16(),
  float32: () => new apache.Float32(),
  float64: () => new apache.Float64(),
  utf8: () => new apache.Utf8(),
  largeUtf8: () => new apache.LargeUtf8(),
  utf8View: () => new apache.Utf8View(),
  binary: () => new apache.Binary(),
  largeBinary: () => new apache.LargeBinary(),
  binaryView: () => new apache.BinaryView(),
  fixedSizeBinary: (byteWidth: number) => new apache.FixedSizeBinary(byteWidth),
  date32: () => new apache.DateDay(),
  date64: () => new apache.DateMillisecond(),
  time32: (unit: "s" | "ms") => new apache.Time(TIME_UNITS[unit] as apache.TimeUnit.SECOND, 32),
  time64: (unit: "us" | "ns") => new apache.Time(TIME_UNITS[unit] as apache.TimeUnit.NANOSECOND, 64),
  timestamp: (unit: TimeUnit, timezone: string | null = null) => new apache.Timestamp(TIME_UNITS[unit], timezone),
  duration: (unit: TimeUnit) => new apache.Duration(TIME_UNITS[unit]),
  intervalYearMonth: () => new apache.IntervalYearMonth(),
  intervalDayTime: () => new apache.IntervalDayTime(),
  intervalMonthDayNano: () => new apache.IntervalMonthDayNano(),
  decimal32: (precision: number, scale: number) => new apache.Decimal(scale, precision, 32),
  decimal64: (precision: number, scale: number) => new apache.Decimal(scale, precision, 64),
  decimal128: (precision: number, scale: number) => new apache.Decimal(scale, precision, 128),
  decimal256: (precision: number, scale: number) => new apache.Decimal(scale, precision, 256),
  list: (item: TypeOrField) => new apache.List(child(item, "item")),
  largeList: (item: TypeOrField) => new apache.LargeList(child(item, "item")),
  fixedSizeList: (item: TypeOrField, size: number) => new apache.FixedSizeList(size, child(item, "item")),
  struct: (fields: Readonly<Record<string, TypeOrField>> | readonly apache.Field[]) =>
    new apache.Struct(
      isFieldList(fields)
        ? [...fields]
        : Object.entries(fields).map(([name, value]) => renamed(child(value, name), name)),
    ),
  map: (key: TypeOrField, value: TypeOrField, keysSorted = false) => {
    const k = child(key, "key");
    const entries = new apache.Struct([new apache.Field("key", k.type, false, k.metadata), child(value, "value")]);
    return new apache.Map_(new apache.Field("entries", entries, false) as never, keysSorted);
  },
  dictionary: (value: apache.DataType, key: apache.Int = new apache.Int32()) =>
    new apache.Dictionary(value, key as apache.Int32),
  field: (
    name: string,
    type: apache.DataType,
    nullable = true,
    metadata: Readonly<Record<string, string>> = {},
  ) => new apache.Field(name, type, nullable, new Map(Object.entries(metadata))),
});

function isFieldList(
  fields: Readonly<Record<string, TypeOrField>> | readonly apache.Field[],
): fields is apache.Field[] {
  return Array.isArray(fields);
}

function renamed(f: apache.Field, name: string): apache.Field {
  return f.name === name ? f : new apache.Field(name, f.type, f.nullable, f.metadata);
}

/**
 * Our type for what a user passed: a type of apache-arrow (of whatever copy), or one of ours as it is.
 *
 * @throws {ArgumentError} if it is neither
 */
export function toArrowType(input: apache.DataType | ArrowType): ArrowType {
  if (isApacheType(input)) return fromApacheType(input);
  if (typeof input === "object" && input !== null && typeof input.id === "string") return input;
  throw new ArgumentError({
    message: `Cannot use ${typeof input === "string" ? JSON.stringify(input) : String(input)} as a type: ` +
      `it is a ${typeof input}, must be a DataType of apache-arrow`,
    remedy: "types.int64(), types.utf8(), …",
  });
}
