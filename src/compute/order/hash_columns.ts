import { type Column, getBit } from "../../arrow/mod.ts";
import { equalityStride, equalityWords } from "./equality_words.ts";
import { finish, hash1, hash2, hashBytes, mix } from "./hash_words.ts";
import { rowBytes } from "./row_bytes.ts";

const NULL_HASH = 0x6e756c6c;

/**
 * One 32-bit hash per row, the same for rows that are equal in the sense of GROUP BY; a dictionary hashes as its values do. For
 * partitioning and Bloom filters; {@linkcode GroupIds} hashes by itself.
 */
export function hashColumns(columns: readonly Column[], numRows: number, seed = 0): Int32Array {
  const out = new Int32Array(numRows).fill(seed);
  columns.forEach((column, c) => {
    const own = hashColumn(column);
    if (c === 0 && seed === 0) return out.set(own);
    for (let i = 0; i < numRows; i++) out[i] = mix(out[i]!, own[i]!);
  });
  if (columns.length > 1 || seed !== 0) { for (let i = 0; i < numRows; i++) out[i] = finish(out[i]!); }
  return out;
}

function hashColumn(column: Column): Int32Array {
  const n = column.length;
  if (column.layout === "dictionary") {
    const entries = hashColumn(column.dictionary);
    const out = new Int32Array(n);
    for (let i = 0; i < n; i++) out[i] = entries[column.keys[i]!] ?? NULL_HASH;
    return hashNulls(column, out);
  }
  const out = new Int32Array(n);
  if (equalityStride(column.type) > 0) {
    const { stride, words } = equalityWords(column);
    if (stride === 1) { for (let i = 0; i < n; i++) out[i] = hash1(words[i]!); }
    else if (stride === 2) { for (let i = 0; i < n; i++) out[i] = hash2(words[2 * i]!, words[2 * i + 1]!); }
    else {
      for (let i = 0; i < n; i++) {
        let hash = stride;
        for (let k = 0; k < stride; k++) hash = mix(hash, words[i * stride + k]!);
        out[i] = finish(hash);
      }
    }
  } else if (column.layout !== "null") {
    const { offsets, data } = column.layout === "bytes" ? column : rowBytes(column);
    for (let i = 0; i < n; i++) out[i] = hashBytes(data, offsets[i]!, offsets[i + 1]!);
  }
  return hashNulls(column, out);
}

function hashNulls(column: Column, out: Int32Array): Int32Array {
  const { validity } = column;
  if (validity !== null) { for (let i = 0; i < out.length; i++) if (!getBit(validity, i)) out[i] = NULL_HASH; }
  return out;
}
