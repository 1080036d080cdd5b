import {
  type ArrowType,
  type Column,
  newInt32,
  primitiveColumn,
  type TimestampType,
  type TimeType,
  unitsPerSecond,
} from "../../arrow/mod.ts";
import { Failures } from "./failures.ts";
import { isCivilDay } from "./format_timestamp.ts";
import {
  divideInt64,
  int64ToNumber,
  multiplyInt64,
  type Seconds,
  setInt64,
  setScaledInt64,
  splitSeconds,
} from "./int64_words.ts";
import { int64Words, newInt64Target, retype } from "./retype.ts";
import { timeZone } from "./time_zone.ts";

/** Timestamps and dates into each other. */

type Primitive = Column & { layout: "primitive" };
const parts: Seconds = { seconds: 0, rest: 0 };

/**
 * 64-bit values in another unit, under another type: coarser units round towards zero, finer ones must stay within 64 bits.
 * Serves timestamps, durations, times of day and Date64.
 */
export function convertUnit(
  column: Primitive,
  fromPerSecond: number,
  toPerSecond: number,
  to: ArrowType,
  failures: Failures,
): Column {
  const n = column.length;
  if (fromPerSecond === toPerSecond) return retype(column, to);
  const source = int64Words(column.values);
  const { values, words } = newInt64Target(n);
  if (fromPerSecond > toPerSecond) divideInt64(source, words, fromPerSecond / toPerSecond, n);
  else {
    const factor = toPerSecond / fromPerSecond;
    for (let i = 0; i < n; i++) if (!multiplyInt64(source, words, i, factor)) failures.row(i);
  }
  return primitiveColumn(to, values, failures.validity, failures.nullCount);
}

/**
 * Casts timestamps to timestamps. A wall clock that gets a zone keeps what it shows; a zone that goes, or changes, leaves
 * the instant as it is.
 */
export function castTimestampToTimestamp(column: Primitive, to: TimestampType, safe: boolean): Column {
  const from = column.type as TimestampType;
  const failures = new Failures(column, to, safe);
  const converted = convertUnit(column, unitsPerSecond(from.unit), unitsPerSecond(to.unit), to, failures);
  if (from.timezone !== null || to.timezone === null) return converted;
  return localize(converted as Primitive, to, safe, column);
}

/** Reads wall-clock values as times of the type's zone: what clocks skip or show twice does not fit. */
function localize(column: Primitive, to: TimestampType, safe: boolean, source: Column): Column {
  const n = column.length;
  const zone = timeZone(to.timezone!);
  const perSecond = unitsPerSecond(to.unit);
  const failures = new Failures({ ...source, validity: column.validity, nullCount: column.nullCount }, to, safe);
  const words = int64Words(column.values);
  const target = newInt64Target(n);
  for (let i = 0; i < n; i++) {
    splitSeconds(words, i, perSecond, parts);
    const { seconds } = parts;
    const utc = isCivilDay(Math.floor(seconds / 86_400)) ? seconds - zone.offsetAtLocal(seconds) : NaN;
    if (utc !== utc || !setScaledInt64(target.words, i, utc, perSecond, parts.rest)) failures.row(i);
  }
  return primitiveColumn(to, target.values, failures.validity, failures.nullCount);
}

/** Casts Date32 to timestamps: midnight, in the type's zone if it has one. */
export function castDate32ToTimestamp(column: Primitive, to: TimestampType, safe: boolean): Column {
  const n = column.length;
  const days = column.values as Int32Array;
  const failures = new Failures(column, to, safe);
  const { values, words } = newInt64Target(n);
  const perSecond = unitsPerSecond(to.unit);
  for (let i = 0; i < n; i++) if (!setScaledInt64(words, i, days[i]! * 86_400, perSecond, 0)) failures.row(i);
  const wall = primitiveColumn(to, values, failures.validity, failures.nullCount);
  return to.timezone === null ? wall : localize(wall, to, safe, column);
}

/**
 * Casts Date64 to timestamps. As in DataFusion 55, what passes 64 bits raises in a plain cast and wraps around in a safe one.
 */
