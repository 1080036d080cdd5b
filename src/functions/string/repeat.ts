import { T } from "../../arrow/mod.ts";
import type { ScalarFunction } from "../../udf/mod.ts";
import { defineScalar } from "../define_scalar.ts";
import { argumentsOf, examples, SECTIONS } from "../documentation.ts";
import { numberOperand } from "../operands.ts";
import { integerArg, signature, textArg } from "../signature.ts";
import { mapText } from "./row_kernels.ts";

/** `repeat(text, n)`. */
export const repeat: ScalarFunction = defineScalar({
  name: "repeat",
  section: SECTIONS.string,
  description: "A text n times; the empty text if n is zero or less.",
  syntax: "repeat(str, n)",
  args: argumentsOf({ str: "A text.", n: "How many times." }),
  examples: examples(["repeat('data', 3)", "datadatadata"]),
  coerce: signature("repeat", [textArg, integerArg(T.Int64)]),
  result: ([type]) => type!,
  evaluate: (args, numRows, call) => {
    const { values, mask } = numberOperand(args[1]!);
    return mapText("repeat", args, numRows, call.returnField.type, (out, data, start, end, row) => {
      out.repeat(data, start, end, values[row & mask]!);
    });
  },
});
