import type { ArrowType, PrimitiveColumn } from "../../arrow/mod.ts";
import { int32Words, newInt32, newInt64, primitiveColumn, T, typeText } from "../../arrow/mod.ts";
import { ArithmeticOverflowError } from "../../errors.ts";
import { setInt64 } from "../cast/mod.ts";
import { addMonths, isInCalendar } from "./add_months.ts";
import { subI64 } from "./i64_loops.ts";
import { type IntervalParts, intervalReader, negateParts, partsText } from "./interval_parts.ts";
import { isRowValid, type Operands } from "./operands.ts";

const MS_PER_DAY = 86_400_000;

/** `date - date` of one kind: whole days as Int64, cut towards zero (Date64 may hold parts of days). */
export function subtractDates(operands: Operands): PrimitiveColumn {
  const { leftMask, rightMask } = operands;
  const n = operands.length | 0;
  const left = (operands.left as PrimitiveColumn).values;
  const right = (operands.right as PrimitiveColumn).values;
  const values = newInt64(n);
  const out = int32Words(values);
  if (left instanceof Int32Array && right instanceof Int32Array) {
    for (let i = 0; i < n; i++) {
      const days = left[i & leftMask]! - right[i & rightMask]!;
      out[i << 1] = days;
      out[(i << 1) + 1] = Math.floor(days / 4294967296);
    }
  } else {
    subI64(int32Words(left as BigInt64Array), leftMask, int32Words(right as BigInt64Array), rightMask, out, n);
    for (let i = 0; i < n; i++) {
      const ms = out[2 * i + 1]! * 4294967296 + (out[2 * i]! >>> 0);
      // Rounding beyond 2^53 ms cannot matter: a day is longer than what is lost.
      setInt64(out, i, Number.isSafeInteger(ms) ? Math.trunc(ms / MS_PER_DAY) : Number(values[i]! / 86_400_000n));
    }
  }
  return primitiveColumn(T.Int64, values, operands.validity, operands.nullCount);
}

/**
 * `date ± interval`: months first (clamped to the month's end), then days, then the time part cut to whole days.
 * @throws {ArithmeticOverflowError} where a date leaves the calendar
 */
export function addIntervalToDate(subtract: boolean, type: ArrowType, operands: Operands): PrimitiveColumn {
  const { leftMask, rightMask, validity } = operands;
  const n = operands.length | 0;
  const dates = (operands.left as PrimitiveColumn).values as Int32Array | BigInt64Array;
  const days32 = dates instanceof Int32Array ? dates : null;
  const words = dates instanceof Int32Array ? null : int32Words(dates);
  const read = intervalReader(operands.right);
  const parts: IntervalParts = { months: 0, days: 0, seconds: 0, nanoseconds: 0 };
  const values = days32 !== null ? newInt32(n) : newInt64(n);
  const out = values instanceof Int32Array ? values : int32Words(values);
  for (let i = 0; i < n; i++) {
    if (!isRowValid(validity, i)) continue;
    const row = i & leftMask;
    const day = days32 !== null
      ? days32[row]!
      : Math.trunc((words![2 * row + 1]! * 4294967296 + (words![2 * row]! >>> 0)) / MS_PER_DAY);
    read(i & rightMask, parts);
    if (subtract) negateParts(parts);
    const result = addParts(day, parts);
    if (result !== result) {
      throw new ArithmeticOverflowError({
        message:
          `Cannot add ${partsText(parts)} to day ${day}: the date is out of range, must be from -262143-01-01 to ` +
          `+262142-12-31 for ${typeText(type)}`,
      });
    }
    if (days32 !== null) out[i] = result;
    else setInt64(out, i, result * MS_PER_DAY);
  }
  return primitiveColumn(type, values, validity, operands.nullCount);
}

function addParts(day: number, parts: IntervalParts): number {
  const inMonth = addMonths(day, parts.months) + parts.days;
  if (!isInCalendar(inMonth)) return NaN;
  // Seconds are rounded down; a negative rest of a day must not count as one.
  const seconds = parts.seconds < 0 && parts.nanoseconds > 0 ? parts.seconds + 1 : parts.seconds;
  const result = inMonth + Math.trunc(seconds / 86_400);
  return isInCalendar(result) ? result : NaN;
}
