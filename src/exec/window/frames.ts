import { type Column, newInt32, type Scalar, T } from "../../arrow/mod.ts";
import { castScalar } from "../../compute/cast/mod.ts";
import { rowComparator, type SortKey } from "../../compute/order/mod.ts";
import type { WindowFrame, WindowFrameBound } from "../../expr/mod.ts";
import { hasOffset } from "./check_frame.ts";
import { rangeTargets } from "./range_targets.ts";
import type { SortedRows } from "./sorted_rows.ts";
import type { Frames } from "./window_call.ts";

/** The frame of every row, over all partitions. Bounds beyond the partition stop at its edge. */
export function framesOf({ units, start, end }: WindowFrame, rows: SortedRows): Frames {
  const starts = bound(units, start, true, rows);
  const ends = bound(units, end, false, rows);
  for (let i = 0; i < starts.length; i++) if (ends[i]! < starts[i]!) ends[i] = starts[i]!;
  return { starts, ends };
}

function bound(units: WindowFrame["units"], at: WindowFrameBound, isStart: boolean, rows: SortedRows): Int32Array {
  const out = newInt32(rows.numRows);
  const { partitions } = rows;
  if (at.kind !== "currentRow" && !hasOffset(at)) {
    eachRun(partitions, (from, to) => out.fill(isStart ? from : to, from, to));
    return out;
  }
  switch (units) {
    case "rows":
      rowBound(out, partitions, at, isStart);
      break;
    case "groups":
      groupBound(out, rows, at, isStart);
      break;
    case "range":
      if (hasOffset(at)) rangeBound(out, rows, at, isStart);
      else eachRun(rows.peers, (from, to) => out.fill(isStart ? from : to, from, to));
  }
  return out;
}

function eachRun(starts: Int32Array, visit: (from: number, to: number) => void): void {
  for (let p = 0; p + 1 < starts.length; p++) visit(starts[p]!, starts[p + 1]!);
}

/** Rows, or groups, from the current one: negative before it. */
function distance(at: WindowFrameBound): number {
  if (at.kind === "currentRow") return 0;
  const count = Number(castScalar(at.offset!, T.UInt64, { safe: false }).value);
  return at.kind === "preceding" ? -count : count;
}

function rowBound(out: Int32Array, partitions: Int32Array, at: WindowFrameBound, isStart: boolean): void {
  const shift = distance(at) + (isStart ? 0 : 1);
  eachRun(partitions, (from, to) => {
    for (let i = from; i < to; i++) out[i] = Math.max(from, Math.min(to, i + shift));
  });
}

function groupBound(out: Int32Array, { peers, partitions }: SortedRows, at: WindowFrameBound, isStart: boolean): void {
  const shift = distance(at) + (isStart ? 0 : 1);
  let group = 0;
  eachRun(partitions, (from, to) => {
    const first = group;
    while (peers[group]! < to) group++;
    const last = group;
    for (let g = first; g < last; g++) {
      const edge = Math.max(first, Math.min(last, g + shift));
      out.fill(edge === last ? to : Math.max(from, peers[edge]!), peers[g]!, peers[g + 1]!);
    }
  });
}

/**
 * RANGE with an offset: the first row that is not before the key's value minus (or plus) the offset, or the first one behind it. With
 * several keys all of them are moved, in the direction of the first, and compared together. Where an offset is no distance between the
 * keys (an Int64 for Int32 keys), the frame reaches to the partition's edge. Both as in DataFusion, whose SQL reads offsets as text, so that
 * they always have the key's type.
 */
function rangeBound(out: Int32Array, rows: SortedRows, at: WindowFrameBound, isStart: boolean): void {
  const { orderBy, partitions } = rows;
  const descending = orderBy[0]?.descending ?? false;
  const sign = (at.kind === "preceding") === descending ? 1 : -1;
  const moved = allTargets(orderBy, at.offset!, sign);
  if (moved === null) return eachRun(partitions, (from, to) => out.fill(isStart ? from : to, from, to));
  const order = rowComparator(moved.keys, moved.targets);
  eachRun(partitions, (from, to) => {
    let edge = from;
    for (let i = from; i < to; i++) {
      while (edge < to && (isStart ? order(edge, i) < 0 : order(edge, i) <= 0)) edge++;
      out[i] = edge;
    }
  });
}

function allTargets(
  orderBy: readonly SortKey[],
  offset: Scalar,
  sign: 1 | -1,
): { readonly keys: readonly SortKey[]; readonly targets: readonly Column[] } | null {
  const keys: SortKey[] = [];
  const targets: Column[] = [];
  for (const key of orderBy) {
    const moved = rangeTargets(key.column, offset, sign);
    if (moved === null) return null;
    keys.push({ ...key, column: moved.keys });
    targets.push(moved.targets);
  }
  return { keys, targets };
}
