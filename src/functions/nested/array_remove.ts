import { type Column, type Datum, emptyColumn, itemField, nullColumn } from "../../arrow/mod.ts";
import type { ScalarCall, ScalarFunction } from "../../udf/mod.ts";
import { defineScalar } from "../define_scalar.ts";
import { argumentsOf, examples, SECTIONS } from "../documentation.ts";
import { type ArrayRole, arraySignature } from "./array_signature.ts";
import { ListAssembler } from "./list_assembler.ts";
import { ItemRows, ListRows, NumberRows } from "./list_rows.ts";
import { rowMatcher } from "./row_matcher.ts";

/** `array_remove(list, value)`. */
export const arrayRemove: ScalarFunction = removal(
  "array_remove",
  1,
  "The list without the first item equal to a value.",
  [
    "array_remove([1, 2, 2, 3], 2)",
    "[1, 2, 3]",
  ],
);

/** `array_remove_n(list, value, n)`. */
export const arrayRemoveN: ScalarFunction = removal(
  "array_remove_n",
  undefined,
  "The list without the first items equal to a value, at most as many as told.",
  ["array_remove_n([1, 2, 2, 2], 2, 2)", "[1, 2]"],
);

/** `array_remove_all(list, value)`. */
export const arrayRemoveAll: ScalarFunction = removal(
  "array_remove_all",
  Infinity,
  "The list without the items equal to a value.",
  ["array_remove_all([1, 2, 2, 3], 2)", "[1, 3]"],
);

/** `array_replace(list, from, to)`. */
export const arrayReplace: ScalarFunction = replacement(
  "array_replace",
  1,
  "The list with the first item equal to one value replaced by another.",
  ["array_replace([1, 2, 2, 3], 2, 9)", "[1, 9, 2, 3]"],
);

/** `array_replace_n(list, from, to, n)`. */
export const arrayReplaceN: ScalarFunction = replacement(
  "array_replace_n",
  undefined,
  "The list with the first items equal to one value replaced by another, at most as many as told.",
  ["array_replace_n([1, 2, 2, 2], 2, 9, 2)", "[1, 9, 9, 2]"],
);

/** `array_replace_all(list, from, to)`. */
export const arrayReplaceAll: ScalarFunction = replacement(
  "array_replace_all",
  Infinity,
  "The list with all items equal to one value replaced by another.",
  ["array_replace_all([1, 2, 2, 3], 2, 9)", "[1, 9, 9, 3]"],
);

type Example = readonly [expression: string, result: string];

/** `limit`: how many items go; undefined: the last argument says. */
function removal(name: string, limit: number | undefined, description: string, example: Example): ScalarFunction {
  const roles: readonly ArrayRole[] = limit === undefined ? ["array", "element", "index"] : ["array", "element"];
  return defineScalar({
    name,
    aliases: [name.replace("array_", "list_")],
    section: SECTIONS.array,
    description: `${description} A null value gives null.`,
    syntax: `${name}(array, element${limit === undefined ? ", max" : ""})`,
    args: argumentsOf({
      array: "A list.",
      element: "The value to remove.",
      ...(limit === undefined && { max: "How many items to remove at most." }),
    }),
    examples: examples(example),
    coerce: arraySignature(name, roles),
    result: ([type]) => type!,
    evaluate: ([array, element, max], numRows, call) => edited(array!, element!, undefined, max, limit, numRows, call),
  });
}

function replacement(name: string, limit: number | undefined, description: string, example: Example): ScalarFunction {
  const roles: ArrayRole[] = ["array", "element", "element"];
  if (limit === undefined) roles.push("index");
  return defineScalar({
    name,
    aliases: [name.replace("array_", "list_")],
    section: SECTIONS.array,
    description: `${description} A null value to replace stands for null items.`,
    syntax: `${name}(array, from, to${limit === undefined ? ", max" : ""})`,
    args: argumentsOf({
      array: "A list.",
      from: "The value to replace.",
      to: "The new value.",
      ...(limit === undefined && { max: "How many items to replace at most." }),
    }),
    examples: examples(example),
    strict: false,
    coerce: arraySignature(name, roles),
    result: ([type]) => type!,
    evaluate: ([array, from, to, max], numRows, call) => edited(array!, from!, to, max, limit, numRows, call),
  });
}

/** Items that match go, or are replaced where there is a value to replace them with. */
function edited(
  array: Datum,
  from: Datum,
  to: Datum | undefined,
  max: Datum | undefined,
  limit: number | undefined,
  numRows: number,
  call: ScalarCall,
): Column {
  const { type, name } = call.returnField;
  if (type.id === "Null") return nullColumn(type, numRows);
  const lists = new ListRows(array);
  const wanted = new ItemRows(from);
  const values = to && new ItemRows(to);
  const limits = max && new NumberRows(max);
  const matches = rowMatcher(lists, from);
  const sources = [lists.items, values?.column ?? emptyColumn(itemField(type).type)];
  const out = new ListAssembler(name, type, sources, numRows);
  for (let i = 0; i < numRows; i++) {
    if (!lists.valid(i) || (!values && !wanted.valid(i)) || (limits && !limits.valid(i))) {
      out.closeNull();
      continue;
    }
    let left = limits ? limits.value(i) : limit ?? 0;
    for (let k = lists.start(i); k < lists.end(i); k++) {
      if (left <= 0 || !matches(k, i)) {
        out.pick(0, k);
        continue;
      }
      left--;
      if (values) out.pick(1, values.at(i));
    }
    out.close();
  }
  return out.finish();
}