export function castDate64ToTimestamp(column: Primitive, to: TimestampType, safe: boolean): Column {
  const n = column.length;
  const perSecond = unitsPerSecond(to.unit);
  const failures = new Failures(column, to, safe);
  let wall: Column;
  if (safe && perSecond > 1000) {
    const source = int64Words(column.values);
    const { values, words } = newInt64Target(n);
    const factor = perSecond / 1000;
    for (let i = 0; i < n; i++) {
      if (!multiplyInt64(source, words, i, factor)) {
        values[i] = BigInt.asIntN(64, (column.values[i] as bigint) * BigInt(factor));
      }
    }
    wall = primitiveColumn(to, values, column.validity, column.nullCount);
  } else wall = convertUnit(column, 1000, perSecond, to, failures);
  return to.timezone === null ? wall : localize(wall as Primitive, to, safe, column);
}

/** Casts timestamps to Date32: the date that a clock in the zone shows. */
export function castTimestampToDate32(column: Primitive, to: ArrowType, safe: boolean): Column {
  const from = column.type as TimestampType;
  const n = column.length;
  const zone = from.timezone === null ? null : timeZone(from.timezone);
  const perSecond = unitsPerSecond(from.unit);
  const failures = new Failures(column, to, safe);
  const words = int64Words(column.values);
  const out = newInt32(n);
  for (let i = 0; i < n; i++) {
    splitSeconds(words, i, perSecond, parts);
    let { seconds } = parts;
    if (!isCivilDay(Math.floor(seconds / 86_400))) {
      failures.row(i);
      continue;
    }
    if (zone !== null) seconds += zone.offsetAtUtc(seconds);
    out[i] = Math.floor(seconds / 86_400);
  }
  return primitiveColumn(to, out, failures.validity, failures.nullCount);
}

/** Casts timestamps to Date64: the instant in milliseconds, zone and time of day as they are. */
export function castTimestampToDate64(column: Primitive, to: ArrowType, safe: boolean): Column {
  const from = column.type as TimestampType;
  return convertUnit(column, unitsPerSecond(from.unit), 1000, to, new Failures(column, to, safe));
}

/** Casts timestamps to times of day: what a clock in the zone shows, digits that the unit lacks cut. */
export function castTimestampToTime(column: Primitive, to: TimeType, safe: boolean): Column {
  const from = column.type as TimestampType;
  const n = column.length;
  const zone = from.timezone === null ? null : timeZone(from.timezone);
  const perSecond = unitsPerSecond(from.unit);
  const toPerSecond = unitsPerSecond(to.unit);
  const ratio = toPerSecond / perSecond;
  const failures = new Failures(column, to, safe);
  const source = int64Words(column.values);
  const narrow = to.id === "Time32" ? newInt32(n) : null;
  const wide = narrow === null ? newInt64Target(n) : null;
  for (let i = 0; i < n; i++) {
    splitSeconds(source, i, perSecond, parts);
    let { seconds } = parts;
    const day = Math.floor(seconds / 86_400);
    if (!isCivilDay(day)) {
      failures.row(i);
      continue;
    }
    if (zone !== null) seconds += zone.offsetAtUtc(seconds);
    const ofDay = seconds - Math.floor(seconds / 86_400) * 86_400;
    const value = ofDay * toPerSecond + Math.floor(parts.rest * ratio);
    if (narrow !== null) narrow[i] = value;
    else setInt64(wide!.words, i, value);
  }
  return primitiveColumn(to, narrow ?? wide!.values, failures.validity, failures.nullCount);
}

/** Casts Date32 to Date64. */
export function castDate32ToDate64(column: Primitive, to: ArrowType): Column {
  const n = column.length;
  const days = column.values as Int32Array;
  const { values, words } = newInt64Target(n);
  for (let i = 0; i < n; i++) setInt64(words, i, days[i]! * 86_400_000);
  return primitiveColumn(to, values, column.validity, column.nullCount);
}

/** Casts Date64 to Date32, towards 1970-01-01. */
export function castDate64ToDate32(column: Primitive, to: ArrowType, safe: boolean): Column {
  const n = column.length;
  const failures = new Failures(column, to, safe);
  const words = int64Words(column.values);
  const out = newInt32(n);
  for (let i = 0; i < n; i++) {
    // Beyond 2^53 the number is rounded, and far out of 32 bits of days anyway.
    const days = Math.trunc(int64ToNumber(words[2 * i + 1]!, words[2 * i]!) / 86_400_000);
    if (days >= -2_147_483_648 && days <= 2_147_483_647) out[i] = days;
    else failures.row(i);
  }
  return primitiveColumn(to, out, failures.validity, failures.nullCount);
}
