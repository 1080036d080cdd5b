import { decodeUtf8 } from "../../arrow/mod.ts";
import { daysOfDate, MAX_CIVIL_DAYS, MIN_CIVIL_DAYS } from "./civil.ts";
import { trimWhiteSpaceStart } from "./white_space.ts";
import { findTimeZone, type TimeZone, UTC } from "./time_zone.ts";

/**
 * Dates, times and timestamps from UTF-8 bytes, by the rules of arrow-rs (`string_to_datetime`, `Date32Type::parse`,
 * `string_to_time`). No white space around is skipped.
 */
export interface Moment {
  /** Since 1970-01-01 in UTC. */
  seconds: number;
  /** From 0; 10^9 and more within a leap second (`:60`), whose `seconds` are those of `:59`. */
  nanoseconds: number;
}

function digitAt(data: Uint8Array, index: number): number {
  const digit = data[index]! - 48;
  return digit >= 0 && digit <= 9 ? digit : NaN;
}

function twoDigits(data: Uint8Array, index: number): number {
  return digitAt(data, index) * 10 + digitAt(data, index + 1);
}

/** Days of `YYYY-MM-DD` at `start`, which has ten bytes; NaN where it is no date. */
function isoDays(data: Uint8Array, start: number): number {
  if (data[start + 4] !== 45 || data[start + 7] !== 45) return NaN;
  const year = twoDigits(data, start) * 100 + twoDigits(data, start + 2);
  const month = twoDigits(data, start + 5);
  const day = twoDigits(data, start + 8);
  return year + month + day >= 0 ? daysOfDate(year, month, day) : NaN;
}

/**
 * Parses a timestamp into `out`; false where it is none. Texts without a zone are wall-clock times of `zone`, and false
 * where its clocks skip them or show them twice.
 *
 * `2024-02-29`, then `T`, `t` or a space and `12:34:56` with up to any number of digits after a point, or `123456`; then
 * nothing, `Z`, an offset (`+05:30`, `+0530`, `+05`) or a zone's name, white space before it allowed.
 */
export function parseTimestamp(
  data: Uint8Array,
  start: number,
  end: number,
  zone: TimeZone,
  out: Moment,
): boolean {
  const length = end - start;
  if (length < 10) return false;
  const days = isoDays(data, start);
  if (days !== days) return false;
  let local = days * 86_400;
  out.nanoseconds = 0;
  if (length === 10) return setLocal(local, zone, out);
  const separator = data[start + 10]!;
  if (separator !== 84 && separator !== 116 && separator !== 32) return false;
  let at = start + 11;
  let second: number;
  if (length >= 19 && data[at + 2] === 58 && data[at + 5] === 58) {
    second = twoDigits(data, at + 6);
    local += daySeconds(twoDigits(data, at), twoDigits(data, at + 3), second);
    at += 8;
    if (at < end && data[at] === 46) {
      at++;
      const fraction = at;
      let nanos = 0;
      let weight = 100_000_000;
      for (; at < end; at++) {
        const digit = data[at]! - 48;
        if (digit < 0 || digit > 9) break;
        if (weight >= 1) nanos += digit * weight;
        weight = weight > 1 ? weight / 10 : 0;
      }
      if (at === fraction) return false;
      out.nanoseconds = nanos;
    }
  } else {
    if (length < 17) return false;
    // A seventh or eighth digit makes it another number.
    if (at + 6 < end && digitAt(data, at + 6) >= 0) return false;
    if (at + 7 < end && digitAt(data, at + 7) >= 0) return false;
    second = twoDigits(data, at + 4);
    local += daySeconds(twoDigits(data, at), twoDigits(data, at + 2), second);
    at += 6;
  }
  if (local !== local) return false;
  if (second === 60) out.nanoseconds += 1_000_000_000;
  if (at === end) return setLocal(local, zone, out);
  if (at === end - 1 && (data[at]! | 32) === 122) return setLocal(local, UTC, out);
  const offset = offsetSeconds(data, at, end);
  if (offset === offset) {
    out.seconds = local - offset;
    return true;
  }
  const named = findTimeZone(trimWhiteSpaceStart(decodeUtf8(data, at, end)));
  return named !== null && setLocal(local, named, out);
}

/** Seconds of the day; a leap second counts as `:59`. NaN where a part is none or out of range. */
function daySeconds(hour: number, minute: number, second: number): number {
  if (!(hour <= 23 && minute <= 59 && second <= 60)) return NaN;
  return hour * 3600 + minute * 60 + (second === 60 ? 59 : second);
}

function setLocal(local: number, zone: TimeZone, out: Moment): boolean {
  out.seconds = local - zone.offsetAtLocal(local);
  return out.seconds === out.seconds;
}

/** An offset in `data[start .. end)`, spaces before it allowed; NaN where it is none. */
function offsetSeconds(data: Uint8Array, start: number, end: number): number {
  while (start < end && data[start] === 32) start++;
  const sign = data[start];
  if (sign !== 43 && sign !== 45) return NaN;
  const length = end - start;
  let minutes = 0;
  if (length === 6 && data[start + 3] === 58) minutes = twoDigits(data, start + 4);
  else if (length === 5) minutes = twoDigits(data, start + 3);
  else if (length !== 3) return NaN;
  const seconds = twoDigits(data, start + 1) * 3600 + minutes * 60;
  if (!(seconds < 86_400)) return NaN;
  return sign === 45 ? -seconds : seconds;
}

