import { type ArrowType, emptyColumn, isInteger, itemField, T } from "../../arrow/mod.ts";
import { ArgumentError } from "../../errors.ts";
import type { ScalarFunction } from "../../udf/mod.ts";
import { defineScalar } from "../define_scalar.ts";
import { argumentsOf, examples, SECTIONS } from "../documentation.ts";
import { argumentError, countError, valueType } from "../signature.ts";
import { arraySignature, listOf } from "./array_signature.ts";
import { ListAssembler } from "./list_assembler.ts";
import { ItemRows, ListRows, NumberRows } from "./list_rows.ts";
import { rejectNullType } from "./reject_null_type.ts";

/** `array_repeat(value, count)`. */
export const arrayRepeat: ScalarFunction = defineScalar({
  name: "array_repeat",
  aliases: ["list_repeat"],
  section: SECTIONS.array,
  description: "A list of a value repeated; empty for counts below 1, null for a null count.",
  syntax: "array_repeat(element, count)",
  args: argumentsOf({ element: "The value of every item.", count: "The number of items." }),
  examples: examples(["array_repeat('a', 3)", "[a, a, a]"]),
  strict: false,
  coerce: (types): readonly ArrowType[] => {
    if (types.length !== 2) throw countError("array_repeat", types.length, [2]);
    const count = valueType(types[1]!);
    if (!isInteger(count) && count.id !== "Null") throw argumentError("array_repeat", 1, types[1]!, "an integer");
    return [types[0]!, T.Int64];
  },
  result: ([type]) => listOf(type!),
  evaluate: ([element, count], numRows, call) => {
    const values = new ItemRows(element!);
    const counts = new NumberRows(count!);
    const out = new ListAssembler("array_repeat", call.returnField.type, [values.column], numRows);
    for (let i = 0; i < numRows; i++) {
      if (!counts.valid(i)) {
        out.closeNull();
        continue;
      }
      const times = counts.value(i);
      if (times > 0) out.pickTimes(0, values.at(i), times);
      out.close();
    }
    return out.finish();
  },
});

/** `array_resize(list, size[, value])`. */
export const arrayResize: ScalarFunction = defineScalar({
  name: "array_resize",
  aliases: ["list_resize"],
  section: SECTIONS.array,
  description: "The first items of a list, or the list filled up with a value (null by default) to a size.",
  syntax: "array_resize(array, size[, value])",
  args: argumentsOf({ array: "A list.", size: "The number of items of the result.", value: "What new items are." }),
  examples: examples(["array_resize([1, 2], 4, 0)", "[1, 2, 0, 0]"]),
  strict: false,
  coerce: arraySignature("array_resize", ["array", "index", "element"], 2),
  result: ([type]) => type!,
  evaluate: ([array, size, value], numRows, call) => {
    rejectNullType("array_resize", array!);
    const { type } = call.returnField;
    const lists = new ListRows(array!);
    const sizes = new NumberRows(size!);
    const values = value && new ItemRows(value);
    const fill = values?.column ?? emptyColumn(itemField(type).type);
    const out = new ListAssembler("array_resize", type, [lists.items, fill], numRows);
    for (let i = 0; i < numRows; i++) {
      if (!lists.valid(i) || !sizes.valid(i)) {
        out.closeNull();
        continue;
      }
      const wanted = sizes.value(i);
      if (wanted < 0) {
        throw new ArgumentError({
          message: `Cannot call "array_resize": the size is ${wanted} at row ${i}, must be at least 0`,
        });
      }
      const kept = Math.min(wanted, lists.end(i) - lists.start(i));
      out.pickRange(0, lists.start(i), lists.start(i) + kept);
      if (wanted > kept) out.pickTimes(1, values ? values.at(i) : -1, wanted - kept);
      out.close();
    }
    return out.finish();
  },
});
