import { type Column, isValidAt, newInt32 } from "../../arrow/mod.ts";
import { take } from "../../compute/select/mod.ts";
import type { PartitionInput } from "../../udf/mod.ts";

/**
 * For every row the `n`th row of its frame, counted from 1, from the end for negative n; null where the frame has no such row.
 * With `ignoreNulls` only rows that are not null are counted.
 */
export function nthOfFrame(input: PartitionInput, n: number, ignoreNulls: boolean): Column {
  const column = input.values[0]!;
  const { numRows, frameStart, frameEnd } = input;
  const rows = newInt32(numRows);
  const among = ignoreNulls && column.nullCount > 0 ? validRanks(column) : null;
  for (let i = 0; i < numRows; i++) {
    let start = frameStart![i]!;
    let end = Math.max(start, frameEnd![i]!);
    if (among !== null) {
      start = among.before[start]!;
      end = among.before[end]!;
    }
    const row = n > 0 ? start + n - 1 : end + n;
    const inside = n !== 0 && row >= start && row < end;
    rows[i] = !inside ? -1 : among === null ? row : among.rows[row]!;
  }
  return take(column, rows);
}

/** The valid rows, and how many of them lie before each row. */
function validRanks(column: Column): { readonly rows: Int32Array; readonly before: Int32Array } {
  const rows = newInt32(column.length - column.nullCount);
  const before = newInt32(column.length + 1);
  let count = 0;
  for (let i = 0; i < column.length; i++) {
    if (isValidAt(column, i)) rows[count++] = i;
    before[i + 1] = count;
  }
  return { rows, before };
}
