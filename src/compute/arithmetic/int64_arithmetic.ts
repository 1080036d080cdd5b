import type { ArrowType, PrimitiveColumn } from "../../arrow/mod.ts";
import { int32Words, newValues, primitiveColumn } from "../../arrow/mod.ts";
import type { ArithmeticOperator } from "../coercion/mod.ts";
import { divideByZeroError, overflowError } from "./arithmetic_errors.ts";
import { addI64, mulI64, overflowedI64, subI64 } from "./i64_loops.ts";
import { type ColumnKernel, isRowValid, type Operands } from "./operands.ts";
import { scratchValues } from "./scratch.ts";

type Int64s = BigInt64Array | BigUint64Array;

/**
 * Arithmetic of two columns of Int64 or UInt64. `+ - *` wrap; `/` truncates and raises on 0 and on MIN / -1;
 * `%` takes the dividend's sign and raises on 0. Rows that are null raise nothing.
 */
export function int64Arithmetic(op: ArithmeticOperator, type: ArrowType): ColumnKernel {
  if (op === "/" || op === "%") return (operands) => divide(op, type, operands);
  return (operands) => {
    const { left, right, length, leftMask, rightMask } = operands;
    const values = scratchValues(type, length) as Int64s;
    const a = int32Words((left as PrimitiveColumn).values as Int64s);
    const b = int32Words((right as PrimitiveColumn).values as Int64s);
    const loop = op === "+" ? addI64 : op === "-" ? subI64 : mulI64;
    loop(a, leftMask, b, rightMask, int32Words(values), length);
    return primitiveColumn(type, values, operands.validity, operands.nullCount);
  };
}

/**
 * `left ± right` of two columns of 64-bit counts (timestamps, durations, Date64) as a column of `type`.
 * @throws {ArithmeticOverflowError} if a valid row does not fit
 */
export function checkedAddOrSub(op: "+" | "-", type: ArrowType, operands: Operands): PrimitiveColumn {
  const { length, leftMask, rightMask, validity } = operands;
  const a = (operands.left as PrimitiveColumn).values as BigInt64Array;
  const b = (operands.right as PrimitiveColumn).values as BigInt64Array;
  const values = newValues(type, length) as BigInt64Array;
  const aw = int32Words(a);
  const bw = int32Words(b);
  const out = int32Words(values);
  (op === "+" ? addI64 : subI64)(aw, leftMask, bw, rightMask, out, length);
  if (overflowedI64(aw, leftMask, bw, rightMask, out, length, op === "-") !== 0) {
    for (let i = 0; i < length; i++) {
      if (!isRowValid(validity, i)) continue;
      const x = a[i & leftMask]!;
      const y = b[i & rightMask]!;
      const exact = op === "+" ? x + y : x - y;
      if (exact !== values[i]) throw overflowError(`${x} ${op} ${y}`, type);
    }
  }
  return primitiveColumn(type, values, validity, operands.nullCount);
}

/** Integers below this are divided as floats: their quotient is further from the next integer than one rounding moves it. */
const FLOAT_EXACT = 2 ** 52;
const MIN_INT64 = -(2n ** 63n);

function divide(op: "/" | "%", type: ArrowType, operands: Operands): PrimitiveColumn {
  const { leftMask, rightMask, validity } = operands;
  const n = operands.length | 0;
  const unsigned = type.id === "UInt64";
  const a = (operands.left as PrimitiveColumn).values as Int64s;
  const b = (operands.right as PrimitiveColumn).values as Int64s;
  const values = newValues(type, n) as Int64s;
  const aw = int32Words(a);
  const bw = int32Words(b);
  const out = int32Words(values);
  for (let i = 0; i < n; i++) {
    const p = (i & leftMask) << 1;
    const q = (i & rightMask) << 1;
    const ah = unsigned ? aw[p + 1]! >>> 0 : aw[p + 1]!;
    const bh = unsigned ? bw[q + 1]! >>> 0 : bw[q + 1]!;
    const x = ah * 4294967296 + (aw[p]! >>> 0);
    const y = bh * 4294967296 + (bw[q]! >>> 0);
    if (x < FLOAT_EXACT && x > -FLOAT_EXACT && y < FLOAT_EXACT && y > -FLOAT_EXACT && y !== 0) {
      const quotient = Math.trunc(x / y);
      const result = op === "/" ? quotient : x - quotient * y;
      out[i << 1] = result;
      out[(i << 1) + 1] = Math.floor(result / 4294967296);
    } else if (isRowValid(validity, i)) {
      values[i] = divideExactly(op, a[i & leftMask]!, b[i & rightMask]!, type);
    }
  }
  return primitiveColumn(type, values, validity, operands.nullCount);
}

function divideExactly(op: "/" | "%", x: bigint, y: bigint, type: ArrowType): bigint {
  if (y === 0n) throw divideByZeroError(op, x);
  if (op === "%") return x % y;
  if (y === -1n && x === MIN_INT64) throw overflowError(`${x} / -1`, type);
  return x / y;
}
