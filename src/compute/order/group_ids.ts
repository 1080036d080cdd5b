import { type ArrowType, type Column, fillBits, getBit, newBitmap, newInt32 } from "../../arrow/mod.ts";
import { CompositeIds, type RowIds } from "./composite_ids.ts";
import { type Interner, interner } from "./interner.ts";

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
