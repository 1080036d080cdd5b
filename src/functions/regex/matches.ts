import type { RegexMatchResult, RustRegex } from "../../compute/like/mod.ts";

/**
 * Every match from left to right, at most `limit`, without overlaps. An empty match right after another match does not count:
 * `b*` in `abc` matches before `a`, at `b`, and at the end (Rust's `find_iter`).
 */
export function* matchesOf(regex: RustRegex, text: string, limit: number = Infinity): Generator<RegexMatchResult> {
  let from = 0;
  let lastEnd = -1;
  for (let found = 0; found < limit;) {
    const match = regex.find(text, from);
    if (match === null) return;
    const { start, end } = match[0]!;
    if (start === end && end === lastEnd) {
      from = nextChar(text, end);
      if (from > text.length) return;
      continue;
    }
    found++;
    yield match;
    lastEnd = end;
    from = end;
  }
}

/** The UTF-16 index after the character at `at`. */
function nextChar(text: string, at: number): number {
  const point = text.codePointAt(at);
  return at + (point !== undefined && point > 0xffff ? 2 : 1);
}

/** The UTF-16 index of the character `chars` after the first; -1 if the text has fewer characters than that. */
export function indexOfChar(text: string, chars: number): number {
  if (chars > text.length) return -1;
  let at = 0;
  for (let k = 0; k < chars; k++) {
    if (at >= text.length) return -1;
    at = nextChar(text, at);
  }
  return at;
}

/** The number of characters in `text[0 .. end)`. */
export function charsBefore(text: string, end: number): number {
  let count = 0;
  for (let at = 0; at < end; count++) at = nextChar(text, at);
  return count;
}
