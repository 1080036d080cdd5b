import { civilFromDays, daysFromCivil, type TextSink, writeDigits, writeInteger } from "../../compute/cast/mod.ts";
import { type FixedSpec, type FormatItem, type NumericSpec, type Padding, strftimeItems } from "./strftime_items.ts";

/** A moment as clocks show it, for {@linkcode strftime}. Parts that a type lacks are told by {@linkcode ClockParts}. */
export interface Clock {
  /** Days since 1970 on that clock. */
  day: number;
  secondOfDay: number;
  nanoseconds: number;
  /** Seconds to add to UTC; 0 for wall clocks. */
  offset: number;
}

/** Which parts the moments of a type have. */
export interface ClockParts {
  readonly date: boolean;
  readonly time: boolean;
  readonly offset: boolean;
}

/** Appends the text of a moment; false where a year is out of what the format can show. */
export type ClockWriter = (sink: TextSink, clock: Clock) => boolean;

/**
 * A writer for a format, decided once; null where the format has a specifier that chrono does not know or that asks for a
 * part which the moments lack. Source of the texts: chrono 0.4, `format::formatting`.
 */
export function strftime(format: string, parts: ClockParts): ClockWriter | null {
  const writers: Writer[] = [];
  for (const item of strftimeItems(format)) {
    const writer = itemWriter(item, parts);
    if (writer === null) return null;
    writers.push(writer);
  }
  return (sink, clock) => {
    // Each item but literals has at most 48 bytes; literals make room themselves.
    for (let i = 0; i < writers.length; i++) {
      sink.room(48);
      if (writers[i]!(sink, clock) === false) return false;
    }
    return true;
  };
}

type Writer = (sink: TextSink, clock: Clock) => boolean | void;

function itemWriter(item: FormatItem, parts: ClockParts): Writer | null {
  switch (item.kind) {
    case "error":
      return null;
    case "literal":
    case "space":
      return (sink) => sink.text(item.text);
    case "numeric":
      return numericWriter(item.spec, item.pad, parts);
    case "fixed":
      return fixedWriter(item.spec, parts);
  }
}

const MONTHS = [
  "January",
  "February",
  "March",
  "April",
  "May",
  "June",
  "July",
  "August",
  "September",
  "October",
  "November",
  "December",
];
const WEEKDAYS = ["Sunday", "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday"];

const civil = { year: 0, month: 0, day: 0 };

/** 0 is Sunday. 1970-01-01 was a Thursday. */
export function daysFromSunday(day: number): number {
  return day + 4 - Math.floor((day + 4) / 7) * 7;
}

/** 1 to 366. */
export function dayOfYear(day: number): number {
  return day - daysFromCivil(civilFromDays(day, civil).year, 1, 1) + 1;
}

/** The Thursday of a day's week: its year and number decide those of the week (ISO 8601). */
export function thursdayOf(day: number): number {
  return day - ((daysFromSunday(day) + 6) % 7) + 3;
}

/** Week of the year from 0; weeks begin on Sunday (`first` 0) or Monday (1). */
export function weekFrom(day: number, first: 0 | 1): number {
  return Math.floor((dayOfYear(day) + 6 - (daysFromSunday(day) + 7 - first) % 7) / 7);
}

/** ISO week of its year, 1 to 53. */
export function isoWeek(day: number): number {
  return Math.floor((dayOfYear(thursdayOf(day)) - 1) / 7) + 1;
}

/** The year that an ISO week belongs to. */
export function isoYear(day: number): number {
  return civilFromDays(thursdayOf(day), civil).year;
}

