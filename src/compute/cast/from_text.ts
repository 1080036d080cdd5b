import {
  type ArrowType,
  booleanColumn,
  type BytesColumn,
  type Column,
  type DecimalType,
  decodeUtf8,
  type IntervalType,
  layoutOf,
  newBitmap,
  newFloat64,
  newInt32,
  newInt64,
  newValues,
  numberToFloat16,
  primitiveColumn,
  strideOf,
  type TimestampType,
  type TimeType,
  unitsPerSecond,
  wideColumn,
  writeInterval,
} from "../../arrow/mod.ts";
import { DecimalTarget, requireTextScale } from "./decimal_cast.ts";
import { parseDecimal } from "./decimal_math.ts";
import { Failures } from "./failures.ts";
import { setInt64, setScaledInt64 } from "./int64_words.ts";
import { int64Words } from "./retype.ts";
import { parseBoolean } from "./parse_boolean.ts";
import { parseInterval } from "./parse_interval.ts";
import { parseFloat32, parseFloat64, parseInt64, parseInteger } from "./parse_number.ts";
import { type Moment, parseDate, parseDate64, parseTimeOfDay, parseTimestamp } from "./parse_timestamp.ts";
import { timeZone, UTC } from "./time_zone.ts";

/** Text to every type that is read from it. */

const RANGES: Readonly<Record<string, readonly [number, number]>> = {
  Int8: [-128, 127],
  Int16: [-32_768, 32_767],
  Int32: [-2_147_483_648, 2_147_483_647],
  UInt8: [0, 255],
  UInt16: [0, 65_535],
  UInt32: [0, 4_294_967_295],
};

/** Casts text to integers. */
export function castTextToInteger(column: BytesColumn, to: ArrowType, safe: boolean): Column {
  const { length: n, offsets, data } = column;
  const failures = new Failures(column, to, safe);
  const out = newValues(to, n);
  const range = RANGES[to.id];
  if (range) {
    const [min, max] = range;
    const numbers = out as Int32Array;
    for (let i = 0; i < n; i++) {
      const v = parseInteger(data, offsets[i]!, offsets[i + 1]!);
      if (v >= min && v <= max) numbers[i] = v;
      else failures.row(i);
    }
  } else {
    const words = int64Words(out);
    const signed = to.id === "Int64";
    for (let i = 0; i < n; i++) {
      if (!parseInt64(data, offsets[i]!, offsets[i + 1]!, words, i, signed)) failures.row(i);
    }
  }
  return primitiveColumn(to, out, failures.validity, failures.nullCount, n);
}

/** Casts text to floats. */
export function castTextToFloat(column: BytesColumn, to: ArrowType, safe: boolean): Column {
  const { length: n, offsets, data } = column;
  const failures = new Failures(column, to, safe);
  const out = newValues(to, n);
  if (to.id === "Float64") {
    const numbers = out as Float64Array;
    for (let i = 0; i < n; i++) if (!parseFloat64(data, offsets[i]!, offsets[i + 1]!, numbers, i)) failures.row(i);
  } else {
    const numbers = to.id === "Float32" ? out as Float32Array : newFloat64(n);
    for (let i = 0; i < n; i++) if (!parseFloat32(data, offsets[i]!, offsets[i + 1]!, numbers, i)) failures.row(i);
    if (to.id === "Float16") { for (let i = 0; i < n; i++) (out as Uint16Array)[i] = numberToFloat16(numbers[i]!); }
  }
  return primitiveColumn(to, out, failures.validity, failures.nullCount, n);
}

/** Casts text to decimals; digits beyond the scale are rounded half away from zero. */
export function castTextToDecimal(column: BytesColumn, to: DecimalType, safe: boolean): Column {
  requireTextScale(to);
  const { length: n, offsets, data } = column;
  const failures = new Failures(column, to, safe);
  const target = new DecimalTarget(to, n);
  for (let i = 0; i < n; i++) {
    const v = parseDecimal(data, offsets[i]!, offsets[i + 1]!, to.scale);
    const fits = v !== null && (typeof v === "number" ? target.setSmall(i, v) : target.setBig(i, v));
    if (!fits) failures.row(i);
  }
  return target.column(failures.validity, failures.nullCount);
}

/** Casts text to Boolean: see {@linkcode parseBoolean}. */
export function castTextToBoolean(column: BytesColumn, to: ArrowType, safe: boolean): Column {
  const { length: n, offsets, data } = column;
  const failures = new Failures(column, to, safe);
  const out = newBitmap(n);
  for (let i = 0; i < n; i++) {
    const value = parseBoolean(data, offsets[i]!, offsets[i + 1]!);
    if (value === 1) out[i >>> 3]! |= 1 << (i & 7);
    else if (value !== 0) failures.row(i);
  }
  return booleanColumn(out, n, failures.validity, failures.nullCount, to);
}

