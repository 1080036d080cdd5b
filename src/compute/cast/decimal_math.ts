import { type Column, decodeUtf8, encodeUtf8, readWide, writeWide } from "../../arrow/mod.ts";
import { isAsciiWhiteSpace, trimWhiteSpace } from "./white_space.ts";
import { countDigits, writeAscii, writeDigits, writeInteger } from "./format_integer.ts";

/**
 * Unscaled decimals of every width as little-endian 32-bit words: 1 (Decimal32), 2, 4 or 8 (Decimal256) a value.
 *
 * Most decimals fit a float64 exactly: loops ask {@linkcode smallDecimal} first and take BigInt only where it says NaN.
 */
const TWO_32 = 4_294_967_296;

/** The words of a decimal column, in its own memory, and how many a value has. */
export interface DecimalWords {
  readonly words: Int32Array;
  readonly stride: 1 | 2 | 4 | 8;
}

/** Words of a decimal column of any width. @throws {TypeError} for columns of other types */
export function decimalWords(column: Column): DecimalWords {
  if (column.layout === "wide") return { words: column.values, stride: column.stride };
  if (column.layout === "primitive") {
    const values = column.values;
    if (values instanceof Int32Array) return { words: values, stride: 1 };
    return { words: new Int32Array(values.buffer, values.byteOffset, values.length * 2), stride: 2 };
  }
  throw new TypeError(`a ${column.layout} column has no decimals`);
}

/** The value where it is within ±2^52, else NaN. */
export function smallDecimal(words: Int32Array, stride: number, row: number): number {
  const base = row * stride;
  if (stride === 1) return words[base]!;
  const high = words[base + 1]!;
  if (high < -1_048_576 || high >= 1_048_576) return NaN;
  const sign = high >> 31;
  for (let k = 2; k < stride; k++) if (words[base + k] !== sign) return NaN;
  return high * TWO_32 + (words[base]! >>> 0);
}

/** The value, whatever its size. */
export function bigDecimal(words: Int32Array, stride: number, row: number): bigint {
  return readWide(words, row, stride);
}

/** Writes an integer up to 2^53; the words must be wide enough. */
export function setSmallDecimal(words: Int32Array, stride: number, row: number, value: number): void {
  const base = row * stride;
  if (stride === 1) {
    words[base] = value;
    return;
  }
  const high = Math.floor(value / TWO_32);
  words[base] = value - high * TWO_32;
  words[base + 1] = high;
  const sign = high < 0 ? -1 : 0;
  for (let k = 2; k < stride; k++) words[base + k] = sign;
}

/** Writes a value of any size; the words must be wide enough. */
export function setBigDecimal(words: Int32Array, stride: number, row: number, value: bigint): void {
  writeWide(words, row, stride, value);
}

const BIG_POWERS: readonly bigint[] = Array.from({ length: 160 }, (_, k) => 10n ** BigInt(k));

/** 10^exponent. */
export function powerOfTen(exponent: number): bigint {
  return BIG_POWERS[exponent] ?? 10n ** BigInt(exponent);
}

/** Whether an unscaled value has at most `precision` digits. */
export function fitsPrecision(value: bigint, precision: number): boolean {
  const limit = powerOfTen(precision);
  return value < limit && value > -limit;
}

/** `value / divisor`, rounded half away from zero. */
export function divideRounded(value: bigint, divisor: bigint): bigint {
  const quotient = value / divisor;
  const rest = value % divisor;
  const doubled = rest < 0n ? -rest * 2n : rest * 2n;
  if (doubled < divisor) return quotient;
  return value < 0n ? quotient - 1n : quotient + 1n;
}

/** `value`, unscaled with scale `from`, with scale `to`: rounded half away from zero where digits go. */
export function rescaleDecimal(value: bigint, from: number, to: number): bigint {
  return to >= from ? value * powerOfTen(to - from) : divideRounded(value, powerOfTen(from - to));
}

/** 10^`exponent` as the chain of float64 multiplications that Rust's `powi` makes: inexact beyond 10^22. */
export function powi10(exponent: number): number {
  let left = Math.abs(exponent);
  let base = 10;
  let result = 1;
  for (;;) {
    if (left & 1) result *= base;
    left >>= 1;
    if (left === 0) break;
    base *= base;
  }
  return exponent < 0 ? 1 / result : result;
}

