import { type Column, getBit, newFloat64, newInt32, primitiveColumn, T } from "../../arrow/mod.ts";
import { bitsAbove, growFloat64, growInt32 } from "./grow.ts";

/** Sums of Float64 by group, in the order of rows. */
export class FloatSum {
  sums: Float64Array = newFloat64(0);
  /** Rows added minus rows taken back. */
  counts: Int32Array = newInt32(0);

  /** Room for `numGroups` groups. */
  grow(numGroups: number): void {
    this.sums = growFloat64(this.sums, numGroups);
    this.counts = growInt32(this.counts, numGroups);
  }

  /** Adds rows, or takes them back where `sign` is -1. Null rows do not count. */
  add(column: Column, groups: Int32Array, numGroups: number, sign: 1 | -1 = 1): void {
    this.grow(numGroups);
    if (column.layout !== "primitive") return;
    const values = column.values as Float64Array;
    const { sums, counts } = this;
    if (sign === -1) subtract(sums, counts, values, column.validity, groups, column.length);
    else if (numGroups === 1) {
      sums[0]! += column.validity === null
        ? sumAll(values, column.length)
        : sumValid(values, column.validity, column.length);
      counts[0]! += column.length - column.nullCount;
    } else if (column.validity === null) addAll(sums, counts, values, groups, column.length);
    else addValid(sums, counts, values, column.validity, groups, column.length);
  }

  /** The sums; null where a group has no rows. */
  column(numGroups: number): Column {
    this.grow(numGroups);
    const out = newFloat64(numGroups);
    out.set(this.sums.subarray(0, numGroups));
    return primitiveColumn(T.Float64, out, bitsAbove(this.counts, numGroups, 0));
  }

  /**
   * Sums of frames, adding rows that come in and taking back rows that leave, in that order, as DataFusion does. Infinities
   * and NaN are counted apart, so that they do not outlive their rows.
   */
  overFrames(column: Column, starts: Int32Array, ends: Int32Array): FloatSum {
    const out = new FloatSum();
    out.grow(starts.length);
    if (column.layout !== "primitive") return out;
    const values = column.values as Float64Array;
    const { validity } = column;
    let from = 0;
    let to = 0;
    let sum = 0;
    let count = 0;
    let nans = 0;
    let positive = 0;
    let negative = 0;
    const move = (row: number, sign: 1 | -1): void => {
      if (validity !== null && !getBit(validity, row)) return;
      const value = values[row]!;
      count += sign;
      if (value - value === 0) sum += sign * value;
      else if (value === Infinity) positive += sign;
      else if (value === -Infinity) negative += sign;
      else nans += sign;
    };
    for (let i = 0; i < starts.length; i++) {
      const start = starts[i]!;
      const end = ends[i]!;
      if (end > start) {
        if (start >= to) {
          // Nothing of the last frame is left: begin anew.
          from = to = start;
          sum =
            count =
            nans =
            positive =
            negative =
              0;
        }
        while (to < end) move(to++, 1);
        while (from < start) move(from++, -1);
      }
      out.counts[i] = end > start ? count : 0;
      out.sums[i] = nans > 0 || (positive > 0 && negative > 0)
        ? NaN
        : positive > 0
        ? Infinity
        : negative > 0
        ? -Infinity
        : sum;
    }
    return out;
  }
}

function sumAll(values: Float64Array, n: number): number {
  let sum = 0;
  n = n | 0;
  for (let i = 0; i < n; i++) sum += values[i]!;
  return sum;
}

function sumValid(values: Float64Array, validity: Uint8Array, n: number): number {
  let sum = 0;
  n = n | 0;
  for (let i = 0; i < n; i++) if (((validity[i >>> 3]! >>> (i & 7)) & 1) === 1) sum += values[i]!;
  return sum;
}

function addAll(sums: Float64Array, counts: Int32Array, values: Float64Array, groups: Int32Array, n: number): void {
  n = n | 0;
  for (let i = 0; i < n; i++) {
    const group = groups[i]!;
    sums[group]! += values[i]!;
    counts[group]!++;
  }
}

function addValid(
  sums: Float64Array,
  counts: Int32Array,
  values: Float64Array,
  validity: Uint8Array,
  groups: Int32Array,
  n: number,
): void {
  n = n | 0;
  for (let i = 0; i < n; i++) {
    if (((validity[i >>> 3]! >>> (i & 7)) & 1) === 0) continue;
    const group = groups[i]!;
    sums[group]! += values[i]!;
    counts[group]!++;
  }
}

function subtract(
  sums: Float64Array,
  counts: Int32Array,
  values: Float64Array,
  validity: Uint8Array | null,
  groups: Int32Array,
  n: number,
): void {
  n = n | 0;
  for (let i = 0; i < n; i++) {
    if (validity !== null && ((validity[i >>> 3]! >>> (i & 7)) & 1) === 0) continue;
    const group = groups[i]!;
    sums[group]! -= values[i]!;
    counts[group]!--;
  }
}
