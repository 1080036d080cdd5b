import type { Column, IntervalType, PrimitiveColumn, WideColumn } from "../../arrow/mod.ts";
import { type Seconds, splitSeconds } from "../cast/mod.ts";

/** One interval, its time part as whole seconds (rounded down) and nanoseconds of the next. */
export interface IntervalParts {
  months: number;
  days: number;
  seconds: number;
  /** 0 to 999,999,999. */
  nanoseconds: number;
}

const split: Seconds = { seconds: 0, rest: 0 };

/** Reads rows of an interval column of any unit. */
export type IntervalReader = (row: number, out: IntervalParts) => void;

/** A reader for one column; rows are not checked for nulls. */
export function intervalReader(column: Column): IntervalReader {
  const { unit } = column.type as IntervalType;
  if (unit === "YearMonth") {
    const { values } = column as PrimitiveColumn;
    return (row, out) => {
      out.months = values[row] as number;
      out.days = out.seconds = out.nanoseconds = 0;
    };
  }
  const words = (column as WideColumn).values;
  if (unit === "DayTime") {
    return (row, out) => {
      const ms = words[2 * row + 1]!;
      out.months = 0;
      out.days = words[2 * row]!;
      out.seconds = Math.floor(ms / 1000);
      out.nanoseconds = (ms - out.seconds * 1000) * 1_000_000;
    };
  }
  return (row, out) => {
    out.months = words[4 * row]!;
    out.days = words[4 * row + 1]!;
    splitSeconds(words, 2 * row + 1, 1_000_000_000, split);
    out.seconds = split.seconds;
    out.nanoseconds = split.rest;
  };
}

/** Turns an interval around: `x - interval` is `x + (-interval)`. */
export function negateParts(parts: IntervalParts): void {
  parts.months = -parts.months;
  parts.days = -parts.days;
  if (parts.nanoseconds === 0) {
    parts.seconds = -parts.seconds;
  } else {
    parts.seconds = -parts.seconds - 1;
    parts.nanoseconds = 1_000_000_000 - parts.nanoseconds;
  }
}

/** The interval in words, for messages. */
export function partsText({ months, days, seconds, nanoseconds }: IntervalParts): string {
  return `${months} months ${days} days ${seconds} seconds ${nanoseconds} nanoseconds`;
}
