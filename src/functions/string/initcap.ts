import { decodeUtf8 } from "../../arrow/mod.ts";
import type { ScalarFunction } from "../../udf/mod.ts";
import { defineScalar } from "../define_scalar.ts";
import { argumentsOf, examples, SECTIONS } from "../documentation.ts";
import { signature, textEntriesArg } from "../signature.ts";
import type { TextRows } from "../text_rows.ts";
import { mapText } from "./row_kernels.ts";
import { isAscii } from "./utf8_chars.ts";

/** Rust's `char::is_alphanumeric`. */
const ALPHANUMERIC = /^[\p{Alphabetic}\p{N}]$/u;

/** `initcap(text)`. */
export const initcap: ScalarFunction = defineScalar({
  name: "initcap",
  section: SECTIONS.string,
  description: "A text with the first letter of every word in upper case and the others in lower case. " +
    "Words are separated by what is neither letter nor digit.",
  syntax: "initcap(str)",
  args: argumentsOf({ str: "A text." }),
  examples: examples(["initcap('apache datafusion')", "Apache Datafusion"]),
  overEntries: true,
  coerce: signature("initcap", [textEntriesArg]),
  result: ([type]) => type!,
  evaluate: (args, numRows, call) =>
    mapText("initcap", args, numRows, call.returnField.type, (out, data, start, end) => {
      if (isAscii(data, start, end)) asciiWords(out, data, start, end);
      else out.text(words(decodeUtf8(data, start, end)));
    }),
});

function asciiWords(out: TextRows, data: Uint8Array, start: number, end: number): void {
  out.room(end - start);
  let inWord = false;
  for (let i = start; i < end; i++) {
    const byte = data[i]!;
    const isUpper = byte >= 0x41 && byte <= 0x5a;
    const isLower = byte >= 0x61 && byte <= 0x7a;
    out.data[out.at++] = isUpper && inWord ? byte + 0x20 : isLower && !inWord ? byte - 0x20 : byte;
    inWord = isUpper || isLower || (byte >= 0x30 && byte <= 0x39);
  }
}

/** Character by character: neighbours do not matter, so there is no final sigma. */
function words(text: string): string {
  let result = "";
  let inWord = false;
  for (const char of text) {
    result += inWord ? char.toLowerCase() : char.toUpperCase();
    inWord = ALPHANUMERIC.test(char);
  }
  return result;
}
