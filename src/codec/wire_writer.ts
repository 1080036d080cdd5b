import { encodeUtf8 } from "../arrow/mod.ts";

const FIRST_CAPACITY = 16 * 1024;
/** Room that every `head`, `flag` and fixed value may take without asking. */
const SLACK = 64;

/**
 * Writes protobuf's wire format backwards: contents first, then their length, then the tag. So no length needs to be known
 * before it is written, and nothing is moved. Places are counted from the end ({@linkcode mark}), which growing does not change.
 */
export class WireWriter {
  #buffer: Uint8Array = new Uint8Array(FIRST_CAPACITY);
  #view: DataView = new DataView(this.#buffer.buffer);
  /** Where the last byte was written. */
  #at: number = FIRST_CAPACITY;

  /** Forgets what was written. */
  reset(): void {
    this.#at = this.#buffer.length;
  }

  /** Bytes written so far. */
  get mark(): number {
    return this.#buffer.length - this.#at;
  }

  /** A copy of what was written. */
  finish(): Uint8Array<ArrayBuffer> {
    return this.#buffer.slice(this.#at) as Uint8Array<ArrayBuffer>;
  }

  /** Gives back a buffer that became large. */
  shrink(largest: number): void {
    if (this.#buffer.length <= largest) return;
    this.#buffer = new Uint8Array(FIRST_CAPACITY);
    this.#view = new DataView(this.#buffer.buffer);
    this.#at = FIRST_CAPACITY;
  }

  /** Makes sure that `bytes` more have room. */
  reserve(bytes: number): void {
    if (this.#at < bytes + SLACK) this.#grow(bytes + SLACK);
  }

  #grow(bytes: number): void {
    const written = this.#buffer.length - this.#at;
    let capacity = this.#buffer.length * 2;
    while (capacity < written + bytes) capacity *= 2;
    const buffer = new Uint8Array(capacity);
    buffer.set(this.#buffer.subarray(this.#at), capacity - written);
    this.#buffer = buffer;
    this.#view = new DataView(buffer.buffer);
    this.#at = capacity - written;
  }

  /** Ends a length-delimited field that began, seen from the end, at `mark`: its length, then its tag. */
  head(tag: number, mark: number): void {
    if (this.#at < SLACK) this.#grow(SLACK);
    const length = this.#buffer.length - this.#at - mark;
    if (length < 0x80 && tag < 0x80) {
      const at = this.#at -= 2;
      this.#buffer[at + 1] = length;
      this.#buffer[at] = tag;
      return;
    }
    this.#varint(length);
    this.#varint(tag);
  }

  /** A varint field of an unsigned number below 2^32. */
  uint32(tag: number, value: number): void {
    if (this.#at < SLACK) this.#grow(SLACK);
    this.#varint(value >>> 0);
    this.#varint(tag);
  }

  /** A varint field of a signed number of 32 bits: negative ones take ten bytes. */
  int32(tag: number, value: number): void {
    if (value >= 0) this.uint32(tag, value);
    else this.words(tag, value, -1);
  }

  /** A varint field of a signed or unsigned integer of 64 bits. */
  int64(tag: number, value: bigint): void {
    const number = Number(value);
    if (number >= 0 && number <= 0x7fff_ffff) this.uint32(tag, number);
    else if (number < 0 && number >= -0x8000_0000) this.words(tag, number, -1);
    else this.words(tag, Number(BigInt.asIntN(32, value)), Number(BigInt.asIntN(32, value >> 32n)));
  }

  /** A varint field of two words. */
  words(tag: number, lo: number, hi: number): void {
    if (this.#at < SLACK) this.#grow(SLACK);
    const buffer = this.#buffer;
    // Seven bits a byte; the highest group that is not zero ends the varint.
    let size = hi === 0 ? 1 : 5;
    for (let rest = hi === 0 ? lo >>> 7 : hi >>> 3; rest !== 0; rest >>>= 7) size++;
    let at = this.#at -= size;
    const last = at + size - 1;
    let low = lo >>> 0;
    let high = hi >>> 0;
    for (; at < last; at++) {
      buffer[at] = (low & 0x7f) | 0x80;
      low = ((low >>> 7) | (high << 25)) >>> 0;
      high >>>= 7;
    }
    buffer[at] = low;
    this.#varint(tag);
  }

  /** A boolean field. */
  bool(tag: number, value: boolean): void {
    if (this.#at < SLACK) this.#grow(SLACK);
    this.#buffer[--this.#at] = value ? 1 : 0;
    this.#varint(tag);
  }

  /** A float field. */
  float(tag: number, value: number): void {
    if (this.#at < SLACK) this.#grow(SLACK);
    this.#view.setFloat32(this.#at -= 4, value, true);
    this.#varint(tag);
  }

  /** A double field. */
  double(tag: number, value: number): void {
    if (this.#at < SLACK) this.#grow(SLACK);
    this.#view.setFloat64(this.#at -= 8, value, true);
    this.#varint(tag);
  }

  /** A string field. */
  string(tag: number, text: string): void {
    const { length } = text;
    if (this.#at < length + SLACK) this.#grow(length + SLACK);
    const buffer = this.#buffer;
    const start = this.#at - length;
    let any = 0;
    for (let i = 0; i < length; i++) {
      const unit = text.charCodeAt(i);
      any |= unit;
      buffer[start + i] = unit;
    }
    if (any < 0x80 && length < 0x80 && tag < 0x80) {
      buffer[start - 1] = length;
      buffer[start - 2] = tag;
      this.#at = start - 2;
      return;
    }
    if (any >= 0x80) {
      this.bytes(tag, encodeUtf8(text));
      return;
    }
    this.#at = start;
    this.#varint(length);
    this.#varint(tag);
  }

  /** A bytes field. */
  bytes(tag: number, bytes: Uint8Array): void {
    this.raw(bytes);
    this.#varint(bytes.length);
    this.#varint(tag);
  }

  /** Bytes that are already encoded. */
  raw(bytes: Uint8Array): void {
    if (this.#at < bytes.length + SLACK) this.#grow(bytes.length + SLACK);
    this.#buffer.set(bytes, this.#at -= bytes.length);
  }

  /** A tag alone, in front of bytes written with {@linkcode raw}. */
  tag(tag: number): void {
    this.#varint(tag);
  }

  /** Room was made before. */
  #varint(value: number): void {
    const buffer = this.#buffer;
    if (value < 0x80) {
      buffer[--this.#at] = value;
      return;
    }
    let size = 2;
    for (let rest = value >>> 14; rest !== 0; rest >>>= 7) size++;
    let at = this.#at -= size;
    for (; value > 0x7f; value >>>= 7) buffer[at++] = (value & 0x7f) | 0x80;
    buffer[at] = value;
  }
}
