/** Text, bytes and digests: calls of DataFusion's functions by their names in camelCase. Plain values become literals. */
import { scalar, T } from "../../arrow/mod.ts";
import { Expr, type ExprInput } from "../expr.ts";
import { callScalar, callWith, named, type Optional, utf8 } from "./call.ts";

/** Code point of the first character; 0 for an empty text. */
export function ascii(text: ExprInput): Expr {
  return callScalar("ascii", [text]);
}

/** Length of the UTF-8 form in bits. */
export function bitLength(text: ExprInput): Expr {
  return callScalar("bit_length", [text]);
}

/** Text without `characters` (default: spaces) at both ends. */
export function btrim(text: ExprInput, characters?: Optional<"characters">): Expr {
  return callWith("btrim", [text], ["characters"], [characters]);
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

/** Texts one after the other with a separator between them; nulls are left out, and so is their separator. */
export function concatWs(separator: string, ...texts: readonly ExprInput[]): Expr {
  return callScalar("concat_ws", [utf8(separator), ...texts]);
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
export function lpad(text: ExprInput, count: ExprInput, characters?: Optional<"characters">): Expr {
  const { characters: filling = " " } = named<"characters", ExprInput>("lpad", ["characters"], [characters]);
  return callScalar("lpad", [text, count, filling]);
}

/** Text without `characters` (default: spaces) at its start. */
export function ltrim(text: ExprInput, characters?: Optional<"characters">): Expr {
  return callWith("ltrim", [text], ["characters"], [characters]);
}

/** Length of the UTF-8 form in bytes. */
export function octetLength(text: ExprInput): Expr {
  return callScalar("octet_length", [text]);
}

/** Text with `length` characters from `start` (counted from 1) replaced. */
export function overlay(
  text: ExprInput,
  replacement: ExprInput,
  start: ExprInput,
  length?: Optional<"length">,
): Expr {
  return callWith("overlay", [text, replacement, start], ["length"], [length]);
}

/** How often a regular expression matches. */
export function regexpCount(
  text: ExprInput,
  pattern: ExprInput,
  start?: Optional<"start" | "flags">,
  flags?: Optional<"flags">,
): Expr {
  return callWith<"start" | "flags">("regexp_count", [text, pattern], ["start", "flags"], [start, flags]);
}

/** Position, from 1, of a match of a regular expression; 0 where there is none. */
export function regexpInstr(
  text: ExprInput,
  pattern: ExprInput,
  start?: Optional<(typeof INSTR)[number]>,
  n?: Optional<"n" | "flags" | "subExpr">,
  flags?: Optional<"flags" | "subExpr">,
  subExpr?: Optional<"subExpr">,
): Expr {
  const values = named<(typeof INSTR)[number], ExprInput>("regexp_instr", INSTR, [start, n, flags, subExpr]);
  return callScalar("regexp_instr", [
    text,
    pattern,
    values.start ?? int32(1),
    values.n ?? int32(1),
    values.flags ?? Expr.stringLiteral(""),
    values.subExpr ?? int32(0),
  ]);
}
const INSTR = ["start", "n", "flags", "subExpr"] as const;

/** What DataFusion fills in for arguments that are left out. */
function int32(value: number): Expr {
  return Expr.literal(scalar(T.Int32, value));
}

/** Whether a regular expression (Rust syntax) matches somewhere. */
export function regexpLike(text: ExprInput, pattern: ExprInput, flags?: Optional<"flags">): Expr {
  return callWith("regexp_like", [text, pattern], ["flags"], [flags]);
}

/** The groups of the first match of a regular expression as a list; null where there is none. */
export function regexpMatch(text: ExprInput, pattern: ExprInput, flags?: Optional<"flags">): Expr {
  return callWith("regexp_match", [text, pattern], ["flags"], [flags]);
}

/** Replaces the first match, or with the flag `g` every match, of a regular expression. */
export function regexpReplace(
  text: ExprInput,
  pattern: ExprInput,
  replacement: ExprInput,
  flags?: Optional<"flags">,
): Expr {
  return callWith("regexp_replace", [text, pattern, replacement], ["flags"], [flags]);
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
export function rpad(text: ExprInput, count: ExprInput, characters?: Optional<"characters">): Expr {
  const { characters: filling = " " } = named<"characters", ExprInput>("rpad", ["characters"], [characters]);
  return callScalar("rpad", [text, count, filling]);
}

/** Text without `characters` (default: spaces) at its end. */
export function rtrim(text: ExprInput, characters?: Optional<"characters">): Expr {
  return callWith("rtrim", [text], ["characters"], [characters]);
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
export function substr(text: ExprInput, position: ExprInput, length?: Optional<"length">): Expr {
  return callWith("substr", [text, position], ["length"], [length]);
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