const moment: Moment = { seconds: 0, nanoseconds: 0 };

/**
 * Days since 1970-01-01 of a date, NaN where it is none: `2024-02-29`, `2024-2-9`, `20240229`, a timestamp (whose date in
 * UTC counts), or a signed year of four digits and more, `+12024-02-29`.
 */
export function parseDate(data: Uint8Array, start: number, end: number): number {
  const length = end - start;
  if (length === 10 && data[start] !== 43 && data[start] !== 45) {
    const days = isoDays(data, start);
    if (days === days || data[start + 4] !== 45) return days;
    return NaN;
  }
  if (length > 0 && (data[start] === 43 || data[start] === 45)) return signedDays(decodeUtf8(data, start, end));
  if (length > 10) {
    return parseTimestamp(data, start, end, UTC, moment) ? Math.floor(moment.seconds / 86_400) : NaN;
  }
  if (length < 8) return NaN;
  const year = twoDigits(data, start) * 100 + twoDigits(data, start + 2);
  if (year !== year) return NaN;
  if (data[start + 4] !== 45) {
    if (length !== 8) return NaN;
    return checkedDays(year, twoDigits(data, start + 4), twoDigits(data, start + 6));
  }
  // Months and days of one digit: eight or nine bytes.
  const monthDigits = data[start + 6] === 45 ? 1 : data[start + 7] === 45 ? 2 : 0;
  const dayAt = start + 6 + monthDigits;
  const dayDigits = end - dayAt;
  if (monthDigits === 0 || dayDigits < 1 || dayDigits > 2) return NaN;
  const month = monthDigits === 1 ? digitAt(data, start + 5) : twoDigits(data, start + 5);
  return checkedDays(year, month, dayDigits === 1 ? digitAt(data, dayAt) : twoDigits(data, dayAt));
}

function checkedDays(year: number, month: number, day: number): number {
  return month + day >= 0 ? daysOfDate(year, month, day) : NaN;
}

/** ISO 8601 extended years; NaN where it is none or not in 32 bits. */
function signedDays(text: string): number {
  const match = /^([+-]\d{4,})-(\+?\d+)-(\+?\d+)$/.exec(text);
  if (!match) return NaN;
  const year = Number(match[1]);
  if (year < -2_147_483_648 || year > 2_147_483_647) return NaN;
  const days = daysOfDate(year, Number(match[2]), Number(match[3]));
  return days >= -2_147_483_648 && days <= 2_147_483_647 ? days : NaN;
}

/** Milliseconds since 1970-01-01 of a date or timestamp, NaN where it is none: what a Date64 holds. */
export function parseDate64(data: Uint8Array, start: number, end: number): number {
  if (end - start > 10) {
    if (!parseTimestamp(data, start, end, UTC, moment)) return NaN;
    return moment.seconds * 1000 + Math.floor(moment.nanoseconds / 1_000_000);
  }
  const days = parseDate(data, start, end);
  return days >= MIN_CIVIL_DAYS && days <= MAX_CIVIL_DAYS ? days * 86_400_000 : NaN;
}

/**
 * Nanoseconds since midnight of a time, NaN where it is none: `9:30`, `09:30:15`, `09:30:15.5`, each with ` AM` or ` pm`;
 * digits after the ninth are dropped, `:60` is one second more.
 */
export function parseTimeOfDay(data: Uint8Array, start: number, end: number): number {
  let half = 0;
  if (end - start >= 4 && data[end - 3] === 32 && (data[end - 1]! | 32) === 109) {
    const letter = data[end - 2]! | 32;
    half = letter === 97 ? 1 : letter === 112 ? 2 : 0;
    if (half !== 0) end -= 3;
  }
  if (end - start < 4) return NaN;
  const colon = data[start + 1] === 58 ? 1 : data[start + 2] === 58 ? 2 : 0;
  if (colon === 0) return NaN;
  let hour = colon === 1 ? digitAt(data, start) : twoDigits(data, start);
  let at = start + colon + 1;
  if (end - at < 2) return NaN;
  const minute = twoDigits(data, at);
  at += 2;
  let second = 0;
  let nanos = 0;
  if (at < end) {
    if (data[at] !== 58 || end - at < 3) return NaN;
    second = twoDigits(data, at + 1);
    at += 3;
    if (at < end) {
      if (data[at] !== 46 || at + 1 === end) return NaN;
      let weight = 100_000_000;
      for (at++; at < end; at++) {
        const digit = data[at]! - 48;
        if (digit < 0 || digit > 9) return NaN;
        if (weight >= 1) nanos += digit * weight;
        weight = weight > 1 ? weight / 10 : 0;
      }
    }
  }
  if (half !== 0) {
    if (!(hour >= 1 && hour <= 12)) return NaN;
    hour = hour === 12 ? (half === 1 ? 0 : 12) : half === 1 ? hour : hour + 12;
  }
  if (second === 60) nanos += 1_000_000_000;
  return daySeconds(hour, minute, second) * 1_000_000_000 + nanos;
}