/** The unscaled value as text with its point: `1.50`, `0.05`, `-700` for scale -2. */
export function formatDecimal(value: bigint, scale: number): string {
  const negative = value < 0n;
  const digits = String(negative ? -value : value);
  const sign = negative ? "-" : "";
  if (scale <= 0) return sign + digits + "0".repeat(-scale);
  const padded = digits.padStart(scale + 1, "0");
  return `${sign}${padded.slice(0, -scale)}.${padded.slice(-scale)}`;
}

/** Writes {@linkcode formatDecimal}'s text at `at` and gives the end; `target` must have 160 bytes left. */
export function writeDecimal(
  target: Uint8Array,
  at: number,
  words: Int32Array,
  stride: number,
  row: number,
  scale: number,
): number {
  let value = smallDecimal(words, stride, row);
  if (value !== value || scale < 0 || scale > 15) {
    return writeAscii(target, at, formatDecimal(bigDecimal(words, stride, row), scale));
  }
  if (scale === 0) return writeInteger(target, at, value);
  if (value < 0) {
    target[at++] = 45;
    value = -value;
  }
  const unit = 10 ** scale;
  const whole = Math.floor(value / unit);
  at = writeDigits(target, at, whole, countDigits(whole));
  target[at++] = 46;
  return writeDigits(target, at, value - whole * unit, scale);
}

/** Digits beyond this cannot be multiplied or rounded exactly in a float64. */
const SMALL_DIGITS = 15;
/** Largest magnitude that arrow-rs reads the digits after the point into. */
const LIMIT_256 = 1n << 255n;

/** The unscaled value of a text with scale `scale`, or NaN or null where it is none: number where small, bigint else. */
export function parseDecimal(data: Uint8Array, start: number, end: number, scale: number): number | bigint | null {
  while (end > start && isAsciiWhiteSpace(data[end - 1]!)) end--;
  while (start < end && isAsciiWhiteSpace(data[start]!)) start++;
  let at = start;
  const negative = data[at] === 45;
  if (at < end && (negative || data[at] === 43)) at++;
  let value = 0;
  let digits = 0;
  let point = -1;
  let roundUp = false;
  let dropped = false;
  const first = at;
  for (; at < end; at++) {
    const byte = data[at]!;
    if (byte === 46) {
      if (point >= 0) return null;
      point = digits;
      continue;
    }
    const digit = byte - 48;
    if (digit < 0 || digit > 9) {
      // White space beyond ASCII may stand around the number.
      return data[start]! >= 0x80 || data[end - 1]! >= 0x80 ? parseTrimmed(data, start, end, scale) : null;
    }
    if (point >= 0 && digits - point >= scale) {
      if (!dropped) roundUp = digit >= 5;
      dropped = true;
      continue;
    }
    value = value * 10 + digit;
    digits++;
  }
  if (first === end || (digits === 0 && !dropped)) return null;
  const missing = point < 0 ? scale : scale - (digits - point);
  if (digits + missing > SMALL_DIGITS || end - first > 70) return parseLong(data, first, end, negative, scale);
  value *= 10 ** missing;
  if (roundUp) value++;
  return negative && value !== 0 ? -value : value;
}

function parseTrimmed(data: Uint8Array, start: number, end: number, scale: number): number | bigint | null {
  const text = decodeUtf8(data, start, end);
  const trimmed = trimWhiteSpace(text);
  if (trimmed.length === text.length) return null;
  const bytes = encodeUtf8(trimmed);
  return parseDecimal(bytes, 0, bytes.length, scale);
}

/** Digits with at most one point, all checked. */
function parseLong(data: Uint8Array, start: number, end: number, negative: boolean, scale: number): bigint | null {
  const [whole, fraction = ""] = decodeUtf8(data, start, end).split(".") as [string, string | undefined];
  let value: bigint;
  if (fraction.length > scale) {
    const cut = fraction.length - scale;
    const rest = BigInt(fraction);
    if (rest >= LIMIT_256 || cut > 76) return null;
    value = BigInt(whole || "0") * powerOfTen(scale) + divideRounded(rest, powerOfTen(cut));
  } else value = BigInt((whole + fraction.padEnd(scale, "0")) || "0");
  return negative ? -value : value;
}
