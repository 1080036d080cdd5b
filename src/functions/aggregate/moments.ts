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

/** The moments of the pairs (x, y) of one group. `m2x`, `m2y` and `c` are sums of products of deviations from the means. */
export interface Moments {
  readonly count: number;
  readonly meanX: number;
  readonly meanY: number;
  readonly m2x: number;
  readonly m2y: number;
  readonly c: number;
}

/** Doubles a group: the fields of {@linkcode Moments} in order. */
const WIDTH = 6;
const NAMES = ["mean_x", "mean_y", "m2_x", "m2_y", "c"] as const;

/** The state of every statistic of one or two numbers. */
export const momentFields: readonly Field[] = Object.freeze([
  field("count", T.UInt64),
  ...NAMES.map((name) => field(name, T.Float64)),
]);

/**
 * Variances, covariances, correlation and regression by group: running means and sums of squared deviations, updated row by row
 * (Welford), merged pairwise (Chan, Golub, LeVeque). A pair counts where both are valid. Without y, y is 0.
 *
 * `result` gives the statistic, null where it is undefined.
 */
export class MomentsAccumulator implements GroupsAccumulator {
  private data: Float64Array = newFloat64(0);
  private readonly result: (moments: Moments) => number | null;
  private readonly xFirst: boolean;

  /** `xFirst`: the first of two arguments is x. It decides the last digits of `c`, which is updated with x before y. */
  constructor(result: (moments: Moments) => number | null, xFirst: boolean) {
    this.result = result;
    this.xFirst = xFirst;
  }

  /** `columns` are y and x (or x and y), or x alone. */
  update(columns: readonly Column[], groups: Int32Array, numGroups: number): void {
    this.grow(numGroups);
    this.each(columns, groups, addPair);
  }
  retract(columns: readonly Column[], groups: Int32Array, numGroups: number): void {
    this.grow(numGroups);
    this.each(columns, groups, removePair);
  }
  private each(
    columns: readonly Column[],
    groups: Int32Array,
    step: (data: Float64Array, at: number, x: number, y: number) => void,
  ): void {
    const [first, second] = columns;
    const xs = second === undefined || this.xFirst ? first! : second;
    const ys = second === undefined ? null : this.xFirst ? second : first!;
    if (xs.layout !== "primitive" || (ys !== null && ys.layout !== "primitive")) return;
    const validity = ys === null ? xs.validity : andValidity(xs.validity, ys.validity, xs.length);
    const x = xs.values as Float64Array;
    const y = ys === null ? null : ys.values as Float64Array;
    const { data } = this;
    const n = xs.length;
    for (let i = 0; i < n; i++) {
      if (validity !== null && ((validity[i >>> 3]! >>> (i & 7)) & 1) === 0) continue;
      step(data, groups[i]! * WIDTH, x[i]!, y === null ? 0 : y[i]!);
    }
  }

  merge(states: readonly Column[], groups: Int32Array, numGroups: number): void {
    this.grow(numGroups);
    const counts = states[0]!;
    if (counts.layout !== "primitive") return;
    const words = int32Words(counts.values as BigUint64Array);
    const fields = states.slice(1).map((column) =>
      column.layout === "primitive" ? column.values as Float64Array : null
    );
    const { data } = this;
    for (let i = 0; i < counts.length; i++) {
      const other = (words[2 * i]! >>> 0) + words[2 * i + 1]! * 4294967296;
      if (other === 0) continue;
      const [meanX, meanY, m2x, m2y, c] = fields.map((values) => values![i]!) as [
        number,
        number,
        number,
        number,
        number,
      ];
      const at = groups[i]! * WIDTH;
      const own = data[at]!;
      const count = own + other;
      const dx = data[at + 1]! - meanX;
      const dy = data[at + 2]! - meanY;
      const share = own * other / count;
      data[at] = count;
      data[at + 1] = data[at + 1]! * (own / count) + meanX * (other / count);
      data[at + 2] = data[at + 2]! * (own / count) + meanY * (other / count);
      data[at + 3]! += m2x + dx * dx * share;
      data[at + 4]! += m2y + dy * dy * share;
      data[at + 5]! += c + dx * dy * share;
    }
  }
  state(numGroups: number): readonly Column[] {
    this.grow(numGroups);
    const counts = newFloat64(numGroups);
    for (let g = 0; g < numGroups; g++) counts[g] = this.data[g * WIDTH]!;
    const values = newUint64(numGroups);
    countsToWords(counts, int32Words(values), numGroups);
    const columns: Column[] = [primitiveColumn(T.UInt64, values)];
    for (let k = 1; k < WIDTH; k++) {
      const out = newFloat64(numGroups);
      for (let g = 0; g < numGroups; g++) out[g] = this.data[g * WIDTH + k]!;
      columns.push(primitiveColumn(T.Float64, out));
    }
    return columns;
  }
  evaluate(numGroups: number): Column {
    this.grow(numGroups);
    const out = newFloat64(numGroups);
    const valid = newFloat64(numGroups);
    for (let g = 0; g < numGroups; g++) {
      const [count, meanX, meanY, m2x, m2y, c] = this.data.subarray(g * WIDTH, (g + 1) * WIDTH);
      const result = this.result({ count: count!, meanX: meanX!, meanY: meanY!, m2x: m2x!, m2y: m2y!, c: c! });
      if (result === null) continue;
      out[g] = result;
      valid[g] = 1;
    }
    return primitiveColumn(T.Float64, out, bitsAbove(valid, numGroups, 0));
  }
  sizeBytes(): number {
    return this.data.byteLength;
  }
  private grow(numGroups: number): void {
    this.data = growFloat64(this.data, numGroups * WIDTH);
  }
}

function addPair(data: Float64Array, at: number, x: number, y: number): void {
  const count = data[at]! + 1;
  const dx = x - data[at + 1]!;
  const dy = y - data[at + 2]!;
  const meanX = dx / count + data[at + 1]!;
  const meanY = dy / count + data[at + 2]!;
  data[at] = count;
  data[at + 1] = meanX;
  data[at + 2] = meanY;
  data[at + 3]! += dx * (x - meanX);
  data[at + 4]! += dy * (y - meanY);
  data[at + 5]! += dx * (y - meanY);
}

function removePair(data: Float64Array, at: number, x: number, y: number): void {
  const count = data[at]! - 1;
  if (count <= 0) {
    data.fill(0, at, at + WIDTH);
    return;
  }
  const dx = data[at + 1]! - x;
  const dy = data[at + 2]! - y;
  const meanX = dx / count + data[at + 1]!;
  const meanY = dy / count + data[at + 2]!;
  data[at] = count;
  data[at + 1] = meanX;
  data[at + 2] = meanY;
  data[at + 3]! -= dx * (meanX - x);
  data[at + 4]! -= dy * (meanY - y);
  data[at + 5]! -= dx * (meanY - y);
}
