import { col, functions as f, lit, SessionContext, types, udaf, udf, UdfError, WorkerPool } from "@fusewire/fusewire";
import { assertEquals, assertRejects } from "@std/assert";
import { test } from "node:test";

test("evaluate() splits rows over the workers and keeps their order", async () => {
  await withPool(async (pool) => {
    const n = 50_000;
    const factor = 3;
    const scaled = udf((x: number) => x * factor, [types.float64()], types.float64(), {
      name: "scaled",
      captures: { factor },
    });
    const table = await numbers(n).toArrow();
    const result = await pool.evaluate([scaled(col("x")).alias("y"), col("x").add(1).alias("z")], table);

    assertEquals(result.numRows, n);
    assertEquals([0, 1, n - 1].map((i) => result.get(i)!.toJSON()), [{ y: 0, z: 1 }, { y: 3, z: 2 }, {
      y: (n - 1) * 3,
      z: n,
    }]);
    assertEquals(table.getChild("x")!.get(n - 1), n - 1);
  });
});

test("evaluate() merges partial aggregates of the workers", async () => {
  await withPool(async (pool) => {
    class Sum {
      total = 0;
      update(x: number) {
        this.total += x;
      }
      merge(total: number) {
        this.total += total;
      }
      state() {
        return this.total;
      }
      evaluate() {
        return this.total;
      }
    }
    const sum = udaf(Sum, [types.float64()], types.float64(), [types.float64()], { name: "js_sum" });
    const n = 100_000;
    const exprs = [sum(col("x")).alias("js"), f.sum(col("x")).div(lit(2)).alias("half"), f.count(col("x")).alias("n")];
    const result = await pool.evaluate(exprs, await numbers(n).toArrow());

    const total = n * (n - 1) / 2;
    assertEquals(result.toArray().map((row) => row.toJSON()), [{ js: total, half: total / 2, n: BigInt(n) }]);
  });
});

test("evaluate() names the row of the whole input where a UDF throws, and the worker", async () => {
  await withPool(async (pool) => {
    const check = udf(
      (x: number) => {
        if (x === 40_000) throw new RangeError("no such thing");
        return x;
      },
      [types.float64()],
      types.float64(),
      { name: "check" },
    );
    const error = await assertRejects(
      () => numbers(50_000).toArrow().then((t) => pool.evaluate(check(col("x")), t)),
      UdfError,
    );

    assertEquals(
      error.message,
      'Cannot evaluate UDF "check" at row 40000: it threw RangeError: no such thing (arguments: 40000)',
    );
    assertEquals([error.row, error.args, typeof error.workerId], [40_000, ["40000"], "number"]);
  });
});

test("evaluate() of no rows gives the columns of the expressions", async () => {
  await withPool(async (pool) => {
    const result = await pool.evaluate([col("x").gt(1).alias("big")], await numbers(0).toArrow());

    assertEquals(result.numRows, 0);
    assertEquals(result.schema.fields.map((field) => `${field.name}: ${field.type}`), ["big: Bool"]);
  });
});

function numbers(n: number) {
  return new SessionContext().fromColumns({ x: Float64Array.from({ length: n }, (_, i) => i) });
}

async function withPool(use: (pool: WorkerPool) => Promise<void>): Promise<void> {
  const pool = await WorkerPool.create({ workers: 2 });
  try {
    await use(pool);
  } finally {
    await pool.close();
  }
}
