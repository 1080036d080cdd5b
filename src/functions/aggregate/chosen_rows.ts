import { type ArrowType, type Column, emptyColumn, newInt32 } from "../../arrow/mod.ts";
import { concatColumns, take } from "../../compute/select/mod.ts";

/**
 * One chosen row per group, of several columns: for `min`, `max`, `first_value` and the like on types that fit no typed array.
 *
 * Rows are chosen by number among the rows held so far followed by the rows of the batch at hand, and copied once per batch.
 */
export class ChosenRows {
  /** Columns of the rows held; row r belongs to the group whose `at` is r. */
  private held: readonly Column[];
  /** Row of each group, -1 where it has none. */
  private at: Int32Array = newInt32(0);

  constructor(types: readonly ArrowType[]) {
    this.held = types.map(emptyColumn);
  }

  /**
   * Lets `choose` pick rows: `all` are the columns of the rows held and of the batch, `base` is the number of the batch's first
   * row, `rows[g]` the row of group g or -1; `choose` writes into `rows`.
   */
  choose(
    columns: readonly Column[],
    numGroups: number,
    pick: (all: readonly Column[], base: number, rows: Int32Array) => void,
  ): void {
    const rows = newInt32(numGroups).fill(-1);
    rows.set(this.at.subarray(0, Math.min(this.at.length, numGroups)));
    const base = this.held[0]!.length;
    const all = columns.map((column, i) => concatColumns([this.held[i]!, column]));
    pick(all, base, rows);
    const kept = newInt32(numGroups);
    let count = 0;
    for (let g = 0; g < numGroups; g++) {
      if (rows[g]! < 0) continue;
      kept[count] = rows[g]!;
      rows[g] = count++;
    }
    const indices = kept.subarray(0, count);
    this.held = all.map((column) => take(column, indices));
    this.at = rows;
  }

  /** One row per group, null where none was chosen. */
  columns(numGroups: number): readonly Column[] {
    const rows = newInt32(numGroups).fill(-1);
    rows.set(this.at.subarray(0, Math.min(this.at.length, numGroups)));
    return this.held.map((column) => take(column, rows));
  }
}
