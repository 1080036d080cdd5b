import { col, type Expr, functions as f, GroupingSet, lit, SessionContext } from "@fusewire/fusewire";
import { assertEquals, assertRejects } from "@std/assert";
import { test } from "node:test";

test("aggregates without keys give one row, also of no rows", async () => {
  const empty = sales().filter(col("n").gt(100n));

  assertEquals(
    await empty.aggregate([], [
      f.sum(col("n")).alias("sum"),
      f.count(col("n")).alias("count"),
      f.avg(col("n")).alias("avg"),
      f.arrayAgg(col("n")).alias("all"),
      f.approxDistinct(col("n")).alias("distinct"),
    ]).toRows(),
    [{ sum: null, count: 0, avg: null, all: null, distinct: 0 }],
  );
});

test("sum of Int64 is exact beyond 2 ** 53 and wraps at 2 ** 64", async () => {
  const big = new SessionContext().fromColumns({ n: new BigInt64Array([2n ** 62n, 2n ** 62n - 1n, 1n]) }, "t");

  assertEquals(await one(big.filter(col("n").notEq(1n)).aggregate([], [f.sum(col("n")).alias("r")])), 2n ** 63n - 1n);
  assertEquals(await one(big.aggregate([], [f.sum(col("n")).alias("r")])), -(2n ** 63n));
});

test("null keys are one group; -0 and 0 are one key, and two values of DISTINCT", async () => {
  const rows = new SessionContext().fromColumns(
    { k: [0, -0, null, NaN, null, NaN], v: [0, -0, 0, NaN, null, NaN] },
    "t",
  );

  assertEquals(
    await rows.aggregate([col("k")], [f.count(col("v"), { distinct: true }).alias("n")]).toRows(),
    [{ k: 0, n: 2 }, { k: null, n: 1 }, { k: NaN, n: 1 }],
  );
});

/** Every function over the amounts of shop "a": 4, null, 1, 4. */
const OVER_SHOP_A: readonly (readonly [Expr, unknown])[] = [
  [f.count(col("n")), 3],
  [f.countStar(), 4],
  [f.count(col("n"), { distinct: true }), 2],
  [f.sum(col("n"), { distinct: true }), 5],
  [f.sum(col("n"), { filter: col("day").gt(1n) }), 5],
  [f.sum(col("n"), { filter: col("n").isNull() }), null],
  [f.min(col("n")), 1],
  [f.max(col("n")), 4],
  [f.median(col("n")), 4],
  [f.percentileCont(col("n"), 0.25), 2.5],
  [f.firstValue(col("n"), { orderBy: col("day").sort({ ascending: false }) }), 4],
  [f.lastValue(col("n"), { orderBy: col("n").sort({ ascending: true, nullsFirst: false }) }), null],
  [f.lastValue(col("n"), { orderBy: col("n").sort({ ascending: true }), nullTreatment: "ignoreNulls" }), 4],
  [f.nthValue(col("n"), 2, { orderBy: col("day").sort() }), null],
  [f.nthValue(col("n"), -1, { orderBy: col("day").sort() }), 4],
  [f.anyValue(col("n")), 4],
  [f.arrayAgg(col("n"), { orderBy: col("day").sort({ ascending: false }) }), [4, 1, null, 4]],
  [f.arrayAgg(col("n"), { distinct: true, orderBy: col("n").sort({ ascending: true, nullsFirst: true }) }), [
    null,
    1,
    4,
  ]],
  [f.stringAgg(col("n"), "+"), "4+1+4"],
  [f.boolAnd(col("n").gt(0n)), true],
  [f.boolOr(col("n").gt(4n)), false],
  [f.bitAnd(col("n")), 0],
  [f.bitOr(col("n")), 5],
  [f.bitXor(col("n")), 1],
  [f.varPop(col("n")), 2],
  [f.corr(col("n"), col("n")), 1],
  [f.regrSlope(col("n"), col("n")), 1],
  [f.regrCount(col("n"), col("day")), 3],
  [f.approxDistinct(col("n")), 2],
  [f.approxMedian(col("n")), 4],
];

