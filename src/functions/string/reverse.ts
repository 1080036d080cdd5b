import type { ScalarFunction } from "../../udf/mod.ts";
import { defineScalar } from "../define_scalar.ts";
import { argumentsOf, examples, SECTIONS } from "../documentation.ts";
import { anyTextArg, signature } from "../signature.ts";
import { mapText } from "./row_kernels.ts";

/** `reverse(text)`. */
export const reverse: ScalarFunction = defineScalar({
  name: "reverse",
  section: SECTIONS.string,
  description: "The characters (Unicode code points) of a text in reverse order.",
  syntax: "reverse(str)",
  args: argumentsOf({ str: "A text." }),
  examples: examples(["reverse('datafusion')", "noisufatad"]),
  overEntries: true,
  coerce: signature("reverse", [anyTextArg]),
  result: ([type]) => type!,
  evaluate: (args, numRows, call) =>
    mapText("reverse", args, numRows, call.returnField.type, (out, data, start, end) => {
      out.room(end - start);
      let last = end;
      for (let i = end - 1; i >= start; i--) {
        if ((data[i]! & 0xc0) === 0x80) continue;
        // One character, in its own order.
        for (let k = i; k < last; k++) out.data[out.at++] = data[k]!;
        last = i;
      }
    }),
});
