import type { ScalarFunction } from "../../udf/mod.ts";
import { defineScalar } from "../define_scalar.ts";
import { argumentsOf, examples, SECTIONS } from "../documentation.ts";
import { type BinaryFloatLoop, runBinary, twoFloats } from "./binary_float.ts";

const loop: BinaryFloatLoop = (a, aMask, b, bMask, out, n) => {
  for (let i = 0; i < n; i++) out[i] = Math.atan2(a[i & aMask]!, b[i & bMask]!);
};

/** `atan2(y, x)`. */
export const atan2: ScalarFunction = defineScalar({
  name: "atan2",
  section: SECTIONS.math,
  description: "The angle in radians between the positive x axis and the point (x, y), in (-π, π].",
  syntax: "atan2(expression_y, expression_x)",
  args: argumentsOf({ expression_y: "The y coordinate.", expression_x: "The x coordinate." }),
  examples: examples(["atan2(1, 1)", "0.7853981633974483"]),
  coerce: twoFloats("atan2"),
  result: ([type]) => type!,
  evaluate: (args, numRows, call) => runBinary(loop, args, numRows, call.returnField.type),
});
