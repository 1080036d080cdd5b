/**
 * Order and equality of rows: sorting, the first rows of an order, runs of equal rows, dense ids of distinct rows, hashes.
 *
 * - Nothing is sorted by comparing: values become unsigned words (or bytes) whose order is theirs, and a stable radix sort moves row
 *   numbers. No JavaScript string or BigInt is made per row.
 * - All NaNs are one value, greater than infinity. -0.0 sorts before 0.0; GROUP BY holds them equal.
 * - Tables are flat typed arrays: the shape that a WebAssembly kernel can take over.
 *
 * May import: `arrow`, `errors`, `compute/select`.
 */
export { argsort, type SortKey, topK } from "./argsort.ts";
export { columnComparator, type RowComparator, rowComparator, runStarts } from "./comparator.ts";
export { GroupIds } from "./group_ids.ts";
export { hashColumns } from "./hash_columns.ts";
export { rowBytes, type SortOptions } from "./row_bytes.ts";
