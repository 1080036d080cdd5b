import {
  intervalType,
  type IntervalValue,
  isScalar,
  primitiveColumn,
  scalar,
  type TimestampType,
} from "../../arrow/mod.ts";
import { addMonths, arithmeticKernel } from "../../compute/arithmetic/mod.ts";

/** The value one interval later; null where the calendar ends. */
export type CalendarStep = (value: bigint, by: IntervalValue) => bigint | null;

/** Days since 1970: months first, then days; a time of day does not count. */
export function dayStepper(): CalendarStep {
  return (value, { months, days }) => {
    const day = addMonths(Number(value), months) + days;
    return Number.isNaN(day) || day > 0x7fff_ffff || day < -0x8000_0000 ? null : BigInt(day);
  };
}

const NANOSECONDS_A_DAY = 86_400_000_000_000n;

/** Nanoseconds since 1970; months and days are those of the time zone. */
export function momentStepper(type: TimestampType): CalendarStep {
  if (type.timezone === null || type.timezone === "UTC" || type.timezone === "+00:00") return wallClockStep;
  const interval = intervalType("MonthDayNano");
  const add = arithmeticKernel("+", { left: type, right: interval, result: type });
  return (value, by) => {
    const sum = add(primitiveColumn(type, BigInt64Array.of(value)), scalar(interval, by));
    if (isScalar(sum) || sum.layout !== "primitive") {
      throw new TypeError("a timestamp and an interval give a timestamp");
    }
    return sum.nullCount > 0 ? null : sum.values[0] as bigint;
  };
}

function wallClockStep(value: bigint, { months, days, nanoseconds }: IntervalValue): bigint | null {
  let day = value / NANOSECONDS_A_DAY;
  if (day * NANOSECONDS_A_DAY > value) day--;
  const later = addMonths(Number(day), months) + days;
  if (Number.isNaN(later)) return null;
  const sum = BigInt(later) * NANOSECONDS_A_DAY + (value - day * NANOSECONDS_A_DAY) + nanoseconds;
  return BigInt.asIntN(64, sum) === sum ? sum : null;
}
