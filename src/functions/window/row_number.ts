import { newInt32, T } from "../../arrow/mod.ts";
import type { WindowFunction } from "../../udf/mod.ts";
import { defineWindow, expectCount, uint64Column } from "./define_window.ts";

/** `row_number`: 1, 2, 3, … in window order. */
export const rowNumber: WindowFunction = defineWindow({
  name: "row_number",
  section: "Ranking Functions",
  description: "Number of the current row within its partition, counting from 1.",
  syntax: "row_number()",
  coerce(types) {
    expectCount("row_number", types, 0, 0);
    return types;
  },
  result: () => T.UInt64,
  nullable: false,
  usesFrame: false,
  evaluator: () => ({ numRows }) => {
    const out = newInt32(numRows);
    for (let i = 0; i < numRows; i++) out[i] = i + 1;
    return uint64Column(out);
  },
});
