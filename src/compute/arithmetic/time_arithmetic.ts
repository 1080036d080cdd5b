import type { PrimitiveColumn, TimeType } from "../../arrow/mod.ts";
import { int32Words, newInt32, newInt64, primitiveColumn, unitsPerSecond } from "../../arrow/mod.ts";
import { setInt64 } from "../cast/mod.ts";
import { type IntervalParts, intervalReader, negateParts } from "./interval_parts.ts";
import type { Operands } from "./operands.ts";

/**
 * `time ± interval`: the clock turns at midnight; months and days change nothing, what is finer than the unit is rounded
 * down after the sign.
 */
export function addIntervalToTime(subtract: boolean, type: TimeType, operands: Operands): PrimitiveColumn {
  const { leftMask, rightMask } = operands;
  const n = operands.length | 0;
  const perSecond = unitsPerSecond(type.unit);
  const nanosPerUnit = 1_000_000_000 / perSecond;
  const perDay = 86_400 * perSecond;
  const times = (operands.left as PrimitiveColumn).values as Int32Array | BigInt64Array;
  const narrow = times instanceof Int32Array ? times : null;
  const words = times instanceof Int32Array ? null : int32Words(times);
  const values = narrow !== null ? newInt32(n) : newInt64(n);
  const out = values instanceof Int32Array ? values : int32Words(values);
  const read = intervalReader(operands.right);
  const parts: IntervalParts = { months: 0, days: 0, seconds: 0, nanoseconds: 0 };
  for (let i = 0; i < n; i++) {
    const row = i & leftMask;
    const time = narrow !== null ? narrow[row]! : words![2 * row + 1]! * 4294967296 + (words![2 * row]! >>> 0);
    read(i & rightMask, parts);
    if (subtract) negateParts(parts);
    const seconds = parts.seconds - Math.floor(parts.seconds / 86_400) * 86_400;
    const moved = (time + seconds * perSecond + Math.floor(parts.nanoseconds / nanosPerUnit)) % perDay;
    if (narrow !== null) out[i] = moved;
    else setInt64(out, i, moved);
  }
  return primitiveColumn(type, values, operands.validity, operands.nullCount);
}
