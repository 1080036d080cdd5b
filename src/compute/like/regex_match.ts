import type { BytesColumn, Column, Datum } from "../../arrow/mod.ts";
import {
  andValidity,
  booleanColumn,
  encodeUtf8,
  isScalar,
  isValidAt,
  newBitmap,
  notBits,
  scalar,
  scalarToColumn,
  T,
} from "../../arrow/mod.ts";
import { decodeDictionary } from "../select/mod.ts";
import { rowStrings } from "./row_strings.ts";
import { compileRustRegex, type RustRegex } from "./rust_regex.ts";
import { containsBytes, endsWithBytes, equalsBytes, startsWithBytes } from "./search_bytes.ts";

/** How `~` compares. */
export interface RegexMatchOptions {
  readonly ignoreCase: boolean;
  readonly negated: boolean;
}

/**
 * `value ~ pattern` and its kin: whether the regular expression matches somewhere in the text; null if either is null.
 *
 * @throws {ArgumentError} if a pattern is no regular expression of Rust's syntax
 */
export function regexMatch(value: Datum, pattern: Datum, options: RegexMatchOptions): Datum {
  if ((isScalar(value) && value.value === null) || (isScalar(pattern) && pattern.value === null)) {
    return scalar(T.Boolean, null);
  }
  if (isScalar(value)) {
    const n = isScalar(pattern) ? 1 : pattern.length;
    const column = regexMatch(scalarToColumn(value, n), pattern, options) as Column;
    return isScalar(pattern) ? scalar(T.Boolean, column.layout === "boolean" && (column.values[0]! & 1) === 1) : column;
  }
  const flags = options.ignoreCase ? "i" : "";
  const text = bytesOf(value);
  const out = newBitmap(text.length);
  let { validity } = text;
  if (isScalar(pattern)) {
    matchRows(compileRustRegex(pattern.value as string, flags), text, out);
  } else {
    const patterns = bytesOf(pattern);
    validity = andValidity(validity, patterns.validity, text.length);
    matchEach(text, patterns, flags, out);
  }
  return booleanColumn(options.negated ? notBits(out, text.length) : out, text.length, validity);
}

function bytesOf(column: Column): BytesColumn {
  const plain = decodeDictionary(column);
  if (plain.layout === "bytes") return plain;
  throw new TypeError(`a ${plain.layout} column has no text`);
}

function matchRows(regex: RustRegex, text: BytesColumn, out: Uint8Array): void {
  const { literal } = regex;
  const { data, offsets, length: n } = text;
  if (literal !== undefined) {
    const bytes = encodeUtf8(literal.text);
    if (literal.atStart && literal.atEnd) equalsBytes(data, offsets, n, bytes, out);
    else if (literal.atStart) startsWithBytes(data, offsets, n, bytes, out);
    else if (literal.atEnd) endsWithBytes(data, offsets, n, bytes, out);
    else if (bytes.length > 0) containsBytes(data, offsets, n, bytes, out);
    else out.set(notBits(out, n));
    return;
  }
  const rows = rowStrings(text);
  for (let i = 0; i < n; i++) {
    if (isValidAt(text, i) && regex.test(rows(i))) out[i >> 3]! |= 1 << (i & 7);
  }
}

function matchEach(text: BytesColumn, patterns: BytesColumn, flags: string, out: Uint8Array): void {
  const rows = rowStrings(text);
  const sources = rowStrings(patterns);
  for (let i = 0; i < text.length; i++) {
    if (!isValidAt(text, i) || !isValidAt(patterns, i)) continue;
    if (compileRustRegex(sources(i), flags).test(rows(i))) out[i >> 3]! |= 1 << (i & 7);
  }
}
