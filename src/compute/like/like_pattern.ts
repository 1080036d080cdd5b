import { encodeUtf8 } from "../../arrow/mod.ts";
import { foldCase } from "./fold_case.ts";

/** Tokens of a pattern besides code points: `_` and `%`. */
export const ANY_ONE = -1;
export const ANY_MANY = -2;

/** A LIKE pattern taken apart: the fastest way in which it can be matched. */
export type LikePattern =
  /** `%`: every string. */
  | { readonly kind: "all" }
  /** `abc`. */
  | { readonly kind: "equal"; readonly bytes: Uint8Array }
  /** `abc%`. */
  | { readonly kind: "prefix"; readonly bytes: Uint8Array }
  /** `%abc`. */
  | { readonly kind: "suffix"; readonly bytes: Uint8Array }
  /** `%abc%`. */
  | { readonly kind: "contains"; readonly bytes: Uint8Array }
  /** Everything else: runs of code points and `_` between `%`. */
  | { readonly kind: "segments"; readonly segments: LikeSegments };

/** Runs of code points (and {@linkcode ANY_ONE}) that must follow one another. */
export interface LikeSegments {
  readonly segments: readonly Int32Array[];
  /** Whether the first segment stands at the start, the last one at the end. */
  readonly anchoredStart: boolean;
  readonly anchoredEnd: boolean;
  /** Whether letters match whatever their case; segments are folded then. */
  readonly ignoreCase: boolean;
}

/**
 * Reads a pattern: `%` is any number of characters, `_` is one, `escape` takes the special meaning from the next one.
 * An escape at the end stands for itself, as in DataFusion. Characters are code points.
 */
export function parseLikePattern(pattern: string, escape: string, ignoreCase: boolean): LikePattern {
  const tokens = tokensOf(pattern, escape);
  const many = tokens.filter((token) => token === ANY_MANY).length;
  if (many > 0 && many === tokens.length) return { kind: "all" };
  if (!ignoreCase && !tokens.includes(ANY_ONE)) {
    const first = tokens[0] === ANY_MANY;
    const last = tokens.length > 1 && tokens[tokens.length - 1] === ANY_MANY;
    if (many === +first + +last) {
      const text = tokens.slice(+first, tokens.length - +last).map((c) => String.fromCodePoint(c)).join("");
      const bytes = encodeUtf8(text);
      return { kind: first && last ? "contains" : first ? "suffix" : last ? "prefix" : "equal", bytes };
    }
  }
  return { kind: "segments", segments: segmentsOf(tokens, ignoreCase) };
}

function tokensOf(pattern: string, escape: string): number[] {
  const tokens: number[] = [];
  let escaped = false;
  for (const char of pattern) {
    if (!escaped && char === escape) {
      escaped = true;
      continue;
    }
    const special = escaped ? undefined : char === "%" ? ANY_MANY : char === "_" ? ANY_ONE : undefined;
    if (special !== ANY_MANY || tokens[tokens.length - 1] !== ANY_MANY) tokens.push(special ?? char.codePointAt(0)!);
    escaped = false;
  }
  if (escaped) tokens.push(escape.codePointAt(0)!);
  return tokens;
}

function segmentsOf(tokens: readonly number[], ignoreCase: boolean): LikeSegments {
  const segments: Int32Array[] = [];
  let run: number[] = [];
  for (const token of tokens) {
    if (token === ANY_MANY) {
      if (run.length > 0) segments.push(Int32Array.from(run));
      run = [];
    } else run.push(token >= 0 && ignoreCase ? foldCase(token) : token);
  }
  if (run.length > 0) segments.push(Int32Array.from(run));
  return {
    segments,
    anchoredStart: tokens[0] !== ANY_MANY,
    anchoredEnd: tokens[tokens.length - 1] !== ANY_MANY,
    ignoreCase,
  };
}
