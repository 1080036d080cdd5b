import { type ArrowType, type Column, newInt64, type PrimitiveValues } from "../../arrow/mod.ts";

/** The same buffers under another type of the same layout. */
export function retype(column: Column, type: ArrowType): Column {
  return { ...column, type };
}

/** A column of 64-bit values and their words. */
export interface Int64Target {
  readonly values: BigInt64Array;
  readonly words: Int32Array;
}

/** Room for `length` 64-bit values. */
export function newInt64Target(length: number): Int64Target {
  const values = newInt64(length);
  return { values, words: int64Words(values) };
}

/** The words of 64-bit values: see `int64_words.ts`. */
export function int64Words(values: PrimitiveValues): Int32Array {
  return new Int32Array(values.buffer, values.byteOffset, values.length * 2);
}
