import type { Column } from "../../arrow/mod.ts";
import { int32Words } from "../../arrow/mod.ts";

/** Values as 32-bit words, `stride` a row: equal values have equal words. */
export interface KeyWords {
  readonly words: Int32Array;
  readonly stride: number;
}

/** What makes words equal: their bits; or as floats, every NaN being one, and -0 being 0 unless `exact`. */
export type KeyMeaning = "bits" | "float" | "exact";

const NAN_HIGH = 0x7ff80000;

/**
 * The words of a column of numbers, times, decimals or intervals. They may be views of the column.
 */
export function keyWords(column: Column, meaning: KeyMeaning): KeyWords {
  if (column.layout === "wide") return { words: column.values, stride: column.stride };
  if (column.layout !== "primitive") throw new TypeError(`a ${column.layout} column has no fixed words`);
  const { values } = column;
  if (values instanceof Float64Array) return { words: float64Words(values, meaning), stride: 2 };
  if (values instanceof BigInt64Array || values instanceof BigUint64Array) {
    return { words: int32Words(values), stride: 2 };
  }
  if (values instanceof Int32Array) return { words: values, stride: 1 };
  if (values instanceof Float32Array) return { words: float32Words(values, meaning), stride: 1 };
  const words = Int32Array.from(values as Uint16Array);
  if (meaning !== "bits") {
    for (let i = 0; i < words.length; i++) {
      const magnitude = words[i]! & 0x7fff;
      words[i] = magnitude === 0 && meaning === "float" ? 0 : magnitude > 0x7c00 ? 0x7e00 : words[i]!;
    }
  }
  return { words, stride: 1 };
}

function float64Words(values: Float64Array, meaning: KeyMeaning): Int32Array {
  const source = int32Words(values);
  const words = new Int32Array(source.length);
  for (let i = 0; i < values.length; i++) {
    const low = source[2 * i]!;
    const high = source[2 * i + 1]!;
    const magnitude = high & 0x7fffffff;
    const isNan = magnitude > 0x7ff00000 || (magnitude === 0x7ff00000 && low !== 0);
    const isZero = meaning === "float" && (magnitude | low) === 0;
    words[2 * i] = isNan ? 0 : low;
    words[2 * i + 1] = isNan ? NAN_HIGH : isZero ? 0 : high;
  }
  return words;
}

function float32Words(values: Float32Array, meaning: KeyMeaning): Int32Array {
  const source = new Int32Array(values.buffer, values.byteOffset, values.length);
  const words = new Int32Array(source.length);
  for (let i = 0; i < words.length; i++) {
    const magnitude = source[i]! & 0x7fffffff;
    words[i] = magnitude === 0 && meaning === "float" ? 0 : magnitude > 0x7f800000 ? 0x7fc00000 : source[i]!;
  }
  return words;
}
