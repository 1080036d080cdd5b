/**
 * Text in, text or numbers out, on UTF-8 bytes.
 *
 * - Characters are Unicode code points; positions are 1-based.
 * - No JavaScript string is made per row, except for letters beyond ASCII that change case.
 * - Results of one batch are bounded (`text_rows.ts`): counts are checked before memory is taken.
 *
 * May import: the helpers of `functions/`, and what those may.
 */
import type { ScalarFunction } from "../../udf/mod.ts";
import { chr } from "./chr.ts";
import { concat, concatWs } from "./concat.ts";
import { contains, endsWith, startsWith } from "./contains.ts";
import { findInSet } from "./find_in_set.ts";
import { initcap } from "./initcap.ts";
import { left, right } from "./left_right.ts";
import { ascii, bitLength, characterLength, octetLength } from "./lengths.ts";
import { lower, upper } from "./letter_case.ts";
import { levenshtein } from "./levenshtein.ts";
import { overlay } from "./overlay.ts";
import { lpad, rpad } from "./pad.ts";
import { repeat } from "./repeat.ts";
import { replace } from "./replace.ts";
import { reverse } from "./reverse.ts";
import { splitPart } from "./split_part.ts";
import { strpos } from "./strpos.ts";
import { substr } from "./substr.ts";
import { substrIndex } from "./substr_index.ts";
import { translate } from "./translate.ts";
import { btrim, ltrim, rtrim } from "./trim.ts";

/** The built-in functions of text. */
export const stringFunctions: readonly ScalarFunction[] = Object.freeze([
  ascii,
  bitLength,
  btrim,
  characterLength,
  chr,
  concat,
  concatWs,
  contains,
  endsWith,
  findInSet,
  initcap,
  left,
  levenshtein,
  lower,
  lpad,
  ltrim,
  octetLength,
  overlay,
  repeat,
  replace,
  reverse,
  right,
  rpad,
  rtrim,
  splitPart,
  startsWith,
  strpos,
  substr,
  substrIndex,
  translate,
  upper,
]);
