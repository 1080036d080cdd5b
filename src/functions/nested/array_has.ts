import { isScalar, newBitmap, setBit, T } from "../../arrow/mod.ts";
import type { ScalarFunction } from "../../udf/mod.ts";
import { defineScalar } from "../define_scalar.ts";
import { argumentsOf, examples, SECTIONS } from "../documentation.ts";
import { booleansOf } from "../operands.ts";
import { arraySignature } from "./array_signature.ts";
import { sharedIds } from "./item_ids.ts";
import { ItemRows, ListRows } from "./list_rows.ts";
import { rejectNullType } from "./reject_null_type.ts";
import { rowMatcher } from "./row_matcher.ts";

/** `array_has(list, value)`. */
export const arrayHas: ScalarFunction = defineScalar({
  name: "array_has",
  aliases: ["list_has", "array_contains", "list_contains"],
  section: SECTIONS.array,
  description: "Whether the value is among the items; null if the value is null.",
  syntax: "array_has(array, element)",
  args: argumentsOf({ array: "A list.", element: "The value to look for." }),
  examples: examples(["array_has([1, 2, 3], 2)", "true"]),
  coerce: arraySignature("array_has", ["array", "element"], 2, true),
  result: () => T.Boolean,
  evaluate: ([array, element], numRows) => {
    const lists = new ListRows(array!);
    const wanted = new ItemRows(element!);
    const matches = rowMatcher(lists, element!);
    const bits = newBitmap(numRows);
    const validity = newBitmap(numRows);
    for (let i = 0; i < numRows; i++) {
      if (!lists.valid(i) || !wanted.valid(i)) continue;
      setBit(validity, i);
      const end = lists.end(i);
      for (let k = lists.start(i); k < end; k++) {
        if (!matches(k, i)) continue;
        setBit(bits, i);
        break;
      }
    }
    return booleansOf(bits, numRows, validity);
  },
});

/** `array_has_all(list, others)`. */
export const arrayHasAll: ScalarFunction = compared({
  name: "array_has_all",
  aliases: ["list_has_all"],
  description: "Whether every item of the second list is in the first one.",
  example: ["array_has_all([1, 2, 3], [3, 1])", "true"],
  all: true,
});

/** `array_has_any(list, others)`. */
export const arrayHasAny: ScalarFunction = compared({
  name: "array_has_any",
  aliases: ["list_has_any", "arrays_overlap", "list_overlap"],
  description: "Whether an item of the second list is in the first one.",
  example: ["array_has_any([1, 2, 3], [3, 9])", "true"],
  all: false,
});

interface Compared {
  readonly name: string;
  readonly aliases: readonly string[];
  readonly description: string;
  readonly example: readonly [string, string];
  readonly all: boolean;
}

function compared({ name, aliases, description, example, all }: Compared): ScalarFunction {
  return defineScalar({
    name,
    aliases,
    section: SECTIONS.array,
    description: `${description} Null items are equal to each other.`,
    syntax: `${name}(array, sub_array)`,
    args: argumentsOf({ array: "A list.", sub_array: "The items to look for." }),
    examples: examples(example),
    strict: false,
    coerce: arraySignature(name, ["array", "array"], 2, true),
    result: () => T.Boolean,
    evaluate: ([array, others], numRows) => {
      rejectNullType(name, array!);
      if (all) rejectNullType(name, others!);
      const lists = new ListRows(array!);
      const wanted = new ListRows(others!);
      const { left, right, count } = sharedIds(lists.items, wanted.items);
      const seen = new Int32Array(count).fill(-1);
      const bits = newBitmap(numRows);
      const validity = newBitmap(numRows);
      // As in DataFusion, a constant list without items decides all rows, those without a list included.
      const decided = isScalar(others!) && wanted.valid(0) && wanted.start(0) === wanted.end(0);
      for (let i = 0; i < numRows; i++) {
        if (!decided && (!lists.valid(i) || !wanted.valid(i))) continue;
        setBit(validity, i);
        for (let k = lists.start(i); k < lists.end(i); k++) seen[left[k]!] = i;
        let found = all;
        for (let k = wanted.start(i); k < wanted.end(i) && found === all; k++) found = seen[right[k]!] === i;
        if (found) setBit(bits, i);
      }
      return booleansOf(bits, numRows, validity);
    },
  });
}
