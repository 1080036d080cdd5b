import { scalar, T, typeText } from "../../arrow/mod.ts";
import type { ScalarFunction } from "../../udf/mod.ts";
import { defineScalar } from "../define_scalar.ts";
import { argumentsOf, examples, SECTIONS } from "../documentation.ts";
import { anyArg, signature } from "../signature.ts";

/** `arrow_typeof(x)`. */
export const arrowTypeof: ScalarFunction = defineScalar({
  name: "arrow_typeof",
  section: SECTIONS.core,
  description: "The name of the Arrow type of an expression.",
  syntax: "arrow_typeof(expression)",
  args: argumentsOf({ expression: "Any value." }),
  examples: examples(["arrow_typeof('foo')", "Utf8"], ["arrow_typeof(1)", "Int64"]),
  strict: false,
  coerce: signature("arrow_typeof", [anyArg]),
  result: () => T.Utf8,
  evaluate: (_args, _numRows, call) => scalar(T.Utf8, typeText(call.argFields[0]!.type)),
});
