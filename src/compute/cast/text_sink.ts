import { encodeUtf8Into, newBytes } from "../../arrow/mod.ts";

/** Collects the bytes of a column of text: writers put ASCII at `at` after {@linkcode room}, and move `at` on. */
export class TextSink {
  data: Uint8Array;
  at = 0;

  constructor(expectedBytes: number) {
    this.data = newBytes(Math.max(64, expectedBytes));
  }

  /** Makes sure that `bytes` bytes fit from `at` on. */
  room(bytes: number): void {
    if (this.at + bytes > this.data.length) this.#grow(bytes);
  }

  #grow(bytes: number): void {
    const larger = newBytes(Math.max(this.data.length * 2, this.at + bytes));
    larger.set(this.data.subarray(0, this.at));
    this.data = larger;
  }

  /** Appends any text. */
  text(text: string): void {
    this.room(text.length * 3);
    this.at += encodeUtf8Into(text, this.data, this.at);
  }

  /** Appends bytes that are UTF-8 already. */
  bytes(source: Uint8Array, start: number, end: number): void {
    this.room(end - start);
    this.data.set(source.subarray(start, end), this.at);
    this.at += end - start;
  }
}
