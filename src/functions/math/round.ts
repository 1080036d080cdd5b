import {
  type ArrowType,
  type Column,
  type Datum,
  type DecimalType,
  decimalType,
  isDecimal,
  isInteger,
  isScalar,
  MAX_PRECISION,
  newFloat32,
  newFloat64,
  newInt32,
  newValues,
  newValuesLike,
  primitiveColumn,
  type Scalar,
  scalar,
  scalarToColumn,
  T,
  typeText,
  wideColumn,
} from "../../arrow/mod.ts";
import {
  bigDecimal,
  decimalWords,
  divideRounded,
  fitsPrecision,
  powerOfTen,
  powi10,
  setBigDecimal,
} from "../../compute/cast/mod.ts";
import type { ReturnFieldArgs, ScalarFunction } from "../../udf/mod.ts";
import { defineScalar } from "../define_scalar.ts";
import { argumentsOf, examples, SECTIONS } from "../documentation.ts";
import { commonValidity, isRow, numberOperand } from "../operands.ts";
import { type ArgRule, floatArg, integerArg, signature, valueType } from "../signature.ts";
import { powi10F32 } from "./powi10_f32.ts";
import { overflow, primitive } from "../primitive.ts";

/** Integers and decimals as they are; other numbers as floats. */
const roundable: ArgRule = {
  expected: "a number",
  accept: (type) => {
    const plain = valueType(type);
    return isInteger(plain) || isDecimal(plain) ? plain : floatArg.accept(plain);
  },
};

/** `round(x [, decimal_places])`, half away from zero, in the type of x. */
export const round: ScalarFunction = defineScalar({
  name: "round",
  section: SECTIONS.math,
  description:
    "Rounds half away from zero, to a whole number or to a number of decimal places. Integers stay integers; " +
    "a decimal loses the digits that are rounded away where the number of places is constant.",
  syntax: "round(numeric_expression [, decimal_places])",
  args: argumentsOf({
    numeric_expression: "A number.",
    decimal_places: "Digits kept after the point, or negative: digits rounded before it. Default 0.",
  }),
  examples: examples(["round(2.5)", "3.0"], ["round(-1234, -2)", "-1200"]),
  nullable: ({ fields }) => fields.some((f) => f.nullable),
  coerce: signature("round", [roundable], [roundable, integerArg(T.Int32)]),
  result: ([type], given) => isDecimal(type!) ? roundedDecimal(type, given) : type!,
  evaluate: (args, numRows, call) => {
    const value = args[0]!;
    const places = args[1] ?? ZERO_PLACES;
    if (isDecimal(value.type)) return roundDecimals(value, places, args, numRows, call.returnField.type);
    return isInteger(value.type)
      ? roundIntegers(value, places, args, numRows)
      : roundFloats(value, places, args, numRows);
  },
});

const ZERO_PLACES: Scalar = scalar(T.Int32, 0);

/**
 * Constant places shrink the scale, whose freed digits hold the carry; otherwise one digit more is needed for it
 * (99 rounds to 100).
 */
function roundedDecimal(type: DecimalType, { fields, scalars }: ReturnFieldArgs): DecimalType {
  const carried = Math.min(MAX_PRECISION[type.id], type.precision + 1);
  if (fields.length === 2 && scalars[1] === undefined) return decimalType(carried, type.scale, type.id);
  const places = Number(scalars[1]?.value ?? 0);
  if (places >= type.scale) return type;
  const scale = type.scale < 0 ? places : Math.max(places, 0);
  return scale < type.scale ? decimalType(type.precision, scale, type.id) : decimalType(carried, type.scale, type.id);
}

