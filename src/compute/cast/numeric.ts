import {
  type ArrowType,
  booleanColumn,
  type Column,
  float16ToNumber,
  getBit,
  newBitmap,
  newFloat64,
  newValues,
  numberToFloat16,
  primitiveColumn,
  type PrimitiveValues,
} from "../../arrow/mod.ts";
import { Failures } from "./failures.ts";
import { int64ToNumber, setInt64, uint64ToNumber } from "./int64_words.ts";
import { int64Words } from "./retype.ts";

/** Integers and floats into each other: integers must fit, floats lose their fraction first; larger floats become infinite. */

type Numbers = Column & { layout: "primitive" };
/** Smallest and largest value of the integers that a float64 holds. */
const RANGES: Readonly<Record<string, readonly [number, number]>> = {
  Int8: [-128, 127],
  Int16: [-32_768, 32_767],
  Int32: [-2_147_483_648, 2_147_483_647],
  UInt8: [0, 255],
  UInt16: [0, 65_535],
  UInt32: [0, 4_294_967_295],
};
const TWO_63 = 2 ** 63;
const TWO_64 = 2 ** 64;

/** Casts integers and floats to integers and floats. */
export function castNumeric(column: Numbers, to: ArrowType, safe: boolean): Column {
  const failures = new Failures(column, to, safe);
  const values = is64(column.type) ? fromInt64(column, to, failures) : fromNumbers(column, to, failures);
  return primitiveColumn(to, values, failures.validity, failures.nullCount, column.length);
}

function is64(type: ArrowType): boolean {
  return type.id === "Int64" || type.id === "UInt64";
}

/** From every type whose values are numbers. */
function fromNumbers(column: Numbers, to: ArrowType, failures: Failures): PrimitiveValues {
  const n = column.length;
  const out = newValues(to, n);
  const source = column.values as Int32Array | Float64Array;
  const { id } = column.type;
  if (to.id === "Float64" || to.id === "Float32") {
    if (id === "Float16") decodeFloat16(source as unknown as Uint16Array, out as Float64Array, n);
    else (out as Float64Array).set(source);
    return out;
  }
  const range = RANGES[to.id];
  if (id === "Int32" && to.id === "Int64") {
    widenInt32(source as Int32Array, int64Words(out), n);
    return out;
  }
  const numbers = id === "Float64" ? source as unknown as Float64Array : toFloat64(column);
  if (range) {
    checkRange(numbers, range[0] - 1, range[1] + 1, failures, n);
    (out as Int32Array).set(numbers); // drops the fraction
  } else if (to.id === "Float16") {
    const halves = out as Uint16Array;
    for (let i = 0; i < n; i++) halves[i] = numberToFloat16(Math.fround(numbers[i]!));
  } else if (to.id === "Int64") storeInt64(numbers, int64Words(out), -TWO_63, TWO_63, failures, n);
  else storeUint64(numbers, int64Words(out), failures, n);
  return out;
}

/** The values of integers up to 32 bits and floats as float64, all exact. */
export function toFloat64(column: Numbers): Float64Array {
  const n = column.length;
  const out = newFloat64(n);
  if (column.type.id === "Float16") decodeFloat16(column.values as Uint16Array, out, n);
  else out.set(column.values as Int32Array);
  return out;
}

function decodeFloat16(halves: Uint16Array, out: Float64Array | Float32Array, n: number): void {
  for (let i = 0; i < n; i++) out[i] = float16ToNumber(halves[i]!);
}

/** Reports rows that are not strictly between `below` and `above`; NaN is not. */
function checkRange(numbers: Float64Array, below: number, above: number, failures: Failures, n: number): void {
  n = n | 0;
  for (let i = 0; i < n; i++) {
    const v = numbers[i]!;
    if (!(v > below && v < above)) failures.row(i);
  }
}

function widenInt32(source: Int32Array, words: Int32Array, n: number): void {
  n = n | 0;
  for (let i = 0; i < n; i++) {
    const v = source[i]!;
    words[2 * i] = v;
    words[2 * i + 1] = v >> 31;
  }
}

function storeInt64(
  numbers: Float64Array,
  words: Int32Array,
  min: number,
  end: number,
  failures: Failures,
  n: number,
): void {
  n = n | 0;
  for (let i = 0; i < n; i++) {
    const v = numbers[i]!;
    if (v >= min && v < end) setInt64(words, i, Math.trunc(v));
    else failures.row(i);
  }
}

