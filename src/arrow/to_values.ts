import { InexactNumberError, SchemaError } from "../errors.ts";
import type { ArrowType, TimeUnit } from "./arrow_type.ts";
import { getBit } from "./bitmap.ts";
import type { Batch, Column } from "./column.ts";
import { isValidAt, unionChild } from "./column_value.ts";
import type { Schema } from "./field.ts";
import { float16ToNumber } from "./float16.ts";
import { sliceColumn } from "./slice_column.ts";
import { decodeUtf8 } from "./utf8.ts";
import { decimalValue, readInterval } from "./wide.ts";

/** How values that JavaScript has no exact type for are given. */
export interface ColumnsOptions {
  /**
   * What 64-bit values become. `"number"` (default): Int64, UInt64, Time64 and Duration are numbers, Timestamps are Dates, and a value
   * that would not be exact is an error. `"bigint"`: all of them are bigints, in the unit of their type.
   */
  readonly int64?: "number" | "bigint";
}

/**
 * A column as JavaScript values, null for null rows:
 *
 * boolean · number (integers to 32 bits, floats, Time32 in its unit) · see `int64` for 64-bit types · string · exact text for decimals
 * (`"1.50"`) · Date (Date32 at midnight UTC, Date64) · Uint8Array (a copy) · `{ months, days, nanoseconds }` for intervals · arrays for
 * lists · objects for structs · `Map` for maps · the value itself for dictionaries and unions.
 *
 * @param name what messages call the column
 * @throws {InexactNumberError} if a value is not exact in the form asked for
 */
export function columnToValues(column: Column, name = "column", options: ColumnsOptions = {}): unknown[] {
  const { length, validity } = column;
  const out = plainValues(column, name, options.int64 ?? "number");
  if (validity !== null) { for (let i = 0; i < length; i++) if (!getBit(validity, i)) out[i] = null; }
  return out;
}

const MS_PER_DAY = 86_400_000;

/** Values of every row; what stands for null rows is overwritten, but must not throw. */
function plainValues(column: Column, name: string, int64: "number" | "bigint"): unknown[] {
  const { length, type } = column;
  const valid = (row: number): boolean => isValidAt(column, row);
  const nested = (child: Column, childName: string): unknown[] => columnToValues(child, childName, { int64 });
  switch (column.layout) {
    case "null":
      return new Array<unknown>(length).fill(null);
    case "boolean":
      return map(length, (i) => getBit(column.values, i));
    case "primitive":
      return primitiveValues(column, name, int64);
    case "wide":
      return type.id === "Interval"
        ? map(length, (i) => readInterval(column.values, i, column.stride))
        : decimalValues(column, type);
    case "bytes": {
      const { offsets, data } = column;
      if (type.id !== "Utf8" && type.id !== "LargeUtf8" && type.id !== "Utf8View") {
        return map(length, (i) => data.slice(offsets[i]!, offsets[i + 1]!));
      }
      return stringValues(column);
    }
    case "fixedBytes":
      return map(length, (i) => column.data.slice(i * column.width, (i + 1) * column.width));
    case "list": {
      const { offsets } = column;
      const start = length === 0 ? 0 : offsets[0]!;
      const end = length === 0 ? 0 : offsets[length]!;
      const child = sliceColumn(column.child, start, end - start);
      if (type.id === "Map" && child.layout === "struct") {
        const [keys, values] = child.children.map((c) => nested(c, name));
        return map(length, (i) => {
          const entries = new Map<unknown, unknown>();
          for (let k = offsets[i]! - start; k < offsets[i + 1]! - start; k++) entries.set(keys![k], values![k]);
          return entries;
        });
      }
      const items = nested(child, `${name}.item`);
      return map(length, (i) => items.slice(offsets[i]! - start, offsets[i + 1]! - start));
    }
    case "fixedList": {
      const { size } = column;
      const items = nested(sliceColumn(column.child, 0, length * size), `${name}.item`);
      return map(length, (i) => items.slice(i * size, (i + 1) * size));
    }
    case "struct": {
      const names = type.id === "Struct" ? type.fields.map((f) => f.name) : [];
      const children = column.children.map((child, k) => nested(child, `${name}.${names[k]}`));
      return map(length, (i) => valid(i) ? objectOf(names, children, i) : null);
    }
    case "dictionary": {
      const entries = nested(column.dictionary, name);
      return map(length, (i) => entries[column.keys[i]!]);
    }
    case "union":
      return map(length, (i) => {
        if (!valid(i)) return null;
        const child = unionChild(column, i);
        return nested(sliceColumn(child.column, child.row, 1), name)[0];
      });
  }
}

function map(length: number, value: (row: number) => unknown): unknown[] {
  const out = new Array<unknown>(length);
  for (let i = 0; i < length; i++) out[i] = value(i);
  return out;
}

/** A plain object; `__proto__` is a name like any other. */
function objectOf(names: readonly string[], columns: readonly unknown[][], row: number): Record<string, unknown> {
  const out: Record<string, unknown> = {};
  for (let k = 0; k < names.length; k++) setOwn(out, names[k]!, columns[k]![row]);
  return out;
}

function setOwn(object: Record<string, unknown>, name: string, value: unknown): void {
  if (name !== "__proto__") object[name] = value;
  else Object.defineProperty(object, name, { value, enumerable: true, configurable: true, writable: true });
}

/** One decode of the whole buffer where all of it is ASCII, else one per row. */
function stringValues(column: Column & { layout: "bytes" }): unknown[] {
  const { offsets, data, length } = column;
  if (length === 0) return [];
  const first = offsets[0]!;
  const text = decodeUtf8(data, first, offsets[length]!);
  if (text.length === offsets[length]! - first) {
    return map(length, (i) => text.slice(offsets[i]! - first, offsets[i + 1]! - first));
  }
  return map(length, (i) => decodeUtf8(data, offsets[i]!, offsets[i + 1]!));
}

