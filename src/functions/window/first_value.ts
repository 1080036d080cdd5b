import type { WindowFunction } from "../../udf/mod.ts";
import { defineWindow, expectCount } from "./define_window.ts";
import { nthOfFrame } from "./frame_value.ts";

/** `first_value` over a window: the first row of the frame; IGNORE NULLS takes the first valid one. */
export const firstValue: WindowFunction = defineWindow({
  name: "first_value",
  section: "Analytical Functions",
  description: "Returns value evaluated at the row that is the first row of the window frame.",
  syntax: "first_value(expression)",
  args: [{ name: "expression", description: "Expression to operate on." }],
  coerce(types) {
    expectCount("first_value", types, 1, 1);
    return types;
  },
  result: ([type]) => type!,
  nullable: true,
  usesFrame: true,
  evaluator: ({ ignoreNulls }) => (input) => nthOfFrame(input, 1, ignoreNulls),
});
