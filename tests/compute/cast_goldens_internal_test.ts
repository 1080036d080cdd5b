import { assertEquals } from "@std/assert";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import {
  type ArrowType,
  type Column,
  columnBuilder,
  columnValue,
  isDecimal,
  isFloat,
  isInteger,
  isValidAt,
  listColumn,
  newInt32,
  type ScalarData,
  structColumn,
  typeText,
} from "../../src/arrow/mod.ts";
import { canCast, castColumn } from "../../src/compute/cast/mod.ts";
import { CastError } from "../../src/errors.ts";

/** Values as tests/golden/cast/make_cast_goldens.py writes them. */
type Encoded = null | boolean | string | readonly Encoded[];
interface Case {
  readonly input: string;
  readonly to: ArrowType;
  readonly values?: readonly Encoded[];
  readonly raises?: true;
  readonly unsupported?: readonly ("cast" | "try_cast")[];
}
interface Goldens {
  readonly inputs: Readonly<Record<string, { readonly type: ArrowType; readonly values: readonly Encoded[] }>>;
  readonly cases: readonly Case[];
}

const url = new URL("../golden/cast/cast.json", import.meta.url);
const { inputs, cases }: Goldens = JSON.parse(readFileSync(url, "utf8"));

/** Here we give null or raise; arrow-rs drops the high bits of Decimal256 on its way to integers. */
function wrapsThere(from: ArrowType, to: ArrowType): boolean {
  if (from.id !== "Decimal256") return false;
  return isInteger(to.id === "Dictionary" ? to.value : to) || to.id === "Timestamp" || to.id === "Duration";
}

for (const [name, { type, values }] of Object.entries(inputs)) {
  test(`TRY_CAST and CAST of ${name} give what DataFusion gives`, () => {
    const column = columnOf(type, values);
    const own = cases.filter((c) => c.input === name);

    assertEquals(own.length > 50, true);
    assertEquals(own.map((c) => outcome(column, c)), own.map((c) => expected(column, c)));
  });
}

/** What a case gave, in one comparable form. */
interface Outcome {
  readonly to: string;
  readonly planned: { readonly cast: boolean; readonly try_cast: boolean };
  readonly tried: readonly Encoded[] | string;
  readonly raises: boolean;
}

function expected(column: Column, { to, values, raises, unsupported = [] }: Case): Outcome {
  const planned = { cast: !unsupported.includes("cast"), try_cast: !unsupported.includes("try_cast") };
  return {
    to: typeText(to),
    planned,
    tried: planned.try_cast && !wrapsThere(column.type, to) ? values ?? "raises" : "-",
    raises: planned.cast && raises === true,
  };
}

function outcome(column: Column, { to }: Case): Outcome {
  const planned = { cast: canCast(column.type, to), try_cast: canCast(column.type, to, { safe: true }) };
  return {
    to: typeText(to),
    planned,
    tried: planned.try_cast && !wrapsThere(column.type, to) ? tryCast(column, to) : "-",
    raises: planned.cast && raises(column, to),
  };
}

function tryCast(column: Column, to: ArrowType): readonly Encoded[] | string {
  try {
    const out = castColumn(column, to, { safe: true });
    const values = encodeAll(out);
    assertEquals(values.filter((v) => v === null).length, out.nullCount);
    return values;
  } catch (error) {
    if (error instanceof CastError) return "raises";
    throw error;
  }
}

function raises(column: Column, to: ArrowType): boolean {
  try {
    castColumn(column, to, { safe: false });
    return false;
  } catch (error) {
    if (error instanceof CastError) return true;
    throw error;
  }
}

function columnOf(type: ArrowType, values: readonly Encoded[]): Column {
  const builder = columnBuilder(type);
  for (const value of values) builder.append(decode(type, value));
  return builder.finish();
}

function decode(type: ArrowType, value: Encoded): ScalarData {
  if (value === null || typeof value === "boolean") return value;
  if (typeof value !== "string") return decodeNested(type, value);
  if (isFloat(type)) return value === "NaN" ? NaN : float(value);
  if (isDecimal(type)) return BigInt(value);
  switch (type.id) {
    case "Utf8":
      return value;
    case "Binary":
    case "FixedSizeBinary":
      return Uint8Array.from(value.match(/../g) ?? [], (byte) => parseInt(byte, 16));
    case "Int64":
    case "UInt64":
    case "Date64":
    case "Time64":
    case "Timestamp":
    case "Duration":
      return BigInt(value);
    case "Dictionary":
      return decode(type.value, value);
    default:
      return Number(value);
  }
}

function decodeNested(type: ArrowType, value: readonly Encoded[]): ScalarData {
  switch (type.id) {
    case "Interval": {
      const [months, days, nanoseconds] = value as [string, string, string];
      return { months: Number(months), days: Number(days), nanoseconds: BigInt(nanoseconds) };
    }
    case "List":
    case "FixedSizeList":
      return list(columnOf(type.item.type, value));
    case "Map":
      return list(columnOf(type.entries.type, value));
    case "Struct":
      return structColumn(type.fields, type.fields.map((f, k) => columnOf(f.type, [value[k]!])));
    default:
      throw new TypeError(`no values of ${typeText(type)} here`);
  }
}

function list(items: Column): Column {
  const offsets = newInt32(2);
  offsets[1] = items.length;
  return listColumn(offsets, items);
}

function encodeAll(column: Column): Encoded[] {
  return Array.from({ length: column.length }, (_, row) => encode(column, row));
}

function encode(column: Column, row: number): Encoded {
  if (!isValidAt(column, row)) return null;
  switch (column.layout) {
    case "dictionary":
      return encode(column.dictionary, column.keys[row]!);
    case "struct":
      return column.children.map((child) => encode(child, row));
    case "list":
      return encodeAll(column.child).slice(column.offsets[row], column.offsets[row + 1]);
    case "fixedList":
      return encodeAll(column.child).slice(row * column.size, (row + 1) * column.size);
    default:
      return encodeValue(columnValue(column, row), isFloat(column.type));
  }
}

function encodeValue(value: ScalarData, isFloating: boolean): Encoded {
  if (typeof value === "number") return isFloating ? hexBits(value) : String(value);
  if (typeof value === "bigint") return String(value);
  if (value instanceof Uint8Array) return Array.from(value, (byte) => byte.toString(16).padStart(2, "0")).join("");
  if (value !== null && typeof value === "object" && "months" in value) {
    return [String(value.months), String(value.days), String(value.nanoseconds)];
  }
  return value as Encoded;
}

const bits = new DataView(new ArrayBuffer(8));

function float(hex: string): number {
  bits.setBigUint64(0, BigInt(`0x${hex}`));
  return bits.getFloat64(0);
}

function hexBits(value: number): string {
  if (Number.isNaN(value)) return "NaN";
  bits.setFloat64(0, value);
  return bits.getBigUint64(0).toString(16).padStart(16, "0");
}
