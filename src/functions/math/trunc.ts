import {
  type Column,
  type Datum,
  isDecimal,
  isScalar,
  newFloat32,
  newFloat64,
  newInt32,
  newValues,
  type PrimitiveColumn,
  primitiveColumn,
  scalar,
  scalarToColumn,
  T,
  wideColumn,
} from "../../arrow/mod.ts";
import { bigDecimal, decimalWords, powerOfTen, powi10, setBigDecimal } from "../../compute/cast/mod.ts";
import type { ScalarFunction } from "../../udf/mod.ts";
import { defineScalar } from "../define_scalar.ts";
import { argumentsOf, examples, SECTIONS } from "../documentation.ts";
import { commonValidity, isRow, numberOperand } from "../operands.ts";
import { integerArg, signature } from "../signature.ts";
import { floatOrDecimalArg } from "./float_or_decimal.ts";
import { powi10F32 } from "./powi10_f32.ts";
import { primitive } from "../primitive.ts";

/** `trunc(x [, decimal_places])`. */
export const trunc: ScalarFunction = defineScalar({
  name: "trunc",
  section: SECTIONS.math,
  description:
    "Cuts a number towards zero, to a whole number or to a number of decimal places. Decimals keep their type.",
  syntax: "trunc(numeric_expression [, decimal_places])",
  args: argumentsOf({
    numeric_expression: "A number; integers are taken as Float64.",
    decimal_places: "Digits kept after the point, or negative: digits dropped before it. Default 0.",
  }),
  examples: examples(["trunc(42.738)", "42.0"], ["trunc(-42.738, 1)", "-42.7"]),
  coerce: signature("trunc", [floatOrDecimalArg], [floatOrDecimalArg, integerArg(T.Int64)]),
  result: ([type]) => type!,
  evaluate: (args, numRows) => {
    const value = args[0]!;
    const places = args[1] ?? scalar(T.Int64, 0n);
    const column = isScalar(value) ? scalarToColumn(value, 1) : value;
    return isDecimal(column.type)
      ? truncDecimals(value, column, places, args, numRows)
      : truncFloats(value, places, args, numRows);
  },
});

function truncFloats(value: Datum, places: Datum, args: readonly Datum[], numRows: number): Column {
  const { type } = value;
  const x = primitive(value).values as Float64Array;
  if (args.length === 1) return truncWhole(primitive(value));
  const mask = isScalar(value) ? 0 : -1;
  const p = numberOperand(places);
  const single = type.id === "Float32";
  const out = single ? newFloat32(numRows) : newFloat64(numRows);
  const constant = p.mask === 0 ? clamp(p.values[0]!) : NaN;
  let factor = constant === constant ? power(single, constant) : 1;
  for (let i = 0; i < numRows; i++) {
    if (p.mask !== 0) factor = power(single, clamp(p.values[i]!));
    const scaled = x[i & mask]! * factor;
    out[i] = Math.trunc(single ? Math.fround(scaled) : scaled) / factor;
  }
  return primitiveColumn(type, out, commonValidity(args, numRows));
}

/** Without decimal places -0 becomes 0, though -0.5 becomes -0. */
function truncWhole({ type, values, validity, nullCount }: PrimitiveColumn): Column {
  const x = values as Float64Array;
  const out = type.id === "Float32" ? newFloat32(x.length) : newFloat64(x.length);
  for (let i = 0; i < x.length; i++) {
    const value = x[i]!;
    out[i] = value === 0 ? 0 : Math.trunc(value);
  }
  return primitiveColumn(type, out, validity, nullCount);
}

function power(single: boolean, places: number): number {
  return single ? powi10F32(places) : powi10(places);
}

/** Beyond these, every power of ten is infinite or zero. */
function clamp(places: number): number {
  return Math.max(-1000, Math.min(1000, places));
}

function truncDecimals(value: Datum, column: Column, places: Datum, args: readonly Datum[], numRows: number): Column {
  const { type } = column;
  if (!isDecimal(type)) throw new TypeError("not a decimal");
  const { words, stride } = decimalWords(column);
  const mask = isScalar(value) ? 0 : -1;
  const p = numberOperand(places);
  const validity = commonValidity(args, numRows);
  const wide = stride >= 4;
  const values = wide ? newInt32(numRows * stride) : newValues(type, numRows);
  const out = new Int32Array(values.buffer, values.byteOffset, numRows * stride);
  for (let i = 0; i < numRows; i++) {
    if (!isRow(validity, i)) continue;
    const dropped = type.scale - p.values[i & p.mask]!;
    const big = bigDecimal(words, stride, i & mask);
    // More digits than any decimal has leave nothing.
    const result = dropped <= 0 ? big : dropped > 80 ? 0n : big - big % powerOfTen(dropped);
    setBigDecimal(out, stride, i, result);
  }
  return wide ? wideColumn(type, values as Int32Array, validity) : primitiveColumn(type, values, validity);
}
