import { setInt64 } from "./int64_words.ts";

/**
 * Numbers from UTF-8 bytes by the rules of arrow-rs: ASCII white space around is skipped, one sign may lead; integers
 * have digits only (`1e3` and `1.0` are none), floats may have a point on either side of the digits, an exponent, or be
 * `nan`, `inf`, `infinity` in any case. Nothing is allocated for the usual ones.
 */
const TWO_32 = 4_294_967_296;

/** Space, tab, line feed, form feed, carriage return: what Rust calls ASCII white space. */
function isSpace(byte: number): boolean {
  return byte === 32 || byte === 9 || byte === 10 || byte === 12 || byte === 13;
}

/** The integer in `data[start .. end)`; NaN where there is none, or where it is beyond 2^53. */
export function parseInteger(data: Uint8Array, start: number, end: number): number {
  while (end > start && isSpace(data[end - 1]!)) end--;
  while (start < end && isSpace(data[start]!)) start++;
  if (start === end) return NaN;
  const sign = data[start]!;
  if (sign === 45 || sign === 43) start++;
  if (start === end) return NaN;
  while (start < end - 1 && data[start] === 48) start++;
  if (end - start > 16) return NaN;
  let value = 0;
  for (let i = start; i < end; i++) {
    const digit = data[i]! - 48;
    if (digit < 0 || digit > 9) return NaN;
    value = value * 10 + digit;
  }
  if (value > Number.MAX_SAFE_INTEGER) return NaN;
  return sign === 45 && value !== 0 ? -value : value;
}

/** Parses a 64-bit integer into value `index` of `words`; false, with nothing written, where it is none or out of range. */
export function parseInt64(
  data: Uint8Array,
  start: number,
  end: number,
  words: Int32Array,
  index: number,
  signed: boolean,
): boolean {
  const small = parseInteger(data, start, end);
  if (small === small) {
    if (!signed && small < 0) return false;
    setInt64(words, index, small);
    return true;
  }
  while (end > start && isSpace(data[end - 1]!)) end--;
  while (start < end && isSpace(data[start]!)) start++;
  const negative = data[start] === 45;
  if (negative || data[start] === 43) start++;
  while (start < end && data[start] === 48) start++;
  const digits = end - start;
  if (digits < 16 || digits > 20 || (negative && !signed)) return false;
  let upper = 0;
  let lower = 0;
  for (let i = start; i < end; i++) {
    const digit = data[i]! - 48;
    if (digit < 0 || digit > 9) return false;
    if (i < end - 9) upper = upper * 10 + digit;
    else lower = lower * 10 + digit;
  }
  // upper * 10^9 + lower with upper < 10^11, in halves of 16 bits so that every product is exact.
  const a = Math.floor(upper / 65_536);
  const product = a * 1_000_000_000;
  const productHigh = Math.floor(product / 65_536);
  const rest = (product - productHigh * 65_536) * 65_536 + (upper - a * 65_536) * 1_000_000_000 + lower;
  const carry = Math.floor(rest / TWO_32);
  let high = productHigh + carry;
  let low = rest - carry * TWO_32;
  if (signed) {
    if (high >= 2_147_483_648 && !(negative && high === 2_147_483_648 && low === 0)) return false;
    if (negative) {
      low = low === 0 ? 0 : TWO_32 - low;
      high = low === 0 ? -high : ~high;
    }
  } else if (high >= TWO_32) return false;
  words[2 * index] = low;
  words[2 * index + 1] = high;
  return true;
}

/** Powers of ten that are exact in a float64. */
const POWERS: Float64Array = Float64Array.from({ length: 23 }, (_, k) => Number(`1e${k}`));

