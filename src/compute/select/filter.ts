import {
  andBits,
  type Batch,
  bitIndices,
  type BooleanColumn,
  type Column,
  countBits,
  emptyColumn,
  sliceColumn,
} from "../../arrow/mod.ts";
import { take } from "./take.ts";

/** Which rows stay: found once, applied to every column. */
export interface Selection {
  /** Rows that stay. */
  readonly count: number;
  /** Where the rows that stay are one run, its first row. */
  readonly start: number | undefined;
  /** Rows that stay, ascending; only where they are not one run. */
  readonly indices: Int32Array | undefined;
}

/** The rows whose bit is set. */
export function selectionOf(mask: Uint8Array, rows: number): Selection {
  const count = countBits(mask, rows);
  if (count === 0 || count === rows) return { count, start: 0, indices: undefined };
  const indices = bitIndices(mask, rows);
  const start = indices[0]!;
  return indices[count - 1]! - start === count - 1
    ? { count, start, indices: undefined }
    : { count, start: undefined, indices };
}

/** The rows where a predicate is true; null is not true. */
export function selectionOfPredicate(predicate: BooleanColumn): Selection {
  return selectionOf(trueBits(predicate), predicate.length);
}

/** Bit i is set where the boolean is valid and true. May be the column's own buffer. */
export function trueBits(column: BooleanColumn): Uint8Array {
  return column.validity === null ? column.values : andBits(column.values, column.validity, column.length);
}

/** The selected rows of a column; a view where they are one run. */
export function selectRows(column: Column, selection: Selection): Column {
  if (selection.count === 0) return emptyColumn(column.type);
  if (selection.indices === undefined) return sliceColumn(column, selection.start!, selection.count);
  return take(column, selection.indices);
}

/** The selected rows of every column. */
export function selectBatch(batch: Batch, selection: Selection): Batch {
  if (selection.count === batch.numRows) return batch;
  const columns = batch.columns.map((column) => selectRows(column, selection));
  return { schema: batch.schema, columns, numRows: selection.count };
}

/** The rows of `column` whose bit in `mask` is set. */
export function filterColumn(column: Column, mask: Uint8Array): Column {
  return selectRows(column, selectionOf(mask, column.length));
}

/** The rows of a batch where a predicate is true. */
export function filterBatch(batch: Batch, predicate: BooleanColumn): Batch {
  return selectBatch(batch, selectionOfPredicate(predicate));
}
