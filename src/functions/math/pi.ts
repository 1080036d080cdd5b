import { scalar, T } from "../../arrow/mod.ts";
import type { ScalarFunction } from "../../udf/mod.ts";
import { defineScalar } from "../define_scalar.ts";
import { examples, SECTIONS } from "../documentation.ts";
import { signature } from "../signature.ts";

/** `pi()`. */
export const pi: ScalarFunction = defineScalar({
  name: "pi",
  section: SECTIONS.math,
  description: "An approximation of π.",
  syntax: "pi()",
  examples: examples(["pi()", "3.141592653589793"]),
  coerce: signature("pi", []),
  result: () => T.Float64,
  evaluate: () => scalar(T.Float64, Math.PI),
});
