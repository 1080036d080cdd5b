import { newInt32, nullColumn, T } from "../../arrow/mod.ts";
import { take } from "../../compute/select/mod.ts";
import type { ScalarFunction } from "../../udf/mod.ts";
import { defineScalar } from "../define_scalar.ts";
import { argumentsOf, examples, SECTIONS } from "../documentation.ts";
import { arraySignature, itemType } from "./array_signature.ts";
import { ListRows, NumberRows } from "./list_rows.ts";

const coerce = arraySignature("array_element", ["array", "index"], 2, true);

/** `array_element(list, n)`: the n-th item, from 1; negative counts from the end; null outside. */
export const arrayElement: ScalarFunction = defineScalar({
  name: "array_element",
  aliases: ["array_extract", "list_element", "list_extract"],
  section: SECTIONS.array,
  description: "The item at a position, counted from 1, or from the end if negative; null where there is none.",
  syntax: "array_element(array, index)",
  args: argumentsOf({ array: "A list.", index: "A position: an integer." }),
  examples: examples(["array_element([10, 20, 30], -1)", "30"]),
  strict: false,
  coerce,
  result: ([type]) => itemType(type!) ?? T.Null,
  evaluate: ([array, index], numRows) => {
    const lists = new ListRows(array!);
    const positions = new NumberRows(index!);
    const rows = newInt32(numRows);
    for (let i = 0; i < numRows; i++) {
      rows[i] = -1;
      if (!lists.valid(i) || !positions.valid(i)) continue;
      const at = positions.value(i);
      const length = lists.end(i) - lists.start(i);
      if (at > 0 && at <= length) rows[i] = lists.start(i) + at - 1;
      else if (at < 0 && -at <= length) rows[i] = lists.end(i) + at;
    }
    return lists.items.length === 0 ? nullColumn(lists.items.type, numRows) : take(lists.items, rows);
  },
});

/** `array_any_value(list)`: the first item that is not null. */
export const arrayAnyValue: ScalarFunction = defineScalar({
  name: "array_any_value",
  aliases: ["list_any_value"],
  section: SECTIONS.array,
  description: "The first item that is not null; null if there is none.",
  syntax: "array_any_value(array)",
  args: argumentsOf({ array: "A list." }),
  examples: examples(["array_any_value([NULL, 7, 8])", "7"]),
  coerce: arraySignature("array_any_value", ["array"], 1, true),
  result: ([type]) => itemType(type!) ?? T.Null,
  evaluate: ([array], numRows) => {
    const lists = new ListRows(array!);
    const { items } = lists;
    const rows = newInt32(numRows);
    for (let i = 0; i < numRows; i++) {
      rows[i] = -1;
      if (!lists.valid(i)) continue;
      for (let k = lists.start(i); k < lists.end(i) && rows[i] === -1; k++) {
        if (items.validity === null || ((items.validity[k >>> 3]! >>> (k & 7)) & 1) === 1) rows[i] = k;
      }
    }
    return items.length === 0 ? nullColumn(items.type, numRows) : take(items, rows);
  },
});
