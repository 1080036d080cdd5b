/** Text, bytes and digests: calls of DataFusion's functions by their names in camelCase. Plain values become literals. */
import type { Expr, ExprInput } from "../expr.ts";
import { callScalar, given } from "./call.ts";

/** Code point of the first character; 0 for an empty text. */
export function ascii(text: ExprInput): Expr {
  return callScalar("ascii", [text]);
}

/** Length of the UTF-8 form in bits. */
export function bitLength(text: ExprInput): Expr {
  return callScalar("bit_length", [text]);
}

/** Text without `characters` (default: spaces) at both ends. */
export function btrim(text: ExprInput, characters?: ExprInput): Expr {
  return callScalar("btrim", given([text, characters]));
}

/** Number of characters (code points). */
export function characterLength(text: ExprInput): Expr {
  return callScalar("character_length", [text]);
}

/** The character of a code point; raises where there is none. */
export function chr(code: ExprInput): Expr {
  return callScalar("chr", [code]);
}

/** Texts one after the other; nulls are left out. */
export function concat(...texts: readonly ExprInput[]): Expr {
  return callScalar("concat", [...texts]);
}

/** Whether a text contains another. */
export function contains(text: ExprInput, search: ExprInput): Expr {
  return callScalar("contains", [text, search]);
}

/** Whether a text ends with another. */
export function endsWith(text: ExprInput, suffix: ExprInput): Expr {
  return callScalar("ends_with", [text, suffix]);
}

/** Position of a text, from 1, in a list separated by commas; 0 where it is not there. */
export function findInSet(text: ExprInput, list: ExprInput): Expr {
  return callScalar("find_in_set", [text, list]);
}

/** Every word with a capital first and the rest in lower case. */
export function initcap(text: ExprInput): Expr {
  return callScalar("initcap", [text]);
}

/** The first `n` characters; all but the last -`n` where negative. */
export function left(text: ExprInput, n: ExprInput): Expr {
  return callScalar("left", [text, n]);
}

/** Number of edits that make one text of the other. */
export function levenshtein(a: ExprInput, b: ExprInput): Expr {
  return callScalar("levenshtein", [a, b]);
}

/** Text in lower case. */
export function lower(text: ExprInput): Expr {
  return callScalar("lower", [text]);
}

/** Text filled up on the left to `count` characters, or cut to them. */
export function lpad(text: ExprInput, count: ExprInput, characters: ExprInput = " "): Expr {
  return callScalar("lpad", [text, count, characters]);
}

/** Text without `characters` (default: spaces) at its start. */
export function ltrim(text: ExprInput, characters?: ExprInput): Expr {
  return callScalar("ltrim", given([text, characters]));
}

/** Length of the UTF-8 form in bytes. */
export function octetLength(text: ExprInput): Expr {
  return callScalar("octet_length", [text]);
}

/** Text with `length` characters from `start` (counted from 1) replaced. */
export function overlay(text: ExprInput, replacement: ExprInput, start: ExprInput, length?: ExprInput): Expr {
  return callScalar("overlay", given([text, replacement, start, length]));
}

/** How often a regular expression matches. */
export function regexpCount(text: ExprInput, pattern: ExprInput, start?: ExprInput, flags?: ExprInput): Expr {
  return callScalar("regexp_count", given([text, pattern, start, flags]));
}

/** Position, from 1, of a match of a regular expression; 0 where there is none. */
export function regexpInstr(
  text: ExprInput,
  pattern: ExprInput,
  start?: ExprInput,
  n?: ExprInput,
  flags?: ExprInput,
  subexpr?: ExprInput,
): Expr {
  return callScalar("regexp_instr", given([text, pattern, start, n, flags, subexpr]));
}

/** Whether a regular expression (Rust syntax) matches somewhere. */
export function regexpLike(text: ExprInput, pattern: ExprInput, flags?: ExprInput): Expr {
  return callScalar("regexp_like", given([text, pattern, flags]));
}

/** The groups of the first match of a regular expression as a list; null where there is none. */
export function regexpMatch(text: ExprInput, pattern: ExprInput, flags?: ExprInput): Expr {
  return callScalar("regexp_match", given([text, pattern, flags]));
}

/** Replaces the first match, or with the flag `g` every match, of a regular expression. */
export function regexpReplace(text: ExprInput, pattern: ExprInput, replacement: ExprInput, flags?: ExprInput): Expr {
  return callScalar("regexp_replace", given([text, pattern, replacement, flags]));
}

