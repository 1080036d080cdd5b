import type { IntervalUnit, IntervalValue, TimeUnit } from "../../arrow/mod.ts";

/**
 * Text of an interval as arrow-rs shows it: `1 years 2 mons` (YearMonth, months from 0 to 11), `1 days 2 hours -0.500 secs`
 * (DayTime), `14 mons 3 days 1.000000005 secs` (MonthDayNano). Parts that are zero are left out; all zero is `0 secs`.
 */
export function formatInterval(value: IntervalValue, unit: IntervalUnit): string {
  if (unit === "YearMonth") {
    const years = Math.floor(value.months / 12);
    return `${years} years ${value.months - years * 12} mons`;
  }
  const parts: string[] = [];
  if (unit === "MonthDayNano" && value.months !== 0) parts.push(`${value.months} mons`);
  if (value.days !== 0) parts.push(`${value.days} days`);
  if (unit === "DayTime") clock(parts, value.nanoseconds / 1_000_000n, 1_000n, 3);
  else clock(parts, value.nanoseconds, 1_000_000_000n, 9);
  return parts.length === 0 ? "0 secs" : parts.join(" ");
}

function clock(parts: string[], ticks: bigint, perSecond: bigint, digits: number): void {
  const seconds = ticks / perSecond;
  const minutes = seconds / 60n;
  const hours = minutes / 60n;
  const fraction = ticks % perSecond;
  const rest = seconds % 60n;
  if (hours !== 0n) parts.push(`${hours} hours`);
  if (minutes % 60n !== 0n) parts.push(`${minutes % 60n} mins`);
  if (rest !== 0n || fraction !== 0n) {
    parts.push(`${ticks < 0n ? "-" : ""}${magnitude(rest)}.${String(magnitude(fraction)).padStart(digits, "0")} secs`);
  }
}

function magnitude(value: bigint): bigint {
  return value < 0n ? -value : value;
}

const FRACTION_DIGITS: { readonly [K in TimeUnit]: number } = { s: 0, ms: 3, us: 6, ns: 9 };

/**
 * Text of a duration as DataFusion shows it: `1 days 2 hours 3 mins 4.005 secs`, all parts, each with the sign.
 * Seconds and milliseconds beyond chrono's range (2^63 milliseconds) are `<invalid>`.
 */
export function formatDuration(ticks: bigint, unit: TimeUnit): string {
  const limit = unit === "s" ? 9_223_372_036_854_775n : 9_223_372_036_854_775_807n;
  if ((unit === "s" || unit === "ms") && (ticks > limit || ticks < -limit)) return "<invalid>";
  const digits = FRACTION_DIGITS[unit];
  const perSecond = 10n ** BigInt(digits);
  const seconds = ticks / perSecond;
  const fraction = ticks % perSecond;
  const minutes = seconds / 60n;
  const hours = minutes / 60n;
  const head = `${hours / 24n} days ${hours % 24n} hours ${minutes % 60n} mins`;
  const rest = seconds % 60n;
  if (digits === 0) return `${head} ${rest} secs`;
  const text = String(magnitude(fraction)).padStart(digits, "0");
  return fraction < 0n ? `${head} -${magnitude(rest)}.${text} secs` : `${head} ${rest}.${text} secs`;
}
