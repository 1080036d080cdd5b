import { type ArrowType, newInt32, T } from "../../arrow/mod.ts";
import type { RustRegex } from "../../compute/like/mod.ts";
import { ArgumentError } from "../../errors.ts";
import type { ScalarFunction } from "../../udf/mod.ts";
import { defineScalar } from "../define_scalar.ts";
import { argumentsOf, examples, SECTIONS } from "../documentation.ts";
import { commonValidity, integersOf, isRow, numberOperand } from "../operands.ts";
import { overloads } from "../signature.ts";
import { charsBefore, matchesOf } from "./matches.ts";
import { constantOr, flagsWithoutGlobal, regexOf, stringsOf } from "./regex_args.ts";
import { textFrom } from "./regexp_count.ts";

const TEXTS: readonly ArrowType[] = [T.Utf8View, T.LargeUtf8, T.Utf8];

/** `regexp_instr(text, pattern [, start [, n [, flags [, group]]]])`. */
export const regexpInstr: ScalarFunction = defineScalar({
  name: "regexp_instr",
  section: SECTIONS.regex,
  description:
    "The 1-based position of the nth match of a regular expression, or of a group in the first match; 0 if there " +
    "is none.",
  syntax: "regexp_instr(str, regexp[, start[, N[, flags[, subexpr]]]])",
  args: argumentsOf({
    str: "A text.",
    regexp: "A regular expression of Rust's syntax.",
    start: "The 1-based position of the first character to look at. Default 1.",
    N: "Which match. Default 1.",
    flags: "Letters of imsUx, as in regexp_like.",
    subexpr: "Which group of the first match; 0 for the whole of the nth one. Default 0.",
  }),
  examples: examples(["regexp_instr('ABCDEF', 'C(.)(..)')", "3"]),
  coerce: overloads(
    "regexp_instr",
    ...TEXTS.map((t) => [t, t]),
    ...TEXTS.map((t) => [t, t, T.Int64]),
    ...TEXTS.map((t) => [t, t, T.Int64, T.Int64]),
    ...TEXTS.map((t) => [t, t, T.Int64, T.Int64, t]),
    ...TEXTS.map((t) => [t, t, T.Int64, T.Int64, t, T.Int64]),
  ),
  result: () => T.Int64,
  evaluate: (args, numRows, call) => {
    const flags = args[4] && constantOr(args[4], call.args[4]!);
    const regex = regexOf(constantOr(args[1]!, call.args[1]!), flags, flagsWithoutGlobal("regexp_instr"));
    const strings = stringsOf(args[0]!);
    const [starts, ordinals, groups] = [2, 3, 5].map((k) => args[k] && numberOperand(args[k]!));
    const validity = commonValidity(args, numRows);
    const out = newInt32(numRows);
    for (let i = 0; i < numRows; i++) {
      if (!isRow(validity, i)) continue;
      const start = starts?.values[i & starts.mask] ?? 1;
      const nth = ordinals?.values[i & ordinals.mask] ?? 1;
      const text = textFrom("regexp_instr", strings(i), start, i);
      if (nth < 1) {
        throw new ArgumentError({
          message: `Cannot compute "regexp_instr": row ${i} asks for match ${nth}, must be at least 1`,
          functionName: "regexp_instr",
        });
      }
      if (text === undefined) continue;
      const found = positionOf(regex(i), text, nth, groups?.values[i & groups.mask] ?? 0);
      if (found >= 0) out[i] = start + charsBefore(text, found);
    }
    return integersOf(T.Int64, out, validity);
  },
});

/** The UTF-16 index, or -1. */
function positionOf(regex: RustRegex, text: string, nth: number, group: number): number {
  if (group > 0) {
    const match = group <= regex.groupCount ? regex.find(text) : null;
    return match === null ? -1 : match[group]!.start;
  }
  let left = nth;
  for (const match of matchesOf(regex, text)) if (--left === 0) return match[0]!.start;
  return -1;
}
