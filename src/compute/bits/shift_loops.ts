/**
 * Shifts of 64-bit integers as pairs of words (low first), by the amount modulo 64. `a[i & mask]` reads a column
 * (mask -1) or one value (mask 0). JavaScript shifts by the amount modulo 32, hence the cases.
 */

/** `a << b`. */
export function shiftLeftI64(a: Int32Array, am: number, b: Int32Array, bm: number, out: Int32Array, n: number): void {
  n = n | 0;
  for (let i = 0; i < n; i++) {
    const x = (i & am) << 1;
    const amount = b[(i & bm) << 1]! & 63;
    const low = a[x]!;
    const o = i << 1;
    if (amount === 0) {
      out[o] = low;
      out[o + 1] = a[x + 1]!;
    } else if (amount < 32) {
      out[o] = low << amount;
      out[o + 1] = (a[x + 1]! << amount) | (low >>> (32 - amount));
    } else {
      out[o] = 0;
      out[o + 1] = low << (amount - 32);
    }
  }
}

/** `a >> b`; zeros come in from the left if `unsigned`, else copies of the sign. */
export function shiftRightI64(
  a: Int32Array,
  am: number,
  b: Int32Array,
  bm: number,
  out: Int32Array,
  n: number,
  unsigned: boolean,
): void {
  n = n | 0;
  for (let i = 0; i < n; i++) {
    const x = (i & am) << 1;
    const amount = b[(i & bm) << 1]! & 63;
    const high = a[x + 1]!;
    const o = i << 1;
    if (amount === 0) {
      out[o] = a[x]!;
      out[o + 1] = high;
    } else if (amount < 32) {
      out[o] = (a[x]! >>> amount) | (high << (32 - amount));
      out[o + 1] = unsigned ? high >>> amount : high >> amount;
    } else {
      out[o] = unsigned ? high >>> (amount - 32) : high >> (amount - 32);
      out[o + 1] = unsigned ? 0 : high >> 31;
    }
  }
}
