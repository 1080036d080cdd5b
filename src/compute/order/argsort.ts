import { type BytesColumn, type Column, getBit, newInt32 } from "../../arrow/mod.ts";
import { decodeDictionary, rangeIndices, take } from "../select/mod.ts";
import { sortRowsByWord } from "./radix_sort.ts";
import { rowBytes, type SortOptions } from "./row_bytes.ts";
import { prefixWords, sortWords } from "./sort_words.ts";

/** One key of an order: later keys decide among rows that are equal in all earlier ones. */
export interface SortKey extends SortOptions {
  readonly column: Column;
}

/**
 * Row numbers in order. Stable: rows that are equal in all keys stay as they are.
 *
 * Numbers compare by value, -0.0 before 0.0, NaN after infinity; strings by their bytes; intervals by months, then days, then
 * nanoseconds; lists item by item, structs field by field, with nulls inside where `nullsFirst` says.
 */
export function argsort(keys: readonly SortKey[], numRows: number): Int32Array {
  return sortRows(keys, rangeIndices(0, numRows));
}

/** The first `count` row numbers of {@linkcode argsort}. */
export function topK(keys: readonly SortKey[], numRows: number, count: number): Int32Array {
  if (count <= 0) return newInt32(0);
  const [first] = keys;
  if (first === undefined || count >= numRows) return argsort(keys, numRows).subarray(0, count);
  const candidates = firstCandidates(first, numRows, count);
  if (candidates === null) return argsort(keys, numRows).subarray(0, count);
  const picked = keys.map((key): SortKey => ({ ...key, column: take(key.column, candidates) }));
  return take32(candidates, argsort(picked, candidates.length).subarray(0, count));
}

function take32(values: Int32Array, at: Int32Array): Int32Array {
  const out = newInt32(at.length);
  for (let i = 0; i < at.length; i++) out[i] = values[at[i]!]!;
  return out;
}

/** Rows looked at to find out how far the first `count` rows can reach. */
const SAMPLE_ROWS = 1 << 15;

/**
 * Rows that can be among the first `count`: those that are not past the `count`-th row of a sample, by the leading bits of the
 * first key. Null where that leaves most rows.
 */
function firstCandidates(key: SortKey, numRows: number, count: number): Int32Array | null {
  const stride = Math.floor(numRows / Math.max(SAMPLE_ROWS, 4 * count));
  if (stride < 2) return null;
  const ranks = leadingRanks(plain(key.column), key);
  if (ranks === null) return null;
  const sample = new Float64Array(Math.floor(numRows / stride));
  for (let i = 0; i < sample.length; i++) sample[i] = ranks[i * stride]!;
  const limit = sample.sort()[count - 1]!;
  const out = newInt32(numRows);
  let at = 0;
  for (let i = 0; i < numRows; i++) {
    out[at] = i;
    at += +(ranks[i]! <= limit);
  }
  return at > numRows / 2 ? null : out.subarray(0, at);
}

/** Numbers whose order is that of the rows as far as their leading 48 to 52 bits tell; null for nested columns. */
function leadingRanks(column: Column, options: SortOptions): Float64Array | null {
  const n = column.length;
  const out = new Float64Array(n);
  if (column.layout === "bytes") {
    const rows = rangeIndices(0, n);
    const high = prefixWords(column, rows, 0, n, 0);
    const low = prefixWords(column, rows, 0, n, 4);
    const sign = options.descending ? -1 : 1;
    for (let i = 0; i < n; i++) out[i] = sign * (high[i]! * 65536 + (low[i]! >>> 16));
  } else {
    const words = sortWords(column, options);
    if (words === null) return null;
    const [high, low] = words;
    if (low === undefined) { for (let i = 0; i < n; i++) out[i] = high![i]!; }
    else for (let i = 0; i < n; i++) out[i] = high![i]! * 1048576 + (low[i]! >>> 12);
  }
  const { validity } = column;
  if (validity !== null) {
    const nullRank = options.nullsFirst ? -Infinity : Infinity;
    for (let i = 0; i < n; i++) if (!getBit(validity, i)) out[i] = nullRank;
  }
  return out;
}

function plain(column: Column): Column {
  return column.layout === "dictionary" ? decodeDictionary(column) : column;
}

/** Sorts the rows by the last key first; each pass is stable, so earlier keys win. */
function sortRows(keys: readonly SortKey[], rows: Int32Array): Int32Array {
  const spare = newInt32(rows.length);
  for (let k = keys.length - 1; k >= 0; k--) sortByKey(keys[k]!, rows, spare);
  return rows;
}

function sortByKey(key: SortKey, rows: Int32Array, spare: Int32Array): void {
  const n = rows.length;
  if (key.column.layout === "null" || n < 2) return;
  const column = plain(key.column);
  // Nulls apart first: what stands under them must not take part.
  const { start, end } = partitionNulls(column, key, rows, spare);
  const words = sortWords(column, key);
  if (words !== null) {
    for (let w = words.length - 1; w >= 0; w--) sortRowsByWord(rows, spare, start, end, words[w]!);
    return;
  }
  const bytes = column.layout === "bytes" ? column : rowBytes(column, key);
  const descending = column.layout === "bytes" && key.descending;
  sortByBytes(bytes, descending, rows, spare, start, end);
}

