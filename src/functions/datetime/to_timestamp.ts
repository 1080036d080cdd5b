import {
  type Column,
  decodeUtf8,
  getBit,
  int32Words,
  isDecimal,
  isFloat,
  isInteger,
  isString,
  newInt64,
  primitiveColumn,
  T,
  timestampType,
  type TimeUnit,
  unitsPerSecond,
} from "../../arrow/mod.ts";
import { castColumn, parseTimestamp, setScaledInt64, timeZone, UTC } from "../../compute/cast/mod.ts";
import { ArgumentError, ExecutionError } from "../../errors.ts";
import type { ScalarCall, ScalarFunction } from "../../udf/mod.ts";
import { defineScalar } from "../define_scalar.ts";
import { argumentsOf, examples, SECTIONS } from "../documentation.ts";
import { argumentError, countError, valueType } from "../signature.ts";
import { columnOf } from "./moment_reader.ts";
import { strptime } from "./strptime.ts";

/** `to_timestamp(value, formats…)` and its kin of other units. */
export const toTimestamp: ScalarFunction = define("to_timestamp", "ns");
/** `to_timestamp_seconds`. */
export const toTimestampSeconds: ScalarFunction = define("to_timestamp_seconds", "s");
/** `to_timestamp_millis`. */
export const toTimestampMillis: ScalarFunction = define("to_timestamp_millis", "ms");
/** `to_timestamp_micros`. */
export const toTimestampMicros: ScalarFunction = define("to_timestamp_micros", "us");
/** `to_timestamp_nanos`. */
export const toTimestampNanos: ScalarFunction = define("to_timestamp_nanos", "ns");

function define(name: string, unit: TimeUnit): ScalarFunction {
  return defineScalar({
    name,
    section: SECTIONS.datetime,
    description: `A text or number as Timestamp(${unit}). Whole numbers count ${
      name === "to_timestamp" ? "seconds" : "that unit"
    } since 1970; texts are read by the first format that fits, without formats as RFC 3339. Texts with an offset become instants in UTC.`,
    syntax: `${name}(expression[, ..., format_n])`,
    args: argumentsOf({
      expression: "The text, number or timestamp.",
      format_n: "Formats of chrono's strftime, tried in order.",
    }),
    examples: examples([`${name}('2023-01-31T09:26:56')`, "2023-01-31T09:26:56"]),
    coerce: (types) => {
      if (types.length === 0) throw countError(name, 0, [1]);
      return types.map((type, k) => {
        const plain = valueType(type);
        if (k > 0 && !isString(plain) && plain.id !== "Null") throw argumentError(name, k, type, "text");
        return plain;
      });
    },
    result: () => timestampType(unit),
    evaluate: ([value, ...formats], numRows, call) =>
      convert(name, unit, columnOf(value!, numRows), formats.map((f) => columnOf(f, numRows)), call),
  });
}

function convert(name: string, unit: TimeUnit, column: Column, formats: readonly Column[], call: ScalarCall): Column {
  const { type } = column;
  const target = call.returnField.type;
  if (isString(type)) return fromText(name, unit, column, formats, call.query.timezone);
  if (type.id === "Timestamp" || type.id === "Null") return castColumn(column, target, { safe: false });
  if (isInteger(type)) {
    const counted = castColumn(column, T.Int64, { safe: false });
    // Numbers count seconds for `to_timestamp`, else the function's own unit.
    const from = timestampType(name === "to_timestamp" ? "s" : unit);
    return castColumn(castColumn(counted, from, { safe: false }), target, { safe: false });
  }
  if (isFloat(type) || isDecimal(type)) {
    const floats = castColumn(column, T.Float64, { safe: false });
    return fromFloats(name, unit, floats);
  }
  throw new ArgumentError({
    message: `Cannot call "${name}": a ${type.id} is no moment, must be text, a number or a timestamp`,
    functionName: name,
  });
}

/** Floats count seconds for `to_timestamp`; for the others they are cut to whole units. */
function fromFloats(name: string, unit: TimeUnit, column: Column): Column {
  const { length, validity, nullCount } = column;
  if (column.layout !== "primitive") throw new TypeError(column.layout);
  const values = newInt64(length);
  const scale = name === "to_timestamp" ? 1e9 : 1;
  for (let row = 0; row < length; row++) {
    if (validity !== null && !getBit(validity, row)) continue;
    const value = Math.trunc(Number(column.values[row]) * scale);
    if (!(Math.abs(value) < 9.223372036854776e18)) throw outOfRange(name, row);
    values[row] = BigInt(value);
  }
  return primitiveColumn(timestampType(unit), values, validity, nullCount, length);
}

function fromText(
  name: string,
  unit: TimeUnit,
  column: Column,
  formats: readonly Column[],
  sessionZone: string,
): Column {
  const { length, validity, nullCount } = column;
  if (column.layout !== "bytes") throw new TypeError(column.layout);
  const values = newInt64(length);
  const words = int32Words(values);
  const perSecond = unitsPerSecond(unit);
  const zone = sessionZone === "+00:00" ? UTC : timeZone(sessionZone);
  const out = { seconds: 0, nanoseconds: 0 };
  for (let row = 0; row < length; row++) {
    if (validity !== null && !getBit(validity, row)) continue;
    const [start, end] = [column.offsets[row]!, column.offsets[row + 1]!];
    if (formats.length === 0) {
      if (!parseTimestamp(column.data, start, end, zone, out)) {
        throw unreadable(name, decodeUtf8(column.data, start, end), row);
      }
    } else if (!readByFormats(decodeUtf8(column.data, start, end), formats, row, out)) {
      throw unreadable(name, decodeUtf8(column.data, start, end), row);
    }
    let rest = Math.floor(out.nanoseconds * perSecond / 1e9);
    // Nanoseconds since 1970 are cut towards zero.
    if (out.seconds < 0 && rest * (1e9 / perSecond) !== out.nanoseconds) rest++;
    if (!setScaledInt64(words, row, out.seconds, perSecond, rest)) throw outOfRange(name, row);
  }
  return primitiveColumn(timestampType(unit), values, validity, nullCount, length);
}

function readByFormats(
  text: string,
  formats: readonly Column[],
  row: number,
  out: { seconds: number; nanoseconds: number },
): boolean {
  for (const format of formats) {
    if (format.layout !== "bytes" || (format.validity !== null && !getBit(format.validity, row))) continue;
    const parsed = strptime(text, decodeUtf8(format.data, format.offsets[row]!, format.offsets[row + 1]!));
    if (parsed?.days === undefined) continue;
    out.seconds = parsed.days * 86_400 + (parsed.seconds ?? 0) - (parsed.offset ?? 0);
    out.nanoseconds = parsed.nanoseconds;
    return true;
  }
  return false;
}

function unreadable(name: string, text: string, row: number): ExecutionError {
  return new ExecutionError({
    message: `Cannot call "${name}": "${
      text.slice(0, 60)
    }" in row ${row} is no timestamp, must be one such as "2024-02-29T12:34:56Z"`,
  });
}
function outOfRange(name: string, row: number): ExecutionError {
  return new ExecutionError({
    message: `Cannot call "${name}": the moment in row ${row} is out of the range of its unit`,
  });
}
