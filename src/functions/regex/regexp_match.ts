import {
  andValidity,
  type Datum,
  field,
  isScalar,
  listColumn,
  listType,
  newBitmap,
  newInt32,
  scalar,
  setBit,
  T,
  utf8FromStrings,
} from "../../arrow/mod.ts";
import type { ScalarFunction } from "../../udf/mod.ts";
import { defineScalar } from "../define_scalar.ts";
import { argumentsOf, examples, SECTIONS } from "../documentation.ts";
import { isRow } from "../operands.ts";
import { overloads } from "../signature.ts";
import { constantOr, flagsWithoutGlobal, regexOf, stringsOf, validityOf } from "./regex_args.ts";

const TEXTS = [T.Utf8View, T.Utf8, T.LargeUtf8];

/** `regexp_match(text, pattern [, flags])`. */
export const regexpMatch: ScalarFunction = defineScalar({
  name: "regexp_match",
  section: SECTIONS.regex,
  description:
    "The groups of the first match of a regular expression, as a list; the whole match if it has no groups. " +
    "Groups that took no part are left out. Null if there is no match.",
  syntax: "regexp_match(str, regexp[, flags])",
  args: argumentsOf({
    str: "A text.",
    regexp: "A regular expression of Rust's syntax.",
    flags: "Letters of imsUx, as in regexp_like.",
  }),
  examples: examples(["regexp_match('Köln', '[a-zA-Z]ö[a-zA-Z]{2}')", "[Köln]"], [
    "regexp_match('aBc', '(b|d)', 'i')",
    "[B]",
  ]),
  strict: false,
  coerce: overloads("regexp_match", ...TEXTS.map((t) => [t, t]), ...TEXTS.map((t) => [t, t, t])),
  result: ([type]) => listType(field("item", type!)),
  evaluate: (args, numRows, call): Datum => {
    const { type } = call.returnField;
    const [text, pattern, flags] = args;
    if (call.args.slice(0, 2).some((arg) => isScalar(arg) && arg.value === null)) return scalar(type, null);
    const regex = regexOf(
      constantOr(pattern!, call.args[1]!),
      flags && constantOr(flags, call.args[2]!),
      flagsWithoutGlobal("regexp_match"),
    );
    const valid = andValidity(validityOf(text!, numRows), validityOf(pattern!, numRows), numRows);
    const strings = stringsOf(text!);
    const offsets = newInt32(numRows + 1);
    const validity = newBitmap(numRows);
    const items: string[] = [];
    for (let i = 0; i < numRows; i++) {
      if (isRow(valid, i)) {
        const row = strings(i);
        const match = regex(i).find(row);
        if (match !== null) {
          setBit(validity, i);
          for (const { start, end } of match.length === 1 ? match : match.slice(1)) {
            if (start >= 0) items.push(row.slice(start, end));
          }
        }
      }
      offsets[i + 1] = items.length;
    }
    return listColumn(offsets, utf8FromStrings(args[0]!.type, items), validity, undefined, type);
  },
});
