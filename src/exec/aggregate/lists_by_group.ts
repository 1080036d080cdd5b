import { type ArrowType, type Column, type ListColumn, listColumn, newInt32, nullColumn } from "../../arrow/mod.ts";
import { take } from "../../compute/select/mod.ts";

/** One list per group of the rows of `column` that belong to it, in their order; empty where there are none. */
export function listsByGroup(
  column: Column | null,
  groups: Int32Array,
  numGroups: number,
  type: ArrowType,
): ListColumn {
  const offsets = newInt32(numGroups + 1);
  for (let i = 0; i < groups.length; i++) offsets[groups[i]! + 1]!++;
  for (let g = 0; g < numGroups; g++) offsets[g + 1]! += offsets[g]!;
  const next = offsets.slice(0, numGroups);
  const rows = newInt32(groups.length);
  for (let i = 0; i < groups.length; i++) rows[next[groups[i]!]!++] = i;
  const item = type.id === "List" ? type.item.type : type;
  const child = column === null ? nullColumn(item, 0) : take(column, rows);
  return listColumn(offsets, child, null, 0, type);
}
