import {
  type ArrowType,
  type BytesColumn,
  bytesColumn,
  type Column,
  type ColumnBuilder,
  columnBuilder,
  dictionaryColumn,
  emptyColumn,
  getBit,
  layoutOf,
  newBitmap,
  newInt32,
  nullTypeColumn,
  setBit,
} from "../../arrow/mod.ts";
import { take } from "../select/mod.ts";
import { BytesTable } from "./bytes_table.ts";
import { columnFromWords, equalityStride, equalityWords } from "./equality_words.ts";
import { rowBytes } from "./row_bytes.ts";
import { Word1Table, Word2Table, WordNTable, type WordTable } from "./word_tables.ts";

/** Ids for the non-null values of one column. */
export interface Interner {
  readonly size: number;
  /** Rows whose bit in `valid` is clear keep what `out` has. */
  lookup(column: Column, valid: Uint8Array | null, out: Int32Array, insert: boolean): void;
  /** One row per id; `nullId` (or -1) is a row that becomes null, ids from it on are one higher. */
  keys(nullId: number): Column;
  sizeBytes(): number;
}

/** An interner for columns of `type`. */
export function interner(type: ArrowType): Interner {
  if (equalityStride(type) > 0) return new WordsInterner(type);
  switch (layoutOf(type)) {
    case "null":
      return new NullInterner();
    case "bytes":
      return new BytesInterner(type);
    case "dictionary":
      return new DictionaryInterner(type);
    default:
      return new NestedInterner(type);
  }
}

class NullInterner implements Interner {
  readonly size = 0;
  lookup(): void {}
  keys(nullId: number): Column {
    return nullTypeColumn(nullId < 0 ? 0 : 1);
  }
  sizeBytes(): number {
    return 0;
  }
}

function wordTable(stride: number): WordTable {
  return stride === 1 ? new Word1Table() : stride === 2 ? new Word2Table() : new WordNTable(stride);
}

/** Where id `k` stands among the keys when a null row is inserted at `nullId`. */
function validityAround(nullId: number, size: number): Uint8Array | null {
  if (nullId < 0) return null;
  const validity = newBitmap(size);
  for (let i = 0; i < size; i++) if (i !== nullId) setBit(validity, i);
  return validity;
}

class WordsInterner implements Interner {
  private readonly type: ArrowType;
  private readonly table: WordTable;
  private readonly stride: number;
  constructor(type: ArrowType) {
    this.type = type;
    this.stride = equalityStride(type);
    this.table = wordTable(this.stride);
  }
  get size(): number {
    return this.table.size;
  }
  lookup(column: Column, valid: Uint8Array | null, out: Int32Array, insert: boolean): void {
    this.table.lookup(equalityWords(column).words, valid, column.length, out, insert);
  }
  keys(nullId: number): Column {
    const { store, size } = this.table;
    if (nullId < 0) return columnFromWords(this.type, store, this.stride, 0, size, null);
    const words = newInt32((size + 1) * this.stride);
    words.set(store.subarray(0, nullId * this.stride));
    words.set(store.subarray(nullId * this.stride, size * this.stride), (nullId + 1) * this.stride);
    return columnFromWords(this.type, words, this.stride, 0, size + 1, validityAround(nullId, size + 1));
  }
  sizeBytes(): number {
    return this.table.sizeBytes();
  }
}

class BytesInterner implements Interner {
  private readonly type: ArrowType;
  private readonly table = new BytesTable();
  constructor(type: ArrowType) {
    this.type = type;
  }
  get size(): number {
    return this.table.size;
  }
  lookup(column: Column, valid: Uint8Array | null, out: Int32Array, insert: boolean): void {
    const { offsets, data, length } = column as BytesColumn;
    this.table.lookup(offsets, data, valid, length, out, insert);
  }
  keys(nullId: number): Column {
    const { size } = this.table;
    const offsets = newInt32(size + (nullId < 0 ? 1 : 2));
    offsets.set(this.table.offsets.subarray(0, size + 1));
    if (nullId >= 0) offsets.set(this.table.offsets.subarray(nullId, size + 1), nullId + 1);
    const data = this.table.data.slice(0, this.table.offsets[size]!);
    return bytesColumn(this.type, offsets, data, validityAround(nullId, size + 1));
  }
  sizeBytes(): number {
    return this.table.sizeBytes();
  }
}

