import {
  type ArrowType,
  type Column,
  decimalType,
  decimalValue,
  float16ToNumber,
  intervalType,
  isDecimal,
  isFloat,
  isInteger,
  isNumeric,
  isScalar,
  isString,
  isValidAt,
  newFloat64,
  newInt32,
  primitiveColumn,
  type Scalar,
  T,
  typesEqual,
  wideColumn,
  writeWide,
} from "../../arrow/mod.ts";
import { arithmeticKernel } from "../../compute/arithmetic/mod.ts";
import { castColumn, castScalar } from "../../compute/cast/mod.ts";
import { arithmeticCoercion } from "../../compute/coercion/mod.ts";

/** An order key, and for every row the value at the frame's edge; both of one type that can hold them. */
export interface RangeTargets {
  readonly keys: Column;
  readonly targets: Column;
}

/** Numbers that doubles add exactly. */
const EXACT = 2 ** 52;
const INTERVAL = intervalType("MonthDayNano");
const UNSAFE = Object.freeze({ safe: false });

/**
 * Keys plus (`sign` 1) or minus (-1) an offset, without overflow: null where the key is. Null for an offset that is no distance between
 * such keys: neither text nor of the key's own type, nor an interval between dates or timestamps.
 */
export function rangeTargets(column: Column, offset: Scalar, sign: 1 | -1): RangeTargets | null {
  const { type } = column;
  const temporal = type.id === "Date32" || type.id === "Date64" || type.id === "Timestamp";
  if (!temporal && !isNumeric(type)) return null;
  if (!isString(offset.type) && !(temporal ? offset.type.id === "Interval" : typesEqual(offset.type, type))) {
    return null;
  }
  if (isFloat(type)) return floatTargets(column, sign * numberOf(castScalar(offset, T.Float64, UNSAFE)));
  if (isInteger(type)) {
    const whole = isInteger(offset.type) ? offset : castScalar(offset, T.Int64, UNSAFE);
    return integerTargets(column, BigInt(whole.value as bigint | number) * BigInt(sign));
  }
  if (isDecimal(type)) {
    const same = castScalar(offset, decimalType(76, type.scale, "Decimal256"), UNSAFE);
    return wideTargets(column, (same.value as bigint) * BigInt(sign));
  }
  return { keys: column, targets: timeTargets(column, castScalar(offset, INTERVAL, UNSAFE), sign) };
}

function numberOf(offset: Scalar): number {
  return Number(offset.value);
}

function floatTargets(column: Column, by: number): RangeTargets {
  const keys = doubles(column, column.type.id === "Float16" ? float16ToNumber : Number);
  const targets = newFloat64(column.length);
  const single = column.type.id !== "Float64";
  for (let i = 0; i < targets.length; i++) targets[i] = single ? Math.fround(keys[i]! + by) : keys[i]! + by;
  return pair(column, keys, targets);
}

function integerTargets(column: Column, by: bigint): RangeTargets {
  if (column.layout !== "primitive") return { keys: column, targets: column };
  const { values } = column;
  if (values instanceof BigInt64Array || values instanceof BigUint64Array) return wideTargets(column, by);
  if (by > BigInt(EXACT) || by < -BigInt(EXACT)) return wideTargets(column, by);
  const keys = doubles(column, Number);
  const delta = Number(by);
  return pair(column, keys, keys.map((key) => key + delta));
}

function doubles(column: Column, of: (value: number) => number): Float64Array {
  const out = newFloat64(column.length);
  if (column.layout !== "primitive") return out;
  for (let i = 0; i < out.length; i++) out[i] = of(column.values[i] as number);
  return out;
}

function pair(column: Column, keys: Float64Array, targets: Float64Array): RangeTargets {
  const { validity, nullCount } = column;
  return {
    keys: primitiveColumn(T.Float64, keys, validity, nullCount),
    targets: primitiveColumn(T.Float64, targets, validity, nullCount),
  };
}

/** 64-bit integers and decimals: 256 bits hold every sum. */
function wideTargets(column: Column, by: bigint): RangeTargets {
  const n = column.length;
  const keys = newInt32(n * 8);
  const targets = newInt32(n * 8);
  for (let i = 0; i < n; i++) {
    if (!isValidAt(column, i)) continue;
    const key = decimalValue(column, i);
    writeWide(keys, i, 8, key);
    writeWide(targets, i, 8, key + by);
  }
  const type: ArrowType = decimalType(76, 0, "Decimal256");
  const { validity, nullCount } = column;
  return { keys: wideColumn(type, keys, validity, nullCount), targets: wideColumn(type, targets, validity, nullCount) };
}

function timeTargets(column: Column, interval: Scalar, sign: 1 | -1): Column {
  const operator = sign === 1 ? "+" : "-";
  const coercion = arithmeticCoercion(operator, column.type, interval.type);
  const result = arithmeticKernel(operator, coercion)(castColumn(column, coercion.left, UNSAFE), interval);
  if (isScalar(result)) throw new TypeError("arithmetic over a column gave a scalar");
  return typesEqual(result.type, column.type) ? result : castColumn(result, column.type, UNSAFE);
}