/** Moves null rows to the front or end, keeping the order on both sides; gives the range of the others. */
function partitionNulls(
  column: Column,
  options: SortOptions,
  rows: Int32Array,
  spare: Int32Array,
): { start: number; end: number } {
  const n = rows.length;
  const { validity, nullCount } = column;
  if (validity === null || nullCount === 0) return { start: 0, end: n };
  let nulls = 0;
  let values = 0;
  for (let i = 0; i < n; i++) {
    const row = rows[i]!;
    if (getBit(validity, row)) rows[values++] = row;
    else spare[nulls++] = row;
  }
  if (options.nullsFirst) {
    rows.copyWithin(nulls, 0, values);
    rows.set(spare.subarray(0, nulls));
    return { start: nulls, end: n };
  }
  rows.set(spare.subarray(0, nulls), values);
  return { start: 0, end: values };
}

/** Shorter runs of strings are sorted by comparing them. */
const COMPARE_LIMIT = 24;

/**
 * Most significant four bytes first: rows are sorted by them, then every run of equal ones by the next four. Stable.
 */
function sortByBytes(
  column: BytesColumn,
  descending: boolean,
  rows: Int32Array,
  spare: Int32Array,
  start: number,
  end: number,
): void {
  const { offsets } = column;
  /** Words by row number, for the radix sort; filled for the rows of one run at a time. */
  const words = new Uint32Array(column.length);
  const runs: number[] = [start, end, 0];
  while (runs.length > 0) {
    const skip = runs.pop()!;
    const to = runs.pop()!;
    const from = runs.pop()!;
    if (to - from < 2) continue;
    if (to - from <= COMPARE_LIMIT) {
      insertionSort(column, descending, rows, from, to, skip);
      continue;
    }
    const prefix = prefixWords(column, rows, from, to, skip);
    for (let i = from; i < to; i++) words[rows[i]!] = descending ? ~prefix[i - from]! : prefix[i - from]!;
    sortRowsByWord(rows, spare, from, to, words);
    let runStart = from;
    for (let i = from + 1; i <= to; i++) {
      if (i < to && words[rows[i]!] === words[rows[runStart]!]) continue;
      if (i - runStart > 1) equalPrefixRun(offsets, descending, rows, spare, runStart, i, skip, runs);
      runStart = i;
    }
  }
}

/**
 * Rows whose next four bytes are the same, if missing bytes count as zero: those that end within them come first, the shorter
 * before the longer; the rest is left for the next round.
 */
function equalPrefixRun(
  offsets: Int32Array,
  descending: boolean,
  rows: Int32Array,
  spare: Int32Array,
  start: number,
  end: number,
  skip: number,
  runs: number[],
): void {
  const left = (row: number): number => offsets[row + 1]! - offsets[row]! - skip;
  const buckets = [0, 0, 0, 0, 0, 0];
  for (let i = start; i < end; i++) buckets[Math.max(0, Math.min(left(rows[i]!), 5))]!++;
  const n = end - start;
  if (buckets[5] !== n && !buckets.includes(n)) {
    const place = (length: number): number => descending ? 5 - length : length;
    const starts = [0, 0, 0, 0, 0, 0];
    for (let k = 0, sum = start; k < 6; k++) {
      starts[k] = sum;
      sum += buckets[place(k)]!;
    }
    for (let i = start; i < end; i++) {
      const row = rows[i]!;
      spare[starts[place(Math.max(0, Math.min(left(row), 5)))]!++] = row;
    }
    rows.set(spare.subarray(start, end), start);
  }
  const more = buckets[5]!;
  if (more > 1) descending ? runs.push(start, start + more, skip + 4) : runs.push(end - more, end, skip + 4);
}

function insertionSort(
  column: BytesColumn,
  descending: boolean,
  rows: Int32Array,
  start: number,
  end: number,
  skip: number,
): void {
  for (let i = start + 1; i < end; i++) {
    const row = rows[i]!;
    let j = i - 1;
    while (j >= start) {
      const order = compareBytes(column, rows[j]!, row, skip);
      if (descending ? order >= 0 : order <= 0) break;
      rows[j + 1] = rows[j]!;
      j--;
    }
    rows[j + 1] = row;
  }
}

function compareBytes(column: BytesColumn, a: number, b: number, skip: number): number {
  const { offsets, data } = column;
  let i = offsets[a]! + skip;
  let j = offsets[b]! + skip;
  const lengthA = offsets[a + 1]! - i;
  const lengthB = offsets[b + 1]! - j;
  for (const end = i + Math.min(lengthA, lengthB); i < end; i++, j++) {
    const difference = data[i]! - data[j]!;
    if (difference !== 0) return difference;
  }
  return lengthA - lengthB;
}
