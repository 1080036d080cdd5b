/** A growing byte array. Integers are LEB128 varints, as in protobuf. */
export class ByteWriter {
  #bytes: Uint8Array = new Uint8Array(256);
  #view: DataView = new DataView(this.#bytes.buffer);
  #length = 0;

  get length(): number {
    return this.#length;
  }

  byte(value: number): void {
    this.#reserve(1);
    this.#bytes[this.#length++] = value;
  }

  /** An integer from 0 to 2^53 - 1. */
  varint(value: number): void {
    this.#reserve(8);
    while (value > 0x7fffffff) {
      this.#bytes[this.#length++] = (value % 128) | 0x80;
      value = Math.floor(value / 128);
    }
    while (value > 0x7f) {
      this.#bytes[this.#length++] = (value & 0x7f) | 0x80;
      value >>>= 7;
    }
    this.#bytes[this.#length++] = value;
  }

  /** Little-endian; every NaN is written as the same bits. */
  float64(value: number): void {
    this.#reserve(8);
    if (value !== value) {
      this.#view.setUint32(this.#length, 0, true);
      this.#view.setUint32(this.#length + 4, 0x7ff80000, true);
    } else this.#view.setFloat64(this.#length, value, true);
    this.#length += 8;
  }

  bytes(value: Uint8Array): void {
    this.#reserve(value.length);
    this.#bytes.set(value, this.#length);
    this.#length += value.length;
  }

  /** Changes a byte that was written before. */
  patch(at: number, value: number): void {
    this.#bytes[at] = value;
  }

  /** Length as a varint, then UTF-8. The text must be well-formed. */
  utf8(text: string): void {
    // Short ASCII, which keys and names are, is faster by hand than through TextEncoder.
    if (text.length < 64 && this.#shortAscii(text)) return;
    const encoded = ENCODER.encode(text);
    this.varint(encoded.length);
    this.bytes(encoded);
  }

  /** Length in code units as a varint, then UTF-16, little-endian: for texts with lone surrogates. */
  utf16(text: string): void {
    this.varint(text.length);
    this.#reserve(text.length * 2);
    for (let i = 0; i < text.length; i++, this.#length += 2) {
      this.#view.setUint16(this.#length, text.charCodeAt(i), true);
    }
  }

  /** A view of what was written; valid until the next write. */
  written(): Uint8Array {
    return this.#bytes.subarray(0, this.#length);
  }

  #shortAscii(text: string): boolean {
    this.#reserve(text.length + 1);
    const start = this.#length + 1;
    for (let i = 0; i < text.length; i++) {
      const code = text.charCodeAt(i);
      if (code > 0x7f) return false;
      this.#bytes[start + i] = code;
    }
    this.#bytes[this.#length] = text.length;
    this.#length = start + text.length;
    return true;
  }

  #reserve(more: number): void {
    const needed = this.#length + more;
    if (needed <= this.#bytes.length) return;
    const grown = new Uint8Array(Math.max(needed, this.#bytes.length * 2));
    grown.set(this.#bytes.subarray(0, this.#length));
    this.#bytes = grown;
    this.#view = new DataView(grown.buffer);
  }
}

const ENCODER = new TextEncoder();
