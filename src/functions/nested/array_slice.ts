import { ArgumentError } from "../../errors.ts";
import type { ScalarFunction } from "../../udf/mod.ts";
import { defineScalar } from "../define_scalar.ts";
import { argumentsOf, examples, SECTIONS } from "../documentation.ts";
import { arraySignature, plainList } from "./array_signature.ts";
import { ListAssembler } from "./list_assembler.ts";
import { ListRows, NumberRows } from "./list_rows.ts";
import { rejectNullType } from "./reject_null_type.ts";

/** `array_slice(list, from, to[, stride])`: items from one position to another, both included. */
export const arraySlice: ScalarFunction = defineScalar({
  name: "array_slice",
  aliases: ["list_slice"],
  section: SECTIONS.array,
  description: "The items from one position to another, both counted from 1 (negative: from the end) and included. " +
    "A negative stride walks backwards.",
  syntax: "array_slice(array, begin, end[, stride])",
  args: argumentsOf({
    array: "A list.",
    begin: "First position.",
    end: "Last position.",
    stride: "Step between positions, not 0; default 1.",
  }),
  examples: examples(["array_slice([1, 2, 3, 4], 2, 3)", "[2, 3]"]),
  strict: false,
  coerce: arraySignature("array_slice", ["array", "index", "index", "index"], 3),
  result: ([type]) => plainList(type!),
  evaluate: (args, numRows, call) => {
    rejectNullType("array_slice", args[0]!);
    const lists = new ListRows(args[0]!);
    const [from, to, stride] = args.slice(1).map((arg) => new NumberRows(arg));
    const out = new ListAssembler("array_slice", call.returnField.type, [lists.items], numRows);
    for (let i = 0; i < numRows; i++) {
      if (!lists.valid(i) || !from!.valid(i) || !to!.valid(i) || (stride && !stride.valid(i))) {
        out.closeNull();
        continue;
      }
      const start = lists.start(i);
      const length = lists.end(i) - start;
      const step = stride ? stride.value(i) : 1;
      if (step === 0) {
        throw new ArgumentError({
          message: `Cannot call "array_slice": the stride is 0 at row ${i}, must be another integer`,
        });
      }
      const first = firstIndex(from!.value(i), length);
      const last = lastIndex(to!.value(i), length);
      if (first < length && last >= 0) {
        if (step === 1) out.pickRange(0, start + first, start + last + 1);
        else if (step > 0) { for (let k = first; k <= last; k += step) out.pick(0, start + k); }
        else for (let k = first; k >= last; k += step) out.pick(0, start + k);
      }
      out.close();
    }
    return out.finish();
  },
});

/** 0-based; before the list is its beginning. */
function firstIndex(position: number, length: number): number {
  return position < 0 ? Math.max(0, position + length) : Math.max(0, position - 1);
}

/** 0-based; behind the list is its end, negative if before it. */
function lastIndex(position: number, length: number): number {
  return position < 0 ? position + length : Math.min(position, length) - 1;
}
