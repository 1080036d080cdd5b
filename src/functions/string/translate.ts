import { T } from "../../arrow/mod.ts";
import type { ScalarFunction } from "../../udf/mod.ts";
import { defineScalar } from "../define_scalar.ts";
import { argumentsOf, examples, SECTIONS } from "../documentation.ts";
import { type TextOperand, textOperand } from "../operands.ts";
import { overloads } from "../signature.ts";
import { mapText } from "./row_kernels.ts";
import { charLength, codePointAt } from "./utf8_chars.ts";

/** What each character becomes: where the other one stands, or -1 where it is removed. */
interface Table {
  readonly ascii: Int32Array;
  readonly others: ReadonlyMap<number, number>;
}

/** Characters that are not translated. */
const SAME = -2;
const REMOVED = -1;

/** `translate(text, from, to)`. */
export const translate: ScalarFunction = defineScalar({
  name: "translate",
  section: SECTIONS.string,
  description: "A text in which every character of one set becomes the character at the same place of another. " +
    "Characters without a counterpart are removed.",
  syntax: "translate(str, from, to)",
  args: argumentsOf({ str: "A text.", from: "The characters to change.", to: "What they become." }),
  examples: examples(["translate('twice', 'wic', 'her')", "there"]),
  coerce: overloads("translate", ...[T.Utf8View, T.Utf8, T.LargeUtf8].map((text) => [text, T.Utf8, T.Utf8])),
  result: ([type]) => type!,
  evaluate: (args, numRows, call) => {
    const from = textOperand(args[1]!);
    const to = textOperand(args[2]!);
    const constant = from.mask === 0 && to.mask === 0 ? tableOf(from, to, 0) : undefined;
    return mapText("translate", args, numRows, call.returnField.type, (out, data, start, end, row) => {
      const table = constant ?? tableOf(from, to, row);
      let plain = start;
      for (let i = start; i < end;) {
        const length = charLength(data[i]!);
        const found = length === 1 ? table.ascii[data[i]!]! : table.others.get(codePointAt(data, i)) ?? SAME;
        if (found !== SAME) {
          out.bytes(data, plain, i);
          if (found !== REMOVED) out.bytes(to.data, found, found + charLength(to.data[found]!));
          plain = i + length;
        }
        i += length;
      }
      out.bytes(data, plain, end);
    });
  },
});

/** The first of equal characters counts. */
function tableOf(from: TextOperand, to: TextOperand, row: number): Table {
  const ascii = new Int32Array(128).fill(SAME);
  const others = new Map<number, number>();
  const end = from.offsets[(row & from.mask) + 1]!;
  const last = to.offsets[(row & to.mask) + 1]!;
  let target = to.offsets[row & to.mask]!;
  for (let i = from.offsets[row & from.mask]!; i < end; i += charLength(from.data[i]!)) {
    const point = codePointAt(from.data, i);
    const becomes = target < last ? target : REMOVED;
    if (point < 0x80) {
      if (ascii[point] === SAME) ascii[point] = becomes;
    } else if (!others.has(point)) others.set(point, becomes);
    if (target < last) target += charLength(to.data[target]!);
  }
  return { ascii, others };
}
