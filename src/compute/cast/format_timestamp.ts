import { decodeUtf8 } from "../../arrow/mod.ts";
import { type Civil, civilFromDays, MAX_CIVIL_DAYS, MIN_CIVIL_DAYS } from "./civil.ts";
import { writeDigits, writeInteger } from "./format_integer.ts";

/**
 * Dates, times and timestamps as chrono, and so arrow-rs, shows them: `2024-02-29`, `+12024-02-29`, `12:34:56.789`,
 * `2024-02-29T12:34:56`, with a zone `2024-02-29T12:34:56+05:30` or `…Z`. Fractions have 0, 3, 6 or 9 digits.
 *
 * `write…` puts ASCII bytes at `at` and gives the end; `target` must have {@linkcode MAX_TIMESTAMP_BYTES} bytes left.
 */
export const MAX_TIMESTAMP_BYTES = 48;

const civil: Civil = { year: 0, month: 0, day: 0 };

/** Whether DataFusion can show the day. */
export function isCivilDay(days: number): boolean {
  return days >= MIN_CIVIL_DAYS && days <= MAX_CIVIL_DAYS;
}

/** Two digits of an integer from 0 to 99. */
function writeTwo(target: Uint8Array, at: number, value: number): number {
  const tens = (value * 103) >> 10; // value / 10, rounded down
  target[at] = 48 + tens;
  target[at + 1] = 48 + value - tens * 10;
  return at + 2;
}

/** A date by its days since 1970-01-01. */
export function writeDate(target: Uint8Array, at: number, days: number): number {
  const { year, month, day } = civilFromDays(days, civil);
  if (year >= 0 && year <= 9999) at = writeDigits(target, at, year, 4);
  else {
    target[at++] = year < 0 ? 45 : 43;
    const magnitude = Math.abs(year);
    at = magnitude > 9999 ? writeInteger(target, at, magnitude) : writeDigits(target, at, magnitude, 4);
  }
  target[at++] = 45;
  at = writeTwo(target, at, month);
  target[at++] = 45;
  return writeTwo(target, at, day);
}

/** A time of day; seconds from 0 to 86399. */
export function writeTime(target: Uint8Array, at: number, seconds: number, nanoseconds: number): number {
  const hour = (seconds / 3600) | 0;
  const minute = ((seconds - hour * 3600) / 60) | 0;
  at = writeTwo(target, at, hour);
  target[at++] = 58;
  at = writeTwo(target, at, minute);
  target[at++] = 58;
  at = writeTwo(target, at, seconds - hour * 3600 - minute * 60);
  if (nanoseconds === 0) return at;
  target[at++] = 46;
  if (nanoseconds % 1_000_000 === 0) return writeDigits(target, at, nanoseconds / 1_000_000, 3);
  if (nanoseconds % 1_000 === 0) return writeDigits(target, at, nanoseconds / 1_000, 6);
  return writeDigits(target, at, nanoseconds, 9);
}

/** A wall-clock moment by its seconds since 1970-01-01. */
export function writeTimestamp(target: Uint8Array, at: number, seconds: number, nanoseconds: number): number {
  const days = Math.floor(seconds / 86_400);
  at = writeDate(target, at, days);
  target[at++] = 84;
  return writeTime(target, at, seconds - days * 86_400, nanoseconds);
}

/** An offset from UTC, rounded to minutes: `+05:30`, or `Z` for none. */
export function writeOffset(target: Uint8Array, at: number, offset: number): number {
  if (offset === 0) {
    target[at++] = 90;
    return at;
  }
  target[at++] = offset < 0 ? 45 : 43;
  const minutes = Math.floor((Math.abs(offset) + 30) / 60);
  at = writeTwo(target, at, Math.floor(minutes / 60));
  target[at++] = 58;
  return writeTwo(target, at, minutes % 60);
}

const scratch = new Uint8Array(MAX_TIMESTAMP_BYTES);

/** A date as text: see {@linkcode writeDate}. */
export function formatDate(days: number): string {
  return decodeUtf8(scratch, 0, writeDate(scratch, 0, days));
}

/** A time of day as text: see {@linkcode writeTime}. */
export function formatTime(seconds: number, nanoseconds: number): string {
  return decodeUtf8(scratch, 0, writeTime(scratch, 0, seconds, nanoseconds));
}

/** A moment as text; with `offset` (seconds) as an instant shown there, else as a wall-clock time. */
export function formatTimestamp(seconds: number, nanoseconds: number, offset: number | null = null): string {
  let end = writeTimestamp(scratch, 0, seconds + (offset ?? 0), nanoseconds);
  if (offset !== null) end = writeOffset(scratch, end, offset);
  return decodeUtf8(scratch, 0, end);
}