/** Parses a float64, correctly rounded, into `out[index]`; false, with nothing written, where it is none. */
export function parseFloat64(data: Uint8Array, start: number, end: number, out: Float64Array, index: number): boolean {
  while (end > start && isSpace(data[end - 1]!)) end--;
  while (start < end && isSpace(data[start]!)) start++;
  let i = start;
  const negative = data[i] === 45 && i < end;
  if (i < end && (data[i] === 45 || data[i] === 43)) i++;
  const first = i;
  let mantissa = 0;
  let digits = 0;
  let significant = 0;
  let scale = 0;
  for (; i < end; i++) {
    const digit = data[i]! - 48;
    if (digit < 0 || digit > 9) break;
    digits++;
    if (significant > 0 || digit > 0) significant++;
    mantissa = mantissa * 10 + digit;
  }
  if (i < end && data[i] === 46) {
    for (i++; i < end; i++) {
      const digit = data[i]! - 48;
      if (digit < 0 || digit > 9) break;
      digits++;
      if (significant > 0 || digit > 0) significant++;
      mantissa = mantissa * 10 + digit;
      scale--;
    }
  }
  if (digits === 0) return parseNamed(data, first, end, negative, out, index);
  if (i < end) {
    if ((data[i]! | 32) !== 101) return false;
    i++;
    let exponentSign = 1;
    if (i < end && (data[i] === 45 || data[i] === 43)) exponentSign = data[i++] === 45 ? -1 : 1;
    if (i === end) return false;
    let exponent = 0;
    for (; i < end; i++) {
      const digit = data[i]! - 48;
      if (digit < 0 || digit > 9) return false;
      if (exponent < 100_000) exponent = exponent * 10 + digit;
    }
    scale += exponentSign * exponent;
  }
  let value: number;
  // Two exact operands and one operation: the result is correctly rounded (Clinger's fast path).
  if (significant <= 15 && scale >= -22 && scale <= 22) {
    value = scale < 0 ? mantissa / POWERS[-scale]! : mantissa * POWERS[scale]!;
  } else value = Number(asciiText(data, first, end));
  out[index] = negative ? -value : value;
  return true;
}

function parseNamed(
  data: Uint8Array,
  start: number,
  end: number,
  negative: boolean,
  out: Float64Array,
  index: number,
): boolean {
  const length = end - start;
  if (length !== 3 && length !== 8) return false;
  const name = asciiText(data, start, end).toLowerCase();
  if (name === "nan") out[index] = NaN;
  else if (name === "inf" || name === "infinity") out[index] = negative ? -Infinity : Infinity;
  else return false;
  return true;
}

function asciiText(data: Uint8Array, start: number, end: number): string {
  let text = "";
  for (let i = start; i < end; i++) text += String.fromCharCode(data[i]!);
  return text;
}

const double = new Float64Array(1);
const doubleWords = new Uint32Array(double.buffer);

/** Parses a float32, rounded once, into `out[index]`; false, with nothing written, where it is none. */
export function parseFloat32(
  data: Uint8Array,
  start: number,
  end: number,
  out: Float32Array | Float64Array,
  index: number,
): boolean {
  if (!parseFloat64(data, start, end, double, 0)) return false;
  const value = double[0]!;
  // Rounding twice errs only where the float64 lies exactly between two float32 and the text does not.
  const between = (doubleWords[0]! & 0x1fff_ffff) === 0x1000_0000 || Math.abs(value) < 2 ** -126;
  out[index] = between ? roundBetween(value, asciiText(data, start, end)) : Math.fround(value);
  return true;
}

/** Rounds the decimal `text` to a float32, given the float64 nearest to it. */
function roundBetween(value: number, text: string): number {
  const rounded = Math.fround(value);
  if (rounded === value || !Number.isFinite(rounded)) return rounded;
  const other = neighbour(rounded, value > rounded);
  const middle = (rounded + other) / 2; // exact: float32 values that touch
  if (middle !== value) return rounded;
  const order = compareDecimal(text, middle);
  if (order === 0) return rounded;
  return (order > 0) === (other > rounded) ? other : rounded;
}

const single = new Float32Array(1);
const singleBits = new Int32Array(single.buffer);

function neighbour(value: number, up: boolean): number {
  if (value === 0) return up ? 2 ** -149 : -(2 ** -149);
  single[0] = value;
  singleBits[0]! += value > 0 === up ? 1 : -1;
  return single[0]!;
}

/** Sign of `text - value`, exactly. */
function compareDecimal(text: string, value: number): number {
  const match = /([+-]?)(\d*)\.?(\d*)(?:[eE]([+-]?\d+))?/.exec(text.trim())!;
  const digits = BigInt((match[2]! + match[3]!) || "0") * (match[1] === "-" ? -1n : 1n);
  const exponent = Number(match[4] ?? 0) - match[3]!.length;
  // value = m * 2^-k with integer m
  let k = 0;
  let m = value;
  while (!Number.isInteger(m)) {
    m *= 2;
    k++;
  }
  const left = (digits << BigInt(k)) * (exponent > 0 ? 10n ** BigInt(exponent) : 1n);
  const right = BigInt(m) * (exponent < 0 ? 10n ** BigInt(-exponent) : 1n);
  return left < right ? -1 : left > right ? 1 : 0;
}
