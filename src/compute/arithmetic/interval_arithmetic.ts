import type { Column, IntervalType, PrimitiveColumn, WideColumn } from "../../arrow/mod.ts";
import { newInt32, primitiveColumn, wideColumn } from "../../arrow/mod.ts";
import { overflowError } from "./arithmetic_errors.ts";
import { isRowValid, type Operands } from "./operands.ts";

/** `interval ± interval` of one unit, part by part. @throws {ArithmeticOverflowError} where a part overflows */
export function addIntervals(subtract: boolean, type: IntervalType, operands: Operands): Column {
  const { leftMask, rightMask, validity } = operands;
  const n = operands.length | 0;
  const stride = type.unit === "YearMonth" ? 1 : type.unit === "DayTime" ? 2 : 4;
  const a = (operands.left as WideColumn | PrimitiveColumn).values as Int32Array;
  const b = (operands.right as WideColumn | PrimitiveColumn).values as Int32Array;
  const out = newInt32(n * stride);
  const sign = subtract ? -1 : 1;
  // Words of 32 bits that are numbers of their own; the nanoseconds of MonthDayNano are two that belong together.
  const single = stride === 4 ? 2 : stride;
  for (let i = 0; i < n; i++) {
    if (!isRowValid(validity, i)) continue;
    const x = (i & leftMask) * stride;
    const y = (i & rightMask) * stride;
    const o = i * stride;
    for (let k = 0; k < single; k++) {
      const part = a[x + k]! + sign * b[y + k]!;
      if (part !== (part | 0)) throw overflowError(`${a[x + k]} ${subtract ? "-" : "+"} ${b[y + k]}`, type);
      out[o + k] = part;
    }
    if (stride === 4) addNanoseconds(subtract, type, a, x + 2, b, y + 2, out, o + 2);
  }
  return stride === 1
    ? primitiveColumn(type, out, validity, operands.nullCount)
    : wideColumn(type, out, validity, operands.nullCount);
}

function addNanoseconds(
  subtract: boolean,
  type: IntervalType,
  a: Int32Array,
  x: number,
  b: Int32Array,
  y: number,
  out: Int32Array,
  o: number,
): void {
  const ah = a[x + 1]!;
  const bh = b[y + 1]!;
  const low = subtract ? (a[x]! >>> 0) - (b[y]! >>> 0) : (a[x]! >>> 0) + (b[y]! >>> 0);
  const high = subtract ? ah - bh - (low < 0 ? 1 : 0) : ah + bh + (low > 4294967295 ? 1 : 0);
  if (high !== (high | 0)) {
    const text = (words: Int32Array, at: number): string =>
      `${(BigInt(words[at + 1]!) << 32n) | BigInt(words[at]! >>> 0)}`;
    throw overflowError(`${text(a, x)} ${subtract ? "-" : "+"} ${text(b, y)}`, type);
  }
  out[o] = low;
  out[o + 1] = high;
}
