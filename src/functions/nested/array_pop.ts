import type { ScalarFunction } from "../../udf/mod.ts";
import { defineScalar } from "../define_scalar.ts";
import { argumentsOf, examples, SECTIONS } from "../documentation.ts";
import { arraySignature } from "./array_signature.ts";
import { rearranged, type RowPicker } from "./rearranged.ts";
import { rejectNullType } from "./reject_null_type.ts";

/** `array_pop_back(list)`. */
export const arrayPopBack: ScalarFunction = pop(
  "array_pop_back",
  "The list without its last item.",
  ["array_pop_back([1, 2, 3])", "[1, 2]"],
  (out, start, end) => out.pickRange(0, start, end - 1),
);

/** `array_pop_front(list)`. */
export const arrayPopFront: ScalarFunction = pop(
  "array_pop_front",
  "The list without its first item.",
  ["array_pop_front([1, 2, 3])", "[2, 3]"],
  (out, start, end) => out.pickRange(0, start + 1, end),
);

function pop(name: string, description: string, example: readonly [string, string], each: RowPicker): ScalarFunction {
  return defineScalar({
    name,
    aliases: [name.replace("array_", "list_")],
    section: SECTIONS.array,
    description,
    syntax: `${name}(array)`,
    args: argumentsOf({ array: "A list." }),
    examples: examples(example),
    strict: false,
    coerce: arraySignature(name, ["array"]),
    result: ([type]) => type!,
    evaluate: ([array], numRows, call) => {
      rejectNullType(name, array!);
      return rearranged(array!, numRows, call, each);
    },
  });
}
