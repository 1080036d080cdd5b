import { type ArrowType, T } from "../../arrow/mod.ts";
import { ArgumentError } from "../../errors.ts";
import type { ScalarFunction } from "../../udf/mod.ts";
import { defineScalar } from "../define_scalar.ts";
import { argumentsOf, examples, SECTIONS } from "../documentation.ts";
import { numberOperand } from "../operands.ts";
import { type ArgRule, signature, textArg, valueType } from "../signature.ts";
import { mapText } from "./row_kernels.ts";
import { charForward } from "./utf8_chars.ts";

/** Int64, and of the other integers Int32 only. */
const positionArg: ArgRule = {
  expected: "an Int64 or Int32",
  accept: (type: ArrowType) => ["Int64", "Int32", "Null"].includes(valueType(type).id) ? T.Int64 : undefined,
};

const SMALLEST = -9_223_372_036_854_775_808;

/** `substr(text, start [, count])`. */
export const substr: ScalarFunction = defineScalar({
  name: "substr",
  aliases: ["substring"],
  section: SECTIONS.string,
  description:
    "The characters of a text from a position on, all or a number of them. Positions before the first character " +
    "count but hold none.",
  syntax: "substr(str, start_pos[, length])",
  args: argumentsOf({
    str: "A text.",
    start_pos: "The 1-based position of the first character.",
    length: "The number of characters; a negative one is an error. Default: to the end.",
  }),
  examples: examples(["substr('datafusion', 5, 3)", "fus"]),
  coerce: signature("substr", [textArg, positionArg], [textArg, positionArg, positionArg]),
  result: ([type]) => type!,
  evaluate: (args, numRows, call) => {
    const starts = numberOperand(args[1]!);
    const counts = args.length === 3 ? numberOperand(args[2]!) : undefined;
    return mapText("substr", args, numRows, call.returnField.type, (out, data, start, end, row) => {
      const first = starts.values[row & starts.mask]!;
      if (first === SMALLEST) throw argument(row, `begins at ${SMALLEST}`, "above the smallest Int64");
      if (counts === undefined) return out.bytes(data, charForward(data, start, end, first - 1), end);
      const count = counts.values[row & counts.mask]!;
      if (count < 0) throw argument(row, `has a length of ${count}`, "at least 0");
      const from = charForward(data, start, end, first - 1);
      out.bytes(data, from, charForward(data, from, end, first < 1 ? first - 1 + count : count));
    });
  },
});

function argument(row: number, is: string, must: string): ArgumentError {
  return new ArgumentError({
    message: `Cannot compute "substr": row ${row} ${is}, must be ${must}`,
    functionName: "substr",
  });
}
