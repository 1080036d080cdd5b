import {
  type ArrowType,
  type Column,
  emptyColumn,
  isValidAt,
  type ListColumn,
  listColumn,
  newBitmap,
  newInt32,
  setBit,
  sliceColumn,
} from "../../arrow/mod.ts";
import { concatColumns, take } from "../../compute/select/mod.ts";
import { growInt32 } from "./grow.ts";

/** Rows of all groups, one group after the other: those of group g are `[offsets[g], offsets[g + 1])`. */
export interface RowsByGroup {
  readonly values: Column;
  readonly offsets: Int32Array;
}

/** Rows kept by group, in order of arrival: for functions that need all values at once (`array_agg`, `median`). */
export class GroupedRows {
  private readonly type: ArrowType;
  private chunks: Column[] = [];
  private groups: Int32Array[] = [];
  /** Rows of each group, the oldest, that were taken back. */
  private dropped: Int32Array = newInt32(0);
  private anyDropped = false;

  constructor(type: ArrowType) {
    this.type = type;
  }

  /** Keeps rows; both arrays are held on to. */
  add(column: Column, groups: Int32Array): void {
    if (column.length === 0) return;
    this.chunks.push(column);
    this.groups.push(groups);
  }

  /** Keeps only rows that are not null. */
  addValid(column: Column, groups: Int32Array): void {
    if (column.nullCount === 0) return this.add(column, groups);
    const rows = validRows(column);
    this.add(take(column, rows), rows.map((row) => groups[row]!));
  }

  /** Takes back the oldest row of group `groups[i]` for each valid row i, or for each row at all. */
  drop(column: Column, groups: Int32Array, numGroups: number, nullsKept: boolean): void {
    this.dropped = growInt32(this.dropped, numGroups);
    this.anyDropped = true;
    for (let i = 0; i < groups.length; i++) {
      if (nullsKept || isValidAt(column, i)) this.dropped[groups[i]!]!++;
    }
  }

  /** Adds the items of lists, as {@linkcode toLists} gave them. */
  addLists(lists: Column, groups: Int32Array): void {
    if (lists.layout !== "list") return;
    const { offsets, length } = lists;
    const start = offsets[0] ?? 0;
    const items = sliceColumn(lists.child, start, (offsets[length] ?? 0) - start);
    const owners = newInt32(items.length);
    for (let i = 0; i < length; i++) owners.fill(groups[i]!, offsets[i]! - start, offsets[i + 1]! - start);
    this.add(items, owners);
  }

  /** The rows so far, by group. */
  byGroup(numGroups: number): RowsByGroup {
    const offsets = newInt32(numGroups + 1);
    for (const groups of this.groups) for (let i = 0; i < groups.length; i++) offsets[groups[i]! + 1]!++;
    if (this.chunks.length === 0) return { values: emptyColumn(this.type), offsets };
    for (let g = 0; g < numGroups; g++) offsets[g + 1]! += offsets[g]!;
    this.compact();
    const next = offsets.slice(0, numGroups);
    const owners = this.groups[0]!;
    const rows = newInt32(owners.length);
    for (let i = 0; i < owners.length; i++) rows[next[owners[i]!]!++] = i;
    if (!this.anyDropped) return { values: take(this.chunks[0]!, rows), offsets };
    return { values: take(this.chunks[0]!, this.withoutDropped(rows, offsets, numGroups)), offsets };
  }

  /** The rows as one list per group; null where a group has none. */
  toLists(numGroups: number, type: ArrowType): ListColumn {
    const { values, offsets } = this.byGroup(numGroups);
    return listColumn(offsets, values, filled(offsets, numGroups), undefined, type);
  }

  private compact(): void {
    if (this.chunks.length === 1) return;
    const groups = newInt32(this.groups.reduce((sum, g) => sum + g.length, 0));
    let at = 0;
    for (const part of this.groups) {
      groups.set(part, at);
      at += part.length;
    }
    this.chunks = [concatColumns(this.chunks)];
    this.groups = [groups];
  }

  /** Removes the first `dropped` rows of each group and corrects `offsets`. */
  private withoutDropped(rows: Int32Array, offsets: Int32Array, numGroups: number): Int32Array {
    const kept = newInt32(rows.length);
    let count = 0;
    for (let g = 0; g < numGroups; g++) {
      const from = offsets[g]! + (this.dropped[g] ?? 0);
      const to = offsets[g + 1]!;
      offsets[g] = count;
      for (let i = from; i < to; i++) kept[count++] = rows[i]!;
    }
    offsets[numGroups] = count;
    return kept.subarray(0, count);
  }
}

/** Rows that are not null, ascending. */
export function validRows(column: Column): Int32Array {
  const rows = newInt32(column.length - column.nullCount);
  let count = 0;
  for (let i = 0; i < column.length; i++) if (isValidAt(column, i)) rows[count++] = i;
  return rows;
}

/** Bit g is set where group g has rows. */
export function filled(offsets: Int32Array, numGroups: number): Uint8Array {
  const bits = newBitmap(numGroups);
  for (let g = 0; g < numGroups; g++) if (offsets[g + 1]! > offsets[g]!) setBit(bits, g);
  return bits;
}
