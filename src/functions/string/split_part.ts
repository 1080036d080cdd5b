import { T } from "../../arrow/mod.ts";
import { ArgumentError } from "../../errors.ts";
import type { ScalarFunction } from "../../udf/mod.ts";
import { defineScalar } from "../define_scalar.ts";
import { argumentsOf, examples, SECTIONS } from "../documentation.ts";
import { numberOperand, textOperand } from "../operands.ts";
import { integerArg, signature, textArg } from "../signature.ts";
import type { TextRows } from "../text_rows.ts";
import { mapText } from "./row_kernels.ts";
import { findBytes, findBytesBackward } from "./utf8_chars.ts";

/** `split_part(text, delimiter, n)`. */
export const splitPart: ScalarFunction = defineScalar({
  name: "split_part",
  section: SECTIONS.string,
  description:
    "The nth part of a text between delimiters; counted from the end if n is negative. Empty if there are fewer.",
  syntax: "split_part(str, delimiter, pos)",
  args: argumentsOf({
    str: "A text.",
    delimiter: "What separates the parts. An empty one separates nothing.",
    pos: "Which part: 1 is the first, -1 the last. 0 is an error.",
  }),
  examples: examples(["split_part('1.2.3.4.5', '.', 3)", "3"]),
  coerce: signature("split_part", [textArg, textArg, integerArg(T.Int64)]),
  result: ([type]) => type!,
  evaluate: (args, numRows, call) => {
    const delimiter = textOperand(args[1]!);
    const positions = numberOperand(args[2]!);
    return mapText("split_part", args, numRows, call.returnField.type, (out, data, start, end, row) => {
      const n = positions.values[row & positions.mask]!;
      if (n === 0) {
        throw new ArgumentError({
          message: `Cannot compute "split_part": row ${row} asks for part 0, must be 1 or more, or negative`,
          functionName: "split_part",
        });
      }
      const from = delimiter.offsets[row & delimiter.mask]!;
      const to = delimiter.offsets[(row & delimiter.mask) + 1]!;
      if (from === to) {
        if (n === 1 || n === -1) out.bytes(data, start, end);
      } else if (n > 0) forward(out, data, start, end, delimiter.data, from, to, n);
      else backward(out, data, start, end, delimiter.data, from, to, -n);
    });
  },
});

function forward(
  out: TextRows,
  data: Uint8Array,
  start: number,
  end: number,
  delimiter: Uint8Array,
  from: number,
  to: number,
  n: number,
): void {
  for (let part = 1;; part++) {
    const found = findBytes(data, start, end, delimiter, from, to);
    if (part === n) return out.bytes(data, start, found < 0 ? end : found);
    if (found < 0) return;
    start = found + to - from;
  }
}

/** From the end: where delimiters overlap, the last one counts. */
function backward(
  out: TextRows,
  data: Uint8Array,
  start: number,
  end: number,
  delimiter: Uint8Array,
  from: number,
  to: number,
  n: number,
): void {
  for (let part = 1;; part++) {
    const found = findBytesBackward(data, start, end, delimiter, from, to);
    if (part === n) return out.bytes(data, found < 0 ? start : found + to - from, end);
    if (found < 0) return;
    end = found;
  }
}