/** Interns the entries of each dictionary once, then only maps keys. */
class DictionaryInterner implements Interner {
  private readonly type: ArrowType;
  private readonly entries: Interner;
  private lastDictionary: Column | undefined;
  private lastIds: Int32Array = new Int32Array(0);
  private lastInsert = false;
  constructor(type: ArrowType) {
    this.type = type;
    if (type.id !== "Dictionary") throw new TypeError(`type ${type.id} has no dictionary`);
    const floats = type.value.id === "Float16" || type.value.id === "Float32" || type.value.id === "Float64";
    this.entries = floats ? new NestedInterner(type.value) : interner(type.value);
  }
  get size(): number {
    return this.entries.size;
  }
  lookup(column: Column, valid: Uint8Array | null, out: Int32Array, insert: boolean): void {
    const { keys, dictionary, length } = column as Column & { layout: "dictionary" };
    // Entries that no row uses get no id: ids follow the first appearance in rows.
    if (dictionary !== this.lastDictionary || insert !== this.lastInsert) {
      this.lastIds = new Int32Array(dictionary.length).fill(-1);
      this.entries.lookup(dictionary, dictionary.validity, this.lastIds, false);
      this.lastDictionary = dictionary;
      this.lastInsert = insert;
    }
    const ids = this.lastIds;
    if (insert) this.insertUsed(keys, dictionary, valid, length);
    for (let i = 0; i < length; i++) if (valid === null || getBit(valid, i)) out[i] = ids[keys[i]!]!;
  }
  /** Gives ids to the entries that rows use and that have none, in the order of the rows. */
  private insertUsed(keys: Int32Array, dictionary: Column, valid: Uint8Array | null, length: number): void {
    const ids = this.lastIds;
    const fresh: number[] = [];
    for (let i = 0; i < length; i++) {
      if (valid !== null && !getBit(valid, i)) continue;
      const key = keys[i]!;
      if (ids[key] !== -1) continue;
      ids[key] = -2; // queued
      fresh.push(key);
    }
    if (fresh.length === 0) return;
    const given = new Int32Array(fresh.length);
    this.entries.lookup(take(dictionary, Int32Array.from(fresh)), null, given, true);
    fresh.forEach((key, k) => ids[key] = given[k]!);
  }
  keys(nullId: number): Column {
    const entries = this.entries.keys(-1);
    const n = entries.length + (nullId < 0 ? 0 : 1);
    const keys = newInt32(n);
    for (let i = 0; i < n; i++) keys[i] = nullId >= 0 && i > nullId ? i - 1 : i === nullId ? 0 : i;
    return dictionaryColumn(this.type, keys, entries, validityAround(nullId, n));
  }
  sizeBytes(): number {
    return this.entries.sizeBytes() + this.lastIds.byteLength;
  }
}

/** Lists, structs, maps, unions, wide binaries: by their row bytes; the first row of each id is kept. */
class NestedInterner implements Interner {
  private readonly type: ArrowType;
  private readonly table = new BytesTable();
  private readonly rows: ColumnBuilder;
  private kept: Column;
  constructor(type: ArrowType) {
    this.type = type;
    this.rows = columnBuilder(type);
    this.kept = emptyColumn(type);
  }
  get size(): number {
    return this.table.size;
  }
  lookup(column: Column, valid: Uint8Array | null, out: Int32Array, insert: boolean): void {
    const { offsets, data } = rowBytes(column);
    const known = this.table.size;
    this.table.lookup(offsets, data, valid, column.length, out, insert);
    if (this.table.size === known) return;
    let next = known;
    for (let i = 0; i < column.length; i++) {
      if ((valid === null || getBit(valid, i)) && out[i] === next) {
        this.rows.appendFrom(column, i);
        next++;
      }
    }
  }
  keys(nullId: number): Column {
    const fresh = this.rows.finish();
    const all = columnBuilder(this.type);
    all.appendRange(this.kept, 0, this.kept.length);
    all.appendRange(fresh, 0, fresh.length);
    this.kept = all.finish();
    if (nullId < 0) return this.kept;
    const withNull = columnBuilder(this.type);
    withNull.appendRange(this.kept, 0, nullId);
    withNull.appendNull();
    withNull.appendRange(this.kept, nullId, this.kept.length);
    return withNull.finish();
  }
  sizeBytes(): number {
    return this.table.sizeBytes() * 2;
  }
}
