import {
  type ArrowType,
  type Column,
  type Datum,
  getBit,
  isScalar,
  newFloat64,
  newInt32,
  newInt64,
  primitiveColumn,
  T,
  timestampType,
} from "../../arrow/mod.ts";
import { civilFromDays, daysFromCivil } from "../../compute/cast/mod.ts";
import { ArgumentError, PlanError } from "../../errors.ts";
import type { ScalarFunction } from "../../udf/mod.ts";
import { defineScalar } from "../define_scalar.ts";
import { argumentsOf, examples, SECTIONS } from "../documentation.ts";
import { argumentError, countError, valueType } from "../signature.ts";
import { columnOf, type Wall, wallReader } from "./moment_reader.ts";

type Part =
  | "year"
  | "isoyear"
  | "quarter"
  | "month"
  | "week"
  | "day"
  | "hour"
  | "minute"
  | "second"
  | "millisecond"
  | "microsecond"
  | "nanosecond"
  | "dow"
  | "isodow"
  | "doy"
  | "epoch";

/** The spellings of each part, in lower case. */
const PARTS: Readonly<Record<string, Part>> = Object.freeze({
  ...spelled("year", "years", "yr", "yrs", "y"),
  ...spelled("isoyear"),
  ...spelled("quarter", "quarters", "qtr", "qtrs"),
  ...spelled("month", "months", "mon", "mons"),
  ...spelled("week", "weeks"),
  ...spelled("day", "days", "d"),
  ...spelled("hour", "hours", "hr", "hrs", "h"),
  ...spelled("minute", "minutes", "min", "mins", "m"),
  ...spelled("second", "seconds", "sec", "secs", "s"),
  ...spelled("millisecond", "milliseconds", "msec", "msecs", "ms", "msecond", "mseconds"),
  ...spelled("microsecond", "microseconds", "usec", "usecs", "us", "usecond", "useconds"),
  ...spelled("nanosecond", "nanoseconds", "nsec", "nsecs", "ns", "nsecond", "nseconds"),
  ...spelled("dow", "dayofweek", "day_of_week"),
  ...spelled("isodow"),
  ...spelled("doy", "dayofyear", "day_of_year"),
  ...spelled("epoch"),
});

function spelled(part: Part, ...others: readonly string[]): Readonly<Record<string, Part>> {
  return Object.fromEntries([part, ...others].map((name) => [name, part]));
}

const SECONDS_PER_DAY = 86_400;

/** `date_part(part, date)`. */
export const datePart: ScalarFunction = defineScalar({
  name: "date_part",
  aliases: ["datepart"],
  section: SECTIONS.datetime,
  description:
    "A part of a date, time, timestamp, duration or interval as a number. The hour of a timestamp with a zone is that of its clocks. " +
    "Seconds and smaller parts include each other: the millisecond part of 12:00:03.5 is 3500.",
  syntax: "date_part(part, expression)",
  args: argumentsOf({
    part:
      "year, isoyear, quarter, month, week (ISO 8601), day, hour, minute, second, millisecond, microsecond, nanosecond, dow (Sunday is 0), " +
      "isodow (Monday is 1), doy, epoch (seconds since 1970).",
    expression: "The value to take the part of.",
  }),
  examples: examples(["date_part('year', DATE '2024-02-29')", "2024"]),
  coerce: (types) => {
    if (types.length !== 2) throw countError("date_part", types.length, [2]);
    const [part, value] = types as readonly [ArrowType, ArrowType];
    const text = valueType(part);
    if (text.id !== "Utf8" && text.id !== "LargeUtf8" && text.id !== "Utf8View" && text.id !== "Null") {
      throw argumentError("date_part", 0, part, "text");
    }
    const plain = valueType(value);
    if (plain.id === "Utf8" || plain.id === "LargeUtf8" || plain.id === "Utf8View") {
      return [text, timestampType("ns")];
    }
    if (!TAKEN.has(plain.id)) {
      throw argumentError("date_part", 1, value, "a date, time, timestamp, duration or interval");
    }
    return [text, plain];
  },
  result: (_types, { scalars }) => {
    const part = scalars[0]?.value;
    if (typeof part !== "string" || part === "") {
      throw new PlanError({
        message: 'Cannot call "date_part": its part is not constant, must be text that is not empty',
      });
    }
    const name = PARTS[unquoted(part)];
    return name === "epoch" ? T.Float64 : name === "nanosecond" ? T.Int64 : T.Int32;
  },
  nullable: ({ fields }) => fields[1]!.nullable,
  evaluate: ([, value], numRows, { args: [partArg] }) => {
    const text = isScalar(partArg!) ? partArg.value : null;
    const part = PARTS[unquoted(String(text))];
    if (part === undefined) {
      throw new ArgumentError({
        message: `Cannot call "date_part": "${text}" is no part of a date, must be one such as "year" or "epoch"`,
        functionName: "date_part",
      });
    }
    return partOf(part, columnOf(value!, numRows));
  },
});

