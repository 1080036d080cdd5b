import {
  type ArrowType,
  type Column,
  type DecimalType,
  isDecimal,
  layoutOf,
  newInt32,
  newInt64,
  newValues,
  numberToFloat16,
  primitiveColumn,
  type PrimitiveValues,
  strideOf,
  wideColumn,
} from "../../arrow/mod.ts";
import { CastError } from "../../errors.ts";
import {
  bigDecimal,
  decimalWords,
  divideRounded,
  fitsPrecision,
  powerOfTen,
  powi10,
  setBigDecimal,
  setSmallDecimal,
  smallDecimal,
} from "./decimal_math.ts";
import { Failures } from "./failures.ts";
import { int64ToNumber, uint64ToNumber } from "./int64_words.ts";
import { toFloat64 } from "./numeric.ts";

/** Decimals of every width from and to decimals, integers and floats. Values that pass the precision do not fit. */

type Primitive = Column & { layout: "primitive" };

/** Words for the values of a decimal column that is being made. */
export class DecimalTarget {
  readonly type: DecimalType;
  readonly words: Int32Array;
  readonly stride: number;
  /** Smallest magnitude that is too large; Infinity where no small value is. */
  readonly smallLimit: number;
  readonly #values: PrimitiveValues;

  constructor(type: DecimalType, length: number) {
    this.type = type;
    this.smallLimit = type.precision <= 15 ? 10 ** type.precision : Infinity;
    if (layoutOf(type) === "wide") {
      this.stride = strideOf(type);
      this.#values = this.words = newInt32(length * this.stride);
    } else if (type.id === "Decimal32") {
      this.stride = 1;
      this.#values = this.words = newInt32(length);
    } else {
      this.stride = 2;
      const values = newInt64(length);
      this.#values = values;
      this.words = new Int32Array(values.buffer, values.byteOffset, 2 * length);
    }
  }

  /** Writes an integer up to 2^53; false where it has too many digits. */
  setSmall(row: number, value: number): boolean {
    if (!(value < this.smallLimit && value > -this.smallLimit)) return false;
    setSmallDecimal(this.words, this.stride, row, value);
    return true;
  }

  /** Writes an integer of any size; false where it has too many digits. */
  setBig(row: number, value: bigint): boolean {
    if (!fitsPrecision(value, this.type.precision)) return false;
    setBigDecimal(this.words, this.stride, row, value);
    return true;
  }

