import {
  type Column,
  type Datum,
  datumToColumn,
  isScalar,
  isString,
  newInt32,
  nullColumn,
  primitiveColumn,
  scalarAt,
  T,
} from "../../arrow/mod.ts";
import { canCast } from "../../compute/cast/mod.ts";
import { argsort } from "../../compute/order/mod.ts";
import { ArgumentError } from "../../errors.ts";
import type { ScalarFunction } from "../../udf/mod.ts";
import { defineScalar } from "../define_scalar.ts";
import { argumentsOf, examples, SECTIONS } from "../documentation.ts";
import { argumentError, valueType } from "../signature.ts";
import { arraySignature, plainList } from "./array_signature.ts";
import { ListAssembler } from "./list_assembler.ts";
import { ListRows } from "./list_rows.ts";

const coerceList = arraySignature("array_sort", ["array", "element", "element"], 1);

/** `array_sort(list[, 'ASC' | 'DESC'[, 'NULLS FIRST' | 'NULLS LAST']])`. */
export const arraySort: ScalarFunction = defineScalar({
  name: "array_sort",
  aliases: ["list_sort"],
  section: SECTIONS.array,
  description: "The items in order. Texts compare by their bytes; NaN comes after all numbers.",
  syntax: "array_sort(array[, order[, nulls]])",
  args: argumentsOf({
    array: "A list.",
    order: "ASC (the default) or DESC.",
    nulls: "NULLS FIRST (the default) or NULLS LAST.",
  }),
  examples: examples(["array_sort([3, 1, 2])", "[1, 2, 3]"]),
  coerce: (types) => {
    if (types.length === 0 || types.length > 3) coerceList(types);
    types.slice(1).forEach((type, i) => {
      if (!isString(valueType(type)) && !canCast(type, T.Utf8)) throw argumentError("array_sort", i + 1, type, "text");
    });
    const [list] = coerceList(types.slice(0, 1));
    return [plainList(list!), ...types.slice(1).map(() => T.Utf8)];
  },
  result: ([type]) => type!,
  evaluate: ([array, order, nulls], numRows, call): Column => {
    const { type } = call.returnField;
    const descending = order !== undefined && wordOf(order);
    const nullsFirst = nulls === undefined ? true : wordOf(nulls);
    if (type.id === "Null" || numRows === 0 || descending === null || nullsFirst === null) {
      return nullColumn(type, numRows);
    }
    const lists = new ListRows(datumToColumn(array!, numRows));
    const sorted = sortedItems(lists, numRows, {
      descending: descending !== false && chosen(descending, "order", "ASC", "DESC"),
      nullsFirst: nullsFirst === true || !chosen(nullsFirst, "place of nulls", "NULLS FIRST", "NULLS LAST"),
    });
    const out = new ListAssembler("array_sort", type, [lists.items], numRows);
    for (let i = 0, at = 0; i < numRows; i++) {
      if (!lists.valid(i)) {
        out.closeNull();
        continue;
      }
      for (let k = lists.start(i); k < lists.end(i); k++) out.pick(0, sorted[at++]!);
      out.close();
    }
    return out.finish();
  },
});

/** The first row's text: the order is one for all rows. */
function wordOf(datum: Datum): string | null {
  const { value } = isScalar(datum) ? datum : scalarAt(datum, 0);
  return typeof value === "string" ? value.toUpperCase() : null;
}

/** Whether the second of two words was given. */
function chosen(word: string, what: string, first: string, second: string): boolean {
  if (word === first) return false;
  if (word === second) return true;
  throw new ArgumentError({
    message: `Cannot call "array_sort": the ${what} is ${JSON.stringify(word)}, must be ${first} or ${second}`,
  });
}

/** Item numbers, those of each list in order: all lists in one sort, by list first. */
function sortedItems(
  lists: ListRows,
  numRows: number,
  options: { readonly descending: boolean; readonly nullsFirst: boolean },
): Int32Array {
  const { items } = lists;
  const owner = newInt32(items.length).fill(-1);
  let used = 0;
  for (let i = 0; i < numRows; i++) {
    if (!lists.valid(i)) continue;
    used += lists.end(i) - lists.start(i);
    owner.fill(i, lists.start(i), lists.end(i));
  }
  const owners = primitiveColumn(T.Int32, owner);
  const order = argsort([
    { column: owners, descending: false, nullsFirst: true },
    { column: items, ...options },
  ], items.length);
  // Items that belong to no list come first: their owner is -1.
  return order.subarray(items.length - used);
}
