import type { Column, DecimalType, PrimitiveColumn, WideColumn } from "../../arrow/mod.ts";
import { int32Words, newInt32, newValues, primitiveColumn, readWide, wideColumn, writeWide } from "../../arrow/mod.ts";
import type { ArithmeticOperator } from "../coercion/mod.ts";
import { divideByZeroError, overflowError } from "./arithmetic_errors.ts";
import { addWords128 } from "./i128_loops.ts";
import { type ColumnKernel, isRowValid, type Operands } from "./operands.ts";

/** Values are little-endian 32-bit words, `stride` of them: 1, 2, 4 or 8 for the four widths. */
const STRIDE = { Decimal32: 1, Decimal64: 2, Decimal128: 4, Decimal256: 8 } as const;

/** Float64 holds integers below this exactly; quotients of integers below half of it truncate correctly. */
const EXACT = 2 ** 53;
const QUOTIENT_EXACT = 2 ** 52;

/**
 * Arithmetic of two decimal columns of one width; `result` comes from `arithmeticResult`. Sides are brought to a common
 * scale first. Raises where an intermediate or the result leaves the width's range (not its precision), and on division by zero.
 *
 * Most rows are small: those are computed as floats, exactly; others with BigInt.
 */
export function decimalArithmetic(
  op: ArithmeticOperator,
  left: DecimalType,
  right: DecimalType,
  result: DecimalType,
): ColumnKernel {
  const [leftPower, rightPower] = scalingPowers(op, left, right, result);
  const plan: Plan = {
    op,
    type: result,
    stride: STRIDE[result.id],
    leftFactor: 10 ** leftPower,
    rightFactor: 10 ** rightPower,
    exactLeftFactor: 10n ** BigInt(leftPower),
    exactRightFactor: 10n ** BigInt(rightPower),
    limit: 1n << BigInt(32 * STRIDE[result.id] - 1),
  };
  const sameScale = leftPower === 0 && rightPower === 0;
  if (plan.stride === 4 && sameScale && (op === "+" || op === "-")) {
    return (operands) => addOrSub128(plan, op === "-", operands) ?? run(plan, operands);
  }
  return (operands) => run(plan, operands);
}

/** Word by word; null, to be done again with care, where some row overflows. */
function addOrSub128(plan: Plan, subtract: boolean, operands: Operands): Column | null {
  const out = newInt32(operands.length * 4);
  const overflow = addWords128(
    wordsOf(operands.left),
    operands.leftMask,
    wordsOf(operands.right),
    operands.rightMask,
    out,
    operands.length,
    subtract ? -1 : 0,
  );
  return overflow !== 0 ? null : wideColumn(plan.type, out, operands.validity, operands.nullCount);
}

interface Plan {
  readonly op: ArithmeticOperator;
  readonly type: DecimalType;
  readonly stride: number;
  readonly leftFactor: number;
  readonly rightFactor: number;
  readonly exactLeftFactor: bigint;
  readonly exactRightFactor: bigint;
  /** 2^(bits − 1). */
  readonly limit: bigint;
}

/** Powers of ten by which the sides are multiplied before the operation. */
function scalingPowers(
  op: ArithmeticOperator,
  left: DecimalType,
  right: DecimalType,
  result: DecimalType,
): readonly [number, number] {
  switch (op) {
    case "*":
      return [0, 0];
    case "/": {
      const power = result.scale - left.scale + right.scale;
      return power >= 0 ? [power, 0] : [0, -power];
    }
    default: {
      const scale = Math.max(left.scale, right.scale);
      return [scale - left.scale, scale - right.scale];
    }
  }
}

function wordsOf(column: Column): Int32Array {
  if (column.layout === "wide") return (column as WideColumn).values;
  const { values } = column as PrimitiveColumn;
  return values instanceof Int32Array ? values : int32Words(values as BigInt64Array);
}

