import { col, SessionContext, types, udf, WorkerPool } from "@fusewire/fusewire";
import { type Figure, interleavedAsync, median } from "./measure.ts";

const identity = (x: number) => x;

/** Round trips, scaling and cold starts of pools. */
export async function poolFigures(python: { readonly coldMs: number } | undefined): Promise<readonly Figure[]> {
  const cold: number[] = [];
  for (let i = 0; i < 7; i++) {
    const start = performance.now();
    const pool = await WorkerPool.create({ workers: 2 });
    await pool.map(identity, [1, 2]);
    cold.push(performance.now() - start);
    await pool.close();
  }
  const one = await WorkerPool.create({ workers: 1 });
  const two = await WorkerPool.create({ workers: 2 });
  try {
    for (let i = 0; i < 2000; i++) await one.submit(identity, i);
    const trips: number[] = [];
    for (let i = 0; i < 4000; i++) {
      const start = performance.now();
      await one.submit(identity, i);
      trips.push((performance.now() - start) * 1000);
    }
    const heavy = udf(
      (x: number) => {
        let y = x;
        for (let i = 0; i < 60; i++) y = Math.sin(y) + i;
        return y;
      },
      [types.float64()],
      types.float64(),
      { name: "heavy" },
    )(col("x")).alias("y");
    const table = await new SessionContext().fromColumns({ x: Float64Array.from({ length: 1_000_000 }, (_, i) => i) })
      .toArrow();
    const [oneMs, twoMs] = await interleavedAsync(
      5,
      1,
      () => one.evaluate(heavy, table),
      () => two.evaluate(heavy, table),
    );
    return [
      { name: "task round trip, p50", unit: "µs", ours: median(trips), goal: "≤ 80 µs" },
      {
        name: "compute-bound UDF over 1 M rows, 2 workers",
        unit: "ms",
        ours: twoMs!,
        baseline: oneMs!,
        baselineName: "1 worker",
        goal: "≤ 0.56 × (1.8 times as fast)",
      },
      {
        name: "first result of a cold pool of 2 workers",
        unit: "ms",
        ours: median(cold),
        baseline: python?.coldMs,
        baselineName: "Python multiprocessing, forkserver",
        goal: "≤ 0.25 ×",
      },
    ];
  } finally {
    await one.close();
    await two.close();
  }
}
