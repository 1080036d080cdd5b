/** Digits of 11 bits: three passes for a word, and counters that stay in the first-level cache. */
const DIGIT_BITS = 11;
const BUCKETS = 1 << DIGIT_BITS;
const counts = new Int32Array(3 * BUCKETS);

/** Shorter runs are sorted by insertion: clearing the counters costs more. */
const INSERTION_LIMIT = 48;

/**
 * Sorts `rows[start .. end)` by `keys[rows[i]]`, stably. `spare` is as long as `rows`; what is in it does not matter.
 */
export function sortRowsByWord(
  rows: Int32Array,
  spare: Int32Array,
  start: number,
  end: number,
  keys: Uint32Array,
): void {
  const n = end - start;
  if (n <= INSERTION_LIMIT) {
    for (let i = start + 1; i < end; i++) {
      const row = rows[i]!;
      const key = keys[row]!;
      let j = i - 1;
      while (j >= start && keys[rows[j]!]! > key) {
        rows[j + 1] = rows[j]!;
        j--;
      }
      rows[j + 1] = row;
    }
    return;
  }
  counts.fill(0);
  for (let i = start; i < end; i++) {
    const key = keys[rows[i]!]!;
    counts[key & (BUCKETS - 1)]!++;
    counts[BUCKETS + ((key >>> DIGIT_BITS) & (BUCKETS - 1))]!++;
    counts[2 * BUCKETS + (key >>> (2 * DIGIT_BITS))]!++;
  }
  let from = rows;
  let to = spare;
  for (let pass = 0; pass < 3; pass++) {
    const base = pass * BUCKETS;
    const shift = pass * DIGIT_BITS;
    // A digit that all keys share moves nothing.
    if (counts[base + ((keys[from[start]!]! >>> shift) & (BUCKETS - 1))] === n) continue;
    let sum = start;
    for (let b = base; b < base + BUCKETS; b++) {
      const count = counts[b]!;
      counts[b] = sum;
      sum += count;
    }
    scatter(from, to, start, end, keys, shift, base);
    const swap = from;
    from = to;
    to = swap;
  }
  if (from !== rows) rows.set(from.subarray(start, end), start);
}

function scatter(
  from: Int32Array,
  to: Int32Array,
  start: number,
  end: number,
  keys: Uint32Array,
  shift: number,
  base: number,
): void {
  for (let i = start; i < end; i++) {
    const row = from[i]!;
    const bucket = base + ((keys[row]! >>> shift) & (BUCKETS - 1));
    to[counts[bucket]!++] = row;
  }
}
