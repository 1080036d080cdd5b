import { T } from "../../arrow/mod.ts";
import type { WindowFunction } from "../../udf/mod.ts";
import { constantInteger, defineWindow, expectCount } from "./define_window.ts";
import { nthOfFrame } from "./frame_value.ts";

/** `nth_value` over a window: the nth row of the frame, from the end for negative n; null where there is none. */
export const nthValue: WindowFunction = defineWindow({
  name: "nth_value",
  section: "Analytical Functions",
  description:
    "Returns the value evaluated at the nth row of the window frame (counting from 1). Returns NULL if no such row exists.",
  syntax: "nth_value(expression, n)",
  args: [
    { name: "expression", description: "The column from which to retrieve the nth value." },
    { name: "n", description: "Which row of the frame, counted from 1; negative from its end. A constant." },
  ],
  coerce(types) {
    expectCount("nth_value", types, 2, 2);
    return [types[0]!, T.Int64];
  },
  result: ([type]) => type!,
  nullable: true,
  usesFrame: true,
  evaluator(args) {
    // There is no row at position 0, nor at a null position.
    const n = args.scalars[1]?.value === null ? 0 : constantInteger("nth_value", args, 1, "position", 1);
    return (input) => nthOfFrame(input, n, args.ignoreNulls);
  },
});
