import { type Column, float16ToNumber, newFloat64 } from "../../arrow/mod.ts";
import type { RowsByGroup } from "./grouped_rows.ts";

/** Valid floats as doubles: Float16 from its bits, Float32 and Float64 by value. The result may be the column's own memory. */
export function asDoubles(column: Column): Float64Array {
  if (column.layout !== "primitive") return newFloat64(0);
  const { values } = column;
  if (values instanceof Float64Array) return values;
  const out = newFloat64(column.length);
  if (column.type.id === "Float16") {
    for (let i = 0; i < out.length; i++) out[i] = float16ToNumber(values[i] as number);
  } else for (let i = 0; i < out.length; i++) out[i] = Number(values[i]);
  return out;
}

/** The floats of each group in ascending order, NaN last, in new memory with the same offsets. */
export function sortedFloats({ values, offsets }: RowsByGroup): Float64Array {
  const sorted = newFloat64(values.length);
  sorted.set(asDoubles(values));
  for (let g = 0; g + 1 < offsets.length; g++) {
    // Typed arrays sort by value with -0 before 0 and NaN last.
    if (offsets[g + 1]! - offsets[g]! > 1) sorted.subarray(offsets[g]!, offsets[g + 1]!).sort();
  }
  return sorted;
}
