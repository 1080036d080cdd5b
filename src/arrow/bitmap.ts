import { newBytes } from "./allocate.ts";

/**
 * Bitmaps: bit i (least significant first) of byte `i >> 3`. What these functions return has zeros past its last bit;
 * what they are given may have anything there.
 */
export function bitmapBytes(bits: number): number {
  return (bits + 7) >>> 3;
}

/** A bitmap of `bits` zeros. */
export function newBitmap(bits: number): Uint8Array {
  return newBytes(bitmapBytes(bits));
}

/** A bitmap of `bits` ones. */
export function newBitmapOnes(bits: number): Uint8Array {
  const out = newBytes(bitmapBytes(bits)).fill(0xff);
  clearTail(out, bits);
  return out;
}

/** Whether bit `index` is set. */
export function getBit(bitmap: Uint8Array, index: number): boolean {
  return ((bitmap[index >>> 3]! >>> (index & 7)) & 1) === 1;
}

/** Sets bit `index`. */
export function setBit(bitmap: Uint8Array, index: number): void {
  bitmap[index >>> 3]! |= 1 << (index & 7);
}

/** Clears bit `index`. */
export function clearBit(bitmap: Uint8Array, index: number): void {
  bitmap[index >>> 3]! &= ~(1 << (index & 7));
}

/** Zeroes what follows bit `bits` in its byte. */
export function clearTail(bitmap: Uint8Array, bits: number): void {
  if ((bits & 7) !== 0) bitmap[bits >>> 3]! &= (1 << (bits & 7)) - 1;
}

/** Number of ones in a 32-bit word. */
export function popcount32(word: number): number {
  word = word - ((word >>> 1) & 0x55555555);
  word = (word & 0x33333333) + ((word >>> 2) & 0x33333333);
  return Math.imul((word + (word >>> 4)) & 0x0f0f0f0f, 0x01010101) >>> 24;
}

/** Number of ones in the bits `[offset, offset + bits)`. */
export function countBits(bitmap: Uint8Array, bits: number, offset = 0): number {
  if (bits <= 0) return 0;
  let count = 0;
  const end = offset + bits;
  let byte = offset >>> 3;
  const lastByte = end >>> 3;
  if ((offset & 7) !== 0) {
    let word = bitmap[byte]! & (0xff << (offset & 7));
    if (byte === lastByte) word &= (1 << (end & 7)) - 1;
    count = popcount32(word & 0xff);
    if (byte === lastByte) return count;
    byte++;
  }
  // Whole words where the memory is aligned, else bytes.
  while (byte < lastByte && ((bitmap.byteOffset + byte) & 3) !== 0) count += popcount32(bitmap[byte++]!);
  const words = (lastByte - byte) >>> 2;
  if (words > 0) {
    const view = new Int32Array(bitmap.buffer, bitmap.byteOffset + byte, words);
    for (let i = 0; i < words; i++) count += popcount32(view[i]!);
    byte += words << 2;
  }
  while (byte < lastByte) count += popcount32(bitmap[byte++]!);
  if ((end & 7) !== 0) count += popcount32(bitmap[byte]! & ((1 << (end & 7)) - 1));
  return count;
}

/** Bits `[offset, offset + bits)` as a new bitmap that starts at bit 0. */
export function copyBits(bitmap: Uint8Array, offset: number, bits: number): Uint8Array {
  const out = newBitmap(bits);
  copyBitsInto(out, 0, bitmap, offset, bits);
  return out;
}

/**
 * The bits `[offset, offset + bits)` as a bitmap that starts at bit 0: a view where `offset` is a multiple of 8, else a copy.
 * Bits past the last may be anything.
 */
export function sliceBits(bitmap: Uint8Array, offset: number, bits: number): Uint8Array {
  if ((offset & 7) !== 0) return copyBits(bitmap, offset, bits);
  return bitmap.subarray(offset >>> 3, (offset >>> 3) + bitmapBytes(bits));
}

/** Overwrites `bits` bits of `target` from bit `targetOffset` on; other bits stay. */
export function copyBitsInto(
  target: Uint8Array,
  targetOffset: number,
  source: Uint8Array,
  offset: number,
  bits: number,
): void {
  let at = targetOffset;
  let from = offset;
  let left = bits;
  // Up to the next byte of the target, bit by bit.
  while (left > 0 && (at & 7) !== 0) {
    if (getBit(source, from)) setBit(target, at);
    else clearBit(target, at);
    at++;
    from++;
    left--;
  }
  if (left <= 0) return;
  const bytes = left >>> 3;
  const shift = from & 7;
  let s = from >>> 3;
  let t = at >>> 3;
  if (shift === 0) {
    target.set(source.subarray(s, s + bytes), t);
    s += bytes;
    t += bytes;
  } else {
    for (let i = 0; i < bytes; i++) target[t++] = (source[s]! >>> shift) | (source[++s]! << (8 - shift));
  }
  const rest = left & 7;
  if (rest !== 0) {
    let byte = source[s]! >>> shift;
    if (shift + rest > 8) byte |= source[s + 1]! << (8 - shift);
    const mask = (1 << rest) - 1;
    target[t] = (target[t]! & ~mask) | (byte & mask);
  }
}

