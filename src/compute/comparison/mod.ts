/**
 * Comparisons of columns and scalars of one type to booleans; rows of nested values.
 *
 * - Everything is `=` or `<` with the sides swapped or the bits flipped; loops write whole bytes of the bitmap.
 * - Both sides have the type that `compute/coercion` gave; dictionaries are compared entry by entry.
 *
 * May import: `arrow`, `errors`, `compute/arithmetic` (how kernels are applied), `compute/select`.
 */
export {
  type ComparisonKernel,
  comparisonKernel,
  type ComparisonOperator,
  exactlyEqualKernel,
  isNullKernel,
} from "./comparison.ts";
export { compareBytes } from "./bytes_loops.ts";
export { type InListKernel, inListKernel } from "./in_list.ts";
export { type RowComparator, rowComparator } from "./row_comparator.ts";
