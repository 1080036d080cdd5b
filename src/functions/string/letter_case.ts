import { bytesColumn, type Column, type Datum, decodeUtf8, newBytes } from "../../arrow/mod.ts";
import type { ScalarFunction } from "../../udf/mod.ts";
import { defineScalar } from "../define_scalar.ts";
import { argumentsOf, examples, SECTIONS } from "../documentation.ts";
import { textOperand } from "../operands.ts";
import { signature, textEntriesArg } from "../signature.ts";
import { mapText } from "./row_kernels.ts";
import { isAscii } from "./utf8_chars.ts";

/** `lower(text)`. */
export const lower: ScalarFunction = letterCase(
  "lower",
  "A text in lower case, by Unicode's rules of no particular language.",
  ["lower('Ångström')", "ångström"],
  0x41,
  (text) => text.toLowerCase(),
);

/** `upper(text)`. */
export const upper: ScalarFunction = letterCase(
  "upper",
  "A text in upper case, by Unicode's rules of no particular language: a letter may become two.",
  ["upper('straße')", "STRASSE"],
  0x61,
  (text) => text.toUpperCase(),
);

function letterCase(
  name: string,
  description: string,
  example: readonly [string, string],
  firstLetter: number,
  change: (text: string) => string,
): ScalarFunction {
  return defineScalar({
    name,
    section: SECTIONS.string,
    description,
    syntax: `${name}(str)`,
    args: argumentsOf({ str: "A text." }),
    examples: examples(example),
    overEntries: true,
    coerce: signature(name, [textEntriesArg]),
    result: ([type]) => type!,
    evaluate: (args, numRows, call) => {
      const { data, offsets } = textOperand(args[0]!);
      if (isAscii(data, offsets[0]!, offsets[numRows]!)) return asciiCase(args[0]!, numRows, firstLetter);
      return mapText(name, args, numRows, call.returnField.type, (out, bytes, start, end) => {
        if (isAscii(bytes, start, end)) {
          out.room(end - start);
          flip(bytes, start, end, out.data, out.at, firstLetter);
          out.at += end - start;
        } else out.text(change(decodeUtf8(bytes, start, end)));
      });
    },
  });
}

/** All rows at once: bytes stay in their places. */
function asciiCase(arg: Datum, numRows: number, firstLetter: number): Column {
  if (!("layout" in arg) || arg.layout !== "bytes") throw new TypeError("not a column of text");
  const { data, offsets } = arg;
  const start = offsets[0]!;
  const end = offsets[numRows]!;
  if (start === 0) {
    const out = newBytes(end);
    flip(data, 0, end, out, 0, firstLetter);
    return bytesColumn(arg.type, offsets, out, arg.validity, arg.nullCount);
  }
  const out = newBytes(end - start);
  flip(data, start, end, out, 0, firstLetter);
  return bytesColumn(arg.type, offsets.map((offset) => offset - start), out, arg.validity, arg.nullCount);
}

/** Changes the case of the 26 ASCII letters from `firstLetter` on: the two cases differ in one bit. */
function flip(
  data: Uint8Array,
  start: number,
  end: number,
  out: Uint8Array,
  at: number,
  firstLetter: number,
): void {
  const shift = at - start;
  for (let i = start; i < end; i++) {
    const byte = data[i]!;
    // Branchless: text of mixed case would mispredict.
    out[i + shift] = byte ^ (+(((byte - firstLetter) & 0xff) < 26) << 5);
  }
}
