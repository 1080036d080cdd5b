import {
  type ArrowType,
  type Column,
  getBit,
  int32Words,
  isScalar,
  newInt64,
  primitiveColumn,
  timestampType,
  unitsPerSecond,
} from "../../arrow/mod.ts";
import { civilFromDays, daysFromCivil, setScaledInt64, type TimeZone } from "../../compute/cast/mod.ts";
import { ArgumentError, ExecutionError } from "../../errors.ts";
import type { ScalarFunction } from "../../udf/mod.ts";
import { defineScalar } from "../define_scalar.ts";
import { argumentsOf, examples, SECTIONS } from "../documentation.ts";
import { argumentError, countError, valueType } from "../signature.ts";
import { columnOf, instantReader, type Wall, zoneOf } from "./moment_reader.ts";

const SECONDS_PER_DAY = 86_400;
const civil = { year: 0, month: 0, day: 0 };

/** Cuts a wall-clock moment down to a unit. */
const TRUNCATE: Readonly<Record<string, (wall: Wall) => void>> = {
  millennium: (wall) => startOfYear(wall, (year) => Math.floor((year - 1) / 1000) * 1000 + 1),
  century: (wall) => startOfYear(wall, (year) => Math.floor((year - 1) / 100) * 100 + 1),
  decade: (wall) => startOfYear(wall, (year) => Math.floor(year / 10) * 10),
  year: (wall) => startOfYear(wall, (year) => year),
  quarter: (wall) => startOfMonth(wall, (month) => month - (month - 1) % 3),
  month: (wall) => startOfMonth(wall, (month) => month),
  week: (wall) => {
    const day = Math.floor(wall.seconds / SECONDS_PER_DAY);
    const weekday = day + 3 - Math.floor((day + 3) / 7) * 7;
    set(wall, (day - weekday) * SECONDS_PER_DAY);
  },
  day: (wall) => set(wall, Math.floor(wall.seconds / SECONDS_PER_DAY) * SECONDS_PER_DAY),
  hour: (wall) => set(wall, Math.floor(wall.seconds / 3600) * 3600),
  minute: (wall) => set(wall, Math.floor(wall.seconds / 60) * 60),
  second: (wall) => set(wall, wall.seconds),
  millisecond: (wall) => set(wall, wall.seconds, Math.floor(wall.nanoseconds / 1e6) * 1e6),
  microsecond: (wall) => set(wall, wall.seconds, Math.floor(wall.nanoseconds / 1e3) * 1e3),
};

function set(wall: Wall, seconds: number, nanoseconds = 0): void {
  wall.seconds = seconds;
  wall.nanoseconds = nanoseconds;
}
function startOfYear(wall: Wall, of: (year: number) => number): void {
  const { year } = civilFromDays(Math.floor(wall.seconds / SECONDS_PER_DAY), civil);
  set(wall, daysFromCivil(of(year), 1, 1) * SECONDS_PER_DAY);
}
function startOfMonth(wall: Wall, of: (month: number) => number): void {
  const { year, month } = civilFromDays(Math.floor(wall.seconds / SECONDS_PER_DAY), civil);
  set(wall, daysFromCivil(year, of(month), 1) * SECONDS_PER_DAY);
}