function storeUint64(numbers: Float64Array, words: Int32Array, failures: Failures, n: number): void {
  n = n | 0;
  for (let i = 0; i < n; i++) {
    const v = numbers[i]!;
    if (v > -1 && v < TWO_64) setInt64(words, i, Math.trunc(v));
    else failures.row(i);
  }
}

/** From Int64 and UInt64. */
function fromInt64(column: Numbers, to: ArrowType, failures: Failures): PrimitiveValues {
  const n = column.length;
  const source = column.values;
  const words = int64Words(source);
  const signed = column.type.id === "Int64";
  const range = RANGES[to.id];
  if (is64(to)) {
    for (let i = 0; i < n; i++) if (words[2 * i + 1]! < 0) failures.row(i);
    const { buffer, byteOffset, length } = source;
    return signed ? new BigUint64Array(buffer, byteOffset, length) : new BigInt64Array(buffer, byteOffset, length);
  }
  const out = newValues(to, n);
  if (range) {
    narrowInt64(words, out as Int32Array, range[0], range[1], signed, failures, n);
    return out;
  }
  const toNumber = signed ? int64ToNumber : uint64ToNumber;
  if (to.id === "Float64") {
    const numbers = out as Float64Array;
    for (let i = 0; i < n; i++) numbers[i] = toNumber(words[2 * i + 1]!, words[2 * i]!);
    return out;
  }
  // Float32 is rounded once: bits that a float64 would round away are kept as one sticky bit.
  const half = to.id === "Float16";
  for (let i = 0; i < n; i++) {
    const high = words[2 * i + 1]!;
    let low = words[2 * i]!;
    if (high > 1_048_575 || (signed ? high < -1_048_576 : high < 0)) {
      low = (low & ~0xfff) | ((low & 0xfff) === 0 ? 0 : 0x800);
    }
    const single = Math.fround(toNumber(high, low));
    (out as Float32Array)[i] = half ? numberToFloat16(single) : single;
  }
  return out;
}

function narrowInt64(
  words: Int32Array,
  out: Int32Array,
  min: number,
  max: number,
  signed: boolean,
  failures: Failures,
  n: number,
): void {
  n = n | 0;
  for (let i = 0; i < n; i++) {
    const low = words[2 * i]!;
    const high = words[2 * i + 1]!;
    const v = high === 0 ? low >>> 0 : high === -1 && signed ? (low >>> 0) - 4_294_967_296 : NaN;
    if (!(v >= min && v <= max)) failures.row(i);
    out[i] = low;
  }
}

/** Casts integers and floats to Boolean: everything but zero is true, NaN too. */
export function castNumericToBoolean(column: Numbers, to: ArrowType): Column {
  const n = column.length;
  const out = newBitmap(n);
  if (is64(column.type)) {
    const words = int64Words(column.values);
    for (let i = 0; i < n; i++) if ((words[2 * i]! | words[2 * i + 1]!) !== 0) out[i >>> 3]! |= 1 << (i & 7);
  } else {
    const values = column.values as Int32Array;
    // Of Float16 bits the sign does not count.
    const mask = column.type.id === "Float16" ? 0x7fff : 0;
    for (let i = 0; i < n; i++) {
      const v = values[i]!;
      if (mask === 0 ? v !== 0 : (v & mask) !== 0) out[i >>> 3]! |= 1 << (i & 7);
    }
  }
  return booleanColumn(out, n, column.validity, column.nullCount, to);
}

/** Casts Boolean to integers and floats: 0 and 1. */
export function castBooleanToNumeric(column: Column & { layout: "boolean" }, to: ArrowType): Column {
  const n = column.length;
  const out = newValues(to, n);
  const one = to.id === "Float16" ? numberToFloat16(1) : 1;
  if (is64(to)) {
    const words = int64Words(out);
    for (let i = 0; i < n; i++) words[2 * i] = getBit(column.values, i) ? 1 : 0;
  } else {
    const numbers = out as Int32Array;
    for (let i = 0; i < n; i++) numbers[i] = getBit(column.values, i) ? one : 0;
  }
  return primitiveColumn(to, out, column.validity, column.nullCount, n);
}

/** The bytes of integers, little endian, as binaries. */
export function integerBytes(column: Numbers): { readonly data: Uint8Array; readonly width: number } {
  const { buffer, byteOffset, byteLength, BYTES_PER_ELEMENT: width } = column.values;
  return { data: new Uint8Array(buffer, byteOffset, byteLength), width };
}
