import { andValidity, type Datum, isScalar, scalar, T } from "../../arrow/mod.ts";
import { regexMatch } from "../../compute/like/mod.ts";
import type { ScalarFunction } from "../../udf/mod.ts";
import { defineScalar } from "../define_scalar.ts";
import { argumentsOf, examples, SECTIONS } from "../documentation.ts";
import { bitsWhere, booleansOf } from "../operands.ts";
import { signature, textArg } from "../signature.ts";
import { constantOr, flagsWithoutGlobal, regexOf, stringsOf, validityOf } from "./regex_args.ts";

/** `regexp_like(text, pattern [, flags])`; null flags are no flags. */
export const regexpLike: ScalarFunction = defineScalar({
  name: "regexp_like",
  section: SECTIONS.regex,
  description: "Whether a regular expression matches somewhere in a text.",
  syntax: "regexp_like(str, regexp[, flags])",
  args: argumentsOf({
    str: "A text.",
    regexp: "A regular expression of Rust's syntax.",
    flags: "Letters of imsUx: ignore case, ^ and $ at lines, . takes newlines, lazy by default, white space ignored.",
  }),
  examples: examples(["regexp_like('Köln', '[a-zA-Z]ö[a-zA-Z]{2}')", "true"], [
    "regexp_like('aBc', '(b|d)', 'i')",
    "true",
  ]),
  strict: false,
  coerce: signature("regexp_like", [textArg, textArg], [textArg, textArg, textArg]),
  result: () => T.Boolean,
  evaluate: (args, numRows, call): Datum => {
    const [text, pattern, flags] = args;
    if (call.args.slice(0, 2).some((arg) => isScalar(arg) && arg.value === null)) return scalar(T.Boolean, null);
    if (flags === undefined) return regexMatch(text!, pattern!, { ignoreCase: false, negated: false });
    const regex = regexOf(
      constantOr(pattern!, call.args[1]!),
      constantOr(flags, call.args[2]!),
      flagsWithoutGlobal("regexp_like"),
    );
    const validity = andValidity(validityOf(text!, numRows), validityOf(pattern!, numRows), numRows);
    const strings = stringsOf(text!);
    return booleansOf(bitsWhere(numRows, validity, (row) => regex(row).test(strings(row))), numRows, validity);
  },
});
