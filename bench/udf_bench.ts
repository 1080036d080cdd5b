import { col, SessionContext, types, udf } from "@fusewire/fusewire";
import { type Figure, interleavedAsync } from "./measure.ts";

const ROWS = 10_000_000;

/** A row UDF over ten million floats against a loop written by hand, after 50 other UDFs have run. */
export async function udfFigures(): Promise<readonly Figure[]> {
  const ctx = new SessionContext();
  const few = ctx.fromColumns({ x: Float64Array.from({ length: 20_000 }, (_, i) => i) });
  for (let i = 0; i < 50; i++) {
    const other = udf(
      new Function("x", `return x * ${i} + ${i}`) as (x: number) => number,
      [types.float64()],
      types.float64(),
      {
        name: `other_${i}`,
      },
    );
    await few.select(other(col("x")).alias("y")).count();
  }
  const values = Float64Array.from({ length: ROWS }, (_, i) => i * 0.001);
  const df = ctx.fromColumns({ x: values });
  const f = udf((x: number) => x * x + 1, [types.float64()], types.float64(), { name: "square_plus_one" });
  const byUdf = df.select(f(col("x")).alias("y"));
  const byHand = () => {
    // The same batches: the loop writes into buffers of the same size.
    const BATCH = 8192;
    let kept = 0;
    for (let start = 0; start < ROWS; start += BATCH) {
      const n = Math.min(BATCH, ROWS - start);
      const out = new Float64Array(n);
      for (let i = 0; i < n; i++) {
        const x = values[start + i]!;
        out[i] = x * x + 1;
      }
      kept += out.length;
    }
    return Promise.resolve(kept);
  };
  const [ours, hand] = await interleavedAsync(9, 2, () => byUdf.count(), byHand);
  return [{
    name: "row UDF x*x+1 over 10 M floats, after 50 other UDFs",
    unit: "ns/row",
    ours: ours! * 1e6 / ROWS,
    baseline: hand! * 1e6 / ROWS,
    baselineName: "typed-array loop by hand",
    goal: "≤ 1.25 ×",
  }];
}