/** Casts text to Date32 and Date64. */
export function castTextToDate(column: BytesColumn, to: ArrowType, safe: boolean): Column {
  const { length: n, offsets, data } = column;
  const failures = new Failures(column, to, safe);
  if (to.id === "Date32") {
    const out = newInt32(n);
    for (let i = 0; i < n; i++) {
      const days = parseDate(data, offsets[i]!, offsets[i + 1]!);
      if (days === days) out[i] = days;
      else failures.row(i);
    }
    return primitiveColumn(to, out, failures.validity, failures.nullCount);
  }
  const out = newInt64(n);
  const words = int64Words(out);
  for (let i = 0; i < n; i++) {
    const millis = parseDate64(data, offsets[i]!, offsets[i + 1]!);
    if (millis === millis) setInt64(words, i, millis);
    else failures.row(i);
  }
  return primitiveColumn(to, out, failures.validity, failures.nullCount);
}

const MAX_BARE_TIME = 19;

/** Casts text to times; a bare integer is the value itself in the type's unit. */
export function castTextToTime(column: BytesColumn, to: TimeType, safe: boolean): Column {
  const { length: n, offsets, data } = column;
  const failures = new Failures(column, to, safe);
  const out = newValues(to, n);
  const words = to.id === "Time64" ? int64Words(out) : null;
  const unit = 1_000_000_000 / unitsPerSecond(to.unit);
  for (let i = 0; i < n; i++) {
    const start = offsets[i]!;
    const end = offsets[i + 1]!;
    const nanos = parseTimeOfDay(data, start, end);
    let value = Math.floor(nanos / unit);
    // Rust's integer parser takes no white space.
    const first = data[start]!;
    const last = data[end - 1]!;
    const bare = nanos !== nanos && start < end && first > 32 && last > 32;
    if (bare && words !== null && end - start > MAX_BARE_TIME - 4) {
      if (!parseInt64(data, start, end, words, i, true)) failures.row(i);
      continue;
    }
    if (bare) value = parseInteger(data, start, end);
    if (value !== value) failures.row(i);
    else if (words !== null) setInt64(words, i, value);
    else if (value < -2_147_483_648 || value > 2_147_483_647) failures.row(i);
    else (out as Int32Array)[i] = value;
  }
  return primitiveColumn(to, out, failures.validity, failures.nullCount, n);
}

const moment: Moment = { seconds: 0, nanoseconds: 0 };

/** Casts text to timestamps; texts without a zone are wall-clock times of the type's zone, or of UTC. */
export function castTextToTimestamp(column: BytesColumn, to: TimestampType, safe: boolean): Column {
  const { length: n, offsets, data } = column;
  const failures = new Failures(column, to, safe);
  const zone = to.timezone === null ? UTC : timeZone(to.timezone);
  const out = newInt64(n);
  const words = int64Words(out);
  const perSecond = unitsPerSecond(to.unit);
  const unit = 1_000_000_000 / perSecond;
  for (let i = 0; i < n; i++) {
    if (!parseTimestamp(data, offsets[i]!, offsets[i + 1]!, zone, moment)) failures.row(i);
    // A leap second stays within its second where there are no fractions.
    else if (perSecond === 1) setInt64(words, i, moment.seconds);
    else if (!setScaledInt64(words, i, moment.seconds, perSecond, Math.floor(moment.nanoseconds / unit))) {
      failures.row(i);
    }
  }
  return primitiveColumn(to, out, failures.validity, failures.nullCount);
}

/** Casts text to intervals. */
export function castTextToInterval(column: BytesColumn, to: IntervalType, safe: boolean): Column {
  const { length: n, offsets, data } = column;
  const failures = new Failures(column, to, safe);
  const wide = layoutOf(to) === "wide";
  const stride = wide ? strideOf(to) : 1;
  const out = newInt32(n * stride);
  for (let i = 0; i < n; i++) {
    const value = parseInterval(decodeUtf8(data, offsets[i]!, offsets[i + 1]!), to.unit);
    if (value === null) failures.row(i);
    else if (wide) writeInterval(out, i, stride, value);
    else out[i] = value.months;
  }
  return wide
    ? wideColumn(to, out, failures.validity, failures.nullCount)
    : primitiveColumn(to, out, failures.validity, failures.nullCount);
}
