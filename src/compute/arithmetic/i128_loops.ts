/**
 * Sums of 128-bit integers as four 32-bit words, low word first: `out = a + b`, or `a - b` with `flip` of -1 (the opposite is
 * the flipped words plus one). Not 0 if some row overflows; null rows count too. `a[i & mask]` reads a column (mask -1) or
 * one value (mask 0).
 */
export function addWords128(
  a: Int32Array,
  am: number,
  b: Int32Array,
  bm: number,
  out: Int32Array,
  n: number,
  flip: number,
): number {
  n = n | 0;
  let overflow = 0;
  for (let i = 0; i < n; i++) {
    const x = (i & am) << 2;
    const y = (i & bm) << 2;
    const o = i << 2;
    let carry = flip & 1;
    for (let k = 0; k < 3; k++) {
      const p = a[x + k]!;
      const q = b[y + k]! ^ flip;
      const sum = (p + q + carry) | 0;
      // The carry out of the top bit.
      carry = ((p & q) | ((p | q) & ~sum)) >>> 31;
      out[o + k] = sum;
    }
    const p = a[x + 3]!;
    const q = b[y + 3]! ^ flip;
    const sum = (p + q + carry) | 0;
    out[o + 3] = sum;
    overflow |= (p ^ sum) & (q ^ sum);
  }
  return overflow >>> 31;
}
