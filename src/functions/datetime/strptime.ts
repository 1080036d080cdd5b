import { daysFromCivil, daysInMonth, findTimeZone, parseOffset } from "../../compute/cast/mod.ts";

/** What a text said; absent parts are undefined. */
export interface ParsedMoment {
  /** Days since 1970, if there was a date. */
  days: number | undefined;
  /** Seconds of the day, if there was a time. */
  seconds: number | undefined;
  nanoseconds: number;
  /** Offset from UTC in seconds, if there was one. */
  offset: number | undefined;
}

interface Parts {
  year?: number;
  month?: number;
  day?: number;
  dayOfYear?: number;
  hour?: number;
  hour12?: number;
  pm?: boolean;
  minute?: number;
  second?: number;
  nanos?: number;
  offset?: number;
  epoch?: number;
}

const MONTHS = [
  "january",
  "february",
  "march",
  "april",
  "may",
  "june",
  "july",
  "august",
  "september",
  "october",
  "november",
  "december",
];
const WEEKDAYS = ["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"];
/** Specifiers that stand for others. */
const COMPOUND: Readonly<Record<string, string>> = {
  D: "%m/%d/%y",
  F: "%Y-%m-%d",
  T: "%H:%M:%S",
  R: "%H:%M",
  X: "%H:%M:%S",
  x: "%m/%d/%y",
  r: "%I:%M:%S %p",
  v: "%e-%b-%Y",
  c: "%a %b %e %H:%M:%S %Y",
};

/** Reads a text by a chrono format; null where it does not fit. Source of the specifiers: chrono's `format::strftime`. */
export function strptime(text: string, format: string): ParsedMoment | null {
  const parts: Parts = {};
  const end = read(text, 0, format, parts);
  if (end !== text.length) return null;
  return assemble(parts);
}

function read(text: string, start: number, format: string, parts: Parts): number {
  let at = start;
  for (let f = 0; f < format.length; f++) {
    const char = format[f]!;
    if (/\s/.test(char)) {
      while (at < text.length && /\s/.test(text[at]!)) at++;
      continue;
    }
    if (char !== "%") {
      if (text[at] !== char) return -1;
      at++;
      continue;
    }
    let spec = format[++f];
    while (spec === "-" || spec === "_" || spec === "0") spec = format[++f];
    if (spec === undefined) return -1;
    let width = 0;
    let point = false;
    if (spec === ".") {
      point = true;
      spec = format[++f];
    }
    if (spec !== undefined && /[369]/.test(spec)) {
      width = Number(spec);
      spec = format[++f];
    }
    if (spec === ":") {
      while (spec === ":") spec = format[++f];
    }
    at = specifier(text, at, spec ?? "", { point, width }, parts);
    if (at < 0) return -1;
  }
  return at;
}