const TAKEN = new Set(["Date32", "Date64", "Time32", "Time64", "Timestamp", "Duration", "Interval"]);

function unquoted(part: string): string {
  return part.trim().replace(/^(['"])(.*)\1$/, "$2").toLowerCase();
}

function partOf(part: Part, column: Column): Datum {
  const { type, length, validity, nullCount } = column;
  if (type.id === "Interval") return intervalPart(part, column);
  if (type.id === "Duration") return durationPart(part, column);
  if ((type.id === "Time32" || type.id === "Time64") && DATE_PARTS.has(part)) throw unfit(part, type);
  const read = wallReader(column);
  const isInstantEpoch = part === "epoch" && type.id === "Timestamp" && type.timezone !== null;
  const take = part === "nanosecond" || isInstantEpoch ? undefined : TAKE[part];
  const out: Wall = { seconds: 0, nanoseconds: 0 };
  const values = part === "epoch" ? newFloat64(length) : newInt32(length);
  const wide = part === "nanosecond" ? newInt64(length) : null;
  for (let row = 0; row < length; row++) {
    if (validity !== null && !getBit(validity, row)) continue;
    read(row, out);
    if (wide) wide[row] = BigInt(secondOfMinute(out.seconds)) * 1_000_000_000n + BigInt(Math.round(out.nanoseconds));
    else values[row] = take ? take(out) : 0;
  }
  if (isInstantEpoch) return epochOfInstants(column);
  const resultType = wide ? T.Int64 : part === "epoch" ? T.Float64 : T.Int32;
  return primitiveColumn(resultType, wide ?? values, validity, nullCount, length);
}

const DATE_PARTS: ReadonlySet<Part> = new Set([
  "year",
  "isoyear",
  "quarter",
  "month",
  "week",
  "day",
  "dow",
  "isodow",
  "doy",
]);

function unfit(part: Part, type: ArrowType): ArgumentError {
  return new ArgumentError({
    message: `Cannot call "date_part": a ${type.id} has no "${part}", must be a type that has it`,
    functionName: "date_part",
  });
}

/** Epochs count from 1970 in UTC, whatever the clocks show. */
function epochOfInstants(column: Column): Column {
  const plain = column.type.id === "Timestamp"
    ? { ...column, type: timestampType(column.type.unit) } as Column
    : column;
  return partOf("epoch", plain) as Column;
}

const civil = { year: 0, month: 0, day: 0 };
function civilOf(seconds: number): typeof civil {
  civilFromDays(Math.floor(seconds / SECONDS_PER_DAY), civil);
  return civil;
}
function secondOfDay(seconds: number): number {
  return seconds - Math.floor(seconds / SECONDS_PER_DAY) * SECONDS_PER_DAY;
}
function secondOfMinute(seconds: number): number {
  return seconds - Math.floor(seconds / 60) * 60;
}
/** 0 is Monday. */
function weekday(seconds: number): number {
  const days = Math.floor(seconds / SECONDS_PER_DAY) + 3;
  return days - Math.floor(days / 7) * 7;
}
/** Days since 1970 of the Thursday of the week, which decides the week's year. */
function thursday(seconds: number): number {
  return Math.floor(seconds / SECONDS_PER_DAY) - weekday(seconds) + 3;
}

const TAKE: { readonly [P in Exclude<Part, "nanosecond">]: (wall: Wall) => number } = {
  year: ({ seconds }) => civilOf(seconds).year,
  isoyear: ({ seconds }) => civilFromDays(thursday(seconds), civil).year,
  quarter: ({ seconds }) => Math.floor((civilOf(seconds).month - 1) / 3) + 1,
  month: ({ seconds }) => civilOf(seconds).month,
  week: ({ seconds }) => {
    const day = thursday(seconds);
    const { year } = civilFromDays(day, civil);
    return Math.floor((day - daysFromCivil(year, 1, 1)) / 7) + 1;
  },
  day: ({ seconds }) => civilOf(seconds).day,
  hour: ({ seconds }) => Math.floor(secondOfDay(seconds) / 3600),
  minute: ({ seconds }) => Math.floor(secondOfDay(seconds) / 60) % 60,
  second: ({ seconds }) => secondOfMinute(seconds),
  millisecond: ({ seconds, nanoseconds }) => secondOfMinute(seconds) * 1000 + Math.floor(nanoseconds / 1e6),
  microsecond: ({ seconds, nanoseconds }) => secondOfMinute(seconds) * 1e6 + Math.floor(nanoseconds / 1e3),
  dow: ({ seconds }) => (weekday(seconds) + 1) % 7,
  isodow: ({ seconds }) => weekday(seconds) + 1,
  doy: ({ seconds }) => {
    const day = Math.floor(seconds / SECONDS_PER_DAY);
    return day - daysFromCivil(civilFromDays(day, civil).year, 1, 1) + 1;
  },
  epoch: ({ seconds, nanoseconds }) => seconds + nanoseconds / 1e9,
};

/** Parts of an interval are what is written in it: nothing is carried over. */
function intervalPart(part: Part, column: Column): Column {
  const { type, length, validity, nullCount } = column;
  if (type.id !== "Interval") throw unfit(part, type);
  const months = (row: number) =>
    column.layout === "primitive"
      ? Number(column.values[row])
      : column.layout === "wide" && column.stride === 4
      ? column.values[row * 4]!
      : 0;
  const days = (row: number) =>
    column.layout !== "wide" ? 0 : column.values[row * column.stride + (column.stride === 4 ? 1 : 0)]!;
  const nanos = (row: number) => {
    if (column.layout !== "wide") return 0;
    if (column.stride === 2) return column.values[row * 2 + 1]! * 1e6;
    return column.values[row * 4 + 3]! * 4294967296 + (column.values[row * 4 + 2]! >>> 0);
  };
  const read: Partial<Record<Part, (row: number) => number>> = {
    year: (row) => Math.trunc(months(row) / 12),
    month: (row) => months(row) % 12,
    week: (row) => Math.trunc(days(row) / 7),
    day: days,
    hour: (row) => Math.trunc(nanos(row) / 3.6e12),
    minute: (row) => Math.trunc(nanos(row) / 6e10) % 60,
    second: (row) => Math.trunc(nanos(row) / 1e9) % 60,
    // Whole seconds, in smaller units.
    millisecond: (row) => Math.trunc(nanos(row) / 1e9) % 60 * 1e3,
    microsecond: (row) => Math.trunc(nanos(row) / 1e9) % 60 * 1e6,
    nanosecond: (row) => Math.trunc(nanos(row) / 1e9) % 60 * 1e9,
    epoch: (row) => months(row) * 2_592_000 + days(row) * SECONDS_PER_DAY + nanos(row) / 1e9,
  };
  const take = read[part];
  if (take === undefined) throw unfit(part, type);
  if (part === "nanosecond") {
    const wide = newInt64(length);
    for (let row = 0; row < length; row++) wide[row] = BigInt(take(row));
    return primitiveColumn(T.Int64, wide, validity, nullCount, length);
  }
  const values = part === "epoch" ? newFloat64(length) : newInt32(length);
  for (let row = 0; row < length; row++) values[row] = take(row);
  return primitiveColumn(part === "epoch" ? T.Float64 : T.Int32, values, validity, nullCount, length);
}

const DURATION_UNITS: Partial<Record<Part, number>> = {
  week: 604_800,
  day: SECONDS_PER_DAY,
  hour: 3600,
  minute: 60,
  second: 1,
  millisecond: 1e-3,
  microsecond: 1e-6,
  nanosecond: 1e-9,
};

/** Parts of a duration are all of it in that unit, cut to whole seconds below the second. */
function durationPart(part: Part, column: Column): Column {
  const { type, length, validity, nullCount } = column;
  const read = wallReader(column);
  const out: Wall = { seconds: 0, nanoseconds: 0 };
  const whole = (row: number) => {
    read(row, out);
    // Towards zero: -1 ms is no second.
    return out.seconds < 0 && out.nanoseconds > 0 ? out.seconds + 1 : out.seconds;
  };
  if (part === "epoch") {
    const values = newFloat64(length);
    for (let row = 0; row < length; row++) {
      read(row, out);
      values[row] = out.seconds + out.nanoseconds / 1e9;
    }
    return primitiveColumn(T.Float64, values, validity, nullCount, length);
  }
  const unit = DURATION_UNITS[part];
  if (unit === undefined) throw unfit(part, type);
  if (part === "nanosecond") {
    const wide = newInt64(length);
    for (let row = 0; row < length; row++) wide[row] = BigInt(whole(row)) * 1_000_000_000n;
    return primitiveColumn(T.Int64, wide, validity, nullCount, length);
  }
  const values = newInt32(length);
  for (let row = 0; row < length; row++) {
    values[row] = Math.trunc(unit >= 1 ? whole(row) / unit : whole(row) * Math.round(1 / unit));
  }
  return primitiveColumn(T.Int32, values, validity, nullCount, length);
}
