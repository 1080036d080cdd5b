import { foldCase } from "./fold_case.ts";
import { ANY_ONE, type LikeSegments } from "./like_pattern.ts";

/** Whether the UTF-8 text in `data[start .. end)` matches. */
export function matchSegments(pattern: LikeSegments, data: Uint8Array, start: number, end: number): boolean {
  const { segments, anchoredStart, anchoredEnd, ignoreCase } = pattern;
  const count = segments.length;
  // Only the empty pattern has none: `%` alone is handled before.
  if (count === 0) return start === end;
  let at = start;
  let first = 0;
  if (anchoredStart) {
    at = matchAt(segments[0]!, data, at, end, ignoreCase);
    if (at < 0) return false;
    if (count === 1) return !anchoredEnd || at === end;
    first = 1;
  }
  const last = anchoredEnd ? count - 1 : count;
  // The leftmost place of each segment leaves the most for the next ones.
  for (let k = first; k < last; k++) {
    at = findFrom(segments[k]!, data, at, end, ignoreCase);
    if (at < 0) return false;
  }
  if (!anchoredEnd) return true;
  const tail = segments[count - 1]!;
  const from = stepBack(data, at, end, tail.length);
  return from >= 0 && matchAt(tail, data, from, end, ignoreCase) === end;
}

/** The end of the match of `segment` at byte `at`, or -1. */
function matchAt(segment: Int32Array, data: Uint8Array, at: number, end: number, ignoreCase: boolean): number {
  for (let k = 0; k < segment.length; k++) {
    if (at >= end) return -1;
    const lead = data[at]!;
    const wanted = segment[k]!;
    if (lead < 0x80) {
      at++;
      if (wanted !== lead && wanted !== ANY_ONE && !(ignoreCase && foldCase(lead) === wanted)) return -1;
      continue;
    }
    const length = lead >= 0xf0 ? 4 : lead >= 0xe0 ? 3 : 2;
    if (wanted !== ANY_ONE) {
      const found = decodeAt(data, at, length);
      if (found !== wanted && !(ignoreCase && foldCase(found) === wanted)) return -1;
    }
    at += length;
  }
  return at;
}

function decodeAt(data: Uint8Array, at: number, length: number): number {
  const lead = data[at]!;
  if (length === 2) return ((lead & 0x1f) << 6) | (data[at + 1]! & 0x3f);
  if (length === 3) return ((lead & 0x0f) << 12) | ((data[at + 1]! & 0x3f) << 6) | (data[at + 2]! & 0x3f);
  return ((lead & 0x07) << 18) | ((data[at + 1]! & 0x3f) << 12) | ((data[at + 2]! & 0x3f) << 6) |
    (data[at + 3]! & 0x3f);
}

/** The end of the leftmost match that starts at or after byte `at`, or -1. */
function findFrom(segment: Int32Array, data: Uint8Array, at: number, end: number, ignoreCase: boolean): number {
  for (let from = at; from <= end; from++) {
    if (from < end && (data[from]! & 0xc0) === 0x80) continue; // inside a code point
    const found = matchAt(segment, data, from, end, ignoreCase);
    if (found >= 0) return found;
  }
  return -1;
}

/** Where the last `count` code points of `data[start .. end)` begin, or -1 if there are fewer. */
function stepBack(data: Uint8Array, start: number, end: number, count: number): number {
  let at = end;
  while (count > 0) {
    if (at <= start) return -1;
    at--;
    while (at > start && (data[at]! & 0xc0) === 0x80) at--;
    count--;
  }
  return at;
}