function specifier(
  text: string,
  at: number,
  spec: string,
  { point, width }: { point: boolean; width: number },
  parts: Parts,
): number {
  const number = (digits: number, set: (value: number) => boolean | void, signed = false): number => {
    const match = (signed ? /^[+-]?\d+/ : /^\d+/).exec(text.slice(at, at + digits));
    if (!match) return -1;
    return set(Number(match[0])) === false ? -1 : at + match[0].length;
  };
  const name = (names: readonly string[], set: (index: number) => void): number => {
    const rest = text.slice(at).toLowerCase();
    const index = names.findIndex((each) => rest.startsWith(each.slice(0, 3)));
    if (index < 0) return -1;
    set(index);
    return at + (rest.startsWith(names[index]!) ? names[index]!.length : 3);
  };
  if (Object.hasOwn(COMPOUND, spec)) return read(text, at, COMPOUND[spec]!, parts);
  switch (spec) {
    case "Y":
      return number(/^[+-]/.test(text.slice(at)) ? 7 : 4, (v) => void (parts.year = v), true);
    case "y":
      return number(2, (v) => void (parts.year = v < 70 ? 2000 + v : 1900 + v));
    case "m":
      return number(2, (v) => void (parts.month = v));
    case "d":
      return number(2, (v) => void (parts.day = v));
    case "e": {
      if (text[at] === " ") at++;
      return number(2, (v) => void (parts.day = v));
    }
    case "j":
      return number(3, (v) => void (parts.dayOfYear = v));
    case "H":
      return number(2, (v) => void (parts.hour = v));
    case "k": {
      if (text[at] === " ") at++;
      return number(2, (v) => void (parts.hour = v));
    }
    case "I":
    case "l": {
      if (text[at] === " ") at++;
      return number(2, (v) => void (parts.hour12 = v));
    }
    case "M":
      return number(2, (v) => void (parts.minute = v));
    case "S":
      return number(2, (v) => void (parts.second = v));
    case "s":
      return number(20, (v) => void (parts.epoch = v), true);
    case "p":
    case "P": {
      const half = text.slice(at, at + 2).toLowerCase();
      if (half !== "am" && half !== "pm") return -1;
      parts.pm = half === "pm";
      return at + 2;
    }
    case "b":
    case "h":
    case "B":
      return name(MONTHS, (index) => parts.month = index + 1);
    case "a":
    case "A":
      return name(WEEKDAYS, () => {});
    case "f": {
      if (point) {
        // A fraction may be missing altogether.
        if (text[at] !== ".") return at;
        at++;
      }
      const digits = /^\d+/.exec(text.slice(at, width > 0 ? at + width : undefined))?.[0];
      if (digits === undefined || (width > 0 && digits.length !== width)) return -1;
      // Without a point, `%f` counts nanoseconds.
      parts.nanos = point || width > 0 ? Number(digits.slice(0, 9).padEnd(9, "0")) : Number(digits);
      return at + digits.length;
    }
    case "z": {
      if (/^[zZ]/.test(text.slice(at))) {
        parts.offset = 0;
        return at + 1;
      }
      const match = /^[+-]\d\d:?\d\d/.exec(text.slice(at));
      const offset = match ? parseOffset(match[0]) : NaN;
      if (Number.isNaN(offset)) return -1;
      parts.offset = offset;
      return at + match![0].length;
    }
    case "Z": {
      const zone = /^[A-Za-z_/+-]+/.exec(text.slice(at))?.[0];
      if (zone === undefined) return -1;
      if (findTimeZone(zone) !== null && /^(?:UTC|GMT)$/.test(zone)) parts.offset = 0;
      return at + zone.length;
    }
    case "+": {
      const match = /^(.{10})T(\d\d:\d\d:\d\d)(\.\d+)?(Z|[+-]\d\d:?\d\d)?/.exec(text.slice(at));
      if (!match) return -1;
      return read(text, at, `%Y-%m-%dT%H:%M:%S${match[3] ? "%.f" : ""}${match[4] ? "%z" : ""}`, parts);
    }
    case "t":
    case "n":
      while (at < text.length && /\s/.test(text[at]!)) at++;
      return at;
    case "%":
      return text[at] === "%" ? at + 1 : -1;
    default:
      return -1;
  }
}

function assemble(parts: Parts): ParsedMoment | null {
  if (parts.epoch !== undefined) {
    const days = Math.floor(parts.epoch / 86_400);
    return { days, seconds: parts.epoch - days * 86_400, nanoseconds: parts.nanos ?? 0, offset: parts.offset ?? 0 };
  }
  let days: number | undefined;
  const { year, month, day, dayOfYear } = parts;
  if (year !== undefined && month !== undefined && day !== undefined) {
    if (month < 1 || month > 12 || day < 1 || day > daysInMonth(year, month)) return null;
    days = daysFromCivil(year, month, day);
  } else if (year !== undefined && dayOfYear !== undefined) {
    if (dayOfYear < 1 || dayOfYear > daysFromCivil(year + 1, 1, 1) - daysFromCivil(year, 1, 1)) return null;
    days = daysFromCivil(year, 1, 1) + dayOfYear - 1;
  }
  let { hour } = parts;
  if (hour === undefined && parts.hour12 !== undefined) {
    if (parts.hour12 < 1 || parts.hour12 > 12 || parts.pm === undefined) return null;
    hour = parts.hour12 % 12 + (parts.pm ? 12 : 0);
  }
  const { minute, second = 0, nanos = 0 } = parts;
  if ((hour ?? 0) > 23 || (minute ?? 0) > 59 || second > 60) return null;
  const seconds = hour === undefined || minute === undefined ? undefined : hour * 3600 + minute * 60 + second;
  if (hour !== undefined && minute === undefined) return null;
  return { days, seconds, nanoseconds: nanos, offset: parts.offset };
}
