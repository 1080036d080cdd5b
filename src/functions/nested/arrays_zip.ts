import {
  type ArrowType,
  emptyColumn,
  type Field,
  field,
  itemField,
  listColumn,
  newBitmap,
  newInt32,
  nullColumn,
  setBit,
  structColumn,
  structType,
  T,
} from "../../arrow/mod.ts";
import { take } from "../../compute/select/mod.ts";
import type { ScalarFunction } from "../../udf/mod.ts";
import { defineScalar } from "../define_scalar.ts";
import { argumentsOf, examples, SECTIONS } from "../documentation.ts";
import { argumentError, countError, valueType } from "../signature.ts";
import { isListLike, itemType, listOf } from "./array_signature.ts";
import { ListRows } from "./list_rows.ts";

/** `arrays_zip(list1, list2, …)`: structs of the items at one position; shorter lists are filled up with nulls. */
export const arraysZip: ScalarFunction = defineScalar({
  name: "arrays_zip",
  aliases: ["list_zip"],
  section: SECTIONS.array,
  description:
    "A list of structs of the items at the same position, with fields called 1, 2 and so on. Shorter lists, " +
    "and null ones, are filled up with nulls; null where all are null.",
  syntax: "arrays_zip(array1[, ..., array_n])",
  args: argumentsOf({ "array1, ...": "Lists." }),
  examples: examples(["arrays_zip([1, 2], ['a'])", "[{1: 1, 2: a}, {1: 2, 2: NULL}]"]),
  strict: false,
  coerce: (types): readonly ArrowType[] => {
    if (types.length === 0) throw countError("arrays_zip", 0, [1]);
    return types.map((type, i) => {
      const plain = valueType(type);
      if (!isListLike(plain) && plain.id !== "Null") throw argumentError("arrays_zip", i, type, "a list");
      return plain;
    });
  },
  result: (types) => listOf(structType(types.map((type, i): Field => field(`${i + 1}`, itemType(type) ?? T.Null)))),
  evaluate: (args, numRows, call) => {
    const { type } = call.returnField;
    const lists = args.map((arg) => new ListRows(arg));
    const offsets = newInt32(numRows + 1);
    const validity = newBitmap(numRows);
    for (let i = 0; i < numRows; i++) {
      let longest = 0;
      for (const list of lists) {
        if (!list.valid(i)) continue;
        setBit(validity, i);
        longest = Math.max(longest, list.end(i) - list.start(i));
      }
      offsets[i + 1] = offsets[i]! + longest;
    }
    const total = offsets[numRows]!;
    const children = lists.map((list) => {
      const rows = newInt32(total).fill(-1);
      for (let i = 0; i < numRows; i++) {
        const length = list.valid(i) ? list.end(i) - list.start(i) : 0;
        for (let k = 0; k < length; k++) rows[offsets[i]! + k] = list.start(i) + k;
      }
      const { items } = list;
      if (total === 0) return emptyColumn(items.type);
      return items.length === 0 ? nullColumn(items.type, total) : take(items, rows);
    });
    const structs = itemField(type).type;
    const fields = structs.id === "Struct" ? structs.fields : [];
    const items = structColumn(fields, children, null, 0, total, structs);
    return listColumn(offsets, items, validity, undefined, type);
  },
});
