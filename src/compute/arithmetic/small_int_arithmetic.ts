import type { ArrowType, PrimitiveColumn } from "../../arrow/mod.ts";
import { primitiveColumn } from "../../arrow/mod.ts";
import type { ArithmeticOperator } from "../coercion/mod.ts";
import { divideByZeroError, overflowError } from "./arithmetic_errors.ts";
import * as i32 from "./i32_loops.ts";
import { type ColumnKernel, isRowValid, type Operands } from "./operands.ts";
import { scratchValues } from "./scratch.ts";

type SmallInts = Int8Array | Int16Array | Int32Array | Uint8Array | Uint16Array | Uint32Array;

/** Smallest value of the signed types, whose quotient by -1 does not fit. */
const SMALLEST: Readonly<Record<string, number>> = { Int8: -128, Int16: -32768, Int32: -2147483648 };

/**
 * Arithmetic of two integer columns of one type of at most 32 bits. `+ - *` wrap; `/` truncates and raises on 0 and on
 * MIN / -1; `%` takes the dividend's sign and raises on 0. Rows that are null raise nothing.
 */
export function smallIntArithmetic(op: ArithmeticOperator, type: ArrowType): ColumnKernel {
  if (op === "/" || op === "%") return (operands) => divide(op, type, operands);
  if (type.id === "Int32" || type.id === "UInt32") return (operands) => wrap32(op, type, operands);
  return (operands) => wrapNarrow(op, type, operands);
}

function wrap32(op: "+" | "-" | "*", type: ArrowType, operands: Operands): PrimitiveColumn {
  const { length: n } = operands;
  const a = signedView((operands.left as PrimitiveColumn).values as Int32Array | Uint32Array);
  const b = signedView((operands.right as PrimitiveColumn).values as Int32Array | Uint32Array);
  const values = scratchValues(type, n) as Int32Array | Uint32Array;
  const out = signedView(values);
  const leftOne = operands.leftMask === 0;
  const rightOne = operands.rightMask === 0;
  if (op === "+") {
    if (rightOne) i32.addI32Scalar(a, b[0]!, out, n);
    else if (leftOne) i32.addI32Scalar(b, a[0]!, out, n);
    else i32.addI32(a, b, out, n);
  } else if (op === "-") {
    if (rightOne) i32.addI32Scalar(a, -b[0]! | 0, out, n);
    else if (leftOne) i32.subScalarI32(a[0]!, b, out, n);
    else i32.subI32(a, b, out, n);
  } else {
    if (rightOne) i32.mulI32Scalar(a, b[0]!, out, n);
    else if (leftOne) i32.mulI32Scalar(b, a[0]!, out, n);
    else i32.mulI32(a, b, out, n);
  }
  return primitiveColumn(type, values, operands.validity, operands.nullCount);
}

function signedView(values: Int32Array | Uint32Array): Int32Array {
  return values instanceof Int32Array ? values : new Int32Array(values.buffer, values.byteOffset, values.length);
}

/** Typed arrays wrap on the store. */
function wrapNarrow(op: "+" | "-" | "*", type: ArrowType, operands: Operands): PrimitiveColumn {
  const { leftMask, rightMask } = operands;
  const n = operands.length | 0;
  const a = (operands.left as PrimitiveColumn).values as SmallInts;
  const b = (operands.right as PrimitiveColumn).values as SmallInts;
  const out = scratchValues(type, n) as SmallInts;
  if (op === "+") { for (let i = 0; i < n; i++) out[i] = a[i & leftMask]! + b[i & rightMask]!; }
  else if (op === "-") { for (let i = 0; i < n; i++) out[i] = a[i & leftMask]! - b[i & rightMask]!; }
  else for (let i = 0; i < n; i++) out[i] = Math.imul(a[i & leftMask]!, b[i & rightMask]!);
  return primitiveColumn(type, out, operands.validity, operands.nullCount);
}

function divide(op: "/" | "%", type: ArrowType, operands: Operands): PrimitiveColumn {
  const { leftMask, rightMask, validity } = operands;
  const n = operands.length | 0;
  const a = (operands.left as PrimitiveColumn).values as SmallInts;
  const b = (operands.right as PrimitiveColumn).values as SmallInts;
  const out = scratchValues(type, n) as SmallInts;
  const smallest = SMALLEST[type.id] ?? NaN;
  let suspect = 0;
  if (op === "/") {
    for (let i = 0; i < n; i++) {
      const x = a[i & leftMask]!;
      const y = b[i & rightMask]!;
      suspect |= +(y === 0) | (+(y === -1) & +(x === smallest));
      // Exact: a quotient of 32-bit integers is at least 2⁻³² away from the next integer, unless it is one.
      out[i] = Math.trunc(x / y);
    }
  } else {
    for (let i = 0; i < n; i++) {
      const y = b[i & rightMask]!;
      suspect |= +(y === 0);
      out[i] = a[i & leftMask]! % y;
    }
  }
  if (suspect !== 0) {
    for (let i = 0; i < n; i++) {
      if (!isRowValid(validity, i)) continue;
      const x = a[i & leftMask]!;
      const y = b[i & rightMask]!;
      if (y === 0) throw divideByZeroError(op, x);
      if (op === "/" && y === -1 && x === smallest) throw overflowError(`${x} / -1`, type);
    }
  }
  return primitiveColumn(type, out, validity, operands.nullCount);
}
