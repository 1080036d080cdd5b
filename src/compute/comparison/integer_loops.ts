/**
 * Comparisons of narrow integers and of wider values made of 32-bit words, to bitmaps; see
 * `f64_loops.ts` for `out`, `n` and `flip`. `a[i & mask]` reads a column (mask -1) or one value (mask 0).
 */

/** Integers of one typed array that has at most 32 bits; arrays differ from call to call. */
export type SmallInts = Int8Array | Int16Array | Int32Array | Uint8Array | Uint16Array | Uint32Array;

const SIGN = -0x80000000;

/** `a = b`. */
export function equalSmall(
  a: SmallInts,
  am: number,
  b: SmallInts,
  bm: number,
  out: Uint8Array,
  n: number,
  flip: number,
): void {
  n = n | 0;
  for (let i = 0, byte = 0; i < n; i++) {
    byte |= +(a[i & am]! === b[i & bm]!) << (i & 7);
    if ((i & 7) === 7 || i === n - 1) {
      out[i >> 3] = byte ^ flip;
      byte = 0;
    }
  }
}

/** `a < b`. */
export function lessSmall(
  a: SmallInts,
  am: number,
  b: SmallInts,
  bm: number,
  out: Uint8Array,
  n: number,
  flip: number,
): void {
  n = n | 0;
  for (let i = 0, byte = 0; i < n; i++) {
    byte |= +(a[i & am]! < b[i & bm]!) << (i & 7);
    if ((i & 7) === 7 || i === n - 1) {
      out[i >> 3] = byte ^ flip;
      byte = 0;
    }
  }
}

/** `a = b` of values of `stride` words. */
export function equalWide(
  a: Int32Array,
  am: number,
  b: Int32Array,
  bm: number,
  out: Uint8Array,
  n: number,
  flip: number,
  stride: number,
): void {
  n = n | 0;
  for (let i = 0, byte = 0; i < n; i++) {
    const x = (i & am) * stride;
    const y = (i & bm) * stride;
    let differ = 0;
    for (let k = 0; k < stride; k++) differ |= a[x + k]! ^ b[y + k]!;
    byte |= +(differ === 0) << (i & 7);
    if ((i & 7) === 7 || i === n - 1) {
      out[i >> 3] = byte ^ flip;
      byte = 0;
    }
  }
}

/**
 * `a < b` of values of `stride` words, word by word in the given order; words of `unsigned` count as such.
 * Decimals go from the highest word down, intervals part by part.
 */
export function lessWide(
  a: Int32Array,
  am: number,
  b: Int32Array,
  bm: number,
  out: Uint8Array,
  n: number,
  flip: number,
  stride: number,
  order: readonly number[],
  unsigned: readonly boolean[],
): void {
  n = n | 0;
  for (let i = 0, byte = 0; i < n; i++) {
    const x = (i & am) * stride;
    const y = (i & bm) * stride;
    byte |= +(compareWords(a, x, b, y, order, unsigned) < 0) << (i & 7);
    if ((i & 7) === 7 || i === n - 1) {
      out[i >> 3] = byte ^ flip;
      byte = 0;
    }
  }
}

/** Negative, zero or positive: the first word that differs decides. */
export function compareWords(
  a: Int32Array,
  x: number,
  b: Int32Array,
  y: number,
  order: readonly number[],
  unsigned: readonly boolean[],
): number {
  for (let k = 0; k < order.length; k++) {
    const word = order[k]!;
    const left = a[x + word]!;
    const right = b[y + word]!;
    if (left !== right) {
      return (unsigned[k] ? (left ^ SIGN) < (right ^ SIGN) : left < right) ? -1 : 1;
    }
  }
  return 0;
}
