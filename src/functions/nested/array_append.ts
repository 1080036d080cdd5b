import { type ArrowType, type Datum, emptyColumn, itemField } from "../../arrow/mod.ts";
import type { ScalarCall, ScalarFunction } from "../../udf/mod.ts";
import { defineScalar } from "../define_scalar.ts";
import { argumentsOf, examples, SECTIONS } from "../documentation.ts";
import { arraySignature, isListLike, listOf } from "./array_signature.ts";
import { ListAssembler } from "./list_assembler.ts";
import { ItemRows, ListRows } from "./list_rows.ts";

/** `array_append(list, value)`; a null list counts as empty. */
export const arrayAppend: ScalarFunction = defineScalar({
  name: "array_append",
  aliases: ["list_append", "array_push_back", "list_push_back"],
  section: SECTIONS.array,
  description: "The list with a value added at its end. A null list counts as an empty one.",
  syntax: "array_append(array, element)",
  args: argumentsOf({ array: "A list.", element: "The new item." }),
  examples: examples(["array_append([1, 2], 3)", "[1, 2, 3]"]),
  strict: false,
  coerce: arraySignature("array_append", ["array", "element"]),
  result: ([array, element]) => grownType(array!, element!),
  evaluate: ([array, element], numRows, call) => added(array!, element!, numRows, call, false),
});

/** `array_prepend(value, list)`; a null list counts as empty. */
export const arrayPrepend: ScalarFunction = defineScalar({
  name: "array_prepend",
  aliases: ["list_prepend", "array_push_front", "list_push_front"],
  section: SECTIONS.array,
  description: "The list with a value added before its first item. A null list counts as an empty one.",
  syntax: "array_prepend(element, array)",
  args: argumentsOf({ element: "The new item.", array: "A list." }),
  examples: examples(["array_prepend(1, [2, 3])", "[1, 2, 3]"]),
  strict: false,
  coerce: arraySignature("array_prepend", ["element", "array"]),
  result: ([element, array]) => grownType(array!, element!),
  evaluate: ([element, array], numRows, call) => added(array!, element!, numRows, call, true),
});

function grownType(array: ArrowType, element: ArrowType): ArrowType {
  return isListLike(array) ? listOf(array.item.type, array.id === "LargeList") : listOf(element);
}

function added(array: Datum, element: Datum, numRows: number, call: ScalarCall, before: boolean): Datum {
  const { type } = call.returnField;
  const lists = new ListRows(array);
  const values = new ItemRows(element);
  const items = lists.items.length === 0 ? emptyColumn(itemField(type).type) : lists.items;
  const out = new ListAssembler(before ? "array_prepend" : "array_append", type, [items, values.column], numRows);
  for (let i = 0; i < numRows; i++) {
    if (before) out.pick(1, values.at(i));
    // What a null list of a fixed size holds stays, as in DataFusion; null lists of other kinds hold nothing.
    out.pickRange(0, lists.start(i), lists.end(i));
    if (!before) out.pick(1, values.at(i));
    out.close();
  }
  return out.finish();
}