  column(validity: Uint8Array | null, nullCount: number): Column {
    return layoutOf(this.type) === "wide"
      ? wideColumn(this.type, this.words, validity, nullCount)
      : primitiveColumn(this.type, this.#values, validity, nullCount);
  }
}

/** Largest magnitude for which products and sums below are exact. */
const MAX_EXACT = 2 ** 53;

/** Casts decimals to decimals: digits that go are rounded half away from zero. */
export function castDecimalToDecimal(column: Column, to: DecimalType, safe: boolean): Column {
  const from = column.type as DecimalType;
  const n = column.length;
  const failures = new Failures(column, to, safe);
  const { words, stride } = decimalWords(column);
  const target = new DecimalTarget(to, n);
  const delta = to.scale - from.scale;
  const up = delta >= 0;
  const factor = 10 ** Math.abs(delta);
  const half = factor / 2;
  const bigFactor = powerOfTen(Math.abs(delta));
  // Beyond 10^15 neither the factor nor a division by it is exact.
  const smallOnly = Math.abs(delta) <= 15;
  for (let i = 0; i < n; i++) {
    const small = smallDecimal(words, stride, i);
    if (small === small && smallOnly) {
      if (up) {
        const product = small * factor;
        if (product <= MAX_EXACT && product >= -MAX_EXACT) {
          if (!target.setSmall(i, product)) failures.row(i);
          continue;
        }
      } else {
        let quotient = Math.trunc(small / factor);
        const rest = small - quotient * factor;
        if (rest >= half) quotient++;
        else if (rest <= -half) quotient--;
        if (!target.setSmall(i, quotient)) failures.row(i);
        continue;
      }
    }
    const big = bigDecimal(words, stride, i);
    if (!target.setBig(i, up ? big * bigFactor : divideRounded(big, bigFactor))) failures.row(i);
  }
  return target.column(failures.validity, failures.nullCount);
}

/** Casts integers to decimals; a negative scale drops digits, towards zero. */
export function castIntegerToDecimal(column: Primitive, to: DecimalType, safe: boolean): Column {
  const n = column.length;
  const failures = new Failures(column, to, safe);
  const target = new DecimalTarget(to, n);
  const factor = to.scale <= 15 && to.scale >= -15 ? 10 ** Math.abs(to.scale) : NaN;
  const bigFactor = powerOfTen(Math.abs(to.scale));
  const values = column.values;
  const is64 = values.BYTES_PER_ELEMENT === 8;
  const words = is64 ? new Int32Array(values.buffer, values.byteOffset, 2 * n) : null;
  const toNumber = column.type.id === "UInt64" ? uint64ToNumber : int64ToNumber;
  for (let i = 0; i < n; i++) {
    const v = words === null ? values[i] as number : toNumber(words[2 * i + 1]!, words[2 * i]!);
    const scaled = to.scale < 0 ? Math.trunc(v / factor) : v * factor;
    if (v <= MAX_EXACT && v >= -MAX_EXACT && scaled <= MAX_EXACT && scaled >= -MAX_EXACT) {
      if (!target.setSmall(i, scaled)) failures.row(i);
      continue;
    }
    const big = BigInt(values[i]!);
    if (!target.setBig(i, to.scale < 0 ? big / bigFactor : big * bigFactor)) failures.row(i);
  }
  return target.column(failures.validity, failures.nullCount);
}

/** Casts floats to decimals: scaled in float64, then rounded half away from zero. */
export function castFloatToDecimal(column: Primitive, to: DecimalType, safe: boolean): Column {
  const n = column.length;
  const failures = new Failures(column, to, safe);
  const target = new DecimalTarget(to, n);
  const numbers = column.type.id === "Float64" ? column.values as Float64Array : toFloat64(column);
  const factor = powi10(to.scale);
  for (let i = 0; i < n; i++) {
    const scaled = numbers[i]! * factor;
    let rounded = Math.trunc(scaled);
    const rest = scaled - rounded;
    if (rest >= 0.5) rounded++;
    else if (rest <= -0.5) rounded--;
    if (rounded <= MAX_EXACT && rounded >= -MAX_EXACT) {
      if (!target.setSmall(i, rounded)) failures.row(i);
    } else if (!Number.isFinite(rounded) || !target.setBig(i, BigInt(rounded))) failures.row(i);
  }
  return target.column(failures.validity, failures.nullCount);
}

const LIMITS: Readonly<Record<string, readonly [bigint, bigint]>> = {
  Int8: [-128n, 127n],
  Int16: [-32_768n, 32_767n],
  Int32: [-2_147_483_648n, 2_147_483_647n],
  Int64: [-9_223_372_036_854_775_808n, 9_223_372_036_854_775_807n],
  UInt8: [0n, 255n],
  UInt16: [0n, 65_535n],
  UInt32: [0n, 4_294_967_295n],
  UInt64: [0n, 18_446_744_073_709_551_615n],
};

/** Casts decimals to integers, towards zero. */
export function castDecimalToInteger(column: Column, to: ArrowType, safe: boolean): Column {
  const { scale } = column.type as DecimalType;
  const n = column.length;
  const failures = new Failures(column, to, safe);
  const { words, stride } = decimalWords(column);
  const out = newValues(to, n);
  const [min, max] = LIMITS[to.id]!;
  const [smallMin, smallMax] = [Number(min), Number(max)];
  const is64 = out.BYTES_PER_ELEMENT === 8;
  const outWords = is64 ? new Int32Array(out.buffer, out.byteOffset, 2 * n) : null;
  const factor = scale >= 0 && scale <= 15 ? 10 ** scale : NaN;
  const bigFactor = powerOfTen(Math.abs(scale));
  for (let i = 0; i < n; i++) {
    const small = smallDecimal(words, stride, i);
    const quotient = Math.trunc(small / factor);
    if (quotient === quotient) {
      if (quotient < smallMin || quotient > smallMax) failures.row(i);
      else if (outWords !== null) setSmallDecimal(outWords, 2, i, quotient);
      else (out as Int32Array)[i] = quotient;
      continue;
    }
    const unscaled = bigDecimal(words, stride, i);
    const big = scale >= 0 ? unscaled / bigFactor : unscaled * bigFactor;
    if (big < min || big > max) failures.row(i);
    else if (outWords !== null) setBigDecimal(outWords, 2, i, big);
    else (out as Int32Array)[i] = Number(big);
  }
  return primitiveColumn(to, out, failures.validity, failures.nullCount, n);
}

/** Casts decimals to floats: the unscaled value as float64, divided by 10^scale; never fails. */
export function castDecimalToFloat(column: Column, to: ArrowType): Column {
  const { scale } = column.type as DecimalType;
  const n = column.length;
  const { words, stride } = decimalWords(column);
  const out = newValues(to, n) as Float64Array;
  const divisor = powi10(scale);
  const half = to.id === "Float16";
  for (let i = 0; i < n; i++) {
    let unscaled = smallDecimal(words, stride, i);
    if (unscaled !== unscaled) unscaled = Number(bigDecimal(words, stride, i));
    const value = unscaled / divisor;
    out[i] = half ? truncatedFloat16(value) : value;
  }
  return primitiveColumn(to, out, column.validity, column.nullCount, n);
}

const double = new Float64Array(1);
const doubleWords = new Uint32Array(double.buffer);

/** Bits of a Float16 as arrow-rs makes it from a float64: the lower half of the mantissa is dropped before rounding. */
function truncatedFloat16(value: number): number {
  double[0] = value;
  doubleWords[0] = 0;
  return numberToFloat16(double[0]!);
}

/** Refuses decimal types that no text can be read into. @throws {CastError} */
export function requireTextScale(to: ArrowType): asserts to is DecimalType {
  if (!isDecimal(to) || to.scale >= 0) return;
  throw new CastError({
    message: `Cannot cast text to a decimal: its scale is ${to.scale}, must not be negative`,
  });
}
