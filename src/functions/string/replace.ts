import { type ArrowType, T } from "../../arrow/mod.ts";
import type { ScalarFunction } from "../../udf/mod.ts";
import { defineScalar } from "../define_scalar.ts";
import { argumentsOf, examples, SECTIONS } from "../documentation.ts";
import { textOperand } from "../operands.ts";
import { signature, textArg } from "../signature.ts";
import { mapText } from "./row_kernels.ts";
import { findBytes } from "./utf8_chars.ts";

/** `replace(text, from, to)`. */
export const replace: ScalarFunction = defineScalar({
  name: "replace",
  section: SECTIONS.string,
  description: "A text with every occurrence of another one replaced. Nothing is replaced where that one is empty.",
  syntax: "replace(str, substr, replacement)",
  args: argumentsOf({ str: "A text.", substr: "What to replace.", replacement: "What to put there." }),
  examples: examples(["replace('ABabbaBA', 'ab', 'cd')", "ABcdbaBA"]),
  coerce: signature("replace", [textArg, textArg, textArg]),
  result: (types) => resultType(types),
  evaluate: (args, numRows, call) => {
    const from = textOperand(args[1]!);
    const to = textOperand(args[2]!);
    return mapText("replace", args, numRows, call.returnField.type, (out, data, start, end, row) => {
      const a = from.offsets[row & from.mask]!;
      const b = from.offsets[(row & from.mask) + 1]!;
      let at = start;
      while (a < b) {
        const found = findBytes(data, at, end, from.data, a, b);
        if (found < 0) break;
        out.bytes(data, at, found);
        out.bytes(to.data, to.offsets[row & to.mask]!, to.offsets[(row & to.mask) + 1]!);
        at = found + b - a;
      }
      out.bytes(data, at, end);
    });
  },
});

/** Large if any is large and none a view, as DataFusion finds the common type of all three first. */
function resultType(types: readonly ArrowType[]): ArrowType {
  if (types.some((type) => type.id === "Utf8View")) return T.Utf8;
  return types.some((type) => type.id === "LargeUtf8") ? T.LargeUtf8 : T.Utf8;
}