/** Sets the bits `[offset, offset + bits)` to `value`. */
export function fillBits(bitmap: Uint8Array, offset: number, bits: number, value: boolean): void {
  let at = offset;
  const end = offset + bits;
  for (; at < end && (at & 7) !== 0; at++) value ? setBit(bitmap, at) : clearBit(bitmap, at);
  if (at >= end) return;
  bitmap.fill(value ? 0xff : 0, at >>> 3, end >>> 3);
  for (at = Math.max(at, end & ~7); at < end; at++) value ? setBit(bitmap, at) : clearBit(bitmap, at);
}

/** `a AND b`. */
export function andBits(a: Uint8Array, b: Uint8Array, bits: number): Uint8Array {
  const out = newBitmap(bits);
  const n = out.length | 0;
  for (let i = 0; i < n; i++) out[i] = a[i]! & b[i]!;
  clearTail(out, bits);
  return out;
}

/** `a OR b`. */
export function orBits(a: Uint8Array, b: Uint8Array, bits: number): Uint8Array {
  const out = newBitmap(bits);
  const n = out.length | 0;
  for (let i = 0; i < n; i++) out[i] = a[i]! | b[i]!;
  clearTail(out, bits);
  return out;
}

/** `a XOR b`. */
export function xorBits(a: Uint8Array, b: Uint8Array, bits: number): Uint8Array {
  const out = newBitmap(bits);
  const n = out.length | 0;
  for (let i = 0; i < n; i++) out[i] = a[i]! ^ b[i]!;
  clearTail(out, bits);
  return out;
}

/** `a AND NOT b`. */
export function andNotBits(a: Uint8Array, b: Uint8Array, bits: number): Uint8Array {
  const out = newBitmap(bits);
  const n = out.length | 0;
  for (let i = 0; i < n; i++) out[i] = a[i]! & ~b[i]!;
  clearTail(out, bits);
  return out;
}

/** `NOT a`. */
export function notBits(a: Uint8Array, bits: number): Uint8Array {
  const out = newBitmap(bits);
  const n = out.length | 0;
  for (let i = 0; i < n; i++) out[i] = ~a[i]!;
  clearTail(out, bits);
  return out;
}

/** Whether the first `bits` bits are the same. */
export function equalBits(a: Uint8Array, b: Uint8Array, bits: number): boolean {
  const whole = bits >>> 3;
  for (let i = 0; i < whole; i++) if (a[i] !== b[i]) return false;
  return (bits & 7) === 0 || ((a[whole]! ^ b[whole]!) & ((1 << (bits & 7)) - 1)) === 0;
}

/** Rows valid in both: null (all valid) where both are. May give one of its arguments back. */
export function andValidity(a: Uint8Array | null, b: Uint8Array | null, rows: number): Uint8Array | null {
  if (a === null) return b;
  if (b === null || a === b) return a;
  return andBits(a, b, rows);
}

/** Indices of the set bits, ascending. */
export function bitIndices(bitmap: Uint8Array, bits: number): Int32Array {
  const count = countBits(bitmap, bits);
  // Eight more: the loop writes all candidates of a byte and steps over those that are not set.
  const out = new Int32Array(count + 8);
  let at = 0;
  const whole = bits >>> 3;
  for (let i = 0; i < whole; i++) {
    const byte = bitmap[i]!;
    if (byte === 0) continue;
    const base = i << 3;
    out[at] = base;
    at += byte & 1;
    out[at] = base + 1;
    at += (byte >>> 1) & 1;
    out[at] = base + 2;
    at += (byte >>> 2) & 1;
    out[at] = base + 3;
    at += (byte >>> 3) & 1;
    out[at] = base + 4;
    at += (byte >>> 4) & 1;
    out[at] = base + 5;
    at += (byte >>> 5) & 1;
    out[at] = base + 6;
    at += (byte >>> 6) & 1;
    out[at] = base + 7;
    at += byte >>> 7;
  }
  for (let i = whole << 3; i < bits; i++) if (getBit(bitmap, i)) out[at++] = i;
  return out.subarray(0, count);
}
