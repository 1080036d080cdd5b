/** The functions of the demonstration: everything that they need travels with them. */
import {
  type AggregateUDF,
  col,
  type Expr,
  type ScalarUDF,
  types,
  udaf,
  udf,
  udwf,
  Window,
  type WindowUDF,
} from "@fusewire/fusewire";

/** A table of values that the scalar function captures. */
const BANDS: readonly { readonly from: number; readonly name: string }[] = [
  { from: -Infinity, name: "early" },
  { from: 0, name: "on time" },
  { from: 15, name: "late" },
  { from: 60, name: "very late" },
  { from: 180, name: "hopeless" },
];

/** A helper function that it captures, too. */
function lastNotAbove(value: number, bands: readonly { readonly from: number; readonly name: string }[]): string {
  let found = bands[0]!.name;
  for (const { from, name } of bands) if (value >= from) found = name;
  return found;
}

/** How late a flight was, in words. */
export const delayBand: ScalarUDF = udf(
  (minutes: number) => lastNotAbove(minutes, BANDS),
  [types.int32()],
  types.utf8(),
  {
    name: "delay_band",
    volatility: "immutable",
    captures: { lastNotAbove, BANDS },
  },
);

/** Spread of values around their mean, by Welford's method: exact enough for any order and any split. */
class Spread {
  count = 0;
  mean = 0;
  squares = 0;
  update(x: number): void {
    this.count++;
    const delta = x - this.mean;
    this.mean += delta / this.count;
    this.squares += delta * (x - this.mean);
  }
  merge(count: number, mean: number, squares: number): void {
    if (count === 0) return;
    const total = this.count + count;
    const delta = mean - this.mean;
    this.squares += squares + delta * delta * this.count * count / total;
    this.mean += delta * count / total;
    this.count = total;
  }
  state(): number[] {
    return [this.count, this.mean, this.squares];
  }
  evaluate(): number | null {
    return this.count < 2 ? null : Math.sqrt(this.squares / (this.count - 1));
  }
}

/** Standard deviation, partial results of which are merged across workers. */
export const spread: AggregateUDF = udaf(
  Spread,
  [types.float64()],
  types.float64(),
  [types.int64(), types.float64(), types.float64()],
  { name: "spread", volatility: "immutable" },
);

/** A level that follows the values slowly. */
class Smooth {
  evaluateAll([values]: (number | null)[][], numRows: number): number[] {
    let level = values![0] ?? 0;
    return Array.from({ length: numRows }, (_, row) => level += 0.1 * ((values![row] ?? level) - level));
  }
}

/** Exponential smoothing along the order of a window. */
export const smooth: WindowUDF = udwf(Smooth, [types.float64()], types.float64(), {
  name: "smooth",
  volatility: "immutable",
});

/** What the pool computes for every flight. */
export const perFlight: readonly Expr[] = [
  col("delay"),
  col("distance"),
  delayBand(col("delay")).alias("band"),
];
/** What it computes over all flights. */
export const overAll: readonly Expr[] = [spread(col("delay")).alias("spread")];
/** What it computes along time. */
export const alongTime: readonly Expr[] = [
  col("time"),
  smooth(col("delay")).over(new Window({ orderBy: col("time") })).alias("level"),
];
