/**
 * Integers as ASCII digits, written into bytes: `write…(target, at, …)` gives the end; `target` must have 21 bytes left.
 */
const TWO_32 = 4_294_967_296;

/** An integer of at most 2^53 in magnitude. */
export function writeInteger(target: Uint8Array, at: number, value: number): number {
  if (value < 0) {
    target[at++] = 45;
    value = -value;
  }
  return writeDigits(target, at, value, countDigits(value));
}

/** A signed 64-bit integer. */
export function writeInt64(target: Uint8Array, at: number, high: number, low: number): number {
  low >>>= 0;
  if (high >= -1_048_576 && high < 1_048_576) return writeInteger(target, at, high * TWO_32 + low);
  if (high < 0) {
    target[at++] = 45;
    low = low === 0 ? 0 : TWO_32 - low;
    high = low === 0 ? -high : ~high;
  }
  return writeUint64(target, at, high, low);
}

/** An unsigned 64-bit integer. */
export function writeUint64(target: Uint8Array, at: number, high: number, low: number): number {
  high >>>= 0;
  low >>>= 0;
  if (high < 1_048_576) return writeInteger(target, at, high * TWO_32 + low);
  const topHigh = Math.floor(high / 1_000_000);
  const middle = (high - topHigh * 1_000_000) * TWO_32 + low;
  const topLow = Math.floor(middle / 1_000_000);
  at = writeInteger(target, at, topHigh * TWO_32 + topLow); // at most 18446744073709
  return writeDigits(target, at, middle - topLow * 1_000_000, 6);
}

/** The last `digits` decimal digits of a non-negative integer, with leading zeros. */
export function writeDigits(target: Uint8Array, at: number, value: number, digits: number): number {
  const end = at + digits;
  let i = end;
  while (value > 2_147_483_647 && i > at) {
    const rest = Math.floor(value / 10);
    target[--i] = 48 + value - rest * 10;
    value = rest;
  }
  let small = value | 0;
  while (i > at) {
    const rest = (small / 10) | 0;
    target[--i] = 48 + small - rest * 10;
    small = rest;
  }
  return end;
}

/** Decimal digits of a non-negative integer up to 2^53; 1 for 0. */
export function countDigits(value: number): number {
  if (value < 10) return 1;
  let digits = 2;
  for (let limit = 100; value >= limit; limit *= 10) digits++;
  return digits;
}

/** ASCII text. */
export function writeAscii(target: Uint8Array, at: number, text: string): number {
  for (let i = 0; i < text.length; i++) target[at + i] = text.charCodeAt(i);
  return at + text.length;
}