function run(plan: Plan, operands: Operands): Column {
  const { op, type, stride, leftFactor, rightFactor } = plan;
  const { leftMask, rightMask, validity } = operands;
  const n = operands.length | 0;
  const a = wordsOf(operands.left);
  const b = wordsOf(operands.right);
  const narrow = stride <= 2 ? newValues(type, n) : null;
  const out = narrow === null ? newInt32(n * stride) : wordsOf({ layout: "primitive", values: narrow } as Column);
  const most = stride === 1 ? 2 ** 31 : EXACT;
  const code = OPERATORS.indexOf(op);
  for (let i = 0; i < n; i++) {
    const x = readSmall(a, (i & leftMask) * stride, stride) * leftFactor;
    const y = readSmall(b, (i & rightMask) * stride, stride) * rightFactor;
    const z = small(code, x, y);
    // A result is exact only if its terms are.
    if (z < most && z > -most && x < EXACT && x > -EXACT && y < EXACT && y > -EXACT) {
      writeSmall(out, i * stride, stride, z);
    } else if (isRowValid(validity, i)) {
      writeWide(out, i, stride, exactly(plan, readWide(a, i & leftMask, stride), readWide(b, i & rightMask, stride)));
    }
  }
  return narrow === null
    ? wideColumn(type, out, validity, operands.nullCount)
    : primitiveColumn(type, narrow, validity, operands.nullCount);
}

const OPERATORS: readonly ArithmeticOperator[] = ["+", "-", "*", "/", "%"];

/** The result in floats, or NaN where floats are not exact or there is none. */
function small(code: number, x: number, y: number): number {
  if (code === 2) return x * y;
  if (code === 0) return x + y;
  if (code === 1) return x - y;
  if (!(x < QUOTIENT_EXACT && x > -QUOTIENT_EXACT && y < QUOTIENT_EXACT && y > -QUOTIENT_EXACT) || y === 0) return NaN;
  const quotient = Math.trunc(x / y);
  return code === 3 ? quotient : x - quotient * y;
}

/** The value at word `at` if it is below 2^52, else NaN. */
function readSmall(words: Int32Array, at: number, stride: number): number {
  const low = words[at]!;
  if (stride === 1) return low;
  const high = words[at + 1]!;
  if (((high + 0x100000) >>> 0) >= 0x200000) return NaN;
  const sign = high >> 31;
  if (stride === 4) {
    // Unrolled: most decimals are of this width.
    if (((words[at + 2]! ^ sign) | (words[at + 3]! ^ sign)) !== 0) return NaN;
  } else for (let k = 2; k < stride; k++) if (words[at + k] !== sign) return NaN;
  return high * 4294967296 + (low >>> 0);
}

function writeSmall(words: Int32Array, at: number, stride: number, value: number): void {
  words[at] = value;
  if (stride === 1) return;
  words[at + 1] = Math.floor(value / 4294967296);
  const sign = value < 0 ? -1 : 0;
  if (stride === 4) {
    words[at + 2] = sign;
    words[at + 3] = sign;
  } else for (let k = 2; k < stride; k++) words[at + k] = sign;
}

function exactly(plan: Plan, left: bigint, right: bigint): bigint {
  const { op, type, limit, exactLeftFactor, exactRightFactor } = plan;
  const checked = (value: bigint, a: bigint, sign: string, b: bigint): bigint => {
    if (value >= limit || value < -limit) throw overflowError(`${a} ${sign} ${b}`, type);
    return value;
  };
  const x = exactLeftFactor === 1n ? left : checked(left * exactLeftFactor, left, "*", exactLeftFactor);
  const y = exactRightFactor === 1n ? right : checked(right * exactRightFactor, right, "*", exactRightFactor);
  switch (op) {
    case "+":
      return checked(x + y, x, op, y);
    case "-":
      return checked(x - y, x, op, y);
    case "*":
      return checked(x * y, x, op, y);
    case "/":
      if (y === 0n) throw divideByZeroError(op, x);
      return checked(x / y, x, op, y);
    case "%":
      if (y === 0n) throw divideByZeroError(op, x);
      return x % y;
  }
}
