import {
  type ArrowType,
  type Column,
  type ColumnBuilder,
  columnBuilder,
  type Field,
  type IntervalValue,
  type ScalarData,
  type TimeUnit,
  typeText,
} from "../arrow/mod.ts";

/** What a JavaScript value is not; `must` says what it should have been. */
export class ValueMismatch extends Error {
  readonly must: string;
  constructor(must: string) {
    super(must);
    this.must = must;
  }
}

/** Takes results of users' functions one by one and gives a column. */
export interface ValueWriter {
  /** @throws {ValueMismatch} if the value does not fit the type exactly */
  append(value: unknown): void;
  finish(): Column;
}

/** A writer for columns of a field's type; null and undefined are null where the field is nullable. */
export function valueWriter(field: Field): ValueWriter {
  const builder = columnBuilder(field.type);
  return {
    append: (value) => appendValue(builder, field.type, field.nullable, value),
    finish: () => builder.finish(),
  };
}

/** Adds one value. Lists, structs and maps are built child by child. @throws {ValueMismatch} */
export function appendValue(builder: ColumnBuilder, type: ArrowType, nullable: boolean, value: unknown): void {
  if (value === null || value === undefined) {
    if (!nullable) throw new ValueMismatch(`a ${typeText(type)}, which must not be null`);
    return builder.appendNull();
  }
  builder.append(toScalarData(value, type));
}

/** A value in the form that {@linkcode ScalarData} describes. @throws {ValueMismatch} if it does not fit exactly */
export function toScalarData(value: unknown, type: ArrowType): Exclude<ScalarData, null> {
  switch (type.id) {
    case "Boolean":
      if (typeof value === "boolean") return value;
      break;
    case "Int8":
      return smallInteger(value, type, -128, 127);
    case "Int16":
      return smallInteger(value, type, -32768, 32767);
    case "Int32":
      return smallInteger(value, type, -2147483648, 2147483647);
    case "UInt8":
      return smallInteger(value, type, 0, 255);
    case "UInt16":
      return smallInteger(value, type, 0, 65535);
    case "UInt32":
      return smallInteger(value, type, 0, 4294967295);
    case "Int64":
      return wideInteger(value, type, -(2n ** 63n), 2n ** 63n - 1n);
    case "UInt64":
      return wideInteger(value, type, 0n, 2n ** 64n - 1n);
    case "Float16":
    case "Float32":
    case "Float64":
      if (typeof value === "number") return value;
      break;
    case "Utf8":
    case "LargeUtf8":
    case "Utf8View":
      if (typeof value === "string") return value;
      break;
    case "Binary":
    case "LargeBinary":
    case "BinaryView":
    case "FixedSizeBinary": {
      const bytes = value instanceof ArrayBuffer ? new Uint8Array(value) : value;
      if (bytes instanceof Uint8Array && (type.id !== "FixedSizeBinary" || bytes.length === type.byteWidth)) {
        return bytes;
      }
      break;
    }
    case "Date32": {
      const ms = value instanceof Date ? value.getTime() : NaN;
      if (Number.isInteger(value)) return smallInteger(value, type, -2147483648, 2147483647);
      if (!Number.isNaN(ms)) return Math.floor(ms / MS_PER_DAY);
      break;
    }
    case "Date64":
      if (value instanceof Date && !Number.isNaN(value.getTime())) return BigInt(value.getTime());
      return wideInteger(value, type, -(2n ** 63n), 2n ** 63n - 1n);
    case "Timestamp":
      if (value instanceof Date && !Number.isNaN(value.getTime())) {
        return fromMs(BigInt(value.getTime()), type.unit, type);
      }
      return wideInteger(value, type, -(2n ** 63n), 2n ** 63n - 1n);
    case "Time32":
      return smallInteger(value, type, -2147483648, 2147483647);
    case "Time64":
    case "Duration":
      return wideInteger(value, type, -(2n ** 63n), 2n ** 63n - 1n);
    case "Decimal32":
    case "Decimal64":
    case "Decimal128":
    case "Decimal256":
      return decimal(value, type, type.precision, type.scale);
    case "Interval":
      return interval(value, type);
    case "List":
    case "LargeList":
    case "ListView":
    case "LargeListView":
    case "FixedSizeList":
      return listRow(value, type);
    case "Struct":
      return structRow(value, type);
    case "Map":
      return mapRow(value, type);
    case "Dictionary":
      return { scalar: { type: type.value, value: toScalarData(value, type.value) } };
  }
  throw mismatch(type);
}

const MS_PER_DAY = 86_400_000;
const MS_FACTOR: { readonly [K in TimeUnit]: bigint } = { s: 0n, ms: 1n, us: 1000n, ns: 1_000_000n };

function mismatch(type: ArrowType, detail = ""): ValueMismatch {
  return new ValueMismatch(`${WORDS[type.id] ?? "a value"} for ${typeText(type)}${detail}`);
}

const WORDS: Partial<Record<ArrowType["id"], string>> = {
  Boolean: "true or false",
  Float16: "a number",
  Float32: "a number",
  Float64: "a number",
  Utf8: "a string",
  LargeUtf8: "a string",
  Utf8View: "a string",
  Binary: "a Uint8Array",
  LargeBinary: "a Uint8Array",
  BinaryView: "a Uint8Array",
  FixedSizeBinary: "a Uint8Array of that many bytes",
  Date32: "a valid Date or a whole number of days",
  Date64: "a valid Date or a whole number of milliseconds",
  Timestamp: "a valid Date or a bigint",
  List: "an array",
  LargeList: "an array",
  FixedSizeList: "an array of that many items",
  Struct: "an object",
  Map: "a Map or an object",
  Interval: "an object { months, days, nanoseconds }",
};

