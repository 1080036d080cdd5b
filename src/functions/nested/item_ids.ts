import type { Column } from "../../arrow/mod.ts";
import { GroupIds } from "../../compute/order/mod.ts";

/** Small numbers for items: equal ones have the same, those of both sides included. */
export interface SharedIds {
  readonly left: Int32Array;
  readonly right: Int32Array;
  /** All ids are below it. */
  readonly count: number;
}

/** Ids of the items of two columns of one type (or Null). Null items are equal to each other. */
export function sharedIds(left: Column, right: Column): SharedIds {
  const type = left.type.id === "Null" ? right.type : left.type;
  if (type.id === "Null") return { left: new Int32Array(left.length), right: new Int32Array(right.length), count: 1 };
  const ids = new GroupIds([type]);
  const of = (column: Column): Int32Array => {
    // A Null column beside typed ones has no rows that are read: its lists are null.
    if (column.type.id === "Null" || column.length === 0) return new Int32Array(column.length);
    return Int32Array.from(ids.assign([column], column.length));
  };
  // The null group, once made, is where it is: ids of the first side are read after the second is known.
  const first = of(left);
  const known = ids.numGroups;
  const second = of(right);
  return { left: first, right: second, count: Math.max(1, known, ids.numGroups) };
}
