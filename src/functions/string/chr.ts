import { T } from "../../arrow/mod.ts";
import { ArgumentError } from "../../errors.ts";
import type { ScalarFunction } from "../../udf/mod.ts";
import { defineScalar } from "../define_scalar.ts";
import { argumentsOf, examples, SECTIONS } from "../documentation.ts";
import { commonValidity, isRow, numberOperand } from "../operands.ts";
import { int64Arg, signature } from "../signature.ts";
import { TextRows } from "../text_rows.ts";
import { writeCodePoint } from "./utf8_chars.ts";

/** `chr(code point)`. */
export const chr: ScalarFunction = defineScalar({
  name: "chr",
  section: SECTIONS.string,
  description: "The character with a Unicode code point. Surrogates and numbers that are no code point are errors.",
  syntax: "chr(expression)",
  args: argumentsOf({ expression: "An integer." }),
  examples: examples(["chr(128640)", "🚀"]),
  coerce: signature("chr", [int64Arg]),
  result: () => T.Utf8,
  evaluate: (args, numRows) => {
    const { values, mask } = numberOperand(args[0]!);
    const validity = commonValidity(args, numRows);
    const out = new TextRows("chr", numRows, numRows * 4);
    for (let i = 0; i < numRows; i++) {
      if (isRow(validity, i)) {
        const point = values[i & mask]!;
        if (!(point >= 0 && point <= 0x10ffff) || (point >= 0xd800 && point <= 0xdfff)) {
          throw new ArgumentError({
            message: `Cannot compute "chr": row ${i} is ${point}, must be a Unicode scalar value`,
            functionName: "chr",
          });
        }
        out.room(4);
        out.at = writeCodePoint(out.data, out.at, point);
      }
      out.end();
    }
    return out.finish(T.Utf8, validity);
  },
});
