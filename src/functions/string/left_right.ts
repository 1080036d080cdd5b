import { T } from "../../arrow/mod.ts";
import type { ScalarFunction } from "../../udf/mod.ts";
import { defineScalar } from "../define_scalar.ts";
import { argumentsOf, examples, SECTIONS } from "../documentation.ts";
import { numberOperand } from "../operands.ts";
import { overloads } from "../signature.ts";
import { mapText } from "./row_kernels.ts";
import { charBackward, charForward } from "./utf8_chars.ts";

/** `left(text, n)`. */
export const left: ScalarFunction = end("left", "first", "last", ["left('datafusion', 4)", "data"]);

/** `right(text, n)`. */
export const right: ScalarFunction = end("right", "last", "first", ["right('datafusion', 6)", "fusion"]);

function end(
  name: "left" | "right",
  kept: string,
  dropped: string,
  example: readonly [string, string],
): ScalarFunction {
  return defineScalar({
    name,
    section: SECTIONS.string,
    description: `The ${kept} n characters of a text; if n is negative, all but the ${dropped} -n.`,
    syntax: `${name}(str, n)`,
    args: argumentsOf({ str: "A text.", n: "The number of characters to keep, or with a minus to drop." }),
    examples: examples(example),
    coerce: overloads(name, [T.Utf8View, T.Int64], [T.Utf8, T.Int64], [T.LargeUtf8, T.Int64]),
    result: ([type]) => type!,
    evaluate: (args, numRows, call) => {
      const { values, mask } = numberOperand(args[1]!);
      const isLeft = name === "left";
      return mapText(name, args, numRows, call.returnField.type, (out, data, from, to, row) => {
        const n = values[row & mask]!;
        // Keeping from one end, or dropping from the other, walks in the same direction from the same side.
        const cut = isLeft === n >= 0
          ? charForward(data, from, to, Math.abs(n))
          : charBackward(data, from, to, Math.abs(n));
        if (isLeft) out.bytes(data, from, cut);
        else out.bytes(data, cut, to);
      });
    },
  });
}
