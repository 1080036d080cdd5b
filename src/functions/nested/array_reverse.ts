import { isValidAt } from "../../arrow/mod.ts";
import type { ScalarFunction } from "../../udf/mod.ts";
import { defineScalar } from "../define_scalar.ts";
import { argumentsOf, examples, SECTIONS } from "../documentation.ts";
import { arraySignature } from "./array_signature.ts";
import { rearranged } from "./rearranged.ts";

/** `array_reverse(list)`. */
export const arrayReverse: ScalarFunction = defineScalar({
  name: "array_reverse",
  aliases: ["list_reverse"],
  section: SECTIONS.array,
  description: "The items in the opposite order.",
  syntax: "array_reverse(array)",
  args: argumentsOf({ array: "A list." }),
  examples: examples(["array_reverse([1, 2, 3])", "[3, 2, 1]"]),
  coerce: arraySignature("array_reverse", ["array"]),
  result: ([type]) => type!,
  evaluate: ([array], numRows, call) =>
    rearranged(array!, numRows, call, (out, start, end) => {
      for (let k = end - 1; k >= start; k--) out.pick(0, k);
    }),
});

/** `array_compact(list)`. */
export const arrayCompact: ScalarFunction = defineScalar({
  name: "array_compact",
  aliases: ["list_compact"],
  section: SECTIONS.array,
  description: "The items that are not null.",
  syntax: "array_compact(array)",
  args: argumentsOf({ array: "A list." }),
  examples: examples(["array_compact([1, NULL, 2])", "[1, 2]"]),
  coerce: arraySignature("array_compact", ["array"]),
  result: ([type]) => type!,
  evaluate: ([array], numRows, call) =>
    rearranged(array!, numRows, call, (out, start, end, lists) => {
      for (let k = start; k < end; k++) if (isValidAt(lists.items, k)) out.pick(0, k);
    }),
});
