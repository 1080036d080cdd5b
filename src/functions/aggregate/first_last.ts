import {
  type ArrowType,
  booleanColumn,
  type Column,
  type Field,
  field,
  getBit,
  isValidAt,
  newBitmap,
  newInt32,
  setBit,
  T,
} from "../../arrow/mod.ts";
import { rowComparator } from "../../compute/order/mod.ts";
import { take } from "../../compute/select/mod.ts";
import type { AccumulatorArgs, GroupsAccumulator } from "../../udf/mod.ts";
import { ChosenRows } from "./chosen_rows.ts";

/** The value, the order keys of its row, and whether there is a row: the value itself may be null. */
export function firstLastState(args: AccumulatorArgs): readonly Field[] {
  return [
    field("value", args.argFields[0]!.type),
    ...args.orderBy.map((key, i) => field(`order_${i}`, key.field.type)),
    field("is_set", T.Boolean, false),
  ];
}

/**
 * The first or last row of each group: by the order keys where the call has ORDER BY, else in order of arrival. Of rows with equal
 * keys the first, or the last, that came.
 */
export class FirstLast implements GroupsAccumulator {
  private readonly last: boolean;
  private readonly ignoreNulls: boolean;
  private readonly orderBy: AccumulatorArgs["orderBy"];
  private readonly rows: ChosenRows;
  private readonly columnCount: number;
  private set: Uint8Array = newBitmap(0);

  constructor(args: AccumulatorArgs, last: boolean, ignoreNulls: boolean) {
    this.last = last;
    this.ignoreNulls = ignoreNulls;
    this.orderBy = args.orderBy;
    const types: readonly ArrowType[] = [args.argFields[0]!.type, ...args.orderBy.map((key) => key.field.type)];
    this.columnCount = types.length;
    this.rows = new ChosenRows(types);
  }

  update(columns: readonly Column[], groups: Int32Array, numGroups: number): void {
    // The order keys follow the arguments.
    const keys = columns.slice(columns.length - this.orderBy.length);
    this.pick([columns[0]!, ...this.orderBy.length > 0 ? keys : []], groups, numGroups, null);
  }
  merge(states: readonly Column[], groups: Int32Array, numGroups: number): void {
    this.pick(states.slice(0, this.columnCount), groups, numGroups, states[this.columnCount]!);
  }
  private pick(columns: readonly Column[], groups: Int32Array, numGroups: number, present: Column | null): void {
    if (groups.length === 0) return;
    const { last, ignoreNulls } = this;
    this.rows.choose(columns, numGroups, (all, base, rows) => {
      const keys = this.orderBy.map(({ ascending, nullsFirst }, k) => ({
        column: all[k + 1]!,
        descending: !ascending,
        nullsFirst,
      }));
      const order = keys.length > 0 ? rowComparator(keys, all.slice(1)) : null;
      const values = all[0]!;
      for (let i = 0; i < groups.length; i++) {
        if (present !== null && present.layout === "boolean" && !getBit(present.values, i)) continue;
        const row = base + i;
        if (ignoreNulls && !isValidAt(values, row)) continue;
        const group = groups[i]!;
        const held = rows[group]!;
        if (held < 0) rows[group] = row;
        else if (order === null) rows[group] = last ? row : held;
        else if (last ? order(row, held) >= 0 : order(row, held) < 0) rows[group] = row;
      }
      this.set = newBitmap(numGroups);
      for (let g = 0; g < numGroups; g++) if (rows[g]! >= 0) setBit(this.set, g);
    });
  }
  state(numGroups: number): readonly Column[] {
    const set = newBitmap(numGroups);
    set.set(this.set.subarray(0, set.length));
    return [...this.rows.columns(numGroups), booleanColumn(set, numGroups)];
  }
  evaluate(numGroups: number): Column {
    return this.rows.columns(numGroups)[0]!;
  }
  overFrames(columns: readonly Column[], starts: Int32Array, ends: Int32Array): Column {
    const column = columns[0]!;
    const { last } = this;
    const nearest = this.ignoreNulls && column.nullCount > 0 ? nearestValid(column, last) : null;
    const rows = newInt32(starts.length);
    for (let i = 0; i < rows.length; i++) {
      const start = starts[i]!;
      const end = ends[i]!;
      const edge = last ? end - 1 : start;
      const row = end <= start ? -1 : nearest === null ? edge : nearest[edge]!;
      rows[i] = row >= start && row < end ? row : -1;
    }
    return take(column, rows);
  }
}

/** For each row the nearest valid one at or before it (`backwards`), or at or after it; out of range where there is none. */
function nearestValid(column: Column, backwards: boolean): Int32Array {
  const n = column.length;
  const nearest = newInt32(n);
  let found = backwards ? -1 : n;
  for (let k = 0; k < n; k++) {
    const row = backwards ? k : n - 1 - k;
    if (isValidAt(column, row)) found = row;
    nearest[row] = found;
  }
  return nearest;
}