/** Text `n` times. */
export function repeat(text: ExprInput, n: ExprInput): Expr {
  return callScalar("repeat", [text, n]);
}

/** Text with every occurrence replaced. */
export function replace(text: ExprInput, search: ExprInput, replacement: ExprInput): Expr {
  return callScalar("replace", [text, search, replacement]);
}

/** Characters in the opposite order. */
export function reverse(text: ExprInput): Expr {
  return callScalar("reverse", [text]);
}

/** The last `n` characters; all but the first -`n` where negative. */
export function right(text: ExprInput, n: ExprInput): Expr {
  return callScalar("right", [text, n]);
}

/** Text filled up on the right to `count` characters, or cut to them. */
export function rpad(text: ExprInput, count: ExprInput, characters: ExprInput = " "): Expr {
  return callScalar("rpad", [text, count, characters]);
}

/** Text without `characters` (default: spaces) at its end. */
export function rtrim(text: ExprInput, characters?: ExprInput): Expr {
  return callScalar("rtrim", given([text, characters]));
}

/** The part at an index from 1 (from the end where negative) of a text cut at a delimiter. */
export function splitPart(text: ExprInput, delimiter: ExprInput, index: ExprInput): Expr {
  return callScalar("split_part", [text, delimiter, index]);
}

/** Whether a text starts with another. */
export function startsWith(text: ExprInput, prefix: ExprInput): Expr {
  return callScalar("starts_with", [text, prefix]);
}

/** Position, from 1, of a text in another; 0 where it is not there. */
export function strpos(text: ExprInput, search: ExprInput): Expr {
  return callScalar("strpos", [text, search]);
}

/** Text from a position, counted from 1, at most `length` characters. */
export function substr(text: ExprInput, position: ExprInput, length?: ExprInput): Expr {
  return callScalar("substr", given([text, position, length]));
}

/** Text before the `count`-th delimiter; after the last -`count`-th where negative. */
export function substrIndex(text: ExprInput, delimiter: ExprInput, count: ExprInput): Expr {
  return callScalar("substr_index", [text, delimiter, count]);
}

/** Integer as hexadecimal text. */
export function toHex(n: ExprInput): Expr {
  return callScalar("to_hex", [n]);
}

/** Replaces characters of `from` by those at the same place in `to`, or by nothing. */
export function translate(text: ExprInput, from: ExprInput, to: ExprInput): Expr {
  return callScalar("translate", [text, from, to]);
}

/** Text in upper case. */
export function upper(text: ExprInput): Expr {
  return callScalar("upper", [text]);
}

/** A random UUID as text, another one in every row. */
export function uuid(): Expr {
  return callScalar("uuid", []);
}

/** Bytes or text as text: `base64` or `hex`. */
export function encode(bytes: ExprInput, encoding: ExprInput): Expr {
  return callScalar("encode", [bytes, encoding]);
}

/** Bytes of a `base64` or `hex` text. */
export function decode(text: ExprInput, encoding: ExprInput): Expr {
  return callScalar("decode", [text, encoding]);
}

/** Digest by name: md5, sha224, sha256, sha384, sha512, blake2s, blake2b, blake3. */
export function digest(value: ExprInput, method: ExprInput): Expr {
  return callScalar("digest", [value, method]);
}

/** MD5 digest as hexadecimal text. */
export function md5(value: ExprInput): Expr {
  return callScalar("md5", [value]);
}

/** SHA-224 digest as binary. */
export function sha224(value: ExprInput): Expr {
  return callScalar("sha224", [value]);
}

/** SHA-256 digest as binary. */
export function sha256(value: ExprInput): Expr {
  return callScalar("sha256", [value]);
}

/** SHA-384 digest as binary. */
export function sha384(value: ExprInput): Expr {
  return callScalar("sha384", [value]);
}

/** SHA-512 digest as binary. */
export function sha512(value: ExprInput): Expr {
  return callScalar("sha512", [value]);
}

/** The same as {@linkcode characterLength}. */
export const charLength: typeof characterLength = characterLength;

/** The same as {@linkcode characterLength}. */
export const length: typeof characterLength = characterLength;

/** The same as {@linkcode strpos}. */
export const position: typeof strpos = strpos;

/** The same as {@linkcode strpos}. */
export const instr: typeof strpos = strpos;

/** The same as {@linkcode substr}. */
export const substring: typeof substr = substr;

/** The same as {@linkcode substrIndex}. */
export const substringIndex: typeof substrIndex = substrIndex;

/** The same as {@linkcode btrim}. */
export const trim: typeof btrim = btrim;
