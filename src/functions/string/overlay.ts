import { T } from "../../arrow/mod.ts";
import { ArgumentError } from "../../errors.ts";
import type { ScalarFunction } from "../../udf/mod.ts";
import { defineScalar } from "../define_scalar.ts";
import { argumentsOf, examples, SECTIONS } from "../documentation.ts";
import { numberOperand, textOperand } from "../operands.ts";
import { overloads } from "../signature.ts";
import { mapText } from "./row_kernels.ts";
import { charCount, charForward } from "./utf8_chars.ts";

const TEXTS = [T.Utf8View, T.Utf8, T.LargeUtf8];

/** `overlay(text, replacement, position [, count])`. */
export const overlay: ScalarFunction = defineScalar({
  name: "overlay",
  section: SECTIONS.string,
  description: "A text in which count characters from a position on are replaced by another text.",
  syntax: "overlay(str PLACING substr FROM pos [FOR count])",
  args: argumentsOf({
    str: "A text.",
    substr: "The text to put in.",
    pos: "The 1-based position of the first character to replace.",
    count: "The number of characters to replace. Default: the length of substr.",
  }),
  examples: examples(["overlay('Txxxxas', 'hom', 2, 4)", "Thomas"]),
  coerce: overloads(
    "overlay",
    ...TEXTS.map((text) => [text, text, T.Int64, T.Int64]),
    ...TEXTS.map((text) => [text, text, T.Int64]),
  ),
  result: ([type]) => type!.id === "LargeUtf8" ? T.LargeUtf8 : T.Utf8,
  evaluate: (args, numRows, call) => {
    const put = textOperand(args[1]!);
    const position = numberOperand(args[2]!);
    const counts = args.length === 4 ? numberOperand(args[3]!) : undefined;
    return mapText("overlay", args, numRows, call.returnField.type, (out, data, start, end, row) => {
      const pos = position.values[row & position.mask]!;
      if (pos < 1) {
        throw new ArgumentError({
          message: `Cannot compute "overlay": row ${row} begins at ${pos}, must be at least 1`,
          functionName: "overlay",
        });
      }
      const from = put.offsets[row & put.mask]!;
      const to = put.offsets[(row & put.mask) + 1]!;
      const count = counts === undefined ? charCount(put.data, from, to) : counts.values[row & counts.mask]!;
      out.bytes(data, start, charForward(data, start, end, pos - 1));
      out.bytes(put.data, from, to);
      // A negative count repeats what stands before.
      out.bytes(data, charForward(data, start, end, pos - 1 + count), end);
    });
  },
});
