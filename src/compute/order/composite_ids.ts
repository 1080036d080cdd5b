import { type ArrowType, type Column, getBit, newBitmap, newInt32, nullTypeColumn, setBit } from "../../arrow/mod.ts";
import { take } from "../select/mod.ts";
import { columnFromWords, equalityStride, equalityWords } from "./equality_words.ts";
import { type Interner, interner } from "./interner.ts";
import { WordNTable, type WordTable } from "./word_tables.ts";

/** How rows of one shape get ids; `ids` has exactly one entry per row. */
export interface RowIds {
  readonly size: number;
  add(columns: readonly Column[], numRows: number, ids: Int32Array): void;
  find(columns: readonly Column[], numRows: number, ids: Int32Array): void;
  keys(): Column[];
  sizeBytes(): number;
}

/**
 * Several key columns: every row becomes a few words (the values of fixed width, the interned ids of others, and which of them are
 * null), and rows of words go into one table.
 */
export class CompositeIds implements RowIds {
  private readonly types: readonly ArrowType[];
  /** Per column: its interner, or undefined where its words are the values themselves. */
  private readonly interners: readonly (Interner | undefined)[];
  private readonly starts: readonly number[];
  private readonly rowWords: number;
  private readonly nullWord: number;
  private readonly table: WordTable;
  private packed: Int32Array = new Int32Array(0);

  constructor(types: readonly ArrowType[]) {
    this.types = types;
    const starts: number[] = [];
    let words = 0;
    this.interners = types.map((type) => {
      const stride = equalityStride(type);
      starts.push(words);
      words += stride || 1;
      return stride > 0 ? undefined : interner(type);
    });
    this.starts = starts;
    this.nullWord = words;
    this.rowWords = words + Math.ceil(types.length / 32);
    this.table = new WordNTable(this.rowWords);
  }

  get size(): number {
    return this.table.size;
  }

  add(columns: readonly Column[], numRows: number, ids: Int32Array): void {
    this.table.lookup(this.pack(columns, numRows, true).words, null, numRows, ids, true);
  }

  find(columns: readonly Column[], numRows: number, ids: Int32Array): void {
    const { words, unknown } = this.pack(columns, numRows, false);
    this.table.lookup(words, null, numRows, ids, false);
    if (unknown !== null) { for (let i = 0; i < numRows; i++) if (getBit(unknown, i)) ids[i] = -1; }
  }

  private pack(
    columns: readonly Column[],
    numRows: number,
    insert: boolean,
  ): { words: Int32Array; unknown: Uint8Array | null } {
    const { rowWords } = this;
    if (this.packed.length < numRows * rowWords) this.packed = newInt32(numRows * rowWords);
    const packed = this.packed;
    packed.fill(0, 0, numRows * rowWords);
    let unknown: Uint8Array | null = null;
    columns.forEach((column, c) => {
      const { validity } = column;
      const start = this.starts[c]!;
      const own = this.interners[c];
      if (own === undefined) {
        const { words, stride } = equalityWords(column);
        if (stride === 1) pack1(packed, rowWords, start, words, validity, numRows);
        else packN(packed, rowWords, start, words, stride, validity, numRows);
      } else {
        const ids = new Int32Array(numRows);
        own.lookup(column, validity, ids, insert);
        pack1(packed, rowWords, start, ids, validity, numRows);
        if (!insert) {
          for (let i = 0; i < numRows; i++) {
            if (ids[i]! < 0 && (validity === null || getBit(validity, i))) setBit(unknown ??= newBitmap(numRows), i);
          }
        }
      }
      if (validity !== null) {
        const at = this.nullWord + (c >>> 5);
        const bit = 1 << (c & 31);
        for (let i = 0; i < numRows; i++) {
          if (((validity[i >>> 3]! >>> (i & 7)) & 1) === 0) packed[i * rowWords + at]! |= bit;
        }
      }
    });
    return { words: packed, unknown };
  }

  keys(): Column[] {
    const { store, size } = this.table;
    const { rowWords } = this;
    return this.types.map((type, c) => {
      const at = this.nullWord + (c >>> 5);
      const bit = 1 << (c & 31);
      const validity = newBitmap(size);
      for (let i = 0; i < size; i++) if ((store[i * rowWords + at]! & bit) === 0) setBit(validity, i);
      const own = this.interners[c];
      const start = this.starts[c]!;
      if (own === undefined) return columnFromWords(type, store, rowWords, start, size, validity);
      if (type.id === "Null") return nullTypeColumn(size);
      const ids = newInt32(size);
      for (let i = 0; i < size; i++) ids[i] = getBit(validity, i) ? store[i * rowWords + start]! : -1;
      return take(own.keys(-1), ids);
    });
  }

  sizeBytes(): number {
    let bytes = this.table.sizeBytes() + this.packed.byteLength;
    for (const own of this.interners) bytes += own?.sizeBytes() ?? 0;
    return bytes;
  }
}

function pack1(
  packed: Int32Array,
  rowWords: number,
  start: number,
  words: Int32Array,
  validity: Uint8Array | null,
  n: number,
): void {
  n = n | 0;
  for (let i = 0, at = start; i < n; i++, at += rowWords) {
    if (validity === null || ((validity[i >>> 3]! >>> (i & 7)) & 1) === 1) packed[at] = words[i]!;
  }
}

function packN(
  packed: Int32Array,
  rowWords: number,
  start: number,
  words: Int32Array,
  stride: number,
  validity: Uint8Array | null,
  n: number,
): void {
  n = n | 0;
  for (let i = 0, at = start; i < n; i++, at += rowWords) {
    if (validity !== null && ((validity[i >>> 3]! >>> (i & 7)) & 1) === 0) continue;
    for (let k = 0; k < stride; k++) packed[at + k] = words[i * stride + k]!;
  }
}
