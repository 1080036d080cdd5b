/**
 * Text operators: LIKE and ILIKE, regular expressions, `||`.
 *
 * - Patterns are read once where they are constant; LIKE matches UTF-8 bytes, without making strings.
 * - Regular expressions have Rust's syntax and meaning and run in linear time.
 *
 * May import: `arrow`, `errors`, `compute/select`, the package `re2js`.
 */
export { concatText } from "./concat_text.ts";
export { foldCase } from "./fold_case.ts";
export { like, type LikeOptions } from "./like.ts";
export { type LikePattern, parseLikePattern } from "./like_pattern.ts";
export { regexMatch, type RegexMatchOptions } from "./regex_match.ts";
export { compileRustRegex, type RegexMatchResult, type RustRegex } from "./rust_regex.ts";
export { rowStrings } from "./row_strings.ts";
export { containsBytes, endsWithBytes, equalsBytes, startsWithBytes } from "./search_bytes.ts";
