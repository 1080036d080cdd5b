import { type ArrowType, bytesColumn, type Column, encodeUtf8Into, newBytes, newInt32 } from "../arrow/mod.ts";
import { ResourcesExhaustedError } from "../errors.ts";

/** The most bytes that one function makes for one batch: far beyond real data, and small enough to be refused in time. */
export const MAX_RESULT_BYTES = 0x4000_0000;

/** The result column of a function that makes text: bytes of a row, then {@linkcode TextRows.end}. */
export class TextRows {
  data: Uint8Array;
  at = 0;
  #row = 0;
  readonly #name: string;
  readonly #offsets: Int32Array;

  constructor(name: string, numRows: number, expectedBytes: number) {
    this.#name = name;
    this.#offsets = newInt32(numRows + 1);
    this.data = newBytes(Math.min(MAX_RESULT_BYTES, Math.max(64, expectedBytes)));
  }

  /** Makes sure that `bytes` bytes fit. @throws {ResourcesExhaustedError} */
  room(bytes: number): void {
    if (this.at + bytes > this.data.length) this.#grow(bytes);
  }

  #grow(bytes: number): void {
    const needed = this.at + bytes;
    if (!(needed <= MAX_RESULT_BYTES)) throw tooLarge(this.#name, this.#row, needed);
    const larger = newBytes(Math.min(MAX_RESULT_BYTES, Math.max(this.data.length * 2, needed)));
    larger.set(this.data.subarray(0, this.at));
    this.data = larger;
  }

  /** Appends bytes `[start, end)` of `source`. */
  bytes(source: Uint8Array, start: number, end: number): void {
    const length = end - start;
    this.room(length);
    const { data, at } = this;
    // A call of `set` costs as much as copying about 30 bytes one by one.
    if (length > 30) data.set(source.subarray(start, end), at);
    else for (let k = 0; k < length; k++) data[at + k] = source[start + k]!;
    this.at = at + length;
  }

  /** Appends `count` copies of the bytes; the product is checked before anything is made. */
  repeat(source: Uint8Array, start: number, end: number, count: number): void {
    const length = end - start;
    if (length === 0 || count <= 0) return;
    this.room(length * count);
    const { data, at } = this;
    data.set(source.subarray(start, end), at);
    const whole = length * count;
    for (let filled = length; filled < whole; filled *= 2) {
      data.copyWithin(at + filled, at, at + Math.min(filled, whole - filled));
    }
    this.at = at + whole;
  }

  /** Appends any text. */
  text(text: string): void {
    this.room(text.length * 3);
    this.at += encodeUtf8Into(text, this.data, this.at);
  }

  /** Ends the row. */
  end(): void {
    this.#offsets[++this.#row] = this.at;
  }

  finish(type: ArrowType, validity: Uint8Array | null): Column {
    return bytesColumn(type, this.#offsets, this.data.subarray(0, this.at), validity);
  }
}

/** The error for a result that would be too large. */
export function tooLarge(name: string, row: number, bytes: number): ResourcesExhaustedError {
  return new ResourcesExhaustedError({
    message: `Cannot compute "${name}": row ${row} brings the result to ${bytes} bytes, must be at most ` +
      `${MAX_RESULT_BYTES} in one batch`,
    remedy: "use smaller counts, or smaller batches",
  });
}
