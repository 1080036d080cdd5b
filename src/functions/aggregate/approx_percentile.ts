import {
  andValidity,
  type ArrowType,
  type Column,
  type Field,
  field,
  getBit,
  listColumn,
  listType,
  newBitmap,
  newFloat64,
  newInt32,
  primitiveColumn,
  setBit,
  T,
} from "../../arrow/mod.ts";
import { ArgumentError } from "../../errors.ts";
import type { AccumulatorArgs, GroupsAccumulator } from "../../udf/mod.ts";
import { constantNumber } from "./define_aggregate.ts";
import { floatColumn } from "./float_column.ts";
import { GroupedRows } from "./grouped_rows.ts";
import { asDoubles, sortedFloats } from "./sorted_floats.ts";
import { TDigest } from "./t_digest.ts";

const DEFAULT_SIZE = 100;
const CENTROIDS: ArrowType = listType(field("item", T.Float64));

/** A digest per group as columns. */
export const digestFields: readonly Field[] = Object.freeze([
  field("max_size", T.Float64, false),
  field("sum", T.Float64, false),
  field("count", T.Float64, false),
  field("max", T.Float64, false),
  field("min", T.Float64, false),
  field("centroids", CENTROIDS, false),
]);

/** The number of centroids that argument `index` gives. @throws {ArgumentError} */
export function digestSize(name: string, args: AccumulatorArgs, index: number): number {
  if (args.argFields.length <= index) return DEFAULT_SIZE;
  const size = constantNumber(name, args, index, "number of centroids");
  if (!(size >= 1)) {
    throw new ArgumentError({
      message: `Cannot call "${name}": the number of centroids is ${size}, must be at least 1`,
      functionName: name,
    });
  }
  return Math.trunc(size);
}

/** What an approximate percentile is computed from. */
export interface ApproxPercentileOptions {
  readonly type: ArrowType;
  readonly percentile: number;
  readonly maxSize: number;
  /** Whether the second argument weighs the first. */
  readonly weighted: boolean;
}

/** One t-digest per group. */
export class ApproxPercentile implements GroupsAccumulator {
  private readonly options: ApproxPercentileOptions;
  private readonly digests: TDigest[] = [];

  constructor(options: ApproxPercentileOptions) {
    this.options = options;
  }

  update(columns: readonly Column[], groups: Int32Array, numGroups: number): void {
    this.grow(numGroups);
    if (columns[0]!.layout !== "primitive") return;
    if (this.options.weighted) this.addWeighted(columns[0]!, columns[1]!, groups);
    else this.addValues(columns[0]!, groups, numGroups);
  }

  private addValues(column: Column, groups: Int32Array, numGroups: number): void {
    const rows = new GroupedRows(column.type);
    rows.addValid(column, groups);
    const byGroup = rows.byGroup(numGroups);
    const sorted = sortedFloats(byGroup);
    const { offsets } = byGroup;
    for (let g = 0; g < numGroups; g++) {
      if (offsets[g + 1]! > offsets[g]!) this.digests[g]!.addSorted(sorted.subarray(offsets[g]!, offsets[g + 1]!));
    }
  }

  private addWeighted(means: Column, weights: Column, groups: Int32Array): void {
    const mean = asDoubles(means);
    const weight = asDoubles(weights);
    const validity = andValidity(means.validity, weights.validity, means.length);
    const pairs = new Map<number, number[]>();
    for (let i = 0; i < groups.length; i++) {
      if (validity !== null && !getBit(validity, i)) continue;
      let own = pairs.get(groups[i]!);
      if (own === undefined) pairs.set(groups[i]!, own = []);
      own.push(mean[i]!, weight[i]!);
    }
    for (const [group, own] of pairs) {
      let count = 0;
      let min = Infinity;
      let max = -Infinity;
      for (let k = 0; k < own.length; k += 2) {
        count += own[k + 1]!;
        if (own[k]! < min) min = own[k]!;
        if (own[k]! > max) max = own[k]!;
      }
      this.digests[group]!.addCentroids(Float64Array.from(own), count, min, max);
    }
  }

  merge(states: readonly Column[], groups: Int32Array, numGroups: number): void {
    this.grow(numGroups);
    const [counts, maxima, minima] = [2, 3, 4].map((k) => asDoubles(states[k]!)) as [
      Float64Array,
      Float64Array,
      Float64Array,
    ];
    const lists = states[5]!;
    if (lists.layout !== "list") return;
    const items = asDoubles(lists.child);
    for (let i = 0; i < groups.length; i++) {
      const pairs = items.subarray(lists.offsets[i]!, lists.offsets[i + 1]!);
      this.digests[groups[i]!]!.addCentroids(pairs, counts[i]!, minima[i]!, maxima[i]!);
    }
  }

  state(numGroups: number): readonly Column[] {
    this.grow(numGroups);
    const own = this.digests.slice(0, numGroups);
    const numbers = (of: (digest: TDigest) => number): Column =>
      primitiveColumn(T.Float64, newFloat64(numGroups).map((_, g) => of(own[g]!)));
    const offsets = newInt32(numGroups + 1);
    own.forEach((digest, g) => offsets[g + 1] = offsets[g]! + digest.centroids.length);
    const items = newFloat64(offsets[numGroups]!);
    own.forEach((digest, g) => items.set(digest.centroids, offsets[g]!));
    return [
      numbers((digest) => digest.maxSize),
      numbers((digest) => digest.sum),
      numbers((digest) => digest.count),
      numbers((digest) => digest.max),
      numbers((digest) => digest.min),
      listColumn(offsets, primitiveColumn(T.Float64, items), null, 0, CENTROIDS),
    ];
  }

  evaluate(numGroups: number): Column {
    this.grow(numGroups);
    const out = newFloat64(numGroups);
    const validity = newBitmap(numGroups);
    for (let g = 0; g < numGroups; g++) {
      const digest = this.digests[g]!;
      if (digest.centroids.length === 0) continue;
      out[g] = digest.quantile(this.options.percentile);
      setBit(validity, g);
    }
    return floatColumn(this.options.type, out, validity);
  }

  private grow(numGroups: number): void {
    while (this.digests.length < numGroups) this.digests.push(new TDigest(this.options.maxSize));
  }
}