function decimalValues(column: Column, type: ArrowType): unknown[] {
  const scale = "scale" in type ? type.scale : 0;
  return map(column.length, (i) => decimalText(decimalValue(column, i), scale));
}

/** A decimal as text with exactly `scale` digits after the point; a negative scale gives zeros before it. */
export function decimalText(unscaled: bigint, scale: number): string {
  if (scale <= 0) return String(unscaled * 10n ** BigInt(-scale));
  const digits = (unscaled < 0n ? -unscaled : unscaled).toString().padStart(scale + 1, "0");
  return `${unscaled < 0n ? "-" : ""}${digits.slice(0, -scale)}.${digits.slice(-scale)}`;
}

function primitiveValues(
  column: Column & { layout: "primitive" },
  name: string,
  int64: "number" | "bigint",
): unknown[] {
  const { type, values, length } = column;
  switch (type.id) {
    case "Float16":
      return map(length, (i) => float16ToNumber(values[i] as number));
    case "Decimal32":
    case "Decimal64":
      return decimalValues(column, type);
    case "Interval":
      return map(length, (i) => ({ months: values[i] as number, days: 0, nanoseconds: 0n }));
    case "Date32":
      return map(
        length,
        (i) => isValidAt(column, i) ? date((values[i] as number) * MS_PER_DAY, column, i, name) : null,
      );
    case "Date64":
      return map(length, (i) => isValidAt(column, i) ? date(Number(values[i]), column, i, name) : null);
    case "Timestamp":
      if (int64 === "bigint") return Array.from(values as BigInt64Array);
      return map(length, (i) => isValidAt(column, i) ? momentOf(column, i, type.unit, name) : null);
  }
  if (!(values instanceof BigInt64Array || values instanceof BigUint64Array)) return Array.from(values as Int32Array);
  if (int64 === "bigint") return Array.from(values as BigInt64Array);
  // By words: no BigInt unless the value is not exact.
  const words = new Int32Array(values.buffer, values.byteOffset, 2 * length);
  const unsigned = values instanceof BigUint64Array;
  return map(length, (i) => {
    const high = unsigned ? words[2 * i + 1]! >>> 0 : words[2 * i + 1]!;
    const number = high * 4294967296 + (words[2 * i]! >>> 0);
    if (!Number.isSafeInteger(number) && isValidAt(column, i)) throw inexact(column, i, name, "beyond 2^53");
    return number;
  });
}

const UNITS_PER_MS: { readonly [K in TimeUnit]: bigint } = { s: 1n, ms: 1n, us: 1000n, ns: 1_000_000n };

function momentOf(column: Column & { layout: "primitive" }, row: number, unit: TimeUnit, name: string): Date {
  const value = column.values[row] as bigint;
  if (unit === "s") return date(Number(value) * 1000, column, row, name);
  const perMs = UNITS_PER_MS[unit];
  if (value % perMs !== 0n) throw inexact(column, row, name, "no whole millisecond");
  return date(Number(value / perMs), column, row, name);
}

function date(ms: number, column: Column & { layout: "primitive" }, row: number, name: string): Date {
  const found = new Date(ms);
  if (Number.isNaN(found.getTime())) throw inexact(column, row, name, "outside of what a Date can hold");
  return found;
}

function inexact(
  column: Column & { layout: "primitive" },
  row: number,
  name: string,
  why: string,
): InexactNumberError {
  const { id } = column.type;
  return new InexactNumberError({
    message: `Cannot read ${id} column "${name}" exactly: ${column.values[row]} in row ${row} is ${why}, ` +
      `must be asked for as a bigint`,
    remedy: id === "Date32" || id === "Date64"
      ? "cast the column to an integer or to text"
      : `pass { int64: "bigint" }`,
    column: name,
    row,
  });
}

/**
 * All rows of some batches as one array per column.
 *
 * @throws {InexactNumberError} see {@linkcode ColumnsOptions}
 * @throws {SchemaError} if two columns have the same name
 */
export function columnsOf(
  schema: Schema,
  batches: readonly Batch[],
  options: ColumnsOptions = {},
): Record<string, unknown[]> {
  checkNames(schema);
  const out: Record<string, unknown[]> = {};
  schema.fields.forEach((f, k) => {
    const parts = batches.map((batch) => columnToValues(batch.columns[k]!, f.name, options));
    setOwn(out, f.name, parts.length === 1 ? parts[0]! : parts.flat(1));
  });
  return out;
}

/** All rows of some batches as one object per row. Throws like {@linkcode columnsOf}. */
export function rowsOf(
  schema: Schema,
  batches: readonly Batch[],
  options: ColumnsOptions = {},
): Record<string, unknown>[] {
  checkNames(schema);
  const names = schema.fields.map((f) => f.name);
  return batches.flatMap((batch) => {
    const columns = batch.columns.map((column, k) => columnToValues(column, names[k]!, options));
    return Array.from({ length: batch.numRows }, (_, row) => objectOf(names, columns, row));
  });
}

function checkNames(schema: Schema): void {
  const seen = new Set<string>();
  for (const { name } of schema.fields) {
    if (seen.has(name)) {
      throw new SchemaError({
        message: `Cannot give column ${JSON.stringify(name)}: several columns have that name, must be one per key`,
        remedy: `rename one: col(${JSON.stringify(name)}).alias(…)`,
        unresolvedName: name,
      });
    }
    seen.add(name);
  }
}
