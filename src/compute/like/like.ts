import type { BytesColumn, Column, Datum } from "../../arrow/mod.ts";
import {
  andValidity,
  booleanColumn,
  decodeUtf8,
  isScalar,
  isValidAt,
  newBitmap,
  notBits,
  scalar,
  scalarToColumn,
  T,
} from "../../arrow/mod.ts";
import { decodeDictionary } from "../select/mod.ts";
import { type LikePattern, parseLikePattern } from "./like_pattern.ts";
import { matchSegments } from "./match_segments.ts";
import { containsBytes, endsWithBytes, equalsBytes, startsWithBytes } from "./search_bytes.ts";

/** How LIKE compares. */
export interface LikeOptions {
  /** ILIKE: letters match whatever their case (Unicode simple folding). */
  readonly ignoreCase: boolean;
  readonly negated: boolean;
  /** One character; backslash unless told. */
  readonly escape?: string | undefined;
}

/**
 * `value [NOT] LIKE | ILIKE pattern`: `%` is any number of characters, `_` is one code point, both also newlines.
 * Strings only; null in, null out.
 */
export function like(value: Datum, pattern: Datum, options: LikeOptions): Datum {
  const escape = options.escape ?? "\\";
  if ((isScalar(value) && value.value === null) || (isScalar(pattern) && pattern.value === null)) {
    return scalar(T.Boolean, null);
  }
  if (isScalar(value)) {
    const n = isScalar(pattern) ? 1 : pattern.length;
    const column = like(scalarToColumn(value, n), pattern, options) as Column;
    return isScalar(pattern) ? scalar(T.Boolean, column.layout === "boolean" && (column.values[0]! & 1) === 1) : column;
  }
  const text = bytesOf(value);
  const { length } = text;
  const out = newBitmap(length);
  let validity = text.validity;
  if (isScalar(pattern)) {
    matchRows(parseLikePattern(pattern.value as string, escape, options.ignoreCase), text, out);
  } else {
    const patterns = bytesOf(pattern);
    validity = andValidity(validity, patterns.validity, length);
    matchEach(text, patterns, escape, options.ignoreCase, out);
  }
  return booleanColumn(options.negated ? notBits(out, length) : out, length, validity);
}

function bytesOf(column: Column): BytesColumn {
  const plain = decodeDictionary(column);
  if (plain.layout === "bytes") return plain;
  throw new TypeError(`a ${plain.layout} column has no text`);
}

function matchRows(pattern: LikePattern, text: BytesColumn, out: Uint8Array): void {
  const { data, offsets, length: n } = text;
  switch (pattern.kind) {
    case "all":
      out.set(notBits(out, n));
      return;
    case "equal":
      return equalsBytes(data, offsets, n, pattern.bytes, out);
    case "prefix":
      return startsWithBytes(data, offsets, n, pattern.bytes, out);
    case "suffix":
      return endsWithBytes(data, offsets, n, pattern.bytes, out);
    case "contains":
      return containsBytes(data, offsets, n, pattern.bytes, out);
    case "segments":
      for (let i = 0; i < n; i++) {
        if (matchSegments(pattern.segments, data, offsets[i]!, offsets[i + 1]!)) out[i >> 3]! |= 1 << (i & 7);
      }
  }
}

/** One pattern per row; equal patterns that follow each other are read once. */
function matchEach(
  text: BytesColumn,
  patterns: BytesColumn,
  escape: string,
  ignoreCase: boolean,
  out: Uint8Array,
): void {
  let last: string | undefined;
  let pattern: LikePattern = { kind: "all" };
  for (let i = 0; i < text.length; i++) {
    if (!isValidAt(text, i) || !isValidAt(patterns, i)) continue;
    const source = decodeUtf8(patterns.data, patterns.offsets[i], patterns.offsets[i + 1]);
    if (source !== last) pattern = parseLikePattern(last = source, escape, ignoreCase);
    if (matchesOne(pattern, text.data, text.offsets[i]!, text.offsets[i + 1]!)) out[i >> 3]! |= 1 << (i & 7);
  }
}

function matchesOne(pattern: LikePattern, data: Uint8Array, start: number, end: number): boolean {
  if (pattern.kind === "all") return true;
  if (pattern.kind === "segments") return matchSegments(pattern.segments, data, start, end);
  const bit = new Uint8Array(1);
  const find = pattern.kind === "equal"
    ? equalsBytes
    : pattern.kind === "prefix"
    ? startsWithBytes
    : pattern.kind === "suffix"
    ? endsWithBytes
    : containsBytes;
  find(data, Int32Array.of(start, end), 1, pattern.bytes, bit);
  return bit[0] === 1;
}
