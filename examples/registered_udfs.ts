/**
 * Functions that every worker has registered once: expressions refer to them by name and stay small.
 *
 *     npx -y deno@2 run -A examples/registered_udfs.ts
 */
import { capture, col, ScalarUDF, SessionContext, types, udf, WorkerPool } from "@fusewire/fusewire";
import { setWorkerCtx } from "@fusewire/fusewire/ipc";
import { assertEquals } from "@std/assert";

const prices = new Map(Array.from({ length: 1000 }, (_, i) => [`item-${i}`, i / 10]));
const priceOf = udf((item: string) => prices.get(item) ?? null, [types.utf8()], types.float64(), {
  name: "price_of",
  captures: { prices },
});

// Runs once in each worker, before its first task.
const register = capture(() => {
  const ctx = new SessionContext();
  ctx.registerUdf(priceOf);
  setWorkerCtx(ctx);
}, { SessionContext, priceOf, setWorkerCtx });

await using pool = await WorkerPool.create({ workers: 2, initializer: register });

// The driver needs the name only: ScalarUDF.byName, or a context with inlining off.
const expr = ScalarUDF.byName("price_of")(col("item")).alias("price");
console.log(`${expr.toBytes().length} bytes`);

const items = await new SessionContext().fromColumns({ item: ["item-12", "item-999", "none"] }).toArrow();
const result = await pool.evaluate([expr], items);
assertEquals([...result.getChild("price")!], [1.2, 99.9, null]);
