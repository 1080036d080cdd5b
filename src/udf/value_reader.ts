import {
  type ArrowType,
  type Column,
  columnValue,
  decimalText,
  decodeUtf8,
  type Field,
  type IntervalValue,
  isValidAt,
  listItems,
  type TimeUnit,
} from "../arrow/mod.ts";
import { InexactNumberError } from "../errors.ts";
import type { Int64Policy } from "./user_function.ts";

/** Reads one row as the JavaScript value that a user's function gets; null for null rows. */
export type ValueReader = (row: number) => unknown;

/**
 * A reader for a column under a policy for 64-bit values.
 *
 * boolean · number (integers to 32 bits, floats, Time32) · string · Uint8Array (a view, never to be written to) · `Date` (Date32, Date64) ·
 * string (decimals, exact) · arrays, objects, `Map`s (lists, structs, maps) · `{ months, days, nanoseconds }` (intervals).
 * Int64, UInt64, Time64 and Duration are numbers, Timestamps `Date`s, each checked to be exact; under `bigint` all are bigints that count units.
 */
export function valueReader(column: Column, policy: Int64Policy, name: string): ValueReader {
  const read = plainReader(column, policy, name);
  if (column.nullCount === 0) return read;
  return (row) => isValidAt(column, row) ? read(row) : null;
}

function plainReader(column: Column, policy: Int64Policy, name: string): ValueReader {
  const { type } = column;
  switch (column.layout) {
    case "null":
      return () => null;
    case "bytes":
      return type.id === "Binary" || type.id === "LargeBinary" || type.id === "BinaryView"
        ? (row) => column.data.subarray(column.offsets[row]!, column.offsets[row + 1]!)
        : stringReader(column);
    case "list":
    case "fixedList":
      return type.id === "Map" ? mapReader(column, policy, name) : listReader(column, policy, name);
    case "struct": {
      const fields = type.id === "Struct" ? type.fields : [];
      const readers = column.children.map((child, i) => valueReader(child, policy, `${name}.${fields[i]?.name ?? i}`));
      return (row) => Object.fromEntries(readers.map((reader, i) => [fields[i]?.name ?? String(i), reader(row)]));
    }
    case "dictionary": {
      const read = valueReader(column.dictionary, policy, name);
      return (row) => read(column.keys[row]!);
    }
    default:
      return scalarReader(column, policy, name);
  }
}

/** One decode of the whole buffer where all of it is ASCII; else one per row. */
function stringReader(column: Column & { readonly layout: "bytes" }): ValueReader {
  const { offsets, data, length } = column;
  const first = offsets[0]!;
  const last = offsets[length]!;
  const text = decodeUtf8(data, first, last);
  if (text.length === last - first) return (row) => text.slice(offsets[row]! - first, offsets[row + 1]! - first);
  return (row) => decodeUtf8(data, offsets[row]!, offsets[row + 1]!);
}

function listReader(column: Column, policy: Int64Policy, name: string): ValueReader {
  return (row) => {
    const items = listItems(column, row);
    const read = valueReader(items, policy, `${name}[]`);
    return Array.from({ length: items.length }, (_, i) => read(i));
  };
}

function mapReader(column: Column, policy: Int64Policy, name: string): ValueReader {
  return (row) => {
    const entries = listItems(column, row);
    if (entries.layout !== "struct") return new Map();
    const [keys, values] = entries.children.map((child) => valueReader(child, policy, name));
    return new Map(Array.from({ length: entries.length }, (_, i) => [keys!(i), values!(i)]));
  };
}

function scalarReader(column: Column, policy: Int64Policy, name: string): ValueReader {
  const { type } = column;
  const value = (row: number) => columnValue(column, row);
  switch (type.id) {
    case "Decimal32":
    case "Decimal64":
    case "Decimal128":
    case "Decimal256":
      return (row) => decimalText(value(row) as bigint, type.scale);
    case "Date32":
      return (row) => new Date((value(row) as number) * MS_PER_DAY);
    case "Date64":
      return (row) => new Date(Number(value(row) as bigint));
    case "Timestamp":
      return policy === "bigint" ? value : (row) => exactDate(value(row) as bigint, type.unit, name);
    case "Int64":
    case "UInt64":
    case "Time64":
    case "Duration":
      return policy === "bigint" ? value : (row) => exactNumber(value(row) as bigint, type, name);
    case "Interval":
      return (row) => {
        const v = value(row);
        return typeof v === "number" ? { months: v, days: 0, nanoseconds: 0n } : { ...(v as IntervalValue) };
      };
    default:
      return value;
  }
}

const MS_PER_DAY = 86_400_000;
const UNITS_PER_MS: { readonly [K in TimeUnit]: bigint } = { s: 0n, ms: 1n, us: 1000n, ns: 1_000_000n };

/** A 64-bit value as a number. @throws {InexactNumberError} if it has more than 53 bits */
export function exactNumber(value: bigint, type: ArrowType, name: string): number {
  const number = Number(value);
  if (!Number.isSafeInteger(number)) throw inexact(`${value}`, type, name, "beyond 2^53");
  return number;
}

/** A moment as a Date. @throws {InexactNumberError} if it is not a whole number of milliseconds */
function exactDate(value: bigint, unit: TimeUnit, name: string): Date {
  const perMs = UNITS_PER_MS[unit];
  const date = new Date(Number(unit === "s" ? value * 1000n : value / perMs));
  if ((unit !== "s" && value % perMs !== 0n) || Number.isNaN(date.getTime())) {
    throw inexact(`${value}`, { id: "Timestamp", unit, timezone: null }, name, "no whole millisecond");
  }
  return date;
}

function inexact(value: string, type: ArrowType, name: string, why: string): InexactNumberError {
  return new InexactNumberError({
    message: `Cannot read ${type.id} column "${name}" exactly: ${value} is ${why}, must be asked for as a bigint`,
    remedy: `pass { int64: "bigint" }`,
    column: name,
  });
}

/** The name that messages give to argument `index`. */
export function argumentName(field: Field | undefined, index: number): string {
  return field?.name || `argument ${index + 1}`;
}
