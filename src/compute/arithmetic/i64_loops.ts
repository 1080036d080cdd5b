/**
 * Loops over 64-bit integers as pairs of 32-bit words (low word first), because BigInt arithmetic costs up to a hundred
 * times more in some engines. `a[i & mask]` reads a column (mask -1) or one value (mask 0). All wrap; signed and unsigned
 * integers have the same words.
 */

/** `a + b`. */
export function addI64(a: Int32Array, am: number, b: Int32Array, bm: number, out: Int32Array, n: number): void {
  n = n | 0;
  for (let i = 0; i < n; i++) {
    const x = (i & am) << 1;
    const y = (i & bm) << 1;
    const o = i << 1;
    const al = a[x]!;
    const bl = b[y]!;
    const low = (al + bl) | 0;
    out[o] = low;
    // The carry out of the top bit.
    out[o + 1] = (a[x + 1]! + b[y + 1]! + (((al & bl) | ((al | bl) & ~low)) >>> 31)) | 0;
  }
}

/** `a - b`. */
export function subI64(a: Int32Array, am: number, b: Int32Array, bm: number, out: Int32Array, n: number): void {
  n = n | 0;
  for (let i = 0; i < n; i++) {
    const x = (i & am) << 1;
    const y = (i & bm) << 1;
    const o = i << 1;
    const al = a[x]!;
    const bl = b[y]!;
    const low = (al - bl) | 0;
    out[o] = low;
    // The borrow into the top bit.
    out[o + 1] = (a[x + 1]! - b[y + 1]! - (((~al & bl) | ((~al | bl) & low)) >>> 31)) | 0;
  }
}

/** `a * b`. */
export function mulI64(a: Int32Array, am: number, b: Int32Array, bm: number, out: Int32Array, n: number): void {
  n = n | 0;
  for (let i = 0; i < n; i++) {
    const x = (i & am) << 1;
    const y = (i & bm) << 1;
    const o = i << 1;
    const al = a[x]!;
    const bl = b[y]!;
    // High word of al × bl, both unsigned, from four products of 16-bit halves.
    const a0 = al & 0xffff;
    const a1 = al >>> 16;
    const b0 = bl & 0xffff;
    const b1 = bl >>> 16;
    const middle = (Math.imul(a1, b0) + (Math.imul(a0, b0) >>> 16)) | 0;
    const cross = (Math.imul(a0, b1) + (middle & 0xffff)) | 0;
    const high = Math.imul(a1, b1) + (middle >>> 16) + (cross >>> 16);
    out[o] = Math.imul(al, bl);
    out[o + 1] = (high + Math.imul(a[x + 1]!, bl) + Math.imul(al, b[y + 1]!)) | 0;
  }
}

/**
 * Not 0 if some row of the signed sum (or, with `subtract`, difference) in `out` overflowed; null rows count too.
 */
export function overflowedI64(
  a: Int32Array,
  am: number,
  b: Int32Array,
  bm: number,
  out: Int32Array,
  n: number,
  subtract: boolean,
): number {
  n = n | 0;
  const flip = subtract ? -1 : 0;
  let flags = 0;
  for (let i = 0; i < n; i++) {
    const ah = a[((i & am) << 1) + 1]!;
    const bh = b[((i & bm) << 1) + 1]! ^ flip;
    const high = out[(i << 1) + 1]!;
    // Same signs in, another sign out.
    flags |= (ah ^ high) & (bh ^ high);
  }
  return flags >>> 31;
}
