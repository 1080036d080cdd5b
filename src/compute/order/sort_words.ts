import { type BytesColumn, type Column, int32Words } from "../../arrow/mod.ts";
import type { SortOptions } from "./row_bytes.ts";

/**
 * Values of fixed width as unsigned 32-bit words whose order is that of the values: `words[0]` is the most significant one.
 * Descending order is in them already; what is under nulls is undefined.
 */
export type SortWords = readonly Uint32Array[];

/** The words of a column of fixed width; null for other columns. */
export function sortWords(column: Column, options: SortOptions): SortWords | null {
  const words = ascendingWords(column);
  if (words !== null && options.descending) {
    for (const word of words) for (let i = 0; i < word.length; i++) word[i] = ~word[i]!;
  }
  return words;
}

const SIGN = 0x8000_0000;

function ascendingWords(column: Column): Uint32Array[] | null {
  const n = column.length;
  switch (column.layout) {
    case "boolean": {
      const out = new Uint32Array(n);
      for (let i = 0; i < n; i++) out[i] = (column.values[i >>> 3]! >>> (i & 7)) & 1;
      return [out];
    }
    case "primitive": {
      const { values } = column;
      if (values instanceof Float64Array) return float64Words(values);
      if (values instanceof Float32Array) return [float32Words(values)];
      if (values instanceof BigInt64Array) return pairs(int32Words(values), SIGN);
      if (values instanceof BigUint64Array) return pairs(int32Words(values), 0);
      if (column.type.id === "Float16") return [float16Words(values as Uint16Array)];
      const out = new Uint32Array(n);
      const signed = values instanceof Int32Array || values instanceof Int16Array || values instanceof Int8Array;
      const flip = signed ? SIGN : 0;
      for (let i = 0; i < n; i++) out[i] = values[i]! ^ flip;
      return [out];
    }
    case "wide": {
      const { stride, values } = column;
      // Intervals: each part by itself, months first; decimals: one number, its highest word last.
      const interval = column.type.id === "Interval";
      const order = interval
        ? (stride === 2 ? [0, 1] : [0, 1, 3, 2])
        : Array.from({ length: stride }, (_, k) => stride - 1 - k);
      return order.map((k, position) => {
        const out = new Uint32Array(n);
        const flip = interval ? (position < 3 ? SIGN : 0) : (position === 0 ? SIGN : 0);
        for (let i = 0; i < n; i++) out[i] = values[i * stride + k]! ^ flip;
        return out;
      });
    }
    default:
      return null;
  }
}

function pairs(words: Int32Array, flip: number): Uint32Array[] {
  const n = (words.length >>> 1) | 0;
  const high = new Uint32Array(n);
  const low = new Uint32Array(n);
  for (let i = 0; i < n; i++) {
    low[i] = words[2 * i]!;
    high[i] = words[2 * i + 1]! ^ flip;
  }
  return [high, low];
}

/** IEEE 754 total order with one NaN, the greatest: negative numbers have all bits flipped, others the sign. */
function float64Words(values: Float64Array): Uint32Array[] {
  const n = values.length | 0;
  const words = int32Words(values);
  const high = new Uint32Array(n);
  const low = new Uint32Array(n);
  for (let i = 0; i < n; i++) {
    const value = values[i]!;
    if (value !== value) {
      high[i] = 0xfff8_0000;
      continue;
    }
    const h = words[2 * i + 1]!;
    const flip = h >> 31;
    low[i] = words[2 * i]! ^ flip;
    high[i] = h ^ (flip | SIGN);
  }
  return [high, low];
}

function float32Words(values: Float32Array): Uint32Array {
  const n = values.length | 0;
  const words = new Int32Array(values.buffer, values.byteOffset, n);
  const out = new Uint32Array(n);
  for (let i = 0; i < n; i++) {
    const value = values[i]!;
    const word = words[i]!;
    out[i] = value !== value ? 0xffc0_0000 : word ^ ((word >> 31) | SIGN);
  }
  return out;
}

function float16Words(bits: Uint16Array): Uint32Array {
  const n = bits.length | 0;
  const out = new Uint32Array(n);
  for (let i = 0; i < n; i++) {
    const b = bits[i]!;
    out[i] = (b & 0x7fff) > 0x7c00 ? 0xffff : b & 0x8000 ? ~b & 0xffff : b | 0x8000;
  }
  return out;
}

/** Four bytes of every value from byte `skip` on, big endian, zeros after its end; in the order of `rows`. */
export function prefixWords(
  column: BytesColumn,
  rows: Int32Array,
  start: number,
  end: number,
  skip: number,
): Uint32Array {
  const { offsets, data } = column;
  const out = new Uint32Array(end - start);
  for (let i = start; i < end; i++) {
    const row = rows[i]!;
    const from = offsets[row]! + skip;
    const left = offsets[row + 1]! - from;
    let word = 0;
    if (left >= 4) {
      word = (data[from]! << 24) | (data[from + 1]! << 16) | (data[from + 2]! << 8) | data[from + 3]!;
    } else if (left > 0) {
      word = data[from]! << 24;
      if (left > 1) word |= data[from + 1]! << 16;
      if (left > 2) word |= data[from + 2]! << 8;
    }
    out[i - start] = word;
  }
  return out;
}
