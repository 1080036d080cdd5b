/**
 * A pool of workers evaluates one expression over slices of a table.
 *
 *     npx -y deno@2 run -A examples/worker_pool.ts
 */
import { col, SessionContext, types, udf, WorkerPool } from "@fusewire/fusewire";
import { assertEquals } from "@std/assert";

// The function, the helper and the table of limits all travel inside the expression.
const limits = [15, 60, 180];
const countBelow = (minutes: number, steps: number[]) => steps.filter((step) => minutes >= step).length;
const severity = udf((minutes: number) => countBelow(minutes, limits), [types.float64()], types.int32(), {
  name: "severity",
  captures: { limits, countBelow },
});

const delays = Float64Array.from({ length: 100_000 }, (_, i) => (i * 7919) % 240);
const table = await new SessionContext().fromColumns({ delay: delays }).toArrow();

await using pool = await WorkerPool.create({ workers: 2 });
const result = await pool.evaluate([severity(col("delay")).alias("severity")], table);

const severities = result.getChild("severity")!;
console.log(`${result.numRows} rows from ${pool.stats().workers.length} workers`);
assertEquals([0, 1, 2, 3].map((i) => severities.get(i)), [0, 3, 3, 3]);
