import { newBitmap, newFloat64, newInt32, setBit } from "../../arrow/mod.ts";

/** State arrays grow by doubling, so that adding groups one batch at a time stays linear. */
function capacityFor(count: number, current: number): number {
  return Math.max(count, current * 2, 16);
}

/** `array` if it holds `count` elements, else a longer copy; new elements are zero. */
export function growInt32(array: Int32Array, count: number): Int32Array {
  if (array.length >= count) return array;
  const out = newInt32(capacityFor(count, array.length));
  out.set(array);
  return out;
}

/** `array` if it holds `count` elements, else a longer copy; new elements are zero. */
export function growFloat64(array: Float64Array, count: number): Float64Array {
  if (array.length >= count) return array;
  const out = newFloat64(capacityFor(count, array.length));
  out.set(array);
  return out;
}

/** Bit g is set where `counts[g]` is above `least`; null where that holds for all `n`. */
export function bitsAbove(counts: Int32Array | Float64Array, n: number, least: number): Uint8Array | null {
  let below = 0;
  for (let g = 0; g < n; g++) if (!(counts[g]! > least)) below++;
  if (below === 0) return null;
  const bits = newBitmap(n);
  for (let g = 0; g < n; g++) if (counts[g]! > least) setBit(bits, g);
  return bits;
}

/** Whole numbers from 0 to 2⁵³ as the words of 64-bit integers, low word first. */
export function countsToWords(counts: Float64Array | Int32Array, words: Int32Array, n: number): void {
  for (let g = 0; g < n; g++) {
    const count = counts[g]!;
    words[2 * g] = count | 0;
    words[2 * g + 1] = Math.floor(count / 4294967296);
  }
}
