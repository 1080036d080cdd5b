/**
 * Rows in other places: gather, filter, join end to end, choose between two.
 *
 * - Every function takes every layout, nested ones included, and gives a column of the same type.
 * - Nothing is computed: values are moved by bit pattern.
 * - Slicing and joining end to end live in `arrow` (`sliceColumn`, `concatColumns`), which needs them itself.
 *
 * May import: `arrow`, `errors`.
 */
export { concatBatches, concatColumns } from "../../arrow/mod.ts";
export { decodeDictionary } from "./dictionary.ts";
export {
  filterBatch,
  filterColumn,
  selectBatch,
  type Selection,
  selectionOf,
  selectionOfPredicate,
  selectRows,
  trueBits,
} from "./filter.ts";
export { rangeIndices, take, takeBatch, takeBits } from "./take.ts";
export { interleave, nullifyBits, zip } from "./zip.ts";