function roundFloats(value: Datum, places: Datum, args: readonly Datum[], numRows: number): Column {
  const { type } = value;
  const x = primitive(value).values as Float64Array;
  const mask = isScalar(value) ? 0 : -1;
  const p = numberOperand(places);
  const single = type.id === "Float32";
  const out = single ? newFloat32(numRows) : newFloat64(numRows);
  let last = NaN;
  let factor = 1;
  for (let i = 0; i < numRows; i++) {
    const digits = p.values[i & p.mask]!;
    if (digits !== last) {
      last = digits;
      // Beyond 1000, every power of ten is infinite or zero.
      const clamped = Math.max(-1000, Math.min(1000, digits));
      factor = single ? powi10F32(clamped) : powi10(clamped);
    }
    const scaled = x[i & mask]! * factor;
    out[i] = (single ? halfAwayFromZero(Math.fround(scaled)) : halfAwayFromZero(scaled)) / factor;
  }
  return primitiveColumn(type, out, commonValidity(args, numRows));
}

function halfAwayFromZero(x: number): number {
  const whole = Math.trunc(x);
  // Exact: the fraction of a float is a float. -0.4 becomes -0.
  return Math.abs(x - whole) >= 0.5 ? whole + Math.sign(x) : whole;
}

/** The largest power of ten that each integer type holds. */
const LARGEST_POWERS: Readonly<Record<string, number>> = {
  Int8: 2,
  UInt8: 2,
  Int16: 4,
  UInt16: 4,
  Int32: 9,
  UInt32: 9,
  Int64: 18,
  UInt64: 19,
};

function roundIntegers(value: Datum, places: Datum, args: readonly Datum[], numRows: number): Column {
  const { type } = value;
  const { values } = primitive(value);
  const mask = isScalar(value) ? 0 : -1;
  const p = numberOperand(places);
  const out = newValuesLike(values, numRows);
  const validity = commonValidity(args, numRows);
  // Like DataFusion, to a unit that the type cannot hold everything rounds to 0.
  const most = LARGEST_POWERS[type.id]!;
  for (let i = 0; i < numRows; i++) {
    const digits = p.values[i & p.mask]!;
    if (digits >= 0) {
      (out as Float64Array)[i] = values[i & mask] as number;
    } else if (digits >= -most && isRow(validity, i)) {
      const rounded = rescaled(BigInt(values[i & mask]!), -digits);
      if (typeof out[i] === "bigint") (out as BigInt64Array)[i] = rounded;
      else (out as Float64Array)[i] = Number(rounded);
      if (BigInt(out[i]!) !== rounded) throw overflow("round", i, `${rounded} does not fit ${typeText(type)}`);
    }
  }
  return primitiveColumn(type, out, validity);
}

/** Rounded to a multiple of 10^digits. */
function rescaled(value: bigint, digits: number): bigint {
  const unit = powerOfTen(digits);
  return divideRounded(value, unit) * unit;
}

function roundDecimals(
  value: Datum,
  places: Datum,
  args: readonly Datum[],
  numRows: number,
  result: ArrowType,
): Column {
  const { type } = value;
  if (!isDecimal(type) || !isDecimal(result)) throw new TypeError("not a decimal");
  const { words, stride } = decimalWords(isScalar(value) ? scalarToColumn(value, 1) : value);
  const mask = isScalar(value) ? 0 : -1;
  const p = numberOperand(places);
  const validity = commonValidity(args, numRows);
  const wide = stride >= 4;
  const values = wide ? newInt32(numRows * stride) : newValues(result, numRows);
  const out = new Int32Array(values.buffer, values.byteOffset, numRows * stride);
  for (let i = 0; i < numRows; i++) {
    if (!isRow(validity, i)) continue;
    const dropped = type.scale - Math.max(p.values[i & p.mask]!, -1000);
    const big = bigDecimal(words, stride, i & mask);
    // More digits than any decimal has leave nothing.
    const kept = dropped <= 0 ? big : dropped > 80 ? 0n : divideRounded(big, powerOfTen(dropped));
    const shift = Math.max(dropped, 0) - (type.scale - result.scale);
    const rounded = shift >= 0 ? kept * powerOfTen(kept === 0n ? 0 : shift) : kept / powerOfTen(-shift);
    if (!fitsPrecision(rounded, result.precision)) {
      throw overflow("round", i, `the result must have at most ${result.precision} digits`);
    }
    setBigDecimal(out, stride, i, rounded);
  }
  return wide ? wideColumn(result, values as Int32Array, validity) : primitiveColumn(result, values, validity);
}
