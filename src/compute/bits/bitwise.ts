import type { ArrowType, Column, Datum, PrimitiveColumn } from "../../arrow/mod.ts";
import { int32Words, isInteger, primitiveColumn, typeText } from "../../arrow/mod.ts";
import { PlanError } from "../../errors.ts";
import { applyKernel, type BinaryKernel, type Operands, scratchValues } from "../arithmetic/mod.ts";
import { shiftLeftI64, shiftRightI64 } from "./shift_loops.ts";

/** Bitwise operators as they are written; `^` is exclusive or. */
export type BitwiseOperator = "&" | "|" | "^" | "<<" | ">>";

type Ints = Int8Array | Int16Array | Int32Array | Uint8Array | Uint16Array | Uint32Array;

/**
 * The kernel of a bitwise operator over one integer type. Shifts take the amount modulo the type's width; `>>` keeps the
 * sign of signed types. Null in, null out.
 *
 * @throws {PlanError} if the type is no integer
 */
export function bitwiseKernel(op: BitwiseOperator, type: ArrowType): BinaryKernel {
  if (!isInteger(type)) {
    throw new PlanError({ message: `Cannot compute ${typeText(type)} ${op} ${typeText(type)}: must be integers` });
  }
  const wide = type.id === "Int64" || type.id === "UInt64";
  const kernel = (operands: Operands): Column => wide ? wideBits(op, type, operands) : smallBits(op, type, operands);
  return (left: Datum, right: Datum) => applyKernel(kernel, left, right, type);
}

function smallBits(op: BitwiseOperator, type: ArrowType, operands: Operands): PrimitiveColumn {
  const { leftMask, rightMask } = operands;
  const n = operands.length | 0;
  const a = (operands.left as PrimitiveColumn).values as Ints;
  const b = (operands.right as PrimitiveColumn).values as Ints;
  const out = scratchValues(type, n) as Ints;
  const amount = out.BYTES_PER_ELEMENT * 8 - 1;
  const unsigned = out instanceof Uint8Array || out instanceof Uint16Array || out instanceof Uint32Array;
  switch (op) {
    case "&":
      for (let i = 0; i < n; i++) out[i] = a[i & leftMask]! & b[i & rightMask]!;
      break;
    case "|":
      for (let i = 0; i < n; i++) out[i] = a[i & leftMask]! | b[i & rightMask]!;
      break;
    case "^":
      for (let i = 0; i < n; i++) out[i] = a[i & leftMask]! ^ b[i & rightMask]!;
      break;
    case "<<":
      for (let i = 0; i < n; i++) out[i] = a[i & leftMask]! << (b[i & rightMask]! & amount);
      break;
    case ">>":
      if (unsigned) { for (let i = 0; i < n; i++) out[i] = a[i & leftMask]! >>> (b[i & rightMask]! & amount); }
      else for (let i = 0; i < n; i++) out[i] = a[i & leftMask]! >> (b[i & rightMask]! & amount);
  }
  return primitiveColumn(type, out, operands.validity, operands.nullCount);
}

function wideBits(op: BitwiseOperator, type: ArrowType, operands: Operands): PrimitiveColumn {
  const { leftMask, rightMask } = operands;
  const n = operands.length | 0;
  const a = int32Words((operands.left as PrimitiveColumn).values as BigInt64Array);
  const b = int32Words((operands.right as PrimitiveColumn).values as BigInt64Array);
  const values = scratchValues(type, n) as BigInt64Array | BigUint64Array;
  const out = int32Words(values);
  if (op === "<<") shiftLeftI64(a, leftMask, b, rightMask, out, n);
  else if (op === ">>") shiftRightI64(a, leftMask, b, rightMask, out, n, type.id === "UInt64");
  else {
    // Both words the same way; `w & mask` finds the row's word for columns, bit 0 alone for one value.
    const lm = leftMask | 1;
    const rm = rightMask | 1;
    const words = n << 1;
    if (op === "&") { for (let w = 0; w < words; w++) out[w] = a[w & lm]! & b[w & rm]!; }
    else if (op === "|") { for (let w = 0; w < words; w++) out[w] = a[w & lm]! | b[w & rm]!; }
    else for (let w = 0; w < words; w++) out[w] = a[w & lm]! ^ b[w & rm]!;
  }
  return primitiveColumn(type, values, operands.validity, operands.nullCount);
}
