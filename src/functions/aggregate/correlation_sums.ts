import {
  andValidity,
  type Column,
  type Field,
  field,
  int32Words,
  newFloat64,
  newUint64,
  primitiveColumn,
  T,
} from "../../arrow/mod.ts";
import type { GroupsAccumulator } from "../../udf/mod.ts";
import { bitsAbove, countsToWords, growFloat64 } from "./grow.ts";

/** Doubles a group: the number of pairs and the sums of x, y, x·y, x², y². */
const WIDTH = 6;

/** The state of {@linkcode CorrelationSums}. */
export const correlationFields: readonly Field[] = Object.freeze([
  field("count", T.UInt64),
  ...["sum_x", "sum_y", "sum_xy", "sum_xx", "sum_yy"].map((name) => field(name, T.Float64)),
]);

/**
 * Pearson's correlation from plain sums, as DataFusion computes it under GROUP BY; without groups it keeps moments. The two differ in the last
 * digits.
 */
export class CorrelationSums implements GroupsAccumulator {
  private data: Float64Array = newFloat64(0);

  update([ys, xs]: readonly Column[], groups: Int32Array, numGroups: number): void {
    this.data = growFloat64(this.data, numGroups * WIDTH);
    if (xs!.layout !== "primitive" || ys!.layout !== "primitive") return;
    const x = xs!.values as Float64Array;
    const y = ys!.values as Float64Array;
    addPairs(this.data, x, y, andValidity(xs!.validity, ys!.validity, xs!.length), groups, groups.length);
  }
  merge(states: readonly Column[], groups: Int32Array, numGroups: number): void {
    this.data = growFloat64(this.data, numGroups * WIDTH);
    const [counts, ...sums] = states.map((column) => column.layout === "primitive" ? column.values : newFloat64(0));
    const words = int32Words(counts as BigUint64Array);
    for (let i = 0; i < groups.length; i++) {
      const at = groups[i]! * WIDTH;
      this.data[at]! += (words[2 * i]! >>> 0) + words[2 * i + 1]! * 4294967296;
      sums.forEach((values, k) => this.data[at + 1 + k]! += values[i] as number);
    }
  }
  state(numGroups: number): readonly Column[] {
    this.data = growFloat64(this.data, numGroups * WIDTH);
    const part = (k: number): Float64Array => newFloat64(numGroups).map((_, g) => this.data[g * WIDTH + k]!);
    const counts = newUint64(numGroups);
    countsToWords(part(0), int32Words(counts), numGroups);
    return [
      primitiveColumn(T.UInt64, counts),
      ...[1, 2, 3, 4, 5].map((k) => primitiveColumn(T.Float64, part(k))),
    ];
  }
  evaluate(numGroups: number): Column {
    this.data = growFloat64(this.data, numGroups * WIDTH);
    const out = newFloat64(numGroups);
    const defined = newFloat64(numGroups);
    for (let g = 0; g < numGroups; g++) {
      const [n, sx, sy, sxy, sxx, syy] = this.data.subarray(g * WIDTH, (g + 1) * WIDTH) as unknown as Sums;
      if (n < 2) continue;
      const spread = Math.sqrt((sxx - sx * (sx / n)) * (syy - sy * (sy / n)));
      if (spread === 0) continue;
      out[g] = (sxy - sy * (sx / n)) / spread;
      defined[g] = 1;
    }
    return primitiveColumn(T.Float64, out, bitsAbove(defined, numGroups, 0));
  }
  sizeBytes(): number {
    return this.data.byteLength;
  }
}

type Sums = readonly [n: number, sx: number, sy: number, sxy: number, sxx: number, syy: number];

function addPairs(
  data: Float64Array,
  x: Float64Array,
  y: Float64Array,
  validity: Uint8Array | null,
  groups: Int32Array,
  n: number,
): void {
  n = n | 0;
  for (let i = 0; i < n; i++) {
    if (validity !== null && ((validity[i >>> 3]! >>> (i & 7)) & 1) === 0) continue;
    const at = groups[i]! * WIDTH;
    data[at]! += 1;
    data[at + 1]! += x[i]!;
    data[at + 2]! += y[i]!;
    data[at + 3]! += x[i]! * y[i]!;
    data[at + 4]! += x[i]! * x[i]!;
    data[at + 5]! += y[i]! * y[i]!;
  }
}
