import { DecodeError } from "../errors.ts";

const STRICT_UTF8 = new TextDecoder("utf-8", { fatal: true, ignoreBOM: true });

/** Reads what {@linkcode ByteWriter} wrote; every failure is a {@linkcode DecodeError} with its offset. */
export class ByteReader {
  readonly bytes: Uint8Array;
  readonly #view: DataView;
  /** What is being read, in messages: for example `captured values`. */
  readonly #what: string;
  position = 0;

  constructor(bytes: Uint8Array, what: string) {
    this.bytes = bytes;
    this.#view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
    this.#what = what;
  }

  get remaining(): number {
    return this.bytes.length - this.position;
  }

  fail(problem: string, at: number = this.position, cause?: unknown): never {
    throw new DecodeError({ message: `Cannot read ${this.#what} at byte ${at}: ${problem}`, offset: at, cause });
  }

  byte(): number {
    if (this.position >= this.bytes.length) this.fail("the bytes end here");
    return this.bytes[this.position++]!;
  }

  /** An integer from 0 to 2^53 - 1. */
  varint(): number {
    const start = this.position;
    let value = 0;
    for (let scale = 1; scale <= MAX_SCALE; scale *= 128) {
      const byte = this.byte();
      value += (byte & 0x7f) * scale;
      if (byte < 0x80) {
        if (value > Number.MAX_SAFE_INTEGER) break;
        return value;
      }
    }
    this.fail("the number is too large", start);
  }

  /** A count of things that take at least `minBytes` each: more than the rest of the bytes can hold is refused. */
  count(minBytes = 1): number {
    const start = this.position;
    const count = this.varint();
    if (count * minBytes > this.remaining) {
      this.fail(`it announces ${count} items, but only ${this.remaining} bytes follow`, start);
    }
    return count;
  }

  float64(): number {
    this.#need(8);
    const value = this.#view.getFloat64(this.position, true);
    this.position += 8;
    return value;
  }

  /** A view of the next bytes. */
  slice(length: number): Uint8Array {
    this.#need(length);
    return this.bytes.subarray(this.position, this.position += length);
  }

  utf8(): string {
    const length = this.varint();
    this.#need(length);
    const start = this.position;
    this.position += length;
    if (length < 24) {
      let text = "";
      let at = start;
      for (; at < this.position; at++) {
        const byte = this.bytes[at]!;
        if (byte > 0x7f) break;
        text += String.fromCharCode(byte);
      }
      if (at === this.position) return text;
    }
    try {
      return STRICT_UTF8.decode(plainBytes(this.bytes.subarray(start, this.position)));
    } catch (error) {
      this.fail("the text is not valid UTF-8", start, error);
    }
  }

  utf16(): string {
    const length = this.varint();
    this.#need(length * 2);
    let text = "";
    for (let i = 0; i < length; i++, this.position += 2) {
      text += String.fromCharCode(this.#view.getUint16(this.position, true));
    }
    return text;
  }

  #need(length: number): void {
    if (length > this.remaining) this.fail(`${length} bytes are needed, but only ${this.remaining} follow`);
  }
}

/** 128^8 is beyond 2^53, so eight bytes are the most that a number takes. */
const MAX_SCALE = 128 ** 7;

/** Browsers decode no text from shared memory. */
function plainBytes(bytes: Uint8Array): Uint8Array<ArrayBuffer> {
  return bytes.buffer instanceof ArrayBuffer
    ? bytes as Uint8Array<ArrayBuffer>
    : bytes.slice() as Uint8Array<ArrayBuffer>;
}
