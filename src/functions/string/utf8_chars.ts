/** Characters are code points, as in DataFusion: an emoji with a skin tone is two, `e` with a combining accent is two. */

/** Whether every byte of `data[start .. end)` is below 0x80. */
export function isAscii(data: Uint8Array, start: number, end: number): boolean {
  let i = start;
  for (; i + 8 <= end; i += 8) {
    const any = data[i]! | data[i + 1]! | data[i + 2]! | data[i + 3]! | data[i + 4]! | data[i + 5]! | data[i + 6]! |
      data[i + 7]!;
    if (any >= 0x80) return false;
  }
  for (; i < end; i++) if (data[i]! >= 0x80) return false;
  return true;
}

/** The number of characters: bytes that continue none. */
export function charCount(data: Uint8Array, start: number, end: number): number {
  let count = 0;
  for (let i = start; i < end; i++) count += +((data[i]! & 0xc0) !== 0x80);
  return count;
}

/** Where the character `chars` after `start` begins; `end` if there are fewer. */
export function charForward(data: Uint8Array, start: number, end: number, chars: number): number {
  let i = start;
  for (let left = chars; left > 0 && i < end; left--) {
    i++;
    while (i < end && (data[i]! & 0xc0) === 0x80) i++;
  }
  return i;
}

/** Where the last `chars` characters before `end` begin; `start` if there are fewer. */
export function charBackward(data: Uint8Array, start: number, end: number, chars: number): number {
  let i = end;
  for (let left = chars; left > 0 && i > start; left--) {
    i--;
    while (i > start && (data[i]! & 0xc0) === 0x80) i--;
  }
  return i;
}

/** The length in bytes of the character that begins with `lead`. */
export function charLength(lead: number): number {
  return lead < 0x80 ? 1 : lead < 0xe0 ? 2 : lead < 0xf0 ? 3 : 4;
}

/** The code point that begins at `at`. */
export function codePointAt(data: Uint8Array, at: number): number {
  const lead = data[at]!;
  if (lead < 0x80) return lead;
  const second = data[at + 1]! & 0x3f;
  if (lead < 0xe0) return ((lead & 0x1f) << 6) | second;
  const third = data[at + 2]! & 0x3f;
  if (lead < 0xf0) return ((lead & 0x0f) << 12) | (second << 6) | third;
  return ((lead & 0x07) << 18) | (second << 12) | (third << 6) | (data[at + 3]! & 0x3f);
}

/** Writes a code point and gives the end; `target` must have four bytes left. */
export function writeCodePoint(target: Uint8Array, at: number, point: number): number {
  if (point < 0x80) {
    target[at] = point;
    return at + 1;
  }
  if (point < 0x800) {
    target[at] = 0xc0 | (point >> 6);
    target[at + 1] = 0x80 | (point & 0x3f);
    return at + 2;
  }
  if (point < 0x10000) {
    target[at] = 0xe0 | (point >> 12);
    target[at + 1] = 0x80 | ((point >> 6) & 0x3f);
    target[at + 2] = 0x80 | (point & 0x3f);
    return at + 3;
  }
  target[at] = 0xf0 | (point >> 18);
  target[at + 1] = 0x80 | ((point >> 12) & 0x3f);
  target[at + 2] = 0x80 | ((point >> 6) & 0x3f);
  target[at + 3] = 0x80 | (point & 0x3f);
  return at + 4;
}

/** The first place in `data[start .. end)` where `needle[from .. to)` stands, or -1. An empty needle stands at `start`. */
export function findBytes(
  data: Uint8Array,
  start: number,
  end: number,
  needle: Uint8Array,
  from: number,
  to: number,
): number {
  const m = to - from;
  if (m === 0) return start;
  const first = needle[from]!;
  const last = end - m;
  for (let i = start; i <= last; i++) {
    if (data[i] !== first) continue;
    let k = 1;
    while (k < m && data[i + k] === needle[from + k]) k++;
    if (k === m) return i;
  }
  return -1;
}

/** The last place in `data[start .. end)` where the needle ends by `end`, or -1. */
export function findBytesBackward(
  data: Uint8Array,
  start: number,
  end: number,
  needle: Uint8Array,
  from: number,
  to: number,
): number {
  const m = to - from;
  if (m === 0) return end;
  const first = needle[from]!;
  for (let i = end - m; i >= start; i--) {
    if (data[i] !== first) continue;
    let k = 1;
    while (k < m && data[i + k] === needle[from + k]) k++;
    if (k === m) return i;
  }
  return -1;
}
