import type { ArrowType } from "./arrow_type.ts";

/** What the fixed-width layouts keep their values in. */
export type PrimitiveValues =
  | Int8Array
  | Int16Array
  | Int32Array
  | BigInt64Array
  | Uint8Array
  | Uint16Array
  | Uint32Array
  | BigUint64Array
  | Float32Array
  | Float64Array;

/** What every column has. Columns are read-only once made: nobody writes into a column that others can see. */
export interface ColumnBase {
  readonly type: ArrowType;
  /** Rows. */
  readonly length: number;
  /** Bit i (least significant first) is set where row i is valid; null where no row is null. At least ceil(length / 8) bytes. */
  readonly validity: Uint8Array | null;
  /** Exact number of null rows. */
  readonly nullCount: number;
}

/** All rows null, no storage. */
export interface NullColumn extends ColumnBase {
  readonly layout: "null";
}
/** One bit a row. */
export interface BooleanColumn extends ColumnBase {
  readonly layout: "boolean";
  readonly values: Uint8Array;
}
/**
 * One typed-array element a row: integers, floats (Float16 as raw bits in a Uint16Array), Date32 and Time32 and
 * YearMonth intervals (Int32Array), Date64, Time64, Timestamp, Duration (BigInt64Array), Decimal32 (Int32Array), Decimal64 (BigInt64Array).
 */
export interface PrimitiveColumn extends ColumnBase {
  readonly layout: "primitive";
  readonly values: PrimitiveValues;
}
/**
 * `stride` 32-bit words a row, little endian: Decimal128 (4), Decimal256 (8), DayTime intervals (2: days, milliseconds),
 * MonthDayNano intervals (4: months, days, low and high word of nanoseconds).
 */
export interface WideColumn extends ColumnBase {
  readonly layout: "wide";
  readonly stride: 2 | 4 | 8;
  readonly values: Int32Array;
}
/** Strings and binaries of every kind (plain, large, view): row i is `data[offsets[i] .. offsets[i + 1])`. */
export interface BytesColumn extends ColumnBase {
  readonly layout: "bytes";
  readonly offsets: Int32Array;
  readonly data: Uint8Array;
}
/** `width` bytes a row. */
export interface FixedBytesColumn extends ColumnBase {
  readonly layout: "fixedBytes";
  readonly width: number;
  readonly data: Uint8Array;
}
/** Lists, list views, maps: row i is `child[offsets[i] .. offsets[i + 1])`; the child of a map is its struct of entries. */
export interface ListColumn extends ColumnBase {
  readonly layout: "list";
  readonly offsets: Int32Array;
  readonly child: Column;
}
/** `size` child rows a row. */
export interface FixedListColumn extends ColumnBase {
  readonly layout: "fixedList";
  readonly size: number;
  readonly child: Column;
}
/** Children of the same length, in the order of the type's fields. */
export interface StructColumn extends ColumnBase {
  readonly layout: "struct";
  readonly children: readonly Column[];
}
/** Row i is `dictionary[keys[i]]`; keys are widened to Int32 whatever the type says. A row is null if its key or its entry is. */
export interface DictionaryColumn extends ColumnBase {
  readonly layout: "dictionary";
  readonly keys: Int32Array;
  readonly dictionary: Column;
}
/** Row i is child `typeIds[i]`'s row `offsets[i]` (dense) or i (sparse). */
export interface UnionColumn extends ColumnBase {
  readonly layout: "union";
  readonly typeIds: Int8Array;
  readonly offsets: Int32Array | null;
  readonly children: readonly Column[];
}

/** A column of values: the one form in which data moves between kernels. No column has a row offset: slices are made by views. */
export type Column =
  | NullColumn
  | BooleanColumn
  | PrimitiveColumn
  | WideColumn
  | BytesColumn
  | FixedBytesColumn
  | ListColumn
  | FixedListColumn
  | StructColumn
  | DictionaryColumn
  | UnionColumn;

/** Rows that belong together: one column per field of the schema, all of `numRows` rows. */
export interface Batch {
  readonly schema: import("./field.ts").Schema;
  readonly columns: readonly Column[];
  readonly numRows: number;
}
