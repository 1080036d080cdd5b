import {
  type ArrowType,
  type Column,
  int32Words,
  layoutOf,
  newInt32,
  newInt64,
  newUint64,
  primitiveColumn,
  strideOf,
  wideColumn,
} from "../../arrow/mod.ts";
import { bitsAbove, growInt32 } from "./grow.ts";

/** Rows that a sum of 32-bit words in a double stays exact for: 2²⁰ · 2³² < 2⁵³. */
const EXACT_ROWS = 1 << 20;

/**
 * Exact sums of whole numbers by group, wrapping at the width of their type: integers, durations, decimals of every width,
 * intervals (part by part). Values are little-endian 32-bit words, `stride` a row.
 */
export class ExactSum {
  readonly type: ArrowType;
  readonly stride: number;
  /** Whether the carry of word k goes into word k + 1. */
  private readonly carries: readonly boolean[];
  private words: Int32Array = newInt32(0);
  /** Rows added minus rows taken back. */
  counts: Int32Array = newInt32(0);

  constructor(type: ArrowType) {
    this.type = type;
    this.carries = carriesOf(type);
    this.stride = this.carries.length;
  }

  /** Room for `numGroups` groups. */
  grow(numGroups: number): void {
    this.words = growInt32(this.words, numGroups * this.stride);
    this.counts = growInt32(this.counts, numGroups);
  }

  /** Adds rows, or takes them back where `sign` is -1. Null rows do not count. */
  add(column: Column, groups: Int32Array, numGroups: number, sign: 1 | -1 = 1): void {
    this.grow(numGroups);
    if (column.layout === "null") return;
    const source = wordsOf(column);
    const { words, counts, stride, carries } = this;
    const n = column.length;
    if (stride === 2 && carries[0] && sign === 1) {
      if (numGroups === 1 && column.validity === null) {
        for (let start = 0; start < n; start += EXACT_ROWS) {
          addAll64(words, source, start, Math.min(n, start + EXACT_ROWS));
        }
        counts[0]! += n;
      } else add64(words, counts, source, column.validity, groups, n);
    } else addWords(words, counts, source, column.validity, groups, n, carries, sign);
  }

  /** The sums of frames by differences of running sums, and how many rows each has. */
  overFrames(column: Column, starts: Int32Array, ends: Int32Array): ExactSum {
    const { stride, carries } = this;
    const rows = column.length;
    const running = new ExactSum(this.type);
    running.grow(rows + 1);
    const out = new ExactSum(this.type);
    out.grow(starts.length);
    if (column.layout === "null") return out;
    const source = wordsOf(column);
    const { validity } = column;
    for (let i = 0; i < rows; i++) {
      running.words.copyWithin((i + 1) * stride, i * stride, (i + 1) * stride);
      running.counts[i + 1] = running.counts[i]!;
      if (validity !== null && ((validity[i >>> 3]! >>> (i & 7)) & 1) === 0) continue;
      addRow(running.words, (i + 1) * stride, source, i * stride, carries, 1);
      running.counts[i + 1]!++;
    }
    for (let i = 0; i < starts.length; i++) {
      const start = starts[i]!;
      const end = Math.max(start, ends[i]!);
      for (let k = 0; k < stride; k++) out.words[i * stride + k] = running.words[end * stride + k]!;
      addRow(out.words, i * stride, running.words, start * stride, carries, -1);
      out.counts[i] = running.counts[end]! - running.counts[start]!;
    }
    return out;
  }

  /** The sum of one group as a number; not for intervals. */
  valueAt(group: number): bigint {
    let value = BigInt(this.words[(group + 1) * this.stride - 1]!);
    for (let k = this.stride - 2; k >= 0; k--) {
      value = (value << 32n) | BigInt(this.words[group * this.stride + k]! >>> 0);
    }
    return value;
  }

  /** The sums; null where a group has no rows. */
  column(numGroups: number): Column {
    this.grow(numGroups);
    return wordsColumn(this.type, this.words, bitsAbove(this.counts, numGroups, 0), numGroups);
  }
}

