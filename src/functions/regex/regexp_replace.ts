import { T } from "../../arrow/mod.ts";
import type { RustRegex } from "../../compute/like/mod.ts";
import { ArgumentError } from "../../errors.ts";
import type { ScalarFunction } from "../../udf/mod.ts";
import { defineScalar } from "../define_scalar.ts";
import { argumentsOf, examples, SECTIONS } from "../documentation.ts";
import { commonValidity, isRow } from "../operands.ts";
import { overloads } from "../signature.ts";
import { TextRows } from "../text_rows.ts";
import { matchesOf } from "./matches.ts";
import { constantOr, regexOf, stringsOf } from "./regex_args.ts";
import { expand, parseReplacement, type ReplacementPart } from "./replacement.ts";

const TEXTS = [T.Utf8View, T.LargeUtf8, T.Utf8];

/** `regexp_replace(text, pattern, replacement [, flags])`. */
export const regexpReplace: ScalarFunction = defineScalar({
  name: "regexp_replace",
  section: SECTIONS.regex,
  description: "A text in which the first match of a regular expression, or with flag g every match, is replaced.",
  syntax: "regexp_replace(str, regexp, replacement[, flags])",
  args: argumentsOf({
    str: "A text.",
    regexp: "A regular expression of Rust's syntax.",
    replacement: "What to put there; $1, ${name} and \\1 stand for groups.",
    flags: "Letters of gimsUx: g for every match, others as in regexp_like.",
  }),
  examples: examples(
    ["regexp_replace('foobarbaz', 'b(..)', 'X${1}Y', 'g')", "fooXarYXazY"],
    ["regexp_replace('aBc', '(b|d)', 'Ab\\1a', 'i')", "aAbBac"],
  ),
  coerce: overloads("regexp_replace", ...TEXTS.map((t) => [t, t, t]), ...TEXTS.map((t) => [t, t, t, t])),
  result: ([type]) => type!,
  evaluate: (args, numRows, call) => {
    const [text, pattern, replacement] = args;
    const flags = args[3] && constantOr(args[3], call.args[3]!);
    const regex = regexOf(constantOr(pattern!, call.args[1]!), flags, withoutGlobal);
    const letters = flags === undefined ? () => "" : stringsOf(flags);
    const replacements = stringsOf(replacement!);
    const strings = stringsOf(text!);
    const validity = commonValidity(args, numRows);
    const out = new TextRows("regexp_replace", numRows, 0);
    // Parsed again only where the expression or the text differs from the row before.
    let last:
      | { readonly regex: RustRegex; readonly source: string; readonly parts: readonly ReplacementPart[] }
      | undefined;
    for (let i = 0; i < numRows; i++) {
      if (isRow(validity, i)) {
        const each = regex(i);
        const source = replacements(i);
        if (last === undefined || last.regex !== each || last.source !== source) {
          last = { regex: each, source, parts: parseReplacement(source, each) };
        }
        const row = strings(i);
        let at = 0;
        for (const match of matchesOf(each, row, letters(i).includes("g") ? Infinity : 1)) {
          out.text(row.slice(at, match[0]!.start));
          out.text(expand(last.parts, row, match));
          at = match[0]!.end;
        }
        out.text(row.slice(at));
      }
      out.end();
    }
    return out.finish(call.returnField.type, validity);
  },
});

/** Flags for the expression itself. */
function withoutGlobal(flags: string): string {
  if (flags !== "") return flags.replaceAll("g", "");
  throw new ArgumentError({
    message: `Cannot call "regexp_replace": the flags are empty, must be letters or absent`,
    functionName: "regexp_replace",
  });
}
