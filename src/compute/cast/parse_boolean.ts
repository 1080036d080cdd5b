import { decodeUtf8, encodeUtf8 } from "../../arrow/mod.ts";
import { isAsciiWhiteSpace, trimWhiteSpace } from "./white_space.ts";

/** Words as numbers: up to five letters of five bits; digits have none. */
function wordCode(word: string): number {
  let code = 0;
  for (let i = 0; i < word.length; i++) code = (code << 5) | (word.charCodeAt(i) - 96);
  return code;
}

const TRUE_WORDS: readonly number[] = ["true", "t", "yes", "y", "on", "tru", "tr", "ye"].map(wordCode);
const FALSE_WORDS: readonly number[] = ["false", "f", "no", "n", "off", "fals", "fal", "fa", "of"].map(wordCode);

/**
 * 1 for true, 0 for false, NaN where the text in `data[start .. end)` is neither: `true`, `yes`, `on`, `1`, `false`, `no`,
 * `off`, `0` and what they begin with (save `o`), in any case, white space around allowed.
 */
export function parseBoolean(data: Uint8Array, start: number, end: number): number {
  while (start < end && isAsciiWhiteSpace(data[start]!)) start++;
  while (end > start && isAsciiWhiteSpace(data[end - 1]!)) end--;
  const length = end - start;
  if (length === 1 && (data[start] === 48 || data[start] === 49)) return data[start]! - 48;
  if (length > 0 && (data[start]! >= 0x80 || data[end - 1]! >= 0x80)) return parseTrimmed(data, start, end);
  if (length === 0 || length > 5) return NaN;
  let code = 0;
  for (let i = start; i < end; i++) {
    const letter = (data[i]! | 32) - 96;
    if (letter < 1 || letter > 26) return NaN;
    code = (code << 5) | letter;
  }
  return TRUE_WORDS.includes(code) ? 1 : FALSE_WORDS.includes(code) ? 0 : NaN;
}

/** White space beyond ASCII may stand around the word. */
function parseTrimmed(data: Uint8Array, start: number, end: number): number {
  const text = decodeUtf8(data, start, end);
  const trimmed = trimWhiteSpace(text);
  if (trimmed === text) return NaN;
  const bytes = encodeUtf8(trimmed);
  return parseBoolean(bytes, 0, bytes.length);
}
