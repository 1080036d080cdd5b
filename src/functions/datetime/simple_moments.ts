import {
  type Column,
  decodeUtf8,
  getBit,
  int32Words,
  isFloat,
  isInteger,
  isString,
  newInt32,
  newInt64,
  primitiveColumn,
  T,
  timestampType,
  timeType,
  unitsPerSecond,
} from "../../arrow/mod.ts";
import {
  castColumn,
  daysFromCivil,
  daysInMonth,
  parseDate,
  parseTimeOfDay,
  setScaledInt64,
  timeZone,
} from "../../compute/cast/mod.ts";
import { ArgumentError, ExecutionError, PlanError } from "../../errors.ts";
import type { ScalarFunction } from "../../udf/mod.ts";
import { defineScalar } from "../define_scalar.ts";
import { argumentsOf, examples, SECTIONS } from "../documentation.ts";
import { argumentError, countError, valueType } from "../signature.ts";
import { columnOf, type Wall, wallReader } from "./moment_reader.ts";
import { type ParsedMoment, strptime } from "./strptime.ts";
import { toTimestampSeconds } from "./to_timestamp.ts";

/** `to_date(value, formats…)`. */
export const toDate: ScalarFunction = defineScalar({
  name: "to_date",
  section: SECTIONS.datetime,
  description: "A text, number (days since 1970) or moment as a date.",
  syntax: "to_date(expression[, ..., format_n])",
  args: argumentsOf({
    expression: "The text, number, date or timestamp.",
    format_n: "Formats of strftime, tried in order.",
  }),
  examples: examples(["to_date('2024-02-29')", "2024-02-29"]),
  coerce: (types) => plainWithFormats("to_date", types),
  result: () => T.Date32,
  evaluate: ([value, ...formats], numRows) => {
    const column = columnOf(value!, numRows);
    if (column.layout !== "bytes" || !isString(column.type)) {
      if (isFloat(column.type) || isInteger(column.type)) {
        return castColumn(castColumn(column, T.Int32, { safe: false }), T.Date32, { safe: false });
      }
      return castColumn(column, T.Date32, { safe: false });
    }
    return textRows(column, formats.map((f) => columnOf(f, numRows)), newInt32(numRows), T.Date32, {
      plain: parseDate,
      formatted: ({ days }) => days ?? NaN,
      fail: (text, row) => failure("to_date", text, row, "a date"),
    });
  },
});

/** `to_time(value, formats…)`. */
export const toTime: ScalarFunction = defineScalar({
  name: "to_time",
  section: SECTIONS.datetime,
  description: "A text or timestamp as a time of day in nanoseconds.",
  syntax: "to_time(expression[, ..., format_n])",
  args: argumentsOf({ expression: "The text or timestamp.", format_n: "Formats of strftime, tried in order." }),
  examples: examples(["to_time('12:34:56')", "12:34:56"]),
  coerce: (types) => plainWithFormats("to_time", types),
  result: () => timeType("ns"),
  evaluate: ([value, ...formats], numRows) => {
    const column = columnOf(value!, numRows);
    const type = timeType("ns");
    if (column.layout !== "bytes") return castColumn(column, type, { safe: false });
    const values = newInt64(numRows);
    const texts = formats.map((f) => columnOf(f, numRows));
    for (let row = 0; row < numRows; row++) {
      if (column.validity !== null && !getBit(column.validity, row)) continue;
      const [start, end] = [column.offsets[row]!, column.offsets[row + 1]!];
      const nanos = texts.length === 0
        ? parseTimeOfDay(column.data, start, end)
        : byFormats(decodeUtf8(column.data, start, end), texts, row, ({ seconds, nanoseconds }) =>
          seconds === undefined ? NaN : seconds * 1e9 + nanoseconds);
      if (Number.isNaN(nanos)) throw failure("to_time", decodeUtf8(column.data, start, end), row, "a time of day");
      values[row] = BigInt(nanos);
    }
    return primitiveColumn(type, values, column.validity, column.nullCount, numRows);
  },
});

