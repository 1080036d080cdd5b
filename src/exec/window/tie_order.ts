import { type ArrowType, bitWidth, type Column, isValidAt, newInt32 } from "../../arrow/mod.ts";
import type { SortKey } from "../../compute/order/mod.ts";
import { sortUnstable } from "./unstable_sort.ts";

/** Rows up to which DataFusion sorts one batch; larger inputs are merged from batches there, and stay in their order here. */
const BATCH_ROWS = 8192;

/**
 * Rows in order, with equal rows where DataFusion's sort leaves them, which is not where they stood: over ROWS frames and for
 * `row_number` the place of equal rows decides the result.
 *
 * `stable` is the order that keeps equal rows in place, `runs` where runs of equal rows begin in it.
 */
export function withTiesPlaced(stable: Int32Array, runs: Int32Array, keys: readonly SortKey[]): Int32Array {
  const n = stable.length;
  if (runs.length === n || n > BATCH_ROWS) return stable;
  const ranks = newInt32(n);
  for (let run = 0; run < runs.length; run++) {
    const end = runs[run + 1] ?? n;
    for (let i = runs[run]!; i < end; i++) ranks[stable[i]!] = run;
  }
  const out = newInt32(n);
  if (keys.length > 1) {
    for (let i = 0; i < n; i++) out[i] = i;
    sortUnstable(out, ranks, true);
    return out;
  }
  // One key: rows with values are sorted, rows without stay as they are, before or behind them.
  const { column, nullsFirst } = keys[0]!;
  let valid = nullsFirst ? column.nullCount : 0;
  const first = valid;
  let nulls = nullsFirst ? 0 : n - column.nullCount;
  for (let i = 0; i < n; i++) out[isValidAt(column, i) ? valid++ : nulls++] = i;
  sortUnstable(out.subarray(first, valid), ranks, isSmall(column));
  return out;
}

/** Whether a row number and a value have eight bytes at most: such pairs are sorted another way. */
function isSmall({ type }: Column): boolean {
  return (bitWidth(plain(type)) ?? 64) <= 32;
}

function plain(type: ArrowType): ArrowType {
  return type.id === "Dictionary" ? plain(type.value) : type;
}
