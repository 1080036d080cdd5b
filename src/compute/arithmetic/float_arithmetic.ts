import type { ArrowType, PrimitiveColumn } from "../../arrow/mod.ts";
import { float16ToNumber, numberToFloat16, primitiveColumn } from "../../arrow/mod.ts";
import type { ArithmeticOperator } from "../coercion/mod.ts";
import * as f32 from "./f32_loops.ts";
import * as f64 from "./f64_loops.ts";
import type { ColumnKernel, Operands } from "./operands.ts";
import { scratchValues } from "./scratch.ts";

/** Arithmetic of two float columns of one type; division by zero gives an infinity or NaN. */
export function floatArithmetic(op: ArithmeticOperator, type: ArrowType): ColumnKernel {
  if (type.id === "Float64") return (operands) => float64(op, type, operands);
  if (type.id === "Float32") return (operands) => float32(op, type, operands);
  return (operands) => float16(op, type, operands);
}

function float64(op: ArithmeticOperator, type: ArrowType, operands: Operands): PrimitiveColumn {
  const { length: n, leftMask, rightMask } = operands;
  const a = (operands.left as PrimitiveColumn).values as Float64Array;
  const b = (operands.right as PrimitiveColumn).values as Float64Array;
  const out = scratchValues(type, n) as Float64Array;
  const leftOne = leftMask === 0;
  const rightOne = rightMask === 0;
  switch (op) {
    case "+":
      if (rightOne) f64.addF64Scalar(a, b[0]!, out, n);
      else if (leftOne) f64.addF64Scalar(b, a[0]!, out, n);
      else f64.addF64(a, b, out, n);
      break;
    case "-":
      if (rightOne) f64.addF64Scalar(a, -b[0]!, out, n);
      else if (leftOne) f64.subScalarF64(a[0]!, b, out, n);
      else f64.subF64(a, b, out, n);
      break;
    case "*":
      if (rightOne) f64.mulF64Scalar(a, b[0]!, out, n);
      else if (leftOne) f64.mulF64Scalar(b, a[0]!, out, n);
      else f64.mulF64(a, b, out, n);
      break;
    case "/":
      if (rightOne && hasExactReciprocal(b[0]!)) f64.mulF64Scalar(a, 1 / b[0]!, out, n);
      else if (rightOne) f64.divF64Scalar(a, b[0]!, out, n);
      else if (leftOne) f64.divScalarF64(a[0]!, b, out, n);
      else f64.divF64(a, b, out, n);
      break;
    case "%":
      remainder(a, b, out, n, leftMask, rightMask);
  }
  return primitiveColumn(type, out, operands.validity, operands.nullCount);
}

function float32(op: ArithmeticOperator, type: ArrowType, operands: Operands): PrimitiveColumn {
  const { length: n, leftMask, rightMask } = operands;
  const a = (operands.left as PrimitiveColumn).values as Float32Array;
  const b = (operands.right as PrimitiveColumn).values as Float32Array;
  const out = scratchValues(type, n) as Float32Array;
  const leftOne = leftMask === 0;
  const rightOne = rightMask === 0;
  switch (op) {
    case "+":
      if (rightOne) f32.addF32Scalar(a, b[0]!, out, n);
      else if (leftOne) f32.addF32Scalar(b, a[0]!, out, n);
      else f32.addF32(a, b, out, n);
      break;
    case "-":
      if (rightOne) f32.addF32Scalar(a, -b[0]!, out, n);
      else if (leftOne) f32.subScalarF32(a[0]!, b, out, n);
      else f32.subF32(a, b, out, n);
      break;
    case "*":
      if (rightOne) f32.mulF32Scalar(a, b[0]!, out, n);
      else if (leftOne) f32.mulF32Scalar(b, a[0]!, out, n);
      else f32.mulF32(a, b, out, n);
      break;
    case "/":
      if (rightOne) f32.divF32Scalar(a, b[0]!, out, n);
      else if (leftOne) f32.divScalarF32(a[0]!, b, out, n);
      else f32.divF32(a, b, out, n);
      break;
    case "%":
      remainder(a, b, out, n, leftMask, rightMask);
  }
  return primitiveColumn(type, out, operands.validity, operands.nullCount);
}

/** Whether multiplying by 1 / x gives the same numbers as dividing by x: x is a power of two, and so is 1 / x. */
function hasExactReciprocal(x: number): boolean {
  const magnitude = Math.abs(x);
  if (!(magnitude >= 2 ** -1000 && magnitude <= 2 ** 1000)) return false;
  return 2 ** Math.round(Math.log2(magnitude)) === magnitude;
}

/** The remainder has the dividend's sign; both engines call `fmod` for it, so one loop serves both widths. */
function remainder(
  a: Float64Array | Float32Array,
  b: Float64Array | Float32Array,
  out: Float64Array | Float32Array,
  n: number,
  leftMask: number,
  rightMask: number,
): void {
  n = n | 0;
  for (let i = 0; i < n; i++) out[i] = a[i & leftMask]! % b[i & rightMask]!;
}

/** Half precision computes in single precision and rounds, as Rust's `half` crate does. */
function float16(op: ArithmeticOperator, type: ArrowType, operands: Operands): PrimitiveColumn {
  const { length: n, leftMask, rightMask } = operands;
  const a = (operands.left as PrimitiveColumn).values as Uint16Array;
  const b = (operands.right as PrimitiveColumn).values as Uint16Array;
  const out = scratchValues(type, n) as Uint16Array;
  for (let i = 0; i < n; i++) {
    const x = float16ToNumber(a[i & leftMask]!);
    const y = float16ToNumber(b[i & rightMask]!);
    const z = op === "+" ? x + y : op === "-" ? x - y : op === "*" ? x * y : op === "/" ? x / y : x % y;
    out[i] = numberToFloat16(Math.fround(z));
  }
  return primitiveColumn(type, out, operands.validity, operands.nullCount);
}
