import { civilFromDays, daysFromCivil, formatTimestamp } from "../../compute/cast/mod.ts";

/** What a format may show of a moment. */
export interface Shown {
  /** Seconds since 1970 on the clocks that are shown. */
  readonly seconds: number;
  readonly nanoseconds: number;
  readonly hasDate: boolean;
  readonly hasTime: boolean;
  /** Offset from UTC in seconds; null for wall clocks. */
  readonly offset: number | null;
  readonly zone: string | null;
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
const DATE_SPECIFIERS = "YCyqmbBhdeaAwuUWGgVjDxFv";
const TIME_SPECIFIERS = "HkIlPpMSfRTXr";

/** A moment by a chrono format; null where the format is wrong or asks for what the moment does not have. Source: chrono's `format::strftime`. */
export function strftime(shown: Shown, format: string): string | null {
  let text = "";
  for (let f = 0; f < format.length; f++) {
    if (format[f] !== "%") {
      text += format[f];
      continue;
    }
    let spec = format[++f];
    let pad: string | undefined;
    if (spec === "-" || spec === "_" || spec === "0") {
      pad = spec;
      spec = format[++f];
    }
    let prefix = "";
    while (spec !== undefined && /[.:#369]/.test(spec)) {
      prefix += spec;
      spec = format[++f];
    }
    const part = spec === undefined ? null : specifier(shown, spec, prefix, pad);
    if (part === null) return null;
    text += part;
  }
  return text;
}

function specifier(shown: Shown, spec: string, prefix: string, pad: string | undefined): string | null {
  if (DATE_SPECIFIERS.includes(spec) && !shown.hasDate) return null;
  if (TIME_SPECIFIERS.includes(spec) && !shown.hasTime) return null;
  if (Object.hasOwn(COMPOUND, spec)) return strftime(shown, COMPOUND[spec]!);
  const day = Math.floor(shown.seconds / 86_400);
  const ofDay = shown.seconds - day * 86_400;
  const { year, month, day: dayOfMonth } = civilFromDays(day, { year: 0, month: 0, day: 0 });
  const weekday = (day + 4) - Math.floor((day + 4) / 7) * 7;
  const dayOfYear = day - daysFromCivil(year, 1, 1) + 1;
  const hour = Math.floor(ofDay / 3600);
  const number = (value: number, width: number, usual: "0" | "_" = "0") => {
    const how = pad ?? usual;
    return how === "-" ? String(value) : String(value).padStart(width, how === "_" ? " " : "0");
  };
  switch (spec) {
    case "Y":
      return year > 9999 ? `+${year}` : year < 0 ? `-${String(-year).padStart(4, "0")}` : number(year, 4);
    case "C":
      return number(Math.floor(year / 100), 2);
    case "y":
      return number(year - Math.floor(year / 100) * 100, 2);
    case "q":
      return String(Math.floor((month - 1) / 3) + 1);
    case "m":
      return number(month, 2);
    case "b":
    case "h":
      return MONTHS[month - 1]!.slice(0, 3);
    case "B":
      return MONTHS[month - 1]!;
    case "d":
      return number(dayOfMonth, 2);
    case "e":
      return number(dayOfMonth, 2, "_");
    case "a":
      return WEEKDAYS[weekday]!.slice(0, 3);
    case "A":
      return WEEKDAYS[weekday]!;
    case "w":
      return String(weekday);
    case "u":
      return String(weekday === 0 ? 7 : weekday);
    case "U":
      return number(Math.floor((dayOfYear + 6 - weekday) / 7), 2);
    case "W":
      return number(Math.floor((dayOfYear + 6 - (weekday + 6) % 7) / 7), 2);
    case "G":
    case "g":
    case "V": {
      const thursday = day - (weekday + 6) % 7 + 3;
      const isoYear = civilFromDays(thursday, { year: 0, month: 0, day: 0 }).year;
      if (spec === "V") return number(Math.floor((thursday - daysFromCivil(isoYear, 1, 1)) / 7) + 1, 2);
      return spec === "G" ? number(isoYear, 4) : number(isoYear - Math.floor(isoYear / 100) * 100, 2);
    }
    case "j":
      return number(dayOfYear, 3);
    case "H":
      return number(hour, 2);
    case "k":
      return number(hour, 2, "_");
    case "I":
      return number((hour + 11) % 12 + 1, 2);
    case "l":
      return number((hour + 11) % 12 + 1, 2, "_");
    case "P":
      return hour < 12 ? "am" : "pm";
    case "p":
      return hour < 12 ? "AM" : "PM";
    case "M":
      return number(Math.floor(ofDay / 60) % 60, 2);
    case "S":
      return number(ofDay % 60, 2);
    case "f":
      return fraction(shown.nanoseconds, prefix);
    case "s":
      return shown.hasDate && shown.hasTime ? String(shown.seconds - (shown.offset ?? 0)) : null;
    case "z":
      return shown.offset === null ? null : offsetText(shown.offset, prefix.includes(":") ? ":" : "");
    case "Z":
      return shown.offset === null ? null : shown.zone === "UTC" ? "UTC" : offsetText(shown.offset, ":");
    case "+":
      if (shown.offset === null) return null;
      return `${formatTimestamp(shown.seconds, shown.nanoseconds)}${offsetText(shown.offset, ":")}`;
    case "t":
      return "\t";
    case "n":
      return "\n";
    case "%":
      return "%";
    default:
      return null;
  }
}

/** `%f` nine digits; `%.f` a point and 0, 3, 6 or 9; `%.3f` a point and three; `%3f` three. */
function fraction(nanoseconds: number, prefix: string): string {
  const digits = String(nanoseconds).padStart(9, "0");
  const width = Number(/[369]/.exec(prefix)?.[0] ?? 0);
  if (!prefix.startsWith(".")) return width > 0 ? digits.slice(0, width) : digits;
  if (width > 0) return `.${digits.slice(0, width)}`;
  if (nanoseconds === 0) return "";
  return `.${nanoseconds % 1e6 === 0 ? digits.slice(0, 3) : nanoseconds % 1e3 === 0 ? digits.slice(0, 6) : digits}`;
}

function offsetText(offset: number, colon: string): string {
  const minutes = Math.floor(Math.abs(offset) / 60);
  return `${offset < 0 ? "-" : "+"}${String(Math.floor(minutes / 60)).padStart(2, "0")}${colon}${
    String(minutes % 60).padStart(2, "0")
  }`;
}
