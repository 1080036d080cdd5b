import { type ArrowType, T } from "../../arrow/mod.ts";
import type { ScalarFunction } from "../../udf/mod.ts";
import { defineScalar } from "../define_scalar.ts";
import { argumentsOf, examples, SECTIONS } from "../documentation.ts";
import { anyTextArg, type ArgRule, signature, textEntriesArg } from "../signature.ts";
import { mapTextToInteger, type TextToInteger } from "./row_kernels.ts";
import { charCount, codePointAt } from "./utf8_chars.ts";

/** Int64 for large text, else Int32. */
export function lengthType(type: ArrowType): ArrowType {
  return type.id === "LargeUtf8" ? T.Int64 : T.Int32;
}

function measure(
  name: string,
  aliases: readonly string[],
  description: string,
  example: readonly [string, string],
  arg: ArgRule,
  result: (type: ArrowType) => ArrowType,
  kernel: TextToInteger,
): ScalarFunction {
  return defineScalar({
    name,
    aliases,
    section: SECTIONS.string,
    description,
    syntax: `${name}(str)`,
    args: argumentsOf({ str: "A text." }),
    examples: examples(example),
    overEntries: true,
    coerce: signature(name, [arg]),
    result: ([type]) => result(type!),
    evaluate: (args, numRows, call) => mapTextToInteger(args, numRows, call.returnField.type, kernel),
  });
}

/** `ascii(text)`: in fact the first code point. */
export const ascii: ScalarFunction = measure(
  "ascii",
  [],
  "The Unicode code point of the first character; 0 for an empty text.",
  ["ascii('abc')", "97"],
  textEntriesArg,
  () => T.Int32,
  (data, start, end) => start === end ? 0 : codePointAt(data, start),
);

/** `bit_length(text)`. */
export const bitLength: ScalarFunction = measure(
  "bit_length",
  [],
  "The number of bits in the UTF-8 form of a text: eight a byte.",
  ["bit_length('é')", "16"],
  textEntriesArg,
  lengthType,
  (_data, start, end) => (end - start) * 8,
);

/** `octet_length(text)`. */
export const octetLength: ScalarFunction = measure(
  "octet_length",
  [],
  "The number of bytes in the UTF-8 form of a text.",
  ["octet_length('é')", "2"],
  textEntriesArg,
  lengthType,
  (_data, start, end) => end - start,
);

/** `character_length(text)`. */
export const characterLength: ScalarFunction = measure(
  "character_length",
  ["char_length", "length"],
  "The number of characters (Unicode code points) in a text.",
  ["character_length('é')", "1"],
  anyTextArg,
  lengthType,
  charCount,
);
