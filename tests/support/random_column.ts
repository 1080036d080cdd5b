/** Random columns of every type, repeatable from a seed, and a text that tells rows apart: for tests of kernels on all layouts. */
import {
  type ArrowType,
  childFields,
  type Column,
  columnBuilder,
  columnValue,
  decimalType,
  dictionaryType,
  durationType,
  field,
  fixedSizeBinaryType,
  fixedSizeListType,
  intervalType,
  isValidAt,
  listType,
  mapType,
  type ScalarData,
  sliceColumn,
  structType,
  T,
  timestampType,
  timeType,
} from "../../src/arrow/mod.ts";

/** A generator of numbers in [0, 1): mulberry32. */
export function random(seed: number): () => number {
  return () => {
    seed = (seed + 0x6d2b79f5) | 0;
    let t = Math.imul(seed ^ (seed >>> 15), 1 | seed);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
  };
}

/** At least one type per layout and width, nested ones included. */
export const EVERY_TYPE: readonly ArrowType[] = [
  T.Null,
  T.Boolean,
  T.Int8,
  T.Int16,
  T.Int32,
  T.Int64,
  T.UInt8,
  T.UInt16,
  T.UInt32,
  T.UInt64,
  T.Float16,
  T.Float32,
  T.Float64,
  T.Utf8,
  T.LargeUtf8,
  T.Utf8View,
  T.Binary,
  T.LargeBinary,
  T.BinaryView,
  fixedSizeBinaryType(3),
  T.Date32,
  T.Date64,
  timeType("ms"),
  timeType("ns"),
  timestampType("us", "UTC"),
  durationType("s"),
  intervalType("YearMonth"),
  intervalType("DayTime"),
  intervalType("MonthDayNano"),
  decimalType(9, 2, "Decimal32"),
  decimalType(18, 2, "Decimal64"),
  decimalType(38, 10),
  decimalType(76, 10, "Decimal256"),
  listType(field("item", T.Int32)),
  listType(field("item", T.Utf8), "LargeList"),
  listType(field("item", listType(field("item", T.Float64)))),
  fixedSizeListType(field("item", T.Int16), 2),
  structType([field("a", T.Int64), field("b", T.Utf8), field("c", listType(field("item", T.Boolean)))]),
  mapType(field("entries", structType([field("key", T.Utf8, false), field("value", T.Int32)]), false)),
  dictionaryType(T.Int32, T.Utf8),
  dictionaryType(T.Int8, T.Int64),
  Object.freeze({
    id: "Union",
    mode: "Dense",
    typeIds: [3, 5],
    fields: [field("i", T.Int32), field("s", T.Utf8)],
  }),
  Object.freeze({
    id: "Union",
    mode: "Sparse",
    typeIds: [0, 1],
    fields: [field("f", T.Float64), field("l", listType(field("item", T.Int8)))],
  }),
];

const WORDS = [
  "",
  "a",
  "ab",
  "b",
  "Straße",
  "日本語",
  "a longer text than twelve bytes",
  "a longer text than that, too",
  "z\0",
];
const FLOATS = [0, -0, 1.5, -1.5, NaN, Infinity, -Infinity, 2 ** 53, 1e-5, 65504];

