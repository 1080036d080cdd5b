import { ArgumentError } from "../../errors.ts";
import type { ListRows } from "./list_rows.ts";

/** The numbers of lists of Float64. @throws {TypeError} for other items: coercion has excluded them */
export function floatItems(lists: ListRows): Float64Array {
  const { items } = lists;
  if (items.layout === "primitive" && items.values instanceof Float64Array) return items.values;
  throw new TypeError("the lists have been cast to Float64");
}

/** @throws {ArgumentError} if two lists of one row differ in length */
export function sameLength(name: string, left: ListRows, right: ListRows, row: number): void {
  const a = left.end(row) - left.start(row);
  const b = right.end(row) - right.start(row);
  if (a === b) return;
  throw new ArgumentError({
    message: `Cannot call "${name}": the lists have ${a} and ${b} items at row ${row}, must be as many`,
  });
}
