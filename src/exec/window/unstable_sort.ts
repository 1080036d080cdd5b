/**
 * Sorts `rows` by `ranks[row]` in the steps of Rust's `sort_unstable` (ipnsort, by Lukas Bergdoll and Orson Peters): quicksort with
 * a median of three or of nine and more, a cyclic Lomuto partition, and sorting networks for small pieces. What matters here is not speed but
 * where rows of equal rank end up.
 *
 * `networks`: pieces of at most 32 rows go through sorting networks, as elements of eight bytes do there; else they are sorted stably.
 */
export function sortUnstable(rows: Int32Array, ranks: Int32Array, networks: boolean): void {
  const n = rows.length;
  if (n < 2) return;
  if (n <= INSERTION_ROWS) return insertTail(rows, ranks, 0, n, 1);
  const descending = ranks[rows[1]!]! < ranks[rows[0]!]!;
  let run = 2;
  while (run < n && (ranks[rows[run]!]! < ranks[rows[run - 1]!]!) === descending) run++;
  if (run === n) {
    if (descending) rows.reverse();
    return;
  }
  quicksort(rows, ranks, networks, 0, n, -1);
}

const INSERTION_ROWS = 20;
const SMALL_ROWS = 32;
/** Halves of small pieces are sorted by networks from this many rows on. */
const MERGED_ROWS = 18;
const NINE_MEDIANS_ROWS = 64;

/** Sorting networks for 9 and 13 elements (Bert Dobbelaere's list), as pairs of positions. */
const NETWORK_9: readonly number[] = [
  ...[0, 3, 1, 7, 2, 5, 4, 8, 0, 7, 2, 4, 3, 8, 5, 6, 0, 2, 1, 3, 4, 5, 7, 8, 1, 4, 3, 6, 5, 7],
  ...[0, 1, 2, 4, 3, 5, 6, 8, 2, 3, 4, 5, 6, 7, 1, 2, 3, 4, 5, 6],
];
const NETWORK_13: readonly number[] = [
  ...[0, 12, 1, 10, 2, 9, 3, 7, 5, 11, 6, 8, 1, 6, 2, 3, 4, 11, 7, 9, 8, 10, 0, 4, 1, 2, 3, 6, 7, 8, 9, 10, 11, 12],
  ...[4, 6, 5, 9, 8, 11, 10, 12, 0, 5, 3, 8, 4, 7, 6, 11, 9, 10, 0, 1, 2, 5, 6, 9, 7, 8, 10, 11, 1, 3, 2, 4, 5, 6],
  ...[9, 10, 1, 2, 3, 4, 5, 7, 6, 8, 2, 3, 4, 5, 6, 7, 8, 9, 3, 4, 5, 6],
];

/** Sorts `[low, high)`; `ancestor` is the rank of the pivot before it, -1 where there is none. */
function quicksort(
  rows: Int32Array,
  ranks: Int32Array,
  networks: boolean,
  low: number,
  high: number,
  ancestor: number,
): void {
  // Rust goes over to heapsort after 2 log n bad pivots; ranks are dense and pivots medians, so that halves stay halves.
  while (high - low > SMALL_ROWS) {
    const pivot = choosePivot(rows, ranks, low, high);
    if (ancestor >= 0 && ancestor >= ranks[rows[pivot]!]!) {
      // As small as the pivot before: everything equal to it is in place on the left.
      low = partition(rows, ranks, low, high, pivot, 1) + 1;
      ancestor = -1;
      continue;
    }
    const middle = partition(rows, ranks, low, high, pivot, 0);
    quicksort(rows, ranks, networks, low, middle, ancestor);
    ancestor = ranks[rows[middle]!]!;
    low = middle + 1;
  }
  if (networks) sortSmall(rows, ranks, low, high);
  else insertTail(rows, ranks, low, high, 1);
}

