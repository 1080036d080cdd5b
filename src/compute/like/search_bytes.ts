/** Sets bit i where row i, `data[offsets[i] .. offsets[i + 1])`, contains `needle`, which is not empty. */
export function containsBytes(
  data: Uint8Array,
  offsets: Int32Array,
  n: number,
  needle: Uint8Array,
  out: Uint8Array,
): void {
  if (n === 0) return;
  const m = needle.length;
  const skip = skipTable(needle);
  const lastStep = skip[needle[m - 1]!]!;
  skip[needle[m - 1]!] = 0;
  const end = offsets[n]!;
  let row = 0;
  // Over the whole buffer as one text; a hit counts where it lies within one row.
  let at = offsets[0]! + m - 1;
  for (;;) {
    // The step of the needle's last byte is 0: it ends the run.
    let step: number;
    while (at < end && (step = skip[data[at]!]!) !== 0) at += step;
    if (at >= end) return;
    let k = m - 2;
    let from = at - 1;
    while (k >= 0 && data[from] === needle[k]) {
      k--;
      from--;
    }
    if (k < 0) {
      const start = at - m + 1;
      while (offsets[row + 1]! <= start) row++;
      const rowEnd = offsets[row + 1]!;
      if (at < rowEnd) {
        out[row >> 3]! |= 1 << (row & 7);
        // The rest of the row cannot change it.
        at = rowEnd + m - 1;
        continue;
      }
    }
    at += lastStep;
  }
}

/** Horspool: how far the window moves when its last byte is the given one. */
function skipTable(needle: Uint8Array): Int32Array {
  const m = needle.length;
  const skip = new Int32Array(256).fill(m);
  for (let k = 0; k < m - 1; k++) skip[needle[k]!] = m - 1 - k;
  return skip;
}

/** Sets bit i where row i begins with `needle`. */
export function startsWithBytes(
  data: Uint8Array,
  offsets: Int32Array,
  n: number,
  needle: Uint8Array,
  out: Uint8Array,
): void {
  const m = needle.length;
  for (let i = 0; i < n; i++) {
    const start = offsets[i]!;
    if (offsets[i + 1]! - start < m) continue;
    let k = 0;
    while (k < m && data[start + k] === needle[k]) k++;
    out[i >> 3]! |= +(k === m) << (i & 7);
  }
}

/** Sets bit i where row i ends with `needle`. */
export function endsWithBytes(
  data: Uint8Array,
  offsets: Int32Array,
  n: number,
  needle: Uint8Array,
  out: Uint8Array,
): void {
  const m = needle.length;
  for (let i = 0; i < n; i++) {
    const start = offsets[i + 1]! - m;
    if (start < offsets[i]!) continue;
    let k = 0;
    while (k < m && data[start + k] === needle[k]) k++;
    out[i >> 3]! |= +(k === m) << (i & 7);
  }
}

/** Sets bit i where row i is `needle`. */
export function equalsBytes(
  data: Uint8Array,
  offsets: Int32Array,
  n: number,
  needle: Uint8Array,
  out: Uint8Array,
): void {
  const m = needle.length;
  for (let i = 0; i < n; i++) {
    const start = offsets[i]!;
    if (offsets[i + 1]! - start !== m) continue;
    let k = 0;
    while (k < m && data[start + k] === needle[k]) k++;
    out[i >> 3]! |= +(k === m) << (i & 7);
  }
}
