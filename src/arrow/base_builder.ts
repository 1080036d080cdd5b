import type { ArrowType } from "./arrow_type.ts";
import { bitmapBytes, clearTail, copyBitsInto, fillBits, getBit, newBitmap, setBit } from "./bitmap.ts";
import type { Column } from "./column.ts";
import { isValidAt } from "./column_value.ts";
import type { ScalarData } from "./scalar.ts";

/**
 * Makes a column row by row; `finish` gives it and empties the builder. For results whose size is not known beforehand and
 * for values that come one at a time: kernels that know their size write into typed arrays.
 */
export interface ColumnBuilder {
  readonly type: ArrowType;
  /** Rows so far. */
  readonly length: number;
  /** One row of the form that {@linkcode ScalarData} describes for the type. */
  append(value: ScalarData): void;
  appendNull(): void;
  /** A copy of one row of a column of the same type; dictionaries of that type are looked up. */
  appendFrom(column: Column, row: number): void;
  /** Copies of rows `[start, end)`. */
  appendRange(column: Column, start: number, end: number): void;
  finish(): Column;
}

/** The next size of a buffer of `capacity` that must hold `needed`. */
export function doubled(capacity: number, needed: number): number {
  return Math.max(needed, capacity * 2, 32);
}

/** Length and validity, common to all builders; the bitmap exists from the first null on. */
export abstract class BaseBuilder implements ColumnBuilder {
  readonly type: ArrowType;
  length = 0;
  protected validity: Uint8Array | null = null;
  protected nullCount = 0;

  constructor(type: ArrowType) {
    this.type = type;
  }

  /** Room for `rows` rows in the value buffers. */
  protected abstract reserve(rows: number): void;
  protected abstract write(value: Exclude<ScalarData, null>): void;
  protected abstract writeNull(): void;
  protected abstract copy(column: Column, row: number): void;
  protected abstract build(validity: Uint8Array | null, nullCount: number): Column;

  append(value: ScalarData): void {
    if (value === null) return this.appendNull();
    this.reserve(this.length + 1);
    this.write(value);
    this.valid();
  }

  appendNull(): void {
    this.reserve(this.length + 1);
    this.writeNull();
    this.growValidity(this.length + 1);
    this.nullCount++;
    this.length++;
  }

  appendFrom(column: Column, row: number): void {
    if (!isValidAt(column, row)) return this.appendNull();
    if (column.layout === "dictionary" && this.type.id !== "Dictionary") {
      return this.appendFrom(column.dictionary, column.keys[row]!);
    }
    this.reserve(this.length + 1);
    this.copy(column, row);
    this.valid();
  }

  appendRange(column: Column, start: number, end: number): void {
    this.reserve(this.length + end - start);
    for (let row = start; row < end; row++) this.appendFrom(column, row);
  }

  finish(): Column {
    const { validity } = this;
    if (validity) clearTail(validity, this.length);
    const column = this.build(validity ? validity.subarray(0, bitmapBytes(this.length)) : null, this.nullCount);
    this.length = 0;
    this.validity = null;
    this.nullCount = 0;
    return column;
  }

  protected valid(): void {
    if (this.validity !== null) {
      this.growValidity(this.length + 1);
      setBit(this.validity, this.length);
    }
    this.length++;
  }

  /** Copies validity of rows `[start, end)`; the caller adds to `length`. */
  protected validityRange(column: Column, start: number, end: number): void {
    const rows = end - start;
    if (column.validity === null) {
      if (this.validity !== null) {
        this.growValidity(this.length + rows);
        fillBits(this.validity, this.length, rows, true);
      }
      return;
    }
    this.growValidity(this.length + rows);
    copyBitsInto(this.validity!, this.length, column.validity, start, rows);
    for (let row = start; row < end; row++) if (!getBit(column.validity, row)) this.nullCount++;
  }

  private growValidity(rows: number): void {
    if (this.validity === null) {
      this.validity = newBitmap(doubled(this.length, rows + 512));
      fillBits(this.validity, 0, this.length, true);
    } else if (rows > this.validity.length * 8) {
      const grown = newBitmap(doubled(this.validity.length * 8, rows));
      grown.set(this.validity);
      this.validity = grown;
    }
  }
}