function smallInteger(value: unknown, type: ArrowType, low: number, high: number): number {
  const number = typeof value === "bigint" ? Number(value) : value;
  if (Number.isInteger(number) && (number as number) >= low && (number as number) <= high) return number as number;
  throw new ValueMismatch(`a whole number between ${low} and ${high} for ${typeText(type)}`);
}

function wideInteger(value: unknown, type: ArrowType, low: bigint, high: bigint): bigint {
  if (Number.isSafeInteger(value)) value = BigInt(value as number);
  if (typeof value === "bigint" && value >= low && value <= high) return value;
  throw new ValueMismatch(`a safe whole number or a bigint between ${low} and ${high} for ${typeText(type)}`);
}

function fromMs(ms: bigint, unit: TimeUnit, type: ArrowType): bigint {
  if (unit !== "s") return ms * MS_FACTOR[unit];
  if (ms % 1000n !== 0n) throw mismatch(type, ": a whole number of seconds");
  return ms / 1000n;
}

/** Decimals come as text, bigints or numbers; every digit must fit. */
function decimal(value: unknown, type: ArrowType, precision: number, scale: number): bigint {
  const must = `an exact decimal of at most ${precision} digits, ${scale} after the point, for ${typeText(type)}`;
  const text = typeof value === "string"
    ? value.trim()
    : typeof value === "number" || typeof value === "bigint"
    ? String(value)
    : "";
  const match = /^([+-]?)(\d*)(?:\.(\d*))?(?:e([+-]?\d{1,3}))?$/i.exec(text);
  if (!match || (match[2] === "" && !match[3])) throw new ValueMismatch(must);
  const [, sign, whole = "", fraction = "", exponent = "0"] = match;
  const shift = scale - fraction.length + Number(exponent);
  let digits = BigInt(whole + fraction);
  if (shift >= 0) digits *= 10n ** BigInt(shift);
  else {
    const divisor = 10n ** BigInt(-shift);
    if (digits % divisor !== 0n) throw new ValueMismatch(must);
    digits /= divisor;
  }
  if (digits >= 10n ** BigInt(precision)) throw new ValueMismatch(must);
  return sign === "-" ? -digits : digits;
}

function interval(value: unknown, type: ArrowType & { readonly id: "Interval" }): IntervalValue | number {
  const { months = 0, days = 0, nanoseconds = 0 } = value as Partial<
    Record<"months" | "days" | "nanoseconds", unknown>
  >;
  if (typeof value !== "object" || !Number.isInteger(months) || !Number.isInteger(days)) throw mismatch(type);
  const nanos = typeof nanoseconds === "bigint"
    ? nanoseconds
    : Number.isSafeInteger(nanoseconds)
    ? BigInt(nanoseconds as number)
    : undefined;
  if (nanos === undefined) throw mismatch(type);
  if (type.unit === "YearMonth") {
    if (days !== 0 || nanos !== 0n) throw mismatch(type, ", months only");
    return months as number;
  }
  if (type.unit === "DayTime" && (months !== 0 || nanos % 1_000_000n !== 0n)) {
    throw mismatch(type, ", days and milliseconds only");
  }
  return { months: months as number, days: days as number, nanoseconds: nanos };
}

function listRow(value: unknown, type: Extract<ArrowType, { readonly item: Field }>): Column {
  const isList = Array.isArray(value) || (ArrayBuffer.isView(value) && !(value instanceof DataView));
  if (!isList || (type.id === "FixedSizeList" && (value as unknown[]).length !== type.size)) throw mismatch(type);
  const list = valuesColumn(type.item, value as ArrayLike<unknown>);
  return oneRow(type, list);
}

function mapRow(value: unknown, type: ArrowType & { readonly id: "Map" }): Column {
  const entries = value instanceof Map
    ? [...value]
    : typeof value === "object" && !Array.isArray(value)
    ? Object.entries(value as object)
    : undefined;
  const struct = type.entries.type;
  if (!entries || struct.id !== "Struct") throw mismatch(type);
  const [key, item] = struct.fields as readonly [Field, Field];
  const rows = entries.map(([k, v]) => ({ [key.name]: k, [item.name]: v }));
  return oneRow(type, valuesColumn(type.entries, rows));
}

function structRow(value: unknown, type: ArrowType & { readonly id: "Struct" }): Column {
  if (typeof value !== "object" || Array.isArray(value)) throw mismatch(type);
  const extra = Object.keys(value as object).find((name) => !type.fields.some((field) => field.name === name));
  if (extra !== undefined) throw mismatch(type, `, which has no field "${extra}"`);
  const children = type.fields.map((field) => valuesColumn(field, [(value as Record<string, unknown>)[field.name]]));
  return { layout: "struct", type, length: 1, validity: null, nullCount: 0, children };
}

function valuesColumn(field: Field, values: ArrayLike<unknown>): Column {
  const builder = columnBuilder(field.type);
  for (let i = 0; i < values.length; i++) appendValue(builder, field.type, field.nullable, values[i]);
  return builder.finish();
}

function oneRow(type: ArrowType, child: Column): Column {
  if (type.id === "FixedSizeList") {
    return { layout: "fixedList", type, length: 1, validity: null, nullCount: 0, size: type.size, child };
  }
  return {
    layout: "list",
    type,
    length: 1,
    validity: null,
    nullCount: 0,
    offsets: Int32Array.of(0, child.length),
    child,
  };
}
