/** Dates and times: calls of DataFusion's functions by their names in camelCase. Plain values become literals. */
import type { Expr, ExprInput } from "../expr.ts";
import { callScalar, utf8 } from "./call.ts";

/** The instant at which the query began, Timestamp(ns) in UTC. */
export function now(): Expr {
  return callScalar("now", []);
}

/** The day on which the query began. */
export function currentDate(): Expr {
  return callScalar("current_date", []);
}

/** The time of day at which the query began. */
export function currentTime(): Expr {
  return callScalar("current_time", []);
}

/** Start of the interval of length `stride` that holds a moment, counted from `origin`. */
export function dateBin(stride: ExprInput, source: ExprInput, origin: ExprInput): Expr {
  return callScalar("date_bin", [utf8(stride), utf8(source), utf8(origin)]);
}

/** A part of a date or time as Int32: year, month, day, hour, dow, epoch (Float64), … */
export function datePart(part: ExprInput, date: ExprInput): Expr {
  return callScalar("date_part", [part, date]);
}

/** Moment cut to a unit: year, quarter, month, week, day, hour, minute, second, … */
export function dateTrunc(part: ExprInput, date: ExprInput): Expr {
  return callScalar("date_trunc", [part, date]);
}

/** Seconds since 1970 as a Timestamp(s). */
export function fromUnixtime(seconds: ExprInput): Expr {
  return callScalar("from_unixtime", [seconds]);
}

/** A date from its parts; raises where there is no such day. */
export function makeDate(year: ExprInput, month: ExprInput, day: ExprInput): Expr {
  return callScalar("make_date", [year, month, day]);
}

/** A time of day from its parts. */
export function makeTime(hour: ExprInput, minute: ExprInput, second: ExprInput): Expr {
  return callScalar("make_time", [hour, minute, second]);
}

/** A date, time or duration as text by a format of strftime. */
export function toChar(value: ExprInput, format: ExprInput): Expr {
  return callScalar("to_char", [value, format]);
}

/** A text or number as a date. */
export function toDate(value: ExprInput, ...formats: readonly ExprInput[]): Expr {
  return callScalar("to_date", [value, ...formats]);
}

/** A timestamp with a zone as wall clock time there. */
export function toLocalTime(...values: readonly ExprInput[]): Expr {
  return callScalar("to_local_time", [...values]);
}

/** A text or timestamp as a time of day. */
export function toTime(value: ExprInput, ...formats: readonly ExprInput[]): Expr {
  return callScalar("to_time", [value, ...formats]);
}

/** A text or number (seconds) as Timestamp(ns). */
export function toTimestamp(value: ExprInput, ...formats: readonly ExprInput[]): Expr {
  return callScalar("to_timestamp", [value, ...formats]);
}

/** A text or number as Timestamp(µs). */
export function toTimestampMicros(value: ExprInput, ...formats: readonly ExprInput[]): Expr {
  return callScalar("to_timestamp_micros", [value, ...formats]);
}

/** A text or number as Timestamp(ms). */
export function toTimestampMillis(value: ExprInput, ...formats: readonly ExprInput[]): Expr {
  return callScalar("to_timestamp_millis", [value, ...formats]);
}

/** A text or number as Timestamp(ns). */
export function toTimestampNanos(value: ExprInput, ...formats: readonly ExprInput[]): Expr {
  return callScalar("to_timestamp_nanos", [value, ...formats]);
}

/** A text or number as Timestamp(s). */
export function toTimestampSeconds(value: ExprInput, ...formats: readonly ExprInput[]): Expr {
  return callScalar("to_timestamp_seconds", [value, ...formats]);
}

/** A text or moment as seconds since 1970. */
export function toUnixtime(value: ExprInput, ...formats: readonly ExprInput[]): Expr {
  return callScalar("to_unixtime", [value, ...formats]);
}

/** The same as {@linkcode now}. */
export const currentTimestamp: typeof now = now;

/** The same as {@linkcode toChar}. */
export const dateFormat: typeof toChar = toChar;

/** The same as {@linkcode datePart}. */
export const datepart: typeof datePart = datePart;

/** The same as {@linkcode datePart}. */
export const extract: typeof datePart = datePart;

/** The same as {@linkcode dateTrunc}. */
export const datetrunc: typeof dateTrunc = dateTrunc;

/** The same as {@linkcode currentDate}. */
export const today: typeof currentDate = currentDate;
