import type { PrimitiveColumn, TimestampType } from "../../arrow/mod.ts";
import { int32Words, newInt64, primitiveColumn, typeText, unitsPerSecond } from "../../arrow/mod.ts";
import { ArithmeticOverflowError } from "../../errors.ts";
import { type Seconds, setScaledInt64, splitSeconds, type TimeZone, timeZone, UTC } from "../cast/mod.ts";
import { addMonths, isInCalendar } from "./add_months.ts";
import { type IntervalParts, intervalReader, negateParts, partsText } from "./interval_parts.ts";
import { isRowValid, type Operands } from "./operands.ts";

const DAY = 86_400;

/**
 * `timestamp ± interval`: months and days move the wall clock of the zone, the time part moves the instant; what is finer
 * than the unit is rounded down.
 * @throws {ArithmeticOverflowError} where the result leaves the range, or the wall clock skips or repeats the new time
 */
export function addIntervalToTimestamp(subtract: boolean, type: TimestampType, operands: Operands): PrimitiveColumn {
  const { leftMask, rightMask, validity } = operands;
  const n = operands.length | 0;
  const zone = type.timezone === null ? UTC : timeZone(type.timezone);
  const perSecond = unitsPerSecond(type.unit);
  const nanosPerUnit = 1_000_000_000 / perSecond;
  const words = int32Words((operands.left as PrimitiveColumn).values as BigInt64Array);
  const read = intervalReader(operands.right);
  const parts: IntervalParts = { months: 0, days: 0, seconds: 0, nanoseconds: 0 };
  const moment: Seconds = { seconds: 0, rest: 0 };
  const values = newInt64(n);
  const out = int32Words(values);
  for (let i = 0; i < n; i++) {
    if (!isRowValid(validity, i)) continue;
    splitSeconds(words, i & leftMask, perSecond, moment);
    read(i & rightMask, parts);
    if (subtract) negateParts(parts);
    let seconds = moveCalendar(moment.seconds, parts, zone) + parts.seconds;
    let nanos = moment.rest * nanosPerUnit + parts.nanoseconds;
    if (nanos >= 1_000_000_000) {
      nanos -= 1_000_000_000;
      seconds++;
    }
    const inRange = isInCalendar(Math.floor(seconds / DAY)) &&
      setScaledInt64(out, i, seconds, perSecond, Math.floor(nanos / nanosPerUnit));
    if (!inRange) throw outOfRange(moment, parts, type);
  }
  return primitiveColumn(type, values, validity, operands.nullCount);
}

/** Moves by whole months and days in local time; NaN where there is no single such moment. */
function moveCalendar(seconds: number, { months, days }: IntervalParts, zone: TimeZone): number {
  if (!isInCalendar(Math.floor(seconds / DAY))) return NaN;
  let moved = seconds;
  if (months !== 0) moved = moveLocal(moved, zone, (day) => addMonths(day, months));
  return days === 0 ? moved : moveLocal(moved, zone, (day) => day + days);
}

function moveLocal(seconds: number, zone: TimeZone, move: (day: number) => number): number {
  const local = seconds + zone.offsetAtUtc(seconds);
  const day = Math.floor(local / DAY);
  const moved = move(day);
  if (!isInCalendar(moved)) return NaN;
  const clock = moved * DAY + (local - day * DAY);
  return clock - zone.offsetAtLocal(clock);
}

function outOfRange({ seconds, rest }: Seconds, parts: IntervalParts, type: TimestampType): ArithmeticOverflowError {
  return new ArithmeticOverflowError({
    message:
      `Cannot add ${
        partsText(parts)
      } to ${seconds} seconds and ${rest} ${type.unit} since 1970: the timestamp is out ` +
      `of range, must be a single moment that fits ${typeText(type)}`,
  });
}