/** What a number of a format reads from a moment. */
const NUMBERS: { readonly [S in NumericSpec]: (clock: Clock) => number } = {
  year: ({ day }) => civilFromDays(day, civil).year,
  century: ({ day }) => Math.floor(civilFromDays(day, civil).year / 100),
  yearOfCentury: ({ day }) => modulo(civilFromDays(day, civil).year, 100),
  isoYear: ({ day }) => isoYear(day),
  isoYearOfCentury: ({ day }) => modulo(isoYear(day), 100),
  quarter: ({ day }) => Math.floor((civilFromDays(day, civil).month + 2) / 3),
  month: ({ day }) => civilFromDays(day, civil).month,
  day: ({ day }) => civilFromDays(day, civil).day,
  weekFromSunday: ({ day }) => weekFrom(day, 0),
  weekFromMonday: ({ day }) => weekFrom(day, 1),
  isoWeek: ({ day }) => isoWeek(day),
  daysFromSunday: ({ day }) => daysFromSunday(day),
  weekdayFromMonday: ({ day }) => daysFromSunday(day) || 7,
  dayOfYear: ({ day }) => dayOfYear(day),
  hour: ({ secondOfDay }) => Math.floor(secondOfDay / 3600),
  hour12: ({ secondOfDay }) => (Math.floor(secondOfDay / 3600) + 11) % 12 + 1,
  minute: ({ secondOfDay }) => Math.floor(secondOfDay / 60) % 60,
  second: ({ secondOfDay }) => secondOfDay % 60,
  nanosecond: ({ nanoseconds }) => nanoseconds,
  timestamp: ({ day, secondOfDay, offset }) => day * 86_400 + secondOfDay - offset,
};

const OF_TIME: ReadonlySet<NumericSpec> = new Set(["hour", "hour12", "minute", "second", "nanosecond"]);
const ONE_DIGIT: ReadonlySet<NumericSpec> = new Set(["quarter", "daysFromSunday", "weekdayFromMonday"]);

function modulo(value: number, divisor: number): number {
  return value - Math.floor(value / divisor) * divisor;
}

function numericWriter(spec: NumericSpec, pad: Padding, parts: ClockParts): Writer | null {
  if (OF_TIME.has(spec) ? !parts.time : !parts.date) return null;
  if (spec === "timestamp" && !parts.time) return null;
  const read = NUMBERS[spec];
  if (spec === "year" || spec === "isoYear") {
    return (sink, clock) => {
      const year = read(clock);
      sink.at = writeNumber(sink, 4, year, pad, year < 0 || year > 9999);
    };
  }
  // Centuries and years within one are bytes of two digits there.
  if (spec === "century") {
    return (sink, clock) => {
      const value = read(clock) & 0xff;
      if (value > 99) return writeCentury(sink, value);
      sink.at = writeNumber(sink, 2, value, pad, false);
    };
  }
  const width = spec === "dayOfYear" ? 3 : spec === "nanosecond" || spec === "timestamp" ? 9 : ONE_DIGIT.has(spec) ? 1 : 2;
  return (sink, clock) => {
    sink.at = writeNumber(sink, width, read(clock), pad, false);
  };
}

/** chrono adds the tens to the digit zero, whatever character that is. */
function writeCentury(sink: TextSink, value: number): void {
  sink.data[sink.at++] = 48 + Math.floor(value / 10);
  sink.data[sink.at++] = 48 + value % 10;
}

/** Pads to `width`, one more with a forced sign; zeros stand after the sign, spaces before it. */
function writeNumber(sink: TextSink, width: number, value: number, pad: Padding, signed: boolean): number {
  const { data } = sink;
  let { at } = sink;
  const magnitude = Math.abs(value);
  let digits = 1;
  for (let power = 10; power <= magnitude; power *= 10) digits++;
  const sign = value < 0 ? 45 : signed ? 43 : 0;
  const fill = Math.max(0, width + (signed ? 1 : 0) - digits - (sign === 0 ? 0 : 1));
  if (pad === "space") { for (let i = 0; i < fill; i++) data[at++] = 32; }
  if (sign !== 0) data[at++] = sign;
  if (pad === "zero") { for (let i = 0; i < fill; i++) data[at++] = 48; }
  return magnitude <= 0x7fff_ffff ? writeInteger(data, at, magnitude) : writeDigits(data, at, magnitude, digits);
}

