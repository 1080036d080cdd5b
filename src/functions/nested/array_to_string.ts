import { type ArrowType, bytesColumn, type Column, isString, newBitmap, newInt32, setBit, T } from "../../arrow/mod.ts";
import { canCast, TextSink } from "../../compute/cast/mod.ts";
import type { ScalarFunction } from "../../udf/mod.ts";
import { defineScalar } from "../define_scalar.ts";
import { argumentsOf, examples, SECTIONS } from "../documentation.ts";
import { argumentError, countError, valueType } from "../signature.ts";
import { isListLike } from "./array_signature.ts";
import { ItemRows, ListRows } from "./list_rows.ts";
import { rejectNullType } from "./reject_null_type.ts";
import { itemVisitor } from "./text_items.ts";

/** `array_to_string(list, delimiter[, null_text])`. */
export const arrayToString: ScalarFunction = defineScalar({
  name: "array_to_string",
  aliases: ["list_to_string", "array_join", "list_join"],
  section: SECTIONS.array,
  description:
    "The texts of all items, lists inside included, with a delimiter between them. Null items are left out " +
    "unless there is a text for them.",
  syntax: "array_to_string(array, delimiter[, null_string])",
  args: argumentsOf({
    array: "A list.",
    delimiter: "What stands between two items.",
    null_string: "What stands for a null item.",
  }),
  examples: examples(["array_to_string([1, NULL, 3], ',', '*')", "1,*,3"]),
  strict: false,
  coerce: (types): readonly ArrowType[] => {
    if (types.length < 2 || types.length > 3) throw countError("array_to_string", types.length, [2, 3]);
    return types.map((type, i) => {
      const plain = valueType(type);
      if (i === 0) {
        if (!isListLike(plain) && plain.id !== "Null") throw argumentError("array_to_string", i, type, "a list");
        return plain;
      }
      if (!isString(plain) && !canCast(plain, T.Utf8)) throw argumentError("array_to_string", i, type, "text");
      return T.Utf8;
    });
  },
  result: () => T.Utf8,
  evaluate: ([array, delimiter, nulls], numRows): Column => {
    rejectNullType("array_to_string", array!);
    const lists = new ListRows(array!);
    const delimiters = new ItemRows(delimiter!);
    const nullTexts = nulls && new ItemRows(nulls);
    const sink = new TextSink(numRows * 16);
    const items = itemVisitor(lists.items, sink);
    const offsets = newInt32(numRows + 1);
    const validity = newBitmap(numRows);
    let row = 0;
    let first = true;
    const separate = (): void => {
      if (!first) append(sink, delimiters, row);
      first = false;
    };
    const visit = (_: TextSink, write: (() => void) | null): void => {
      if (write !== null) {
        separate();
        write();
      } else if (nullTexts?.valid(row)) {
        separate();
        append(sink, nullTexts, row);
      }
    };
    for (; row < numRows; row++) {
      if (lists.valid(row) && delimiters.valid(row)) {
        setBit(validity, row);
        first = true;
        items(lists.start(row), lists.end(row), visit);
      }
      offsets[row + 1] = sink.at;
    }
    return bytesColumn(T.Utf8, offsets, sink.data.subarray(0, sink.at), validity);
  },
});

function append(sink: TextSink, texts: ItemRows, row: number): void {
  const { column } = texts;
  if (column.layout !== "bytes") throw new TypeError("delimiters have been cast to text");
  const at = texts.at(row);
  sink.bytes(column.data, column.offsets[at]!, column.offsets[at + 1]!);
}
