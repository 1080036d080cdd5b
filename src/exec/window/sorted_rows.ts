import { type Column, newInt32 } from "../../arrow/mod.ts";
import { argsort, runStarts, type SortKey } from "../../compute/order/mod.ts";
import { take } from "../../compute/select/mod.ts";
import { withTiesPlaced } from "./tie_order.ts";

/** What rows are partitioned and ordered by. */
export interface WindowKeys {
  /** The direction of a key says in which order partitions come. */
  readonly partitionBy: readonly SortKey[];
  readonly orderBy: readonly SortKey[];
}

/** Rows in window order: partition after partition, each by its order keys; equal rows as DataFusion places them. */
export class SortedRows {
  readonly numRows: number;
  /** Where each partition begins, and the number of rows at the end. */
  readonly partitions: Int32Array;
  /** Where each run of rows with equal order keys begins, in any partition, and the number of rows at the end. */
  readonly peers: Int32Array;
  /** The order keys, sorted. */
  readonly orderBy: readonly SortKey[];
  /** Row i in window order is row `order[i]` of the input; null where nothing moved. */
  readonly order: Int32Array | null;

  constructor({ partitionBy, orderBy }: WindowKeys, numRows: number) {
    this.numRows = numRows;
    // A key that rows are partitioned by orders nothing within a partition.
    const keys = [...partitionBy, ...orderBy.filter(({ column }) => !partitionBy.some((key) => key.column === column))];
    this.order = keys.length === 0 ? null : orderOf(keys, numRows);
    const groups = partitionBy.map(({ column }) => this.sort(column));
    this.orderBy = orderBy.map((key) => ({ ...key, column: this.sort(key.column) }));
    this.partitions = closed(runStarts(groups, numRows), numRows);
    this.peers = closed(runStarts([...groups, ...this.orderBy.map(({ column }) => column)], numRows), numRows);
  }

  /** A column of the input in window order. */
  sort(column: Column): Column {
    return this.order === null ? column : take(column, this.order);
  }

  /** A column in window order as the input had its rows. */
  restore(column: Column): Column {
    if (this.order === null) return column;
    const back = newInt32(this.numRows);
    for (let i = 0; i < this.numRows; i++) back[this.order[i]!] = i;
    return take(column, back);
  }
}

function orderOf(keys: readonly SortKey[], numRows: number): Int32Array {
  const stable = argsort(keys, numRows);
  const runs = runStarts(keys.map(({ column }) => take(column, stable)), numRows);
  return withTiesPlaced(stable, runs, keys);
}

function closed(starts: Int32Array, numRows: number): Int32Array {
  const out = newInt32(starts.length + 1);
  out.set(starts);
  out[starts.length] = numRows;
  return out;
}
