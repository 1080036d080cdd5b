/**
 * A t-digest: a sketch of a distribution as centroids, small at the ends and large in the middle, from which percentiles are
 * estimated. Source: Ted Dunning and Otmar Ertl, "Computing extremely accurate quantiles using t-digests" (2019), the merging form
 * with the scale function that DataFusion uses; operations are in its order, so that results agree to the last bit or two.
 */
export class TDigest {
  /** Centroids at most. */
  readonly maxSize: number;
  /** Mean and weight of each centroid, ascending by mean. */
  centroids: Float64Array = new Float64Array(0);
  /** Sum of weights. */
  count = 0;
  sum = 0;
  min: number = NaN;
  max: number = NaN;

  constructor(maxSize: number) {
    this.maxSize = maxSize;
  }

  /** Adds values of weight 1, in ascending order. */
  addSorted(values: Float64Array): void {
    if (values.length === 0) return;
    const first = values[0]!;
    const last = values[values.length - 1]!;
    this.min = this.count > 0 ? Math.min(this.min, first) : first;
    this.max = this.count > 0 ? Math.max(this.max, last) : last;
    const old = this.centroids;
    const all = new Float64Array(old.length + 2 * values.length);
    let at = 0;
    let c = 0;
    let v = 0;
    while (c < old.length || v < values.length) {
      if (c < old.length && (v === values.length || old[c]! < values[v]!)) {
        all[at++] = old[c++]!;
        all[at++] = old[c++]!;
      } else {
        all[at++] = values[v++]!;
        all[at++] = 1;
      }
    }
    this.count += values.length;
    this.compress(all, false);
  }

  /** Adds centroids: means and weights in turn, in any order; `min` and `max` are their range. */
  addCentroids(pairs: Float64Array, count: number, min: number, max: number): void {
    if (pairs.length === 0) return;
    // Math.min would let NaN win.
    this.min = this.count > 0 ? least(this.min, min) : min;
    this.max = this.count > 0 ? greatest(this.max, max) : max;
    const all = new Float64Array(this.centroids.length + pairs.length);
    all.set(this.centroids);
    all.set(pairs, this.centroids.length);
    this.count += count;
    this.compress(sortedPairs(all), true);
  }

  /** Merges neighbours while the scale function allows; `pairs` are in ascending order. */
  private compress(pairs: Float64Array, skipFirstLimit: boolean): void {
    const out = new Float64Array(pairs.length);
    let used = 0;
    let k = 1;
    let limit = quantileOfScale(k, this.maxSize) * this.count;
    // When values are added, the limit after the first is that of k = 2; when digests are merged, that of k = 1 again.
    if (!skipFirstLimit) k++;
    let mean = pairs[0]!;
    let weight = pairs[1]!;
    let weightSoFar = weight;
    let sums = 0;
    let weights = 0;
    this.sum = 0;
    const close = (): void => {
      const total = sums + weight * mean;
      weight += weights;
      mean = total / weight;
      this.sum += total;
      out[used++] = mean;
      out[used++] = weight;
      sums = 0;
      weights = 0;
    };
    for (let i = 2; i < pairs.length; i += 2) {
      const nextMean = pairs[i]!;
      const nextWeight = pairs[i + 1]!;
      weightSoFar += nextWeight;
      if (weightSoFar <= limit) {
        sums += nextMean * nextWeight;
        weights += nextWeight;
      } else {
        close();
        limit = quantileOfScale(k, this.maxSize) * this.count;
        k++;
        mean = nextMean;
        weight = nextWeight;
      }
    }
    close();
    this.centroids = sortedPairs(out.slice(0, used));
  }

  /** The value below which a share `q` of the weight lies. Zero for an empty digest. */
  quantile(q: number): number {
    const { centroids, count } = this;
    const n = centroids.length / 2;
    if (n === 0) return 0;
    const rank = q * count;
    let position: number;
    let below: number;
    if (q > 0.5) {
      if (q >= 1) return this.max;
      position = 0;
      below = count;
      for (let k = n - 1; k >= 0; k--) {
        below -= centroids[2 * k + 1]!;
        if (rank >= below) {
          position = k;
          break;
        }
      }
    } else {
      if (q <= 0) return this.min;
      position = n - 1;
      below = 0;
      for (let k = 0; k < n; k++) {
        if (rank < below + centroids[2 * k + 1]!) {
          position = k;
          break;
        }
        below += centroids[2 * k + 1]!;
      }
    }
    const mean = (k: number): number => centroids[2 * k]!;
    let delta = 0;
    let { min, max } = this;
    if (n > 1) {
      if (position === 0) {
        delta = mean(1) - mean(0);
        max = mean(1);
      } else if (position === n - 1) {
        delta = mean(position) - mean(position - 1);
        min = mean(position - 1);
      } else {
        delta = (mean(position + 1) - mean(position - 1)) / 2;
        min = mean(position - 1);
        max = mean(position + 1);
      }
    }
    const value = mean(position) + ((rank - below) / centroids[2 * position + 1]! - 0.5) * delta;
    if (!(min <= max)) return value;
    return value < min ? min : value > max ? max : value;
  }
}

/** Share of the weight that the first k of `maxSize` centroids may hold. */
function quantileOfScale(k: number, maxSize: number): number {
  const share = k / maxSize;
  if (share < 0.5) return 2 * share * share;
  const rest = 1 - share;
  return 1 - 2 * rest * rest;
}

function least(a: number, b: number): number {
  return a !== a ? b : b < a ? b : a;
}
function greatest(a: number, b: number): number {
  return a !== a ? b : b > a ? b : a;
}

/** Pairs in ascending order of their first number, NaN last; equal ones keep their order. May give its argument back. */
function sortedPairs(pairs: Float64Array): Float64Array {
  let ordered = true;
  for (let i = 2; i < pairs.length && ordered; i += 2) ordered = pairs[i - 2]! <= pairs[i]!;
  if (ordered) return pairs;
  const order = Array.from({ length: pairs.length / 2 }, (_, i) => i);
  order.sort((a, b) => {
    const x = pairs[2 * a]!;
    const y = pairs[2 * b]!;
    return x < y ? -1 : x > y ? 1 : (x !== x ? 1 : 0) - (y !== y ? 1 : 0);
  });
  const out = new Float64Array(pairs.length);
  order.forEach((from, i) => {
    out[2 * i] = pairs[2 * from]!;
    out[2 * i + 1] = pairs[2 * from + 1]!;
  });
  return out;
}