test("each function gives its value over one group, nulls left out where it leaves them out", async () => {
  const calls = OVER_SHOP_A.map(([call], i) => call.alias(`c${i}`));
  const [row] = await sales().filter(col("shop").eq("a")).aggregate([col("shop")], calls).toRows();

  assertEquals(
    OVER_SHOP_A.map(([call], i) => [String(call), row![`c${i}`]]),
    OVER_SHOP_A.map(([call, expected]) => [String(call), expected]),
  );
});

test("GROUPING SETS aggregate once per set; grouping() tells the sets apart", async () => {
  const rows = await sales().aggregate(
    [GroupingSet.rollup(col("shop"), col("day"))],
    [f.sum(col("n")).alias("sum"), f.grouping(col("day")).alias("days"), f.grouping(col("shop")).alias("shops")],
  ).select(col("shop"), col("day"), col("sum"), col("days"), col("shops"))
    .sort(col("shops").sort(), col("days").sort(), col("shop").sort(), col("day").sort()).toRows();

  assertEquals(rows.slice(-3), [
    { shop: "a", day: null, sum: 9, days: 1, shops: 0 },
    { shop: "b", day: null, sum: 2, days: 1, shops: 0 },
    { shop: null, day: null, sum: 11, days: 1, shops: 1 },
  ]);
  assertEquals(rows.length, 5 + 3);
});

test("constant arguments are checked when the query runs", async () => {
  const cases: readonly (readonly [Expr, string])[] = [
    [
      f.percentileCont(col("n"), 1.5),
      'Cannot call "percentile_cont": the percentile is 1.5, must be between 0 and 1',
    ],
    [
      f.nthValue(col("n"), 0),
      'Cannot call "nth_value": the position is 0, must be at least 1, or negative to count from the end',
    ],
    [
      f.approxPercentileCont(col("n"), 0.5, 0),
      'Cannot call "approx_percentile_cont": the number of centroids is 0, must be at least 1',
    ],
  ];
  for (const [call, message] of cases) {
    await assertRejects(() => sales().aggregate([], [call.alias("r")]).toRows(), Error, message);
  }
});

test("types that a function does not take are refused when the query is planned", async () => {
  const cases: readonly (readonly [Expr, string])[] = [
    [f.sum(col("shop")), 'Cannot call "sum": an argument is Utf8, must be a number, duration or interval'],
    [f.avg(col("ok")), 'Cannot call "avg": an argument is Boolean, must be a number or duration'],
    [f.boolAnd(col("n")), 'Cannot call "bool_and": an argument is Int64, must be a boolean'],
    [f.bitAnd(lit(1.5)), 'Cannot call "bit_and": an argument is Float64, must be an integer'],
    [f.stddev(col("shop")), 'Cannot call "stddev": an argument is Utf8, must be a number'],
  ];
  for (const [call, message] of cases) {
    await assertRejects(
      () => Promise.resolve().then(() => sales().aggregate([], [call.alias("r")]).toRows()),
      Error,
      message,
    );
  }
});

/** Shop, day, amount: shop "a" sold 4, null, 1, 4 on days 1 to 4; shop "b" sold 2 on day 1. */
function sales() {
  return new SessionContext().fromRows([
    { shop: "a", day: 1n, n: 4n, ok: true },
    { shop: "a", day: 2n, n: null, ok: false },
    { shop: "b", day: 1n, n: 2n, ok: true },
    { shop: "a", day: 3n, n: 1n, ok: null },
    { shop: "a", day: 4n, n: 4n, ok: true },
  ], "sales");
}

async function one(
  df: { toRows(options: { int64: "bigint" }): Promise<readonly Record<string, unknown>[]> },
): Promise<unknown> {
  return (await df.toRows({ int64: "bigint" }))[0]!["r"];
}
