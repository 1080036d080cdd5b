import { T } from "../../arrow/mod.ts";
import type { ScalarFunction } from "../../udf/mod.ts";
import { defineScalar } from "../define_scalar.ts";
import { argumentsOf, examples, SECTIONS } from "../documentation.ts";
import { numberOperand, textOperand } from "../operands.ts";
import { overloads } from "../signature.ts";
import { mapText } from "./row_kernels.ts";
import { findBytes, findBytesBackward } from "./utf8_chars.ts";

/** `substr_index(text, delimiter, count)`. */
export const substrIndex: ScalarFunction = defineScalar({
  name: "substr_index",
  aliases: ["substring_index"],
  section: SECTIONS.string,
  description:
    "What stands before the count-th delimiter of a text, or, if count is negative, after the count-th from the " +
    "end. All of it if there are fewer delimiters.",
  syntax: "substr_index(str, delim, count)",
  args: argumentsOf({
    str: "A text.",
    delim: "What to look for.",
    count: "Which occurrence; from the end if negative.",
  }),
  examples: examples(["substr_index('www.apache.org', '.', 1)", "www"], [
    "substr_index('www.apache.org', '.', -1)",
    "org",
  ]),
  coerce: overloads(
    "substr_index",
    ...[T.Utf8View, T.Utf8, T.LargeUtf8].map((text) => [text, text, T.Int64]),
  ),
  result: ([type]) => type!,
  evaluate: (args, numRows, call) => {
    const delimiter = textOperand(args[1]!);
    const counts = numberOperand(args[2]!);
    return mapText("substr_index", args, numRows, call.returnField.type, (out, data, start, end, row) => {
      const from = delimiter.offsets[row & delimiter.mask]!;
      const to = delimiter.offsets[(row & delimiter.mask) + 1]!;
      const count = counts.values[row & counts.mask]!;
      if (count === 0 || from === to) return;
      let at = count > 0 ? start : end;
      for (let left = Math.abs(count); left > 0; left--) {
        const found = count > 0
          ? findBytes(data, at, end, delimiter.data, from, to)
          : findBytesBackward(data, start, at, delimiter.data, from, to);
        if (found < 0) return out.bytes(data, start, end);
        at = count > 0 ? found + to - from : found;
      }
      if (count > 0) out.bytes(data, start, at - (to - from));
      else out.bytes(data, at + to - from, end);
    });
  },
});