function carriesOf(type: ArrowType): readonly boolean[] {
  if (type.id === "Interval") {
    if (type.unit === "YearMonth") return [false];
    return type.unit === "DayTime" ? [false, false] : [false, false, true, false];
  }
  const stride = layoutOf(type) === "wide" ? strideOf(type) : type.id === "Decimal32" ? 1 : 2;
  return Array.from({ length: stride }, (_, k) => k < stride - 1);
}

function wordsOf(column: Column): Int32Array {
  if (column.layout === "wide") return column.values;
  if (column.layout === "primitive") {
    const { values } = column;
    if (values instanceof Int32Array) return values;
    if (values instanceof BigInt64Array || values instanceof BigUint64Array) return int32Words(values);
  }
  throw new TypeError(`a ${column.layout} column of ${column.type.id} has no words to add`);
}

/** A column of `n` values from their words; the words are copied. */
function wordsColumn(type: ArrowType, words: Int32Array, validity: Uint8Array | null, n: number): Column {
  if (layoutOf(type) === "wide") {
    const copy = newInt32(n * strideOf(type));
    copy.set(words.subarray(0, copy.length));
    return wideColumn(type, copy, validity);
  }
  if (type.id === "Decimal32" || type.id === "Interval") {
    const copy = newInt32(n);
    copy.set(words.subarray(0, n));
    return primitiveColumn(type, copy, validity);
  }
  const values = type.id === "UInt64" ? newUint64(n) : newInt64(n);
  int32Words(values).set(words.subarray(0, n * 2));
  return primitiveColumn(type, values, validity);
}

/** Adds rows [start, end) to group 0: no more rows than {@linkcode EXACT_ROWS}. */
function addAll64(words: Int32Array, source: Int32Array, start: number, end: number): void {
  let low = words[0]! >>> 0;
  let high = words[1]!;
  for (let i = start; i < end; i++) {
    low += source[2 * i]! >>> 0;
    high += source[2 * i + 1]!;
  }
  words[0] = low | 0;
  words[1] = (high + Math.floor(low / 4294967296)) | 0;
}

function add64(
  words: Int32Array,
  counts: Int32Array,
  source: Int32Array,
  validity: Uint8Array | null,
  groups: Int32Array,
  n: number,
): void {
  n = n | 0;
  for (let i = 0; i < n; i++) {
    if (validity !== null && ((validity[i >>> 3]! >>> (i & 7)) & 1) === 0) continue;
    const group = groups[i]!;
    const at = group << 1;
    const low = (words[at]! >>> 0) + (source[2 * i]! >>> 0);
    words[at] = low | 0;
    words[at + 1] = (words[at + 1]! + source[2 * i + 1]! + (low > 0xffff_ffff ? 1 : 0)) | 0;
    counts[group]!++;
  }
}

function addWords(
  words: Int32Array,
  counts: Int32Array,
  source: Int32Array,
  validity: Uint8Array | null,
  groups: Int32Array,
  n: number,
  carries: readonly boolean[],
  sign: 1 | -1,
): void {
  const stride = carries.length;
  for (let i = 0; i < n; i++) {
    if (validity !== null && ((validity[i >>> 3]! >>> (i & 7)) & 1) === 0) continue;
    const group = groups[i]!;
    addRow(words, group * stride, source, i * stride, carries, sign);
    counts[group]! += sign;
  }
}

function addRow(
  words: Int32Array,
  at: number,
  source: Int32Array,
  from: number,
  carries: readonly boolean[],
  sign: 1 | -1,
): void {
  let carry = 0;
  for (let k = 0; k < carries.length; k++) {
    const sum = (words[at + k]! >>> 0) + sign * (source[from + k]! >>> 0) + carry;
    words[at + k] = sum | 0;
    carry = carries[k] ? Math.floor(sum / 4294967296) : 0;
  }
}