/** `to_unixtime(value, formats…)`. */
export const toUnixtime: ScalarFunction = defineScalar({
  name: "to_unixtime",
  section: SECTIONS.datetime,
  description: "A text, date or timestamp as seconds since 1970; numbers stay.",
  syntax: "to_unixtime(expression[, ..., format_n])",
  args: argumentsOf({
    expression: "The text, date, timestamp or number.",
    format_n: "Formats of strftime, tried in order.",
  }),
  examples: examples(["to_unixtime('1970-01-02T00:00:00')", "86400"]),
  coerce: (types) => plainWithFormats("to_unixtime", types),
  result: () => T.Int64,
  evaluate: (args, numRows, call) => {
    const column = columnOf(args[0]!, numRows);
    const moment = isString(column.type)
      ? columnOf(
        toTimestampSeconds.invoke({
          ...call,
          args: [column, ...args.slice(1)],
          numRows,
          returnField: { ...call.returnField, type: timestampType("s") },
        }),
        numRows,
      )
      : column.type.id === "Date32" || column.type.id === "Date64" || column.type.id === "Timestamp"
      ? castColumn(column, timestampType("s", column.type.id === "Timestamp" ? column.type.timezone : null), {
        safe: false,
      })
      : column;
    return castColumn(moment, T.Int64, { safe: false });
  },
});

/** `from_unixtime(seconds[, zone])`. */
export const fromUnixtime: ScalarFunction = defineScalar({
  name: "from_unixtime",
  section: SECTIONS.datetime,
  description: "Seconds since 1970 as Timestamp(s), with a time zone if one is named.",
  syntax: "from_unixtime(expression[, timezone])",
  args: argumentsOf({ expression: "The seconds.", timezone: "An IANA name or an offset; must be constant." }),
  examples: examples(["from_unixtime(0)", "1970-01-01T00:00:00"]),
  coerce: (types) => {
    if (types.length !== 1 && types.length !== 2) throw countError("from_unixtime", types.length, [1, 2]);
    const plain = valueType(types[0]!);
    if (!isInteger(plain) && plain.id !== "Null") throw argumentError("from_unixtime", 0, types[0]!, "an integer");
    return [T.Int64, ...types.slice(1).map(() => T.Utf8)];
  },
  result: (types, { scalars }) => {
    if (types.length === 1) return timestampType("s");
    const zone = scalars[1]?.value;
    if (typeof zone !== "string") {
      throw new PlanError({ message: 'Cannot call "from_unixtime": its time zone is not constant, must be text' });
    }
    return timestampType("s", timeZone(zone).name);
  },
  evaluate: ([seconds], numRows, { returnField }) =>
    castColumn(columnOf(seconds!, numRows), returnField.type, { safe: false }),
});

/** `to_local_time(timestamp)`. */
export const toLocalTime: ScalarFunction = defineScalar({
  name: "to_local_time",
  section: SECTIONS.datetime,
  description: "What clocks show in the timestamp's own zone, as a timestamp without a zone.",
  syntax: "to_local_time(expression)",
  args: argumentsOf({ expression: "The timestamp." }),
  examples: examples([
    "to_local_time(arrow_cast('2024-07-01T12:00:00Z', 'Timestamp(Second, Some(\"Europe/Paris\"))'))",
    "2024-07-01T14:00:00",
  ]),
  coerce: (types) => {
    if (types.length !== 1) throw countError("to_local_time", types.length, [1]);
    const [type] = types.map(valueType);
    if (type!.id !== "Timestamp") throw argumentError("to_local_time", 0, types[0]!, "a timestamp");
    return [type!];
  },
  result: ([type]) => type!.id === "Timestamp" ? timestampType(type!.unit) : type!,
  evaluate: ([value], numRows) => {
    const column = columnOf(value!, numRows);
    if (column.type.id !== "Timestamp") throw new TypeError(column.type.id);
    const perSecond = unitsPerSecond(column.type.unit);
    const read = wallReader(column);
    const wall: Wall = { seconds: 0, nanoseconds: 0 };
    const values = newInt64(numRows);
    const words = int32Words(values);
    for (let row = 0; row < numRows; row++) {
      if (column.validity !== null && !getBit(column.validity, row)) continue;
      read(row, wall);
      if (!setScaledInt64(words, row, wall.seconds, perSecond, Math.floor(wall.nanoseconds * perSecond / 1e9))) {
        throw new ExecutionError({ message: `Cannot call "to_local_time": the result in row ${row} is out of range` });
      }
    }
    return primitiveColumn(timestampType(column.type.unit), values, column.validity, column.nullCount, numRows);
  },
});

/** `make_date(year, month, day)`. */
export const makeDate: ScalarFunction = fromParts(
  "make_date",
  ["year", "month", "day"],
  T.Date32,
  "A date from its parts.",
  (year, month, day) =>
    month >= 1 && month <= 12 && day >= 1 && day <= daysInMonth(year, month)
      ? daysFromCivil(year, month, day)
      : undefined,
);

