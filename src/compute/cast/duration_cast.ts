import {
  type Column,
  type DurationType,
  type IntervalType,
  newInt32,
  newValues,
  primitiveColumn,
  type TimeType,
  unitsPerSecond,
  wideColumn,
} from "../../arrow/mod.ts";
import { Failures } from "./failures.ts";
import { divideInt64, int64ToNumber, multiplyInt64, setInt64 } from "./int64_words.ts";
import { int64Words, newInt64Target } from "./retype.ts";
import { convertUnit } from "./timestamp_cast.ts";

/** Durations, intervals and times of day into each other. */

type Primitive = Column & { layout: "primitive" };
type Wide = Column & { layout: "wide" };

/** Casts durations to durations: coarser units round towards zero. */
export function castDurationToDuration(column: Primitive, to: DurationType, safe: boolean): Column {
  const from = column.type as DurationType;
  return convertUnit(column, unitsPerSecond(from.unit), unitsPerSecond(to.unit), to, new Failures(column, to, safe));
}

/** Casts durations to MonthDayNano intervals: all of it nanoseconds. */
export function castDurationToInterval(column: Primitive, to: IntervalType, safe: boolean): Column {
  const n = column.length;
  const failures = new Failures(column, to, safe);
  const factor = 1_000_000_000 / unitsPerSecond((column.type as DurationType).unit);
  const source = int64Words(column.values);
  const { words } = newInt64Target(n);
  const out = newInt32(n * 4);
  for (let i = 0; i < n; i++) {
    if (!multiplyInt64(source, words, i, factor)) {
      failures.row(i);
      continue;
    }
    out[4 * i + 2] = words[2 * i]!;
    out[4 * i + 3] = words[2 * i + 1]!;
  }
  return wideColumn(to, out, failures.validity, failures.nullCount);
}

/** Casts MonthDayNano intervals without months and days to durations, towards zero. */
export function castIntervalToDuration(column: Wide, to: DurationType, safe: boolean): Column {
  const n = column.length;
  const failures = new Failures(column, to, safe);
  const source = column.values;
  const { values, words } = newInt64Target(n);
  for (let i = 0; i < n; i++) {
    if (source[4 * i] !== 0 || source[4 * i + 1] !== 0) failures.row(i);
    words[2 * i] = source[4 * i + 2]!;
    words[2 * i + 1] = source[4 * i + 3]!;
  }
  const divisor = 1_000_000_000 / unitsPerSecond(to.unit);
  if (divisor > 1) divideInt64(words, words, divisor, n);
  return primitiveColumn(to, values, failures.validity, failures.nullCount);
}

/** Casts YearMonth and DayTime intervals to MonthDayNano. */
export function castIntervalToInterval(column: Primitive | Wide, to: IntervalType): Column {
  const n = column.length;
  const out = newInt32(n * 4);
  if (column.layout === "primitive") {
    const months = column.values as Int32Array;
    for (let i = 0; i < n; i++) out[4 * i] = months[i]!;
  } else {
    const source = column.values;
    const { words } = newInt64Target(n);
    for (let i = 0; i < n; i++) {
      setInt64(words, i, source[2 * i + 1]! * 1_000_000);
      out[4 * i + 1] = source[2 * i]!;
      out[4 * i + 2] = words[2 * i]!;
      out[4 * i + 3] = words[2 * i + 1]!;
    }
  }
  return wideColumn(to, out, column.validity, column.nullCount);
}

/** Casts times of day to times of day: coarser units cut, finer ones must fit. */
export function castTimeToTime(column: Primitive, to: TimeType, safe: boolean): Column {
  const from = column.type as TimeType;
  const fromPerSecond = unitsPerSecond(from.unit);
  const toPerSecond = unitsPerSecond(to.unit);
  const failures = new Failures(column, to, safe);
  if (from.id === "Time64" && to.id === "Time64") return convertUnit(column, fromPerSecond, toPerSecond, to, failures);
  const n = column.length;
  const out = newValues(to, n);
  const ratio = toPerSecond / fromPerSecond;
  const words = to.id === "Time64" ? int64Words(out) : null;
  const source = from.id === "Time64" ? int64Words(column.values) : null;
  for (let i = 0; i < n; i++) {
    const v = source === null ? column.values[i] as number : int64ToNumber(source[2 * i + 1]!, source[2 * i]!);
    const value = ratio >= 1 ? v * ratio : Math.trunc(v / (fromPerSecond / toPerSecond));
    if (words !== null) setInt64(words, i, value);
    else if (value < -2_147_483_648 || value > 2_147_483_647) failures.row(i);
    else (out as Int32Array)[i] = value;
  }
  return primitiveColumn(to, out, failures.validity, failures.nullCount, n);
}
