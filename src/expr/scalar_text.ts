import {
  type ArrowType,
  type Column,
  type Field,
  type IntervalValue,
  isValidAt,
  quoted,
  type Scalar,
  type TimeUnit,
  typeText,
  type WrappedScalar,
} from "../arrow/mod.ts";
import { formatDate, isCivilDay } from "../compute/cast/mod.ts";
import { cellText, entryTexts } from "./cell_text.ts";
import { decimalText } from "./decimal_text.ts";
import { plainFloatText } from "./float_text.ts";

const UNIT_NAME: { readonly [K in TimeUnit]: string } = {
  s: "Second",
  ms: "Millisecond",
  us: "Microsecond",
  ns: "Nanosecond",
};
const NANOS_PER_MS = 1_000_000n;
const MS_PER_DAY = 86_400_000n;

/** A scalar without its type, as DataFusion's `{}` prints it: frame bounds, keys of `get_field`. */
export function scalarText(scalar: Scalar): string {
  const { type, value } = scalar;
  if (type.id === "Struct") return structText(type.fields, value as Column | null);
  if (type.id === "Map") return mapText(value as Column | null);
  if (isNested(type)) return value === null ? "" : cellText(value as Column, 0);
  if (type.id === "Dictionary" || type.id === "RunEndEncoded") {
    return value === null ? "NULL" : scalarText((value as WrappedScalar).scalar);
  }
  if (value === null) return "NULL";
  switch (type.id) {
    case "Float64":
      return plainFloatText(value as number, 64);
    case "Float32":
    case "Float16":
      return plainFloatText(value as number, 32);
    case "Decimal32":
    case "Decimal64":
    case "Decimal128":
    case "Decimal256":
      return decimalText(value as bigint, type.precision, type.scale);
    case "Date32":
      return dateText(value as number);
    case "Date64":
      return dateText(Number((value as bigint) / MS_PER_DAY));
    case "Interval":
      return intervalText(type.unit, value as number | IntervalValue);
    case "Binary":
    case "LargeBinary":
    case "BinaryView":
    case "FixedSizeBinary":
      return Array.from(value as Uint8Array, (byte) => byte.toString(16).padStart(2, "0").toUpperCase()).join("");
    case "Union": {
      const { typeId, scalar: chosen } = value as WrappedScalar;
      return `${typeId}:${scalarText(chosen)}`;
    }
    default:
      return String(value);
  }
}

/** A scalar with its type, as literals print: `Int64(1)`, `Utf8("a")`, `TimestampNanosecond(1, None)`, `NULL`. */
export function literalText(scalar: Scalar): string {
  const { type, value } = scalar;
  switch (type.id) {
    case "Null":
      return "NULL";
    case "Utf8":
    case "LargeUtf8":
    case "Utf8View":
      return value === null ? `${type.id}(NULL)` : `${type.id}("${value as string}")`;
    case "Binary":
    case "LargeBinary":
    case "BinaryView":
      return `${type.id}(${bytesText(value as Uint8Array | null)})`;
    case "FixedSizeBinary":
      return `FixedSizeBinary(${type.byteWidth}, ${bytesText(value as Uint8Array | null)})`;
    case "Date32":
    case "Date64":
      return `${type.id}("${scalarText(scalar)}")`;
    case "Time32":
    case "Time64":
    case "Duration":
      return `${type.id}${UNIT_NAME[type.unit]}("${scalarText(scalar)}")`;
    case "Interval":
      return `Interval${type.unit}("${scalarText(scalar)}")`;
    case "Timestamp": {
      const zone = type.timezone === null ? "None" : `Some(${quoted(type.timezone)})`;
      return `Timestamp${UNIT_NAME[type.unit]}(${scalarText(scalar)}, ${zone})`;
    }
    case "Decimal32":
    case "Decimal64":
    case "Decimal128":
    case "Decimal256":
      return `${type.id}(${scalarText(scalar)},${type.precision},${type.scale})`;
    case "Dictionary": {
      const inner = value === null ? { type: type.value, value: null } : (value as WrappedScalar).scalar;
      return `Dictionary(${typeText(type.key)}, ${literalText(inner)})`;
    }
    case "RunEndEncoded": {
      const inner = value === null ? { type: type.values.type, value: null } : (value as WrappedScalar).scalar;
      return `RunEndEncoded(${fieldText(type.runEnds)}, ${fieldText(type.values)}, ${literalText(inner)})`;
    }
    case "Union":
      return value === null ? "Union(NULL)" : `Union ${scalarText(scalar)}`;
    default:
      return `${type.id}(${scalarText(scalar)})`;
  }
}

/** A date; empty beyond the calendar's years. */
function dateText(days: number): string {
  return isCivilDay(days) ? formatDate(days) : "";
}

function isNested(type: ArrowType): boolean {
  switch (type.id) {
    case "List":
    case "LargeList":
    case "ListView":
    case "LargeListView":
    case "FixedSizeList":
      return true;
    default:
      return false;
  }
}

/** `{a:1,b:x}`: nulls are empty, and a null struct is a struct of nulls. */
function structText(fields: readonly Field[], row: Column | null): string {
  const cells = fields.map(({ name, type }, i) => {
    const child = row?.layout === "struct" ? row.children[i] : undefined;
    return `${name}:${child === undefined ? nullText(type) : cellText(child, 0)}`;
  });
  return `{${cells.join(",")}}`;
}

/** Nothing; unions cannot be null, so their first member is. */
function nullText(type: ArrowType): string {
  return type.id === "Union" ? `{${type.fields[0]?.name ?? ""}=}` : "";
}

/** `[{"k":"1","l":""}]`. */
function mapText(row: Column | null): string {
  if (row === null || !isValidAt(row, 0)) return "[NULL]";
  const pairs = entryTexts(row, 0).map(([key, value]) => `${quoted(key)}:${quoted(value)}`);
  return `[{${pairs.join(",")}}]`;
}

/** Bytes as literals print them: decimals in quotes. */
function bytesText(value: Uint8Array | null): string {
  return value === null ? "NULL" : `"${value.join(",")}"`;
}

function intervalText(unit: string, value: number | IntervalValue): string {
  if (typeof value === "number") return String(value);
  const { months, days, nanoseconds } = value;
  return unit === "DayTime"
    ? `IntervalDayTime { days: ${days}, milliseconds: ${nanoseconds / NANOS_PER_MS} }`
    : `IntervalMonthDayNano { months: ${months}, days: ${days}, nanoseconds: ${nanoseconds} }`;
}

/** A field as Rust's `{:?}` prints it: what differs from the default only. */
function fieldText({ name, type, nullable, metadata }: Field): string {
  const keys = Object.keys(metadata ?? {}).sort();
  const pairs = keys.map((key) => `${quoted(key)}: ${quoted(metadata![key]!)}`);
  const parts = [
    `name: ${quoted(name)}`,
    `data_type: ${typeText(type)}`,
    ...nullable ? ["nullable: true"] : [],
    ...pairs.length > 0 ? [`metadata: {${pairs.join(", ")}}`] : [],
  ];
  return `Field { ${parts.join(", ")} }`;
}
