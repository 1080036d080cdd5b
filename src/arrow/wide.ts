import type { IntervalValue } from "./scalar.ts";
import type { Column } from "./column.ts";

/** The signed integer in `stride` little-endian words from `row * stride` on. */
export function readWide(values: Int32Array, row: number, stride: number): bigint {
  const base = row * stride;
  let result = BigInt(values[base + stride - 1]!);
  for (let k = stride - 2; k >= 0; k--) result = (result << 32n) | BigInt(values[base + k]! >>> 0);
  return result;
}

/** Writes a signed integer into `stride` little-endian words; higher bits are dropped. */
export function writeWide(values: Int32Array, row: number, stride: number, value: bigint): void {
  const base = row * stride;
  for (let k = 0; k < stride; k++) {
    values[base + k] = Number(BigInt.asIntN(32, value));
    value >>= 32n;
  }
}

/** Unscaled value of a decimal of any width. The row must not be null, nor the column of another type. */
export function decimalValue(column: Column, row: number): bigint {
  if (column.layout === "wide") return readWide(column.values, row, column.stride);
  if (column.layout === "primitive") return BigInt(column.values[row]!);
  throw new TypeError(`a ${column.layout} column has no decimals`);
}

/** DayTime (stride 2) and MonthDayNano (stride 4) intervals. */
export function readInterval(values: Int32Array, row: number, stride: number): IntervalValue {
  const base = row * stride;
  if (stride === 2) {
    return { months: 0, days: values[base]!, nanoseconds: BigInt(values[base + 1]!) * 1_000_000n };
  }
  return {
    months: values[base]!,
    days: values[base + 1]!,
    nanoseconds: (BigInt(values[base + 3]!) << 32n) | BigInt(values[base + 2]! >>> 0),
  };
}

/** Writes an interval; DayTime (stride 2) keeps whole milliseconds and drops months. */
export function writeInterval(values: Int32Array, row: number, stride: number, value: IntervalValue): void {
  const base = row * stride;
  if (stride === 2) {
    values[base] = value.days;
    values[base + 1] = Number(value.nanoseconds / 1_000_000n);
    return;
  }
  values[base] = value.months;
  values[base + 1] = value.days;
  values[base + 2] = Number(BigInt.asIntN(32, value.nanoseconds));
  values[base + 3] = Number(BigInt.asIntN(32, value.nanoseconds >> 32n));
}