/** `make_time(hour, minute, second)`. */
export const makeTime: ScalarFunction = fromParts(
  "make_time",
  ["hour", "minute", "second"],
  timeType("s"),
  "A time of day from its parts.",
  (hour, minute, second) =>
    hour >= 0 && hour < 24 && minute >= 0 && minute < 60 && second >= 0 && second < 60
      ? hour * 3600 + minute * 60 + second
      : undefined,
);

function fromParts(
  name: string,
  parts: readonly [string, string, string],
  type: ReturnType<typeof timeType> | typeof T.Date32,
  description: string,
  make: (a: number, b: number, c: number) => number | undefined,
): ScalarFunction {
  return defineScalar({
    name,
    section: SECTIONS.datetime,
    description,
    syntax: `${name}(${parts.join(", ")})`,
    args: argumentsOf(Object.fromEntries(parts.map((part) => [part, `The ${part}, a whole number.`]))),
    examples: examples(
      name === "make_date" ? ["make_date(2024, 2, 29)", "2024-02-29"] : ["make_time(12, 34, 56)", "12:34:56"],
    ),
    coerce: (types) => {
      if (types.length !== 3) throw countError(name, types.length, [3]);
      types.forEach((given, k) => {
        const plain = valueType(given);
        if (!isInteger(plain) && !isString(plain) && plain.id !== "Null") {
          throw argumentError(name, k, given, "an integer");
        }
      });
      return [T.Int32, T.Int32, T.Int32];
    },
    result: () => type,
    evaluate: (args, numRows) => {
      const columns = args.map((arg) => columnOf(arg, numRows));
      const values = newInt32(numRows);
      const validity = columns.reduce<Uint8Array | null>((all, { validity }) => {
        if (validity === null) return all;
        return all === null ? validity.slice() : all.map((byte, k) => byte & validity[k]!);
      }, null);
      const at = (k: number, row: number) => Number((columns[k] as Column & { layout: "primitive" }).values[row]);
      for (let row = 0; row < numRows; row++) {
        if (validity !== null && !getBit(validity, row)) continue;
        const [a, b, c] = [at(0, row), at(1, row), at(2, row)];
        const value = make(a, b, c);
        if (value === undefined) {
          throw new ArgumentError({
            message: `Cannot call "${name}": ${a}, ${b}, ${c} in row ${row} is none, must be valid ${parts.join(", ")}`,
            functionName: name,
          });
        }
        values[row] = value;
      }
      return primitiveColumn(type, values, validity, undefined, numRows);
    },
  });
}

function plainWithFormats(name: string, types: Parameters<ScalarFunction["coerceTypes"]>[0]): typeof types {
  if (types.length === 0) throw countError(name, 0, [1]);
  return types.map((type, k) => {
    const plain = valueType(type);
    if (k > 0 && !isString(plain) && plain.id !== "Null") throw argumentError(name, k, type, "text");
    return plain;
  });
}

interface TextReader {
  plain(data: Uint8Array, start: number, end: number): number;
  formatted(parsed: ParsedMoment): number;
  fail(text: string, row: number): Error;
}

function textRows(
  column: Column & { layout: "bytes" },
  formats: readonly Column[],
  values: Int32Array,
  type: typeof T.Date32,
  reader: TextReader,
): Column {
  for (let row = 0; row < column.length; row++) {
    if (column.validity !== null && !getBit(column.validity, row)) continue;
    const [start, end] = [column.offsets[row]!, column.offsets[row + 1]!];
    const value = formats.length === 0
      ? reader.plain(column.data, start, end)
      : byFormats(decodeUtf8(column.data, start, end), formats, row, reader.formatted);
    if (Number.isNaN(value)) throw reader.fail(decodeUtf8(column.data, start, end), row);
    values[row] = value;
  }
  return primitiveColumn(type, values, column.validity, column.nullCount, column.length);
}

function byFormats(
  text: string,
  formats: readonly Column[],
  row: number,
  take: (parsed: ParsedMoment) => number,
): number {
  for (const format of formats) {
    if (format.layout !== "bytes" || (format.validity !== null && !getBit(format.validity, row))) continue;
    const parsed = strptime(text, decodeUtf8(format.data, format.offsets[row]!, format.offsets[row + 1]!));
    const value = parsed === null ? NaN : take(parsed);
    if (!Number.isNaN(value)) return value;
  }
  return NaN;
}

function failure(name: string, text: string, row: number, what: string): ExecutionError {
  return new ExecutionError({
    message: `Cannot call "${name}": "${text.slice(0, 60)}" in row ${row} is not ${what}, must be one`,
  });
}
