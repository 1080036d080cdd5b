/**
 * 64-bit integers as two 32-bit words (low first), the form in which kernels read BigInt64Arrays: JavaScriptCore takes
 * about 90 ns to read one BigInt. Numbers are exact here up to 2^53; functions say where they go further.
 */
const TWO_32 = 4_294_967_296;

/** The signed value of two words; rounded to the nearest float64 beyond 2^53. */
export function int64ToNumber(high: number, low: number): number {
  return high * TWO_32 + (low >>> 0);
}

/** The unsigned value of two words; rounded to the nearest float64 beyond 2^53. */
export function uint64ToNumber(high: number, low: number): number {
  return (high >>> 0) * TWO_32 + (low >>> 0);
}

/** Whether a signed value is within ±2^52, so that every arithmetic step below stays exact. */
export function isSmallInt64(high: number): boolean {
  return high >= -1_048_576 && high < 1_048_576;
}

/** Writes an integer of at most 2^53 in magnitude, or a float64 in the range of int64 or uint64, as value `index`. */
export function setInt64(words: Int32Array, index: number, value: number): void {
  const high = Math.floor(value / TWO_32);
  words[2 * index] = value - high * TWO_32; // stored modulo 2^32
  words[2 * index + 1] = high;
}

/**
 * Writes `whole * unit + rest` as value `index`; false, with nothing written, where it is out of the range of int64.
 * `whole` is an integer up to 2^53, `unit` at most 10^9, `rest` in `[0, 2 * unit)`.
 */
export function setScaledInt64(words: Int32Array, index: number, whole: number, unit: number, rest: number): boolean {
  const product = whole * unit + rest;
  if (product >= -4_503_599_627_370_496 && product <= 4_503_599_627_370_496) {
    setInt64(words, index, product);
    return true;
  }
  // whole = a * 2^16 + b: both products stay below 2^53 for every result that fits.
  const a = Math.floor(whole / 65_536);
  const b = whole - a * 65_536;
  const upper = a * unit;
  if (!(upper > -140_740_000_000_000 && upper < 140_740_000_000_000)) return false;
  const upperHigh = Math.floor(upper / 65_536);
  const lower = (upper - upperHigh * 65_536) * 65_536 + b * unit + rest;
  const carry = Math.floor(lower / TWO_32);
  const high = upperHigh + carry;
  if (high < -2_147_483_648 || high > 2_147_483_647) return false;
  words[2 * index] = lower - carry * TWO_32;
  words[2 * index + 1] = high;
  return true;
}

/** A number of seconds and what is left of the next one, in the unit that was split. */
export interface Seconds {
  seconds: number;
  /** At least 0, less than one second. */
  rest: number;
}

/**
 * Splits value `index` (`perSecond` 1, 10^3, 10^6 or 10^9) into whole seconds, rounded down, and the rest. Seconds beyond
 * 2^53 are rounded; they are far out of any calendar.
 */
export function splitSeconds(words: Int32Array, index: number, perSecond: number, out: Seconds): void {
  let high = words[2 * index + 1]!;
  let low = words[2 * index]! >>> 0;
  if (perSecond === 1) {
    out.seconds = high * TWO_32 + low;
    out.rest = 0;
    return;
  }
  if (isSmallInt64(high)) {
    const value = high * TWO_32 + low;
    const seconds = Math.floor(value / perSecond);
    out.seconds = seconds;
    out.rest = value - seconds * perSecond;
    return;
  }
  let rest = 0;
  for (let weight = 1; weight < perSecond; weight *= 1000) {
    const quotientHigh = Math.floor(high / 1000);
    const middle = (high - quotientHigh * 1000) * TWO_32 + low;
    high = quotientHigh;
    low = Math.floor(middle / 1000);
    rest += (middle - low * 1000) * weight;
  }
  out.seconds = high * TWO_32 + low;
  out.rest = rest;
}

/** Divides every value by `divisor` (10^3, 10^6 or 10^9), towards zero. */
export function divideInt64(source: Int32Array, target: Int32Array, divisor: number, n: number): void {
  n = n | 0;
  for (let i = 0; i < n; i++) {
    let high = source[2 * i + 1]!;
    let low = source[2 * i]! >>> 0;
    if (isSmallInt64(high)) {
      setInt64(target, i, Math.trunc((high * TWO_32 + low) / divisor));
      continue;
    }
    // Magnitude first: dividing rounds down, and Arrow rounds towards zero.
    const negative = high < 0;
    if (negative) {
      low = low === 0 ? 0 : TWO_32 - low;
      high = low === 0 ? -high : ~high;
      if (high < 0) high += TWO_32; // -2^63
    }
    for (let left = divisor; left > 1; left /= 1000) {
      const quotientHigh = Math.floor(high / 1000);
      const middle = (high - quotientHigh * 1000) * TWO_32 + low;
      high = quotientHigh;
      low = Math.floor(middle / 1000);
    }
    if (negative) {
      low = low === 0 ? 0 : TWO_32 - low;
      high = low === 0 ? -high : ~high;
    }
    target[2 * i] = low;
    target[2 * i + 1] = high;
  }
}

/** Multiplies value `index` by `factor` (at most 10^9); false, with nothing written, where the result is out of range. */
export function multiplyInt64(source: Int32Array, target: Int32Array, index: number, factor: number): boolean {
  const high = source[2 * index + 1]!;
  const low = source[2 * index]! >>> 0;
  // low * factor in two halves of `low`, so that no product passes 2^53.
  const lowHigh = Math.floor(low / 65_536);
  const middle = lowHigh * factor;
  const bottom = (low - lowHigh * 65_536) * factor;
  const middleHigh = Math.floor(middle / 65_536);
  const rest = (middle - middleHigh * 65_536) * 65_536 + bottom;
  const carry = Math.floor(rest / TWO_32);
  const newHigh = high * factor + middleHigh + carry;
  if (newHigh < -2_147_483_648 || newHigh > 2_147_483_647) return false;
  target[2 * index] = rest - carry * TWO_32;
  target[2 * index + 1] = newHigh;
  return true;
}