/** `date_trunc(unit, timestamp)`. */
export const dateTrunc: ScalarFunction = defineScalar({
  name: "date_trunc",
  aliases: ["datetrunc"],
  section: SECTIONS.datetime,
  description:
    "A timestamp or time of day cut down to a unit. With a time zone the unit is that of its clocks. Dates become timestamps in nanoseconds.",
  syntax: "date_trunc(unit, expression)",
  args: argumentsOf({
    unit: "year, quarter, month, week (from Monday), day, hour, minute, second, millisecond, microsecond.",
    expression: "The timestamp, date or time of day.",
  }),
  examples: examples(["date_trunc('month', TIMESTAMP '2024-02-29 12:34:56')", "2024-02-01T00:00:00"]),
  coerce: (types) => {
    if (types.length !== 2) throw countError("date_trunc", types.length, [2]);
    const [unit, value] = types.map(valueType) as [ArrowType, ArrowType];
    if (unit.id !== "Utf8" && unit.id !== "LargeUtf8" && unit.id !== "Utf8View" && unit.id !== "Null") {
      throw argumentError("date_trunc", 0, unit, "text");
    }
    switch (value.id) {
      case "Timestamp":
      case "Time32":
      case "Time64":
        return [unit, value];
      case "Date32":
      case "Date64":
      case "Null":
      case "Utf8":
      case "LargeUtf8":
      case "Utf8View":
        return [unit, timestampType("ns")];
      default:
        throw argumentError("date_trunc", 1, value, "a timestamp, date or time of day");
    }
  },
  result: ([, value]) => value!,
  evaluate: ([, value], numRows, { args: [unit] }) => {
    const text = isScalar(unit!) ? String(unit.value).toLowerCase() : undefined;
    if (text === undefined) {
      throw new ExecutionError({ message: 'Cannot call "date_trunc": its unit differs by row, must be constant' });
    }
    const truncate = Object.hasOwn(TRUNCATE, text) ? TRUNCATE[text]! : undefined;
    const column = columnOf(value!, numRows);
    const isTime = column.type.id === "Time32" || column.type.id === "Time64";
    if (truncate === undefined || isTime && !TIME_UNITS.has(text)) {
      throw new ArgumentError({
        message: `Cannot call "date_trunc": "${text}" is no unit of ${column.type.id}, must be one such as ${
          isTime ? '"hour"' : '"month"'
        }`,
        functionName: "date_trunc",
      });
    }
    return truncated(column, truncate, zoneOf(column));
  },
});

const TIME_UNITS = new Set(["hour", "minute", "second", "millisecond", "microsecond"]);

function truncated(column: Column, truncate: (wall: Wall) => void, zone: TimeZone | null): Column {
  const { type, length, validity, nullCount } = column;
  if (type.id !== "Timestamp" && type.id !== "Time32" && type.id !== "Time64") throw new TypeError(type.id);
  const perSecond = unitsPerSecond(type.unit);
  const nanos = 1e9 / perSecond;
  const read = instantReader(column);
  const wall: Wall = { seconds: 0, nanoseconds: 0 };
  const narrow = type.id === "Time32" ? new Int32Array(length) : null;
  const values = narrow ? null : newInt64(length);
  const words = values && int32Words(values);
  for (let row = 0; row < length; row++) {
    if (validity !== null && !getBit(validity, row)) continue;
    read(row, wall);
    if (type.id === "Timestamp") checkRange(wall.seconds, type.unit);
    if (zone === null) truncate(wall);
    else truncateInZone(wall, truncate, zone);
    const rest = Math.floor(wall.nanoseconds / nanos);
    if (narrow) narrow[row] = wall.seconds * perSecond + rest;
    else if (!setScaledInt64(words!, row, wall.seconds, perSecond, rest)) throw outOfRange(row);
  }
  return primitiveColumn(type, narrow ?? values!, validity, nullCount, length);
}

/** Truncates on the zone's clocks; where they show the result twice or never, the offset of the moment itself is kept. */
function truncateInZone(wall: Wall, truncate: (wall: Wall) => void, zone: TimeZone): void {
  const before = zone.offsetAtUtc(wall.seconds);
  wall.seconds += before;
  truncate(wall);
  const offset = zone.offsetAtLocal(wall.seconds);
  wall.seconds -= Number.isNaN(offset) ? before : offset;
}

/** DataFusion truncates in nanoseconds: moments outside that range are refused whatever the unit of the column. */
const NS_LIMIT_SECONDS = 9_223_372_036;
function checkRange(seconds: number, unit: string): void {
  if (unit === "ns" || Math.abs(seconds) <= NS_LIMIT_SECONDS) return;
  throw new ExecutionError({
    message:
      `Cannot call "date_trunc": the moment ${seconds} s from 1970 is out of range, must be between 1677 and 2262`,
  });
}
function outOfRange(row: number): ExecutionError {
  return new ExecutionError({
    message: `Cannot call "date_trunc": the result in row ${row} is out of the range of its type`,
  });
}