/** Few distinct values, so that equal rows happen. */
function value(type: ArrowType, next: () => number, nulls: number): ScalarData {
  if (next() < nulls) return null;
  const pick = <V>(values: readonly V[]): V => values[Math.floor(next() * values.length)]!;
  const int = (low: number, high: number): number => low + Math.floor(next() * (high - low + 1));
  switch (type.id) {
    case "Null":
      return null;
    case "Boolean":
      return next() < 0.5;
    case "Int8":
      return pick([0, 1, -1, 127, -128, 5]);
    case "Int16":
      return pick([0, 1, -1, 32767, -32768, 300]);
    case "Int32":
    case "Date32":
    case "Time32":
      return pick([0, 1, -1, 2147483647, -2147483648, int(-50, 50)]);
    case "UInt8":
      return pick([0, 1, 255, 128]);
    case "UInt16":
      return pick([0, 1, 65535, 32768]);
    case "UInt32":
      return pick([0, 1, 4294967295, 2147483648]);
    case "UInt64":
      return pick([0n, 1n, 2n ** 64n - 1n, 2n ** 63n, 2n ** 32n]);
    case "Int64":
    case "Date64":
    case "Time64":
    case "Timestamp":
    case "Duration":
      return pick([0n, 1n, -1n, 2n ** 63n - 1n, -(2n ** 63n), 2n ** 32n, BigInt(int(-50, 50))]);
    case "Float16":
    case "Float32":
    case "Float64":
      return type.id === "Float64" ? pick([...FLOATS, int(-50, 50) / 4]) : pick(FLOATS.slice(0, 7));
    case "Utf8":
    case "LargeUtf8":
    case "Utf8View":
      return pick(WORDS);
    case "Binary":
    case "LargeBinary":
    case "BinaryView":
      return new TextEncoder().encode(pick(WORDS));
    case "FixedSizeBinary":
      return Uint8Array.from({ length: type.byteWidth }, () => pick([0, 1, 255]));
    case "Interval":
      if (type.unit === "YearMonth") return int(-20, 20);
      return {
        months: type.unit === "DayTime" ? 0 : int(-2, 2),
        days: int(-2, 2),
        nanoseconds: BigInt(int(-3, 3)) * 1_000_000n,
      };
    case "Decimal32":
      return pick([0n, 1n, -1n, 999999999n]);
    case "Decimal64":
      return pick([0n, 1n, -1n, 10n ** 18n - 1n]);
    case "Decimal128":
      return pick([0n, 1n, -1n, 10n ** 38n - 1n, -(10n ** 38n) + 1n, 2n ** 64n, 2n ** 32n]);
    case "Decimal256":
      return pick([0n, 1n, -1n, 10n ** 76n - 1n, 2n ** 128n, 2n ** 64n]);
    case "Dictionary":
      return { scalar: { type: type.value, value: value(type.value, next, 0) } };
    case "Union": {
      const at = int(0, type.fields.length - 1);
      const child = type.fields[at]!.type;
      return { typeId: type.typeIds[at]!, scalar: { type: child, value: value(child, next, nulls) } };
    }
    case "FixedSizeList":
    case "List":
    case "LargeList":
    case "ListView":
    case "LargeListView":
    case "Map": {
      const item = childFields(type)[0]!;
      const size = type.id === "FixedSizeList" ? type.size : int(0, 3);
      const child = randomColumn(item.type, size, next, item.nullable ? nulls : 0);
      if (type.id === "FixedSizeList") {
        return { layout: "fixedList", type, length: 1, validity: null, nullCount: 0, size, child };
      }
      const offsets = Int32Array.of(0, size);
      return { layout: "list", type, length: 1, validity: null, nullCount: 0, offsets, child };
    }
    case "Struct": {
      const children = type.fields.map((f) => randomColumn(f.type, 1, next, f.nullable ? nulls : 0));
      return { layout: "struct", type, length: 1, validity: null, nullCount: 0, children };
    }
    case "RunEndEncoded":
      return null;
  }
}

/** A column of `rows` random rows, `nulls` of them (0 to 1) null. */
export function randomColumn(type: ArrowType, rows: number, next: () => number, nulls = 0.2): Column {
  const builder = columnBuilder(type);
  for (let i = 0; i < rows; i++) builder.append(value(type, next, nulls));
  return builder.finish();
}

/** A view into a longer random column: offsets and bitmaps that do not start at zero. */
export function randomSlice(type: ArrowType, rows: number, next: () => number, nulls = 0.2): Column {
  const before = 1 + Math.floor(next() * 9);
  return sliceColumn(randomColumn(type, rows + before + 3, next, nulls), before, rows);
}

/** What a row holds, as text that is the same exactly for equal values (NaN, -0 and nulls included). */
export function rowText(column: Column, row: number): string {
  if (!isValidAt(column, row)) return "null";
  switch (column.layout) {
    case "dictionary":
      return rowText(column.dictionary, column.keys[row]!);
    case "list": {
      const items: string[] = [];
      for (let i = column.offsets[row]!; i < column.offsets[row + 1]!; i++) items.push(rowText(column.child, i));
      return `[${items.join()}]`;
    }
    case "fixedList": {
      const items = Array.from({ length: column.size }, (_, k) => rowText(column.child, row * column.size + k));
      return `[${items.join()}]`;
    }
    case "struct":
      return `{${column.children.map((child) => rowText(child, row)).join()}}`;
  }
  const found = columnValue(column, row);
  if (typeof found === "number") return Object.is(found, -0) ? "-0" : String(found);
  if (typeof found === "bigint") return `${found}n`;
  if (found instanceof Uint8Array) return `x${[...found].join(".")}`;
  if (typeof found === "object" && found !== null && "months" in found) {
    return `${found.months}/${found.days}/${found.nanoseconds}`;
  }
  if (typeof found === "object" && found !== null && "scalar" in found) {
    const { typeId, scalar } = found;
    const one = columnBuilder(scalar.type);
    one.append(scalar.value);
    return `${typeId}:${rowText(one.finish(), 0)}`;
  }
  return JSON.stringify(found);
}

/** {@linkcode rowText} of every row. */
export function rowTexts(column: Column): string[] {
  return Array.from({ length: column.length }, (_, row) => rowText(column, row));
}
