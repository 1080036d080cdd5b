import { T } from "../../arrow/mod.ts";
import type { ScalarFunction } from "../../udf/mod.ts";
import { defineScalar } from "../define_scalar.ts";
import { argumentsOf, examples, SECTIONS } from "../documentation.ts";
import { textOperand } from "../operands.ts";
import { overloads } from "../signature.ts";
import { lengthType } from "./lengths.ts";
import { mapTextToInteger } from "./row_kernels.ts";
import { findBytes } from "./utf8_chars.ts";

const COMMA = 0x2c;

/** `find_in_set(text, 'a,b,c')`. */
export const findInSet: ScalarFunction = defineScalar({
  name: "find_in_set",
  section: SECTIONS.string,
  description: "The 1-based position of a text in a list of texts separated by commas; 0 if it is not there.",
  syntax: "find_in_set(str, strlist)",
  args: argumentsOf({ str: "The text to find.", strlist: "Texts separated by commas." }),
  examples: examples(["find_in_set('b', 'a,b,c,d')", "2"]),
  coerce: overloads("find_in_set", [T.Utf8View, T.Utf8View], [T.Utf8, T.Utf8], [T.LargeUtf8, T.LargeUtf8]),
  result: ([type]) => lengthType(type!),
  evaluate: (args, numRows, call) => {
    const list = textOperand(args[1]!);
    return mapTextToInteger(args, numRows, call.returnField.type, (data, start, end, row) => {
      const last = list.offsets[(row & list.mask) + 1]!;
      let from = list.offsets[row & list.mask]!;
      for (let position = 1;; position++) {
        let to = from;
        while (to < last && list.data[to] !== COMMA) to++;
        if (to - from === end - start && findBytes(list.data, from, to, data, start, end) === from) return position;
        if (to >= last) return 0;
        from = to + 1;
      }
    });
  },
});
