/**
 * Aggregate and window functions in JavaScript, shipped to a pool: partial results are made on the workers and merged here.
 *
 *     npx -y deno@2 run -A examples/aggregate_and_window.ts
 */
import { col, SessionContext, types, udaf, udwf, Window, WorkerPool } from "@fusewire/fusewire";
import { assertEquals } from "@std/assert";

class GeometricMean {
  logs = 0;
  count = 0;
  update(x: number) {
    this.logs += Math.log(x);
    this.count++;
  }
  merge(logs: number, count: number) {
    this.logs += logs;
    this.count += count;
  }
  state() {
    return [this.logs, this.count];
  }
  evaluate() {
    return this.count === 0 ? null : Math.round(Math.exp(this.logs / this.count) * 1e9) / 1e9;
  }
}
const geometricMean = udaf(GeometricMean, [types.float64()], types.float64(), [types.float64(), types.int64()], {
  name: "geometric_mean",
});

class Smooth {
  evaluateAll([values]: number[][], numRows: number) {
    let level = values![0]!;
    return Array.from({ length: numRows }, (_, row) => level = 0.5 * values![row]! + 0.5 * level);
  }
}
const smooth = udwf(Smooth, [types.float64()], types.float64(), { name: "smooth" });

const table = await new SessionContext().fromColumns({ t: [1, 2, 3, 4], x: [1, 2, 4, 8] }).toArrow();
await using pool = await WorkerPool.create({ workers: 2 });

const mean = await pool.evaluate([geometricMean(col("x")).alias("mean")], table);
assertEquals(mean.toArray().map((row) => row.toJSON()), [{ mean: 2.828427125 }]);

const level = smooth(col("x")).over(new Window({ orderBy: col("t") })).alias("level");
const smoothed = await pool.evaluate([col("t"), level], table);
assertEquals([...smoothed.getChild("level")!], [1, 1.5, 2.75, 5.375]);
console.log(smoothed.toArray().map((row) => row.toJSON()));