function choosePivot(rows: Int32Array, ranks: Int32Array, low: number, high: number): number {
  const n = high - low;
  const step = n >>> 3;
  const b = low + step * 4;
  const c = low + step * 7;
  return n < NINE_MEDIANS_ROWS ? median(rows, ranks, low, b, c) : medianOfMedians(rows, ranks, low, b, c, step);
}

function medianOfMedians(rows: Int32Array, ranks: Int32Array, a: number, b: number, c: number, n: number): number {
  if (n * 8 >= NINE_MEDIANS_ROWS) {
    const step = n >>> 3;
    a = medianOfMedians(rows, ranks, a, a + step * 4, a + step * 7, step);
    b = medianOfMedians(rows, ranks, b, b + step * 4, b + step * 7, step);
    c = medianOfMedians(rows, ranks, c, c + step * 4, c + step * 7, step);
  }
  return median(rows, ranks, a, b, c);
}

function median(rows: Int32Array, ranks: Int32Array, a: number, b: number, c: number): number {
  const ra = ranks[rows[a]!]!;
  const rb = ranks[rows[b]!]!;
  const rc = ranks[rows[c]!]!;
  const x = ra < rb;
  if (x !== (ra < rc)) return a;
  return (rb < rc) === x ? b : c;
}

/** Puts ranks below the pivot's (`more` 1: below or equal) to the left of it, and says where the pivot stands then. */
function partition(
  rows: Int32Array,
  ranks: Int32Array,
  low: number,
  high: number,
  pivot: number,
  more: 0 | 1,
): number {
  swap(rows, low, pivot);
  const limit = ranks[rows[low]!]! + more;
  const base = low + 1;
  let count = 0;
  if (base < high) {
    // The first row leaves a gap that moves through the piece and is filled at the end.
    const held = rows[base]!;
    let gap = base;
    for (let right = base + 1; right <= high; right++) {
      const row = right === high ? held : rows[right]!;
      const left = base + count;
      rows[gap] = rows[left]!;
      rows[left] = row;
      gap = right;
      if (ranks[row]! < limit) count++;
    }
  }
  swap(rows, low, low + count);
  return low + count;
}

function swap(rows: Int32Array, a: number, b: number): void {
  const row = rows[a]!;
  rows[a] = rows[b]!;
  rows[b] = row;
}

function sortSmall(rows: Int32Array, ranks: Int32Array, low: number, high: number): void {
  const n = high - low;
  if (n < MERGED_ROWS) return sortPiece(rows, ranks, low, high);
  const middle = low + (n >>> 1);
  sortPiece(rows, ranks, low, middle);
  sortPiece(rows, ranks, middle, high);
  const left = rows.slice(low, middle);
  const right = rows.slice(middle, high);
  for (let at = low, i = 0, j = 0; at < high; at++) {
    const takeRight = j < right.length && (i === left.length || ranks[right[j]!]! < ranks[left[i]!]!);
    rows[at] = takeRight ? right[j++]! : left[i++]!;
  }
}

function sortPiece(rows: Int32Array, ranks: Int32Array, low: number, high: number): void {
  const n = high - low;
  const network = n >= 13 ? NETWORK_13 : n >= 9 ? NETWORK_9 : [];
  for (let k = 0; k < network.length; k += 2) {
    const a = low + network[k]!;
    const b = low + network[k + 1]!;
    if (ranks[rows[b]!]! < ranks[rows[a]!]!) swap(rows, a, b);
  }
  insertTail(rows, ranks, low, high, n >= 13 ? 13 : n >= 9 ? 9 : 1);
}

/** Inserts the rows behind the first `sorted` ones, which are in order. */
function insertTail(rows: Int32Array, ranks: Int32Array, low: number, high: number, sorted: number): void {
  for (let i = low + sorted; i < high; i++) {
    const row = rows[i]!;
    const rank = ranks[row]!;
    let at = i;
    while (at > low && rank < ranks[rows[at - 1]!]!) {
      rows[at] = rows[at - 1]!;
      at--;
    }
    rows[at] = row;
  }
}
