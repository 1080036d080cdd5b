/**
 * Comparisons of strings and binaries by their bytes (UTF-8 order is code point order), to bitmaps; see `f64_loops.ts`
 * for `out`, `n` and `flip`. Row i is `data[start(i) .. end(i))`, where offsets or a fixed width give start and end.
 */
export interface ByteRows {
  readonly data: Uint8Array;
  /** Null for rows of `width` bytes. */
  readonly offsets: Int32Array | null;
  readonly width: number;
  /** -1 for a column, 0 for one value that stands for every row. */
  readonly mask: number;
}

/** `a = b`. */
export function equalBytes(a: ByteRows, b: ByteRows, out: Uint8Array, n: number, flip: number): void {
  n = n | 0;
  const { data: ad, offsets: ao, width: aw, mask: am } = a;
  const { data: bd, offsets: bo, width: bw, mask: bm } = b;
  for (let i = 0, byte = 0; i < n; i++) {
    const x = i & am;
    const y = i & bm;
    const as = ao !== null ? ao[x]! : x * aw;
    const bs = bo !== null ? bo[y]! : y * bw;
    const length = ao !== null ? ao[x + 1]! - as : aw;
    const otherLength = bo !== null ? bo[y + 1]! - bs : bw;
    if (length === otherLength) {
      let k = 0;
      while (k < length && ad[as + k] === bd[bs + k]) k++;
      byte |= +(k === length) << (i & 7);
    }
    if ((i & 7) === 7 || i === n - 1) {
      out[i >> 3] = byte ^ flip;
      byte = 0;
    }
  }
}

/** `a < b`; a prefix is less than what it begins. */
export function lessBytes(a: ByteRows, b: ByteRows, out: Uint8Array, n: number, flip: number): void {
  n = n | 0;
  const { data: ad, offsets: ao, width: aw, mask: am } = a;
  const { data: bd, offsets: bo, width: bw, mask: bm } = b;
  for (let i = 0, byte = 0; i < n; i++) {
    const x = i & am;
    const y = i & bm;
    const as = ao !== null ? ao[x]! : x * aw;
    const bs = bo !== null ? bo[y]! : y * bw;
    const al = ao !== null ? ao[x + 1]! - as : aw;
    const bl = bo !== null ? bo[y + 1]! - bs : bw;
    byte |= +(compareBytes(ad, as, al, bd, bs, bl) < 0) << (i & 7);
    if ((i & 7) === 7 || i === n - 1) {
      out[i >> 3] = byte ^ flip;
      byte = 0;
    }
  }
}

/** Negative, zero or positive, as unsigned bytes compare. */
export function compareBytes(
  a: Uint8Array,
  aStart: number,
  aLength: number,
  b: Uint8Array,
  bStart: number,
  bLength: number,
): number {
  const common = aLength < bLength ? aLength : bLength;
  for (let k = 0; k < common; k++) {
    const difference = a[aStart + k]! - b[bStart + k]!;
    if (difference !== 0) return difference;
  }
  return aLength - bLength;
}
