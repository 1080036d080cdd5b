/**
 * Regular expressions of Rust's syntax, in linear time.
 *
 * - Expressions come compiled and cached from `compute/like`; constant ones are checked even where no row needs them.
 * - Positions are 1-based and count characters (code points).
 *
 * May import: the helpers of `functions/`, and what those may.
 */
import type { ScalarFunction } from "../../udf/mod.ts";
import { regexpCount } from "./regexp_count.ts";
import { regexpInstr } from "./regexp_instr.ts";
import { regexpLike } from "./regexp_like.ts";
import { regexpMatch } from "./regexp_match.ts";
import { regexpReplace } from "./regexp_replace.ts";

/** The built-in functions of this theme. */
export const regexFunctions: readonly ScalarFunction[] = Object.freeze([
  regexpCount,
  regexpInstr,
  regexpLike,
  regexpMatch,
  regexpReplace,
]);
