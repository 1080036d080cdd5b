/**
 * A different expression for each worker task: the parameters are captured, the shape stays.
 *
 *     npx -y deno@2 run -A examples/parametric_expressions.ts
 */
import { capture, col, type Expr, SessionContext, types, udf, WorkerPool } from "@fusewire/fusewire";
import { assertEquals } from "@std/assert";

const discount = (rate: number): Expr =>
  udf((price: number) => price * (1 - rate), [types.float64()], types.float64(), {
    name: "discount",
    captures: { rate },
  })(col("price"));

const total = capture(
  async (expr: Expr, prices: Float64Array) => {
    const rows = await new SessionContext().fromColumns({ price: prices }).select(expr.alias("p")).toColumns();
    return (rows.p as number[]).reduce((sum, price) => sum + price, 0);
  },
  { SessionContext },
);

await using pool = await WorkerPool.create({ workers: 2 });
const prices = Float64Array.of(100, 200, 300);
const totals = await pool.starmap(total, [0, 0.1, 0.5].map((rate) => [discount(rate), prices] as const));

console.log(totals);
assertEquals(totals, [600, 540, 300]);
