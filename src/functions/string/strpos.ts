import type { ScalarFunction } from "../../udf/mod.ts";
import { defineScalar } from "../define_scalar.ts";
import { argumentsOf, examples, SECTIONS } from "../documentation.ts";
import { textOperand } from "../operands.ts";
import { signature, textArg } from "../signature.ts";
import { lengthType } from "./lengths.ts";
import { mapTextToInteger } from "./row_kernels.ts";
import { charCount, findBytes } from "./utf8_chars.ts";

/** `strpos(text, part)`. */
export const strpos: ScalarFunction = defineScalar({
  name: "strpos",
  aliases: ["instr", "position"],
  section: SECTIONS.string,
  description: "The 1-based position, in characters, at which a text first contains another one; 0 if it does not.",
  syntax: "strpos(str, substr)",
  args: argumentsOf({ str: "The text to look at.", substr: "The text to look for." }),
  examples: examples(["strpos('datafusion', 'fus')", "5"]),
  nullable: ({ fields }) => fields.some((f) => f.nullable),
  coerce: signature("strpos", [textArg, textArg]),
  result: ([type]) => lengthType(type!),
  evaluate: (args, numRows, call) => {
    const needle = textOperand(args[1]!);
    return mapTextToInteger(args, numRows, call.returnField.type, (data, start, end, row) => {
      const of = row & needle.mask;
      const found = findBytes(data, start, end, needle.data, needle.offsets[of]!, needle.offsets[of + 1]!);
      return found < 0 ? 0 : charCount(data, start, found) + 1;
    });
  },
});
