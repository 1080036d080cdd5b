import type { Column, Datum } from "../../arrow/mod.ts";
import type { ScalarFunction } from "../../udf/mod.ts";
import { defineScalar } from "../define_scalar.ts";
import { argumentsOf, examples, SECTIONS } from "../documentation.ts";
import { textOperand } from "../operands.ts";
import { signature, textArg, textEntriesArg } from "../signature.ts";
import { mapText } from "./row_kernels.ts";
import { charLength, findBytes } from "./utf8_chars.ts";

const SPACE = new Uint8Array([0x20]);

/** `btrim(text [, chars])`. */
export const btrim: ScalarFunction = trimmer("btrim", ["trim"], "both ends", true, true, [
  "btrim('__datafusion____', '_')",
  "datafusion",
]);

/** `ltrim(text [, chars])`. */
export const ltrim: ScalarFunction = trimmer("ltrim", [], "the start", true, false, [
  "ltrim('___datafusion___', '_')",
  "datafusion___",
]);

/** `rtrim(text [, chars])`. */
export const rtrim: ScalarFunction = trimmer("rtrim", [], "the end", false, true, [
  "rtrim('___datafusion___', '_')",
  "___datafusion",
]);

function trimmer(
  name: string,
  aliases: readonly string[],
  where: string,
  left: boolean,
  right: boolean,
  example: readonly [string, string],
): ScalarFunction {
  return defineScalar({
    name,
    aliases,
    section: SECTIONS.string,
    description: `Removes from ${where} of a text every character of a set, by default the space.`,
    syntax: `${name}(str[, trim_str])`,
    args: argumentsOf({ str: "A text.", trim_str: "The characters to remove, in any order. Default: a space." }),
    examples: examples(example),
    overEntries: true,
    coerce: signature(name, [textEntriesArg], [textArg, textArg]),
    result: ([type]) => type!,
    evaluate: (args, numRows, call) => trim(name, args, numRows, call.returnField.type, left, right),
  });
}

function trim(
  name: string,
  args: readonly Datum[],
  numRows: number,
  type: Column["type"],
  left: boolean,
  right: boolean,
): Column {
  const set = args.length === 2 ? textOperand(args[1]!) : { data: SPACE, offsets: new Int32Array([0, 1]), mask: 0 };
  return mapText(name, args, numRows, type, (out, data, start, end, row) => {
    const from = set.offsets[row & set.mask]!;
    const to = set.offsets[(row & set.mask) + 1]!;
    if (to - from === 1) {
      // A set of one ASCII character, such as the space.
      const only = set.data[from]!;
      if (left) { while (start < end && data[start] === only) start++; }
      if (right) { while (end > start && data[end - 1] === only) end--; }
    } else {
      if (left) { while (start < end && inSet(data, start, set.data, from, to)) start += charLength(data[start]!); }
      while (right && end > start) {
        let last = end - 1;
        while (last > start && (data[last]! & 0xc0) === 0x80) last--;
        if (!inSet(data, last, set.data, from, to)) break;
        end = last;
      }
    }
    out.bytes(data, start, end);
  });
}

/** Whether the character at `at` is one of the set: UTF-8 finds whole characters only. */
function inSet(data: Uint8Array, at: number, set: Uint8Array, from: number, to: number): boolean {
  return findBytes(set, from, to, data, at, at + charLength(data[at]!)) >= 0;
}
