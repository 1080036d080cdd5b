import type { IntervalUnit, IntervalValue } from "../../arrow/mod.ts";

/** What a number without a unit counts. */
export type IntervalPart =
  | "century"
  | "decade"
  | "year"
  | "month"
  | "week"
  | "day"
  | "hour"
  | "minute"
  | "second"
  | "millisecond"
  | "microsecond"
  | "nanosecond";

/** Names as PostgreSQL takes them, in lower case. */
const PART_NAMES: { readonly [K in IntervalPart]: string } = {
  century: "c cent cents century centuries",
  decade: "dec decs decade decades",
  year: "y yr yrs year years",
  month: "mon mons month months",
  week: "w week weeks",
  day: "d day days",
  hour: "h hr hrs hour hours",
  minute: "m min mins minute minutes",
  second: "s sec secs second seconds",
  millisecond: "ms msec msecs msecond mseconds millisecond milliseconds",
  microsecond: "us usec usecs usecond useconds microsecond microseconds",
  nanosecond: "nanosecond nanoseconds",
};
const PARTS = new Map<string, IntervalPart>(
  Object.entries(PART_NAMES).flatMap(([part, names]) =>
    names.split(" ").map((n) => [n, part as IntervalPart] as const)
  ),
);

/** The unit that arrow-rs supplies when it casts text to an interval type. */
export const DEFAULT_PART: { readonly [K in IntervalUnit]: IntervalPart } = {
  YearMonth: "year",
  DayTime: "day",
  MonthDayNano: "month",
};

const MAX_I64 = 9_223_372_036_854_775_807n;
const MIN_I64 = -MAX_I64 - 1n;
/** Fractions are integers of 10^-15. */
const FRACTION_DIGITS = 15;

/**
 * An interval from text such as `1 year 2 months -3 days 4.5 hours`; amounts may stick to their units (`5min`), a number
 * without a unit counts `defaultPart`, no unit may come twice. Fractions of a month become days of 30, of a day or week
 * nanoseconds; fractions of a year and more are cut to months.
 *
 * Null where it is none or has parts that `unit` cannot hold: DayTime counts months as 30 days and takes whole
 * milliseconds, YearMonth takes years and months only.
 */
export function parseInterval(
  text: string,
  unit: IntervalUnit,
  defaultPart: IntervalPart = DEFAULT_PART[unit],
): IntervalValue | null {
  const total = { months: 0n, days: 0n, nanos: 0n };
  const seen = new Set<IntervalPart>();
  const words = text.split(/\p{White_Space}/u);
  for (let k = 0; k < words.length; k++) {
    const word = words[k]!;
    const split = word.search(/[^0-9.-]/);
    const name = split >= 0 ? word.slice(split) : words[++k];
    const part = name === undefined ? defaultPart : PARTS.get(name.toLowerCase());
    const amount = parseAmount(split >= 0 ? word.slice(0, split) : word);
    if (part === undefined || amount === null || seen.has(part)) return null;
    seen.add(part);
    if (!add(total, part, amount.whole, amount.fraction)) return null;
  }
  return convert(total, unit);
}

interface Amount {
  readonly whole: bigint;
  readonly fraction: bigint;
}

function parseAmount(text: string): Amount | null {
  const match = /^(-?\d*)(?:\.(\d{1,15}))?$/.exec(text);
  if (!match) return null;
  const [, wholeText, fractionText] = match as unknown as [string, string, string | undefined];
  if (fractionText === undefined && !/\d/.test(wholeText)) return null;
  const whole = wholeText === "" || wholeText === "-" ? 0n : BigInt(wholeText);
  if (!isInt64(whole)) return null;
  const fraction = BigInt((fractionText ?? "").padEnd(FRACTION_DIGITS, "0"));
  return { whole, fraction: wholeText.startsWith("-") ? -fraction : fraction };
}

interface Total {
  months: bigint;
  days: bigint;
  nanos: bigint;
}

/** Months in one, or days, or nanoseconds. */
const MONTHS: { readonly [K in IntervalPart]?: bigint } = { century: 1200n, decade: 120n, year: 12n };
const NANOS: { readonly [K in IntervalPart]?: bigint } = {
  hour: 3_600_000_000_000n,
  minute: 60_000_000_000n,
  second: 1_000_000_000n,
  millisecond: 1_000_000n,
  microsecond: 1_000n,
  nanosecond: 1n,
};
const DAY_NANOS = 86_400_000_000_000n;
const ONE = 10n ** BigInt(FRACTION_DIGITS);

function add(total: Total, part: IntervalPart, whole: bigint, fraction: bigint): boolean {
  const months = MONTHS[part];
  const nanos = NANOS[part];
  if (months !== undefined) {
    const all = whole * months + fraction * months / ONE;
    total.months += all;
    return isInt32(all) && isInt32(total.months);
  }
  if (nanos !== undefined) {
    const all = whole * nanos + fraction * nanos / ONE;
    total.nanos += all;
    return isInt64(all) && isInt64(total.nanos);
  }
  if (part === "month") {
    total.months += whole;
    total.days += fraction * 30n / ONE;
    return isInt32(whole) && isInt32(total.months) && isInt32(total.days);
  }
  const days = part === "week" ? 7n : 1n;
  total.days += whole * days;
  total.nanos += fraction * days * DAY_NANOS / ONE;
  return isInt32(whole * days) && isInt32(total.days) && isInt64(total.nanos);
}

function convert(total: Total, unit: IntervalUnit): IntervalValue | null {
  const months = Number(total.months);
  if (unit === "MonthDayNano") return { months, days: Number(total.days), nanoseconds: total.nanos };
  if (unit === "YearMonth") {
    return total.days === 0n && total.nanos === 0n ? { months, days: 0, nanoseconds: 0n } : null;
  }
  const days = total.months * 30n + total.days;
  const millis = total.nanos / 1_000_000n;
  if (total.nanos % 1_000_000n !== 0n || !isInt32(total.months * 30n) || !isInt32(days) || !isInt32(millis)) {
    return null;
  }
  return { months: 0, days: Number(days), nanoseconds: total.nanos };
}

function isInt32(value: bigint): boolean {
  return value >= -2_147_483_648n && value <= 2_147_483_647n;
}

function isInt64(value: bigint): boolean {
  return value >= MIN_I64 && value <= MAX_I64;
}
