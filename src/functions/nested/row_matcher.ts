import { type Column, type Datum, getBit, isScalar } from "../../arrow/mod.ts";
import { comparisonKernel, rowComparator } from "../../compute/comparison/mod.ts";
import { ItemRows, type ListRows } from "./list_rows.ts";

/** Whether row `item` of the items of lists equals the value that stands in row `row`. */
export type RowMatcher = (item: number, row: number) => boolean;

/**
 * Equality of items and a value, as IS NOT DISTINCT FROM has it: null equals null. One value for all rows is compared with all
 * items at once.
 */
export function rowMatcher(lists: ListRows, value: Datum): RowMatcher {
  const wanted = new ItemRows(value);
  if (isScalar(value) && value.value !== null && comparableAtOnce(lists.items)) {
    const equal = comparisonKernel("IS NOT DISTINCT FROM", lists.items.type)(lists.items, value, lists.items.length);
    if (!isScalar(equal) && equal.layout === "boolean") {
      const { values } = equal;
      return (item) => getBit(values, item);
    }
  }
  const compare = rowComparator(lists.items, wanted.column);
  return (item, row) => compare(item, wanted.at(row)) === 0;
}

function comparableAtOnce(items: Column): boolean {
  const { layout } = items;
  return items.length > 0 && (layout === "primitive" || layout === "bytes" || layout === "boolean");
}