function fixedWriter(spec: FixedSpec, parts: ClockParts): Writer | null {
  switch (spec) {
    case "shortMonth":
    case "longMonth": {
      const names = spec === "longMonth" ? MONTHS : MONTHS.map((name) => name.slice(0, 3));
      return parts.date ? (sink, { day }) => sink.text(names[civilFromDays(day, civil).month - 1]!) : null;
    }
    case "shortWeekday":
    case "longWeekday": {
      const names = spec === "longWeekday" ? WEEKDAYS : WEEKDAYS.map((name) => name.slice(0, 3));
      return parts.date ? (sink, { day }) => sink.text(names[daysFromSunday(day)]!) : null;
    }
    case "lowerAmPm":
      return parts.time ? (sink, { secondOfDay }) => sink.text(secondOfDay < 43_200 ? "am" : "pm") : null;
    case "upperAmPm":
      return parts.time ? (sink, { secondOfDay }) => sink.text(secondOfDay < 43_200 ? "AM" : "PM") : null;
    case "fraction":
      return parts.time ? (sink, { nanoseconds }) => writeFraction(sink, nanoseconds) : null;
    case "fraction3":
    case "fraction6":
    case "fraction9":
      return parts.time ? fractionDigits(Number(spec.slice(-1)), true) : null;
    case "digits3":
    case "digits6":
    case "digits9":
      return parts.time ? fractionDigits(Number(spec.slice(-1)), false) : null;
    case "zoneName":
      return parts.offset ? (sink, { offset }) => writeOffset(sink, offset, "seconds if any", true) : null;
    case "offset":
      return parts.offset ? (sink, { offset }) => writeOffset(sink, offset, "minutes", false) : null;
    case "offsetColon":
      return parts.offset ? (sink, { offset }) => writeOffset(sink, offset, "minutes", true) : null;
    case "offsetDoubleColon":
      return parts.offset ? (sink, { offset }) => writeOffset(sink, offset, "seconds", true) : null;
    case "offsetTripleColon":
      return parts.offset ? (sink, { offset }) => writeOffset(sink, offset, "hours", false) : null;
    case "offsetPermissive":
      // For parsing only.
      return null;
    case "rfc3339": {
      if (!parts.date || !parts.time || !parts.offset) return null;
      const date = strftime("%Y-%m-%dT%H:%M:%S%.f%:z", parts);
      return date;
    }
  }
}

/** Nothing, or a point and 3, 6 or 9 digits, as many as it takes. */
function writeFraction(sink: TextSink, nanoseconds: number): void {
  if (nanoseconds === 0) return;
  sink.data[sink.at++] = 46;
  if (nanoseconds % 1_000_000 === 0) sink.at = writeDigits(sink.data, sink.at, nanoseconds / 1_000_000, 3);
  else if (nanoseconds % 1000 === 0) sink.at = writeDigits(sink.data, sink.at, nanoseconds / 1000, 6);
  else sink.at = writeDigits(sink.data, sink.at, nanoseconds, 9);
}

function fractionDigits(digits: number, point: boolean): Writer {
  const divisor = 10 ** (9 - digits);
  return (sink, { nanoseconds }) => {
    if (point) sink.data[sink.at++] = 46;
    sink.at = writeDigits(sink.data, sink.at, Math.floor(nanoseconds / divisor), digits);
  };
}

/** Seconds are rounded to minutes where those are the last, minutes cut where hours are. */
function writeOffset(
  sink: TextSink,
  offset: number,
  precision: "hours" | "minutes" | "seconds" | "seconds if any",
  colons: boolean,
): void {
  const { data } = sink;
  let { at } = sink;
  const magnitude = Math.abs(offset);
  const seconds = precision === "minutes" ? Math.floor((magnitude + 30) / 60) * 60 : magnitude;
  data[at++] = offset < 0 ? 45 : 43;
  at = writeDigits(data, at, Math.floor(seconds / 3600), 2);
  if (precision !== "hours") {
    if (colons) data[at++] = 58;
    at = writeDigits(data, at, Math.floor(seconds / 60) % 60, 2);
    if (precision === "seconds" || (precision === "seconds if any" && seconds % 60 !== 0)) {
      if (colons) data[at++] = 58;
      at = writeDigits(data, at, seconds % 60, 2);
    }
  }
  sink.at = at;
}
