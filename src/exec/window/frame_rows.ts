import { type Column, newInt32, primitiveColumn, T } from "../../arrow/mod.ts";
import { GroupIds } from "../../compute/order/mod.ts";
import { filterColumn, take, trueBits } from "../../compute/select/mod.ts";
import { distinctKey, distinctType } from "../aggregate/mod.ts";
import type { Frames } from "./window_call.ts";

/** Columns in window order and the frames over them, perhaps with rows removed that do not count. */
export interface FramedRows {
  readonly columns: readonly Column[];
  readonly numRows: number;
  readonly frames: Frames;
}

/** Removes the rows that FILTER does not leave: frames are moved to the rows that stay. */
export function filterRows(rows: FramedRows, filter: Column | null | undefined): FramedRows {
  if (!filter) return rows;
  const bits = filter.layout === "boolean" ? trueBits(filter) : new Uint8Array((rows.numRows + 7) >>> 3);
  return {
    columns: rows.columns.map((column) => filterColumn(column, bits)),
    ...compacted(rows, (row) => ((bits[row >>> 3]! >>> (row & 7)) & 1) === 1),
  };
}

/**
 * DISTINCT over frames that only grow from the start of their partition: a row counts where its values come first.
 * `partitions` are the starts of partitions, and the number of rows.
 */
export function firstOccurrences(rows: FramedRows, partitionOf: Int32Array): FramedRows {
  const ids = new GroupIds([T.Int32, ...rows.columns.map((column) => distinctType(column.type))]);
  const assigned = ids.assign([primitiveColumn(T.Int32, partitionOf), ...rows.columns.map(distinctKey)], rows.numRows);
  const first = newInt32(ids.numGroups);
  for (let i = 0, next = 0; i < rows.numRows; i++) if (assigned[i] === next) first[next++] = i;
  let at = 0;
  const kept = compacted(rows, (row) => first[at] === row && at++ >= 0);
  return { columns: rows.columns.map((column) => take(column, first)), ...kept };
}

/** `keep` is asked for every row in order. */
function compacted(rows: FramedRows, keep: (row: number) => boolean): { numRows: number; frames: Frames } {
  const before = newInt32(rows.numRows + 1);
  for (let i = 0; i < rows.numRows; i++) before[i + 1] = before[i]! + (keep(i) ? 1 : 0);
  const { starts, ends } = rows.frames;
  return {
    numRows: before[rows.numRows]!,
    frames: { starts: starts.map((row) => before[row]!), ends: ends.map((row) => before[row]!) },
  };
}
