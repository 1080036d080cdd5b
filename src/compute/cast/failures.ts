import { type ArrowType, clearBit, type Column, copyBits, getBit, newBitmapOnes } from "../../arrow/mod.ts";
import { rowError } from "./cast_error.ts";

/**
 * Rows whose value does not fit. Kernels convert every row, null ones too, without looking at validity, and report what
 * does not fit: a report for a null row is ignored, another one raises, or makes the row null in a safe cast.
 */
export class Failures {
  /** Validity of the result. */
  validity: Uint8Array | null;
  /** Null rows of the result. */
  nullCount: number;
  readonly #column: Column;
  readonly #to: ArrowType;
  readonly #safe: boolean;
  #copied = false;

  constructor(column: Column, to: ArrowType, safe: boolean) {
    this.validity = column.validity;
    this.nullCount = column.nullCount;
    this.#column = column;
    this.#to = to;
    this.#safe = safe;
  }

  /**
   * Row `row` does not fit.
   *
   * @throws {CastError} if the row is not null and the cast is not safe
   */
  row(row: number): void {
    if (this.validity !== null && !getBit(this.validity, row)) return;
    if (!this.#safe) throw rowError(this.#column, row, this.#to);
    if (!this.#copied) {
      const { length } = this.#column;
      this.validity = this.validity === null ? newBitmapOnes(length) : copyBits(this.validity, 0, length);
      this.#copied = true;
    }
    clearBit(this.validity!, row);
    this.nullCount++;
  }
}
