/** What runs in a page whose policy is unusual; see pages_test.ts. */
import { col, Expr, lit, ScalarUDF, SessionContext, types, udf, udfFromModule, WorkerPool } from "@fusewire/fusewire";

const triple = udf((x: number) => x * 3, [types.float64()], types.float64(), { name: "triple" });

/** The values of column `y`, or the message of what stopped it. */
async function valuesOf(
  make: () => Expr | Promise<Expr>,
  ctx: SessionContext = new SessionContext(),
): Promise<unknown> {
  try {
    const expr = await make();
    return (await ctx.fromColumns({ x: [1, 2, 3] }).select(expr.alias("y")).toColumns()).y;
  } catch (error) {
    return `${(error as Error).name}: ${(error as Error).message}`;
  }
}

async function onPool(expr: Expr, workerUrl?: string): Promise<unknown> {
  try {
    await using pool = await WorkerPool.create({ workers: 2, workerUrl });
    const table = await new SessionContext().fromColumns({ x: [1, 2, 3, 4] }).toArrow();
    return [...(await pool.evaluate([expr.alias("y")], table)).getChild("y")!];
  } catch (error) {
    return `${(error as Error).name}: ${(error as Error).message}`;
  }
}

/** Every way of evaluating, with what came of it. */
export async function tryEverything(moduleUrl: string, workerUrl: string): Promise<Record<string, unknown>> {
  const registered = new SessionContext();
  registered.registerUdf(triple);
  const builtIn = col("x").add(lit(0.5));
  return {
    isolated: globalThis.crossOriginIsolated,
    builtIn: await valuesOf(() => Expr.fromBytes(builtIn.toBytes())),
    local: await valuesOf(() => triple(col("x"))),
    byName: await valuesOf(
      () => Expr.fromBytes(ScalarUDF.byName("triple")(col("x")).toBytes(), registered),
      registered,
    ),
    byModule: await valuesOf(() => {
      const twice = udfFromModule(moduleUrl, "twice", [types.float64()], types.float64());
      return Expr.fromBytes(twice(col("x")).toBytes());
    }),
    inlined: await valuesOf(() => Expr.fromBytes(triple(col("x")).toBytes())),
    pool: await onPool(builtIn),
    poolOfUrl: await onPool(builtIn, workerUrl),
    poolInlined: await onPool(triple(col("x")), workerUrl),
  };
}
