import { type Column, emptyColumn, sliceColumn } from "../../arrow/mod.ts";
import { concatColumns } from "../../compute/select/mod.ts";
import type { PartitionInput, WindowFunction } from "../../udf/mod.ts";
import { checkFrame } from "./check_frame.ts";
import { aggregateOverFrames } from "./frame_aggregate.ts";
import { framesOf } from "./frames.ts";
import { SortedRows, type WindowKeys } from "./sorted_rows.ts";
import type { Frames, WindowCall, WindowInput } from "./window_call.ts";

/** Evaluates window expressions that share PARTITION BY and ORDER BY over all rows of a table: rows are sorted once. */
export class WindowEvaluator {
  private readonly rows: SortedRows;

  constructor(keys: WindowKeys, numRows: number) {
    this.rows = new SortedRows(keys, numRows);
  }

  /** Row i in window order is row `order[i]` of the input; null where rows stand in window order already. */
  get order(): Int32Array | null {
    return this.rows.order;
  }

  /**
   * One row per row of the input, in its order.
   *
   * @throws {PlanError} for frames that no row can have
   */
  evaluate(call: WindowCall, input: WindowInput): Column {
    return this.rows.restore(this.evaluateSorted(call, input));
  }

  /**
   * One row per row, in window order; `input` is in the order of the table.
   *
   * @throws {PlanError} for frames that no row can have
   */
  evaluateSorted(call: WindowCall, input: WindowInput): Column {
    const { rows } = this;
    checkFrame(call.frame, rows.orderBy.length);
    const args = input.args.map((column) => rows.sort(column));
    const filter = input.filter ? rows.sort(input.filter) : null;
    const { function: definition } = call;
    if (definition.kind === "aggregate") {
      const frames = framesOf(call.frame, rows);
      return aggregateOverFrames(call, definition, args, filter, frames, rows);
    }
    const frames = definition.usesFrame ? framesOf(call.frame, rows) : null;
    return eachPartition(call, definition, args, frames, rows);
  }
}

function eachPartition(
  call: WindowCall,
  definition: WindowFunction,
  args: readonly Column[],
  frames: Frames | null,
  { partitions, peers, orderBy }: SortedRows,
): Column {
  const evaluator = definition.evaluator(call);
  const parts: Column[] = [];
  let peer = 0;
  for (let p = 0; p + 1 < partitions.length; p++) {
    const from = partitions[p]!;
    const numRows = partitions[p + 1]! - from;
    const slice = (column: Column): Column => sliceColumn(column, from, numRows);
    const shifted = (values: Int32Array): Int32Array => values.slice(from, from + numRows).map((row) => row - from);
    const firstPeer = peer;
    while (peers[peer]! < from + numRows) peer++;
    const input: PartitionInput = {
      numRows,
      values: args.map(slice),
      orderKeys: orderBy.map(({ column }) => slice(column)),
      peers: peers.slice(firstPeer, peer).map((row) => row - from),
      ...frames && { frameStart: shifted(frames.starts), frameEnd: shifted(frames.ends) },
    };
    parts.push(evaluator.evaluateAll(input));
  }
  return parts.length === 0 ? emptyColumn(call.returnField.type) : concatColumns(parts);
}
