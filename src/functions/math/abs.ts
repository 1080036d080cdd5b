import {
  type ArrowType,
  type Column,
  int32Words,
  isDecimal,
  isScalar,
  isUnsignedInteger,
  newInt32,
  newUint16,
  newValuesLike,
  primitiveColumn,
  type PrimitiveValues,
  scalarToColumn,
  typeText,
  wideColumn,
} from "../../arrow/mod.ts";
import type { ScalarFunction } from "../../udf/mod.ts";
import { defineScalar } from "../define_scalar.ts";
import { argumentsOf, examples, SECTIONS } from "../documentation.ts";
import { isRow } from "../operands.ts";
import { numericArg, signature } from "../signature.ts";
import { overflow } from "../primitive.ts";

/** `abs(x)` in the type of x. */
export const abs: ScalarFunction = defineScalar({
  name: "abs",
  section: SECTIONS.math,
  description: "The absolute value, in the type of the argument. The smallest integer of a signed type overflows.",
  syntax: "abs(numeric_expression)",
  args: argumentsOf({ numeric_expression: "A number." }),
  examples: examples(["abs(-5)", "5"]),
  coerce: signature("abs", [numericArg]),
  result: ([type]) => type!,
  evaluate: ([arg]) => {
    const column = isScalar(arg!) ? scalarToColumn(arg, 1) : arg!;
    if (isUnsignedInteger(column.type)) return column;
    if (column.layout === "wide") {
      const out = newInt32(column.values.length);
      absWords(column.values, out, column.stride, column);
      return wideColumn(column.type, out, column.validity, column.nullCount);
    }
    if (column.layout !== "primitive") throw new TypeError(`a ${column.layout} column has no numbers`);
    return primitiveColumn(
      column.type,
      absValues(column.values, column.type, column),
      column.validity,
      column.nullCount,
    );
  },
});

function absValues(values: PrimitiveValues, type: ArrowType, column: Column): PrimitiveValues {
  const n = values.length | 0;
  if (type.id === "Float16") {
    const out = newUint16(n);
    for (let i = 0; i < n; i++) out[i] = (values[i] as number) & 0x7fff;
    return out;
  }
  const out = newValuesLike(values, n);
  if (out instanceof BigInt64Array) {
    absWords(int32Words(values as BigInt64Array), int32Words(out), 2, column);
    return out;
  }
  const from = values as Float64Array;
  const to = out as Float64Array;
  for (let i = 0; i < n; i++) to[i] = Math.abs(from[i]!);
  if (type.id === "Float32" || type.id === "Float64") return out;
  // Only the smallest integer is still negative: 128 does not fit an Int8.
  for (let i = 0; i < n; i++) if (to[i]! < 0 && isRow(column.validity, i)) throw smallest(column, i, String(to[i]));
  return out;
}

/** Two's complement over `stride` words. */
function absWords(from: Int32Array, to: Int32Array, stride: number, column: Column): void {
  const n = from.length | 0;
  for (let base = 0; base < n; base += stride) {
    const top = base + stride - 1;
    if (from[top]! >= 0) {
      for (let k = base; k <= top; k++) to[k] = from[k]!;
      continue;
    }
    let carry = 1;
    for (let k = base; k <= top; k++) {
      const word = (~from[k]! + carry) | 0;
      to[k] = word;
      if (word !== 0) carry = 0;
    }
    if (to[top]! < 0 && isRow(column.validity, base / stride)) {
      throw smallest(column, base / stride, isDecimal(column.type) ? "the smallest value" : "-9223372036854775808");
    }
  }
}

function smallest(column: Column, row: number, value: string): Error {
  return overflow("abs", row, `${typeText(column.type)} has no positive counterpart of ${value}`);
}
