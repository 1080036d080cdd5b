import {
  type ArrowType,
  type BytesColumn,
  bytesColumn,
  type Column,
  type ColumnBuilder,
  columnBuilder,
  dictionaryColumn,
  emptyColumn,
  fillBits,
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

/**
 * Dense ids for the distinct rows of some columns, across any number of batches: 0, 1, 2, … in the order of first appearance.
 *
 * Rows are equal as GROUP BY sees them: null equals null, NaN equals NaN, -0.0 equals 0.0 (and comes out as 0.0) except inside
 * nested values and dictionaries.
 */
export class GroupIds {
  readonly #rows: RowIds;

  /** For rows of columns of these types; without types all rows are one group. */
  constructor(types: readonly ArrowType[]) {
    this.#rows = types.length === 0
      ? new OneGroup()
      : types.length === 1
      ? new SingleColumnIds(interner(types[0]!))
      : new CompositeIds(types);
  }

  /** Distinct rows so far. */
  get numGroups(): number {
    return this.#rows.size;
  }

  /** The id of every row; unknown rows get new ids. Writes into `out` where it is given and long enough. */
  assign(columns: readonly Column[], numRows: number, out?: Int32Array): Int32Array {
    const ids = outOf(numRows, out);
    this.#rows.add(columns, numRows, ids);
    return ids;
  }

  /** The id of every row, -1 for unknown ones. */
  find(columns: readonly Column[], numRows: number, out?: Int32Array): Int32Array {
    const ids = outOf(numRows, out);
    this.#rows.find(columns, numRows, ids);
    return ids;
  }

  /** The distinct rows, one per id, in columns of the given types. */
  keys(): Column[] {
    return this.#rows.keys();
  }

  /** Bytes held, roughly. */
  sizeBytes(): number {
    return this.#rows.sizeBytes();
  }
}

function outOf(numRows: number, out: Int32Array | undefined): Int32Array {
  if (out === undefined || out.length < numRows) return newInt32(numRows);
  return out.length === numRows ? out : out.subarray(0, numRows);
}

/** How rows of one shape get ids; `ids` has exactly one entry per row. */
interface RowIds {
  readonly size: number;
  add(columns: readonly Column[], numRows: number, ids: Int32Array): void;
  find(columns: readonly Column[], numRows: number, ids: Int32Array): void;
  keys(): Column[];
  sizeBytes(): number;
}

/** No key columns: one group as soon as there is a row. */
class OneGroup implements RowIds {
  size = 0;
  add(_columns: readonly Column[], numRows: number, ids: Int32Array): void {
    if (numRows > 0) this.size = 1;
    ids.fill(0);
  }
  find(_columns: readonly Column[], _numRows: number, ids: Int32Array): void {
    ids.fill(this.size - 1);
  }
  keys(): Column[] {
    return [];
  }
  sizeBytes(): number {
    return 0;
  }
}

/** Ids for the non-null values of one column. */
interface Interner {
  readonly size: number;
  /** Rows whose bit in `valid` is clear keep what `out` has. */
  lookup(column: Column, valid: Uint8Array | null, out: Int32Array, insert: boolean): void;
  /** One row per id; `nullId` (or -1) is a row that becomes null, ids from it on are one higher. */
  keys(nullId: number): Column;
  sizeBytes(): number;
}

function interner(type: ArrowType): Interner {
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

/** One key column: null is a group beside those of the interner. */
class SingleColumnIds implements RowIds {
  private readonly interner: Interner;
  /** Id of the null group; ids of values from it on are one higher than the interner's. */
  private nullId = -1;
  constructor(interner: Interner) {
    this.interner = interner;
  }

  get size(): number {
    return this.interner.size + (this.nullId < 0 ? 0 : 1);
  }

  add(columns: readonly Column[], numRows: number, ids: Int32Array): void {
    const column = columns[0]!;
    const { validity } = column;
    if (validity !== null && this.nullId < 0 && column.nullCount > 0) {
      // The rows before the first null decide which id null gets.
      const before = newBitmap(numRows);
      fillBits(before, 0, firstNull(validity, numRows), true);
      this.interner.lookup(column, before, ids, true);
      this.nullId = this.interner.size;
    }
    this.interner.lookup(column, validity, ids, true);
    this.shift(ids, validity);
  }

  find(columns: readonly Column[], _numRows: number, ids: Int32Array): void {
    const column = columns[0]!;
    this.interner.lookup(column, column.validity, ids, false);
    this.shift(ids, column.validity);
  }

  private shift(ids: Int32Array, validity: Uint8Array | null): void {
    const { nullId } = this;
    const n = ids.length | 0;
    if (validity !== null) {
      for (let i = 0; i < n; i++) {
        if (((validity[i >>> 3]! >>> (i & 7)) & 1) === 0) ids[i] = nullId;
        else if (nullId >= 0 && ids[i]! >= nullId) ids[i]!++;
      }
    } else if (nullId >= 0) {
      for (let i = 0; i < n; i++) if (ids[i]! >= nullId) ids[i]!++;
    }
  }

  keys(): Column[] {
    return [this.interner.keys(this.nullId)];
  }

  sizeBytes(): number {
    return this.interner.sizeBytes();
  }
}

function firstNull(validity: Uint8Array, n: number): number {
  for (let i = 0; i < n; i++) if (!getBit(validity, i)) return i;
  return n;
}

/**
 * Several key columns: every row becomes a few words (the values of fixed width, the interned ids of others, and which of them are
 * null), and rows of words go into one table.
 */
class CompositeIds implements RowIds {
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
