/** A hash function over a range of bytes. Not reentrant: implementations keep their working memory between calls. */
export interface Hash {
  /** Bytes of a digest. */
  readonly size: number;
  /** Writes the digest of `data[start .. end)` at `at`. */
  digest(data: Uint8Array, start: number, end: number, out: Uint8Array, at: number): void;
}

/** Writes 32-bit words with the most significant byte first. */
export function writeBigEndian(words: Int32Array, count: number, out: Uint8Array, at: number): void {
  for (let i = 0; i < count; i++, at += 4) {
    const word = words[i]!;
    out[at] = word >>> 24;
    out[at + 1] = word >>> 16;
    out[at + 2] = word >>> 8;
    out[at + 3] = word;
  }
}

/** Writes 32-bit words with the least significant byte first. */
export function writeLittleEndian(words: Int32Array, count: number, out: Uint8Array, at: number): void {
  for (let i = 0; i < count; i++, at += 4) {
    const word = words[i]!;
    out[at] = word;
    out[at + 1] = word >>> 8;
    out[at + 2] = word >>> 16;
    out[at + 3] = word >>> 24;
  }
}

/** The word whose most significant byte is at `at`. */
export function bigEndian(data: Uint8Array, at: number): number {
  return (data[at]! << 24) | (data[at + 1]! << 16) | (data[at + 2]! << 8) | data[at + 3]!;
}

/** The word whose least significant byte is at `at`. */
export function littleEndian(data: Uint8Array, at: number): number {
  return data[at]! | (data[at + 1]! << 8) | (data[at + 2]! << 16) | (data[at + 3]! << 24);
}

/**
 * Whole blocks of the data, then one or two with the end mark of MD5 and SHA-2: a bit 1, zeros, and the length in bits in
 * the last `lengthBytes` bytes.
 */
export function paddedBlocks(
  data: Uint8Array,
  start: number,
  end: number,
  tail: Uint8Array,
  block: number,
  lengthBytes: number,
  bigEndianLength: boolean,
  compress: (data: Uint8Array, at: number) => void,
): void {
  let at = start;
  for (; at + block <= end; at += block) compress(data, at);
  const rest = end - at;
  const size = rest + 1 + lengthBytes <= block ? block : 2 * block;
  tail.fill(0, 0, size);
  for (let k = 0; k < rest; k++) tail[k] = data[at + k]!;
  tail[rest] = 0x80;
  const length = end - start;
  // Columns hold less than 2^31 bytes: 34 bits of length.
  for (let k = 0; k < 5; k++) {
    const byte = Math.floor(length * 8 / 2 ** (8 * k)) & 0xff;
    tail[bigEndianLength ? size - 1 - k : size - lengthBytes + k] = byte;
  }
  for (let from = 0; from < size; from += block) compress(tail, from);
}
