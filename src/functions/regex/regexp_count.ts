import { type ArrowType, newInt32, T } from "../../arrow/mod.ts";
import { ArgumentError } from "../../errors.ts";
import type { ScalarFunction } from "../../udf/mod.ts";
import { defineScalar } from "../define_scalar.ts";
import { argumentsOf, examples, SECTIONS } from "../documentation.ts";
import { commonValidity, integersOf, isRow, numberOperand } from "../operands.ts";
import { overloads } from "../signature.ts";
import { indexOfChar, matchesOf } from "./matches.ts";
import { constantOr, flagsWithoutGlobal, regexOf, stringsOf } from "./regex_args.ts";

const TEXTS: readonly ArrowType[] = [T.Utf8View, T.LargeUtf8, T.Utf8];

/** `regexp_count(text, pattern [, start [, flags]])`. */
export const regexpCount: ScalarFunction = defineScalar({
  name: "regexp_count",
  section: SECTIONS.regex,
  description:
    "The number of matches of a regular expression, from a position on. What stands before it counts as absent.",
  syntax: "regexp_count(str, regexp[, start[, flags]])",
  args: argumentsOf({
    str: "A text.",
    regexp: "A regular expression of Rust's syntax.",
    start: "The 1-based position of the first character to look at. Default 1.",
    flags: "Letters of imsUx, as in regexp_like.",
  }),
  examples: examples(["regexp_count('abcAbAbc', 'abc', 2, 'i')", "1"]),
  coerce: overloads(
    "regexp_count",
    ...TEXTS.map((t) => [t, t]),
    ...TEXTS.map((t) => [t, t, T.Int64]),
    ...TEXTS.map((t) => [t, t, T.Int64, t]),
  ),
  result: () => T.Int64,
  evaluate: (args, numRows, call) => {
    const flags = args[3] && constantOr(args[3], call.args[3]!);
    const regex = regexOf(constantOr(args[1]!, call.args[1]!), flags, flagsWithoutGlobal("regexp_count"));
    const strings = stringsOf(args[0]!);
    const starts = args[2] && numberOperand(args[2]);
    const validity = commonValidity(args, numRows);
    const out = newInt32(numRows);
    for (let i = 0; i < numRows; i++) {
      if (!isRow(validity, i)) continue;
      const text = textFrom("regexp_count", strings(i), starts?.values[i & starts.mask] ?? 1, i);
      if (text === undefined) continue;
      for (const _ of matchesOf(regex(i), text)) out[i]!++;
    }
    return integersOf(T.Int64, out, validity);
  },
});

/** The text from the 1-based character `start` on; undefined if it ends before. @throws {ArgumentError} below 1 */
export function textFrom(name: string, text: string, start: number, row: number): string | undefined {
  if (start < 1) {
    throw new ArgumentError({
      message: `Cannot compute "${name}": row ${row} starts at ${start}, must be at least 1`,
      functionName: name,
    });
  }
  const at = indexOfChar(text, start - 1);
  return at < 0 ? undefined : at === 0 ? text : text.slice(at);
}
