import {
  type Column,
  type ColumnBuilder,
  columnBuilder,
  newInt32,
  primitiveColumn,
  sliceColumn,
  T,
} from "../../arrow/mod.ts";
import { GroupIds } from "../../compute/order/mod.ts";
import { concatColumns, take } from "../../compute/select/mod.ts";
import { NotSupportedError } from "../../errors.ts";
import { isUnbounded, windowFrameText } from "../../expr/mod.ts";
import type { AccumulatorArgs, AggregateFunction, GroupsAccumulator } from "../../udf/mod.ts";
import { distinctKey, distinctType } from "../aggregate/mod.ts";
import { filterRows, firstOccurrences, type FramedRows } from "./frame_rows.ts";
import type { SortedRows } from "./sorted_rows.ts";
import type { Frames, WindowCall } from "./window_call.ts";

/** Rows that are aggregated anew at a time, for functions that cannot take rows back. */
const CHUNK_ROWS = 1 << 18;

/**
 * An aggregate over the frame of every row. In this order: one group per partition where every frame is its partition; the function's own
 * way over frames; adding rows while frames only grow; adding and taking back; aggregating every frame anew.
 *
 * @throws {NotSupportedError} for functions that DataFusion refuses on frames whose start moves
 */
export function aggregateOverFrames(
  call: WindowCall,
  definition: AggregateFunction,
  columns: readonly Column[],
  filter: Column | null | undefined,
  frames: Frames,
  sorted: SortedRows,
): Column {
  if (definition.slidingFrames === false && !isUnbounded(call.frame.start)) {
    throw new NotSupportedError({
      message: `Cannot use the aggregate "${definition.name}" over the frame ${windowFrameText(call.frame)}: ` +
        `it cannot take rows back, must start at UNBOUNDED PRECEDING`,
      remedy: `the window function ${definition.name}, as SQL's OVER uses it`,
    });
  }
  const distinct = call.distinct && definition.distinctIrrelevant !== true;
  const args: AccumulatorArgs = {
    returnField: call.returnField,
    argFields: call.argFields,
    scalars: call.scalars,
    distinct,
    ignoreNulls: call.ignoreNulls,
    orderBy: [],
    query: call.query,
  };
  const make = (): GroupsAccumulator => definition.accumulator(args);
  const grows = isUnbounded(call.frame.start);
  let rows = filterRows({ columns, numRows: sorted.numRows, frames }, filter);
  if (distinct && grows) rows = firstOccurrences(rows, ownersOf(rows, sorted));
  else if (distinct) return eachFrameAnew(make, rows, true);
  if (grows && isUnbounded(call.frame.end)) return wholePartitions(make(), rows, sorted);
  const first = make();
  if (first.overFrames) return first.overFrames(rows.columns, rows.frames.starts, rows.frames.ends);
  if (grows || first.retract) return stepByStep(first, make, rows);
  return eachFrameAnew(make, rows, false);
}

/** The partition of each row that counts: frames that begin at their partition's start tell. */
function ownersOf({ numRows, frames }: FramedRows, { partitions }: SortedRows): Int32Array {
  const owners = newInt32(numRows);
  for (let p = 0; p + 1 < partitions.length; p++) {
    const start = frames.starts[partitions[p]!]!;
    const next = partitions[p + 1]!;
    owners.fill(p, start, next < frames.starts.length ? frames.starts[next]! : numRows);
  }
  return owners;
}

function wholePartitions(accumulator: GroupsAccumulator, rows: FramedRows, sorted: SortedRows): Column {
  const { partitions } = sorted;
  const count = partitions.length - 1;
  accumulator.update(rows.columns, ownersOf(rows, sorted), count);
  const owners = newInt32(sorted.numRows);
  for (let p = 0; p < count; p++) owners.fill(p, partitions[p]!, partitions[p + 1]!);
  return take(accumulator.evaluate(count), owners);
}

/** One group that follows the frames; results are kept where a frame is the one before. */
function stepByStep(first: GroupsAccumulator, make: () => GroupsAccumulator, rows: FramedRows): Column {
  const { columns, frames: { starts, ends } } = rows;
  const zeros = newInt32(rows.numRows);
  const slice = (from: number, to: number): readonly Column[] =>
    columns.map((column) => sliceColumn(column, from, to - from));
  let accumulator = first;
  let from = 0;
  let to = 0;
  let touched = false;
  let value: Column | null = null;
  let results: ColumnBuilder | null = null;
  for (let i = 0; i < starts.length; i++) {
    const start = starts[i]!;
    const end = ends[i]!;
    if (value === null || start !== from || end !== to) {
      if (touched && (start >= to || (start > from && !accumulator.retract))) {
        // Nothing of the last frame is left.
        accumulator = make();
        touched = false;
      }
      if (!touched) from = to = start;
      if (end > to) accumulator.update(slice(to, end), zeros.subarray(0, end - to), 1);
      if (start > from) accumulator.retract!(slice(from, start), zeros.subarray(0, start - from), 1);
      touched = true;
      from = start;
      to = end;
      value = accumulator.evaluate(1);
    }
    results ??= columnBuilder(value.type);
    results.appendFrom(value, 0);
  }
  return results === null ? accumulator.evaluate(0) : results.finish();
}

/** Every frame is a group of its own, some hundred thousand rows at a time. */
function eachFrameAnew(make: () => GroupsAccumulator, rows: FramedRows, distinct: boolean): Column {
  const { columns, frames: { starts, ends } } = rows;
  const parts: Column[] = [];
  for (let from = 0, to = 0; from < starts.length; from = to) {
    let size = 0;
    do size += ends[to]! - starts[to]!; while (++to < starts.length && size + ends[to]! - starts[to]! <= CHUNK_ROWS);
    const indices = newInt32(size);
    const groups = newInt32(size);
    let at = 0;
    for (let frame = from; frame < to; frame++) {
      groups.fill(frame - from, at, at + ends[frame]! - starts[frame]!);
      for (let row = starts[frame]!; row < ends[frame]!; row++) indices[at++] = row;
    }
    const accumulator = make();
    const unique = distinct ? distinctRows(columns, indices, groups) : { indices, groups };
    accumulator.update(columns.map((column) => take(column, unique.indices)), unique.groups, to - from);
    parts.push(accumulator.evaluate(to - from));
  }
  return parts.length === 0 ? make().evaluate(0) : concatColumns(parts);
}

function distinctRows(
  columns: readonly Column[],
  indices: Int32Array,
  groups: Int32Array,
): { readonly indices: Int32Array; readonly groups: Int32Array } {
  const ids = new GroupIds([T.Int32, ...columns.map((column) => distinctType(column.type))]);
  const keys = [primitiveColumn(T.Int32, groups), ...columns.map((column) => distinctKey(take(column, indices)))];
  const assigned = ids.assign(keys, indices.length);
  const rows = newInt32(ids.numGroups);
  const owners = newInt32(ids.numGroups);
  for (let i = 0, next = 0; i < assigned.length; i++) {
    if (assigned[i] !== next) continue;
    rows[next] = indices[i]!;
    owners[next++] = groups[i]!;
  }
  return { indices: rows, groups: owners };
}
