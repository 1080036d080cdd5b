import type { WindowFunction } from "../../udf/mod.ts";
import { defineWindow, expectCount } from "./define_window.ts";
import { nthOfFrame } from "./frame_value.ts";

/** `last_value` over a window: the last row of the frame; IGNORE NULLS takes the last valid one. */
export const lastValue: WindowFunction = defineWindow({
  name: "last_value",
  section: "Analytical Functions",
  description: "Returns value evaluated at the row that is the last row of the window frame.",
  syntax: "last_value(expression)",
  args: [{ name: "expression", description: "Expression to operate on." }],
  coerce(types) {
    expectCount("last_value", types, 1, 1);
    return types;
  },
  result: ([type]) => type!,
  nullable: true,
  usesFrame: true,
  evaluator: ({ ignoreNulls }) => (input) => nthOfFrame(input, -1, ignoreNulls),
});
