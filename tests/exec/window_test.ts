import { col, type Expr, functions as f, lit, SessionContext, Window, WindowFrame } from "@fusewire/fusewire";
import { assertEquals, assertRejects } from "@std/assert";
import { test } from "node:test";

/** Over days 1, 2, 2, 4, 7 with the amounts 10, null, 30, 40, 50; every column is listed in the order of rows. */
const CALLS: readonly (readonly [Expr, readonly unknown[]])[] = [
  [f.rowNumber({ orderBy: byDay() }), [1, 2, 3, 4, 5]],
  [f.rank({ orderBy: byDay() }), [1, 2, 2, 4, 5]],
  [f.denseRank({ orderBy: byDay() }), [1, 2, 2, 3, 4]],
  [f.percentRank({ orderBy: byDay() }), [0, 0.25, 0.25, 0.75, 1]],
  [f.cumeDist({ orderBy: byDay() }), [0.2, 0.6, 0.6, 0.8, 1]],
  [f.ntile(3, { orderBy: byDay() }), [1, 1, 2, 2, 3]],
  [f.ntile(9, { orderBy: byDay() }), [1, 2, 3, 4, 5]],
  [f.lag(col("n"), 1, { orderBy: byDay() }), [null, 10, null, 30, 40]],
  [f.lag(col("n"), 2, { defaultValue: -1n, orderBy: byDay() }), [-1, -1, 10, null, 30]],
  [f.lag(col("n"), 1, { orderBy: byDay(), nullTreatment: "ignoreNulls" }), [null, 10, 10, 30, 40]],
  [f.lead(col("n"), 1, { orderBy: byDay() }), [null, 30, 40, 50, null]],
  [over(f.sum(col("n")), rows(null, 0)), [10, 10, 40, 80, 130]],
  [over(f.sum(col("n")), rows(1, 1)), [10, 40, 70, 120, 90]],
  [over(f.sum(col("n")), rows(0, null)), [130, 120, 120, 90, 50]],
  [over(f.sum(col("n")), new WindowFrame("range", lit(1n), lit(1n))), [40, 40, 40, 40, 50]],
  [over(f.sum(col("n")), new WindowFrame("range", lit(2n), lit(0n))), [10, 40, 40, 70, 50]],
  [over(f.sum(col("n")), new WindowFrame("groups", 1, 0)), [10, 40, 40, 70, 90]],
  [over(f.count(col("n")), rows(1, 0)), [1, 1, 1, 2, 2]],
  [over(f.avg(col("n")), rows(1, 1)), [10, 20, 35, 40, 45]],
  [over(f.min(col("n")), rows(2, 0)), [10, 10, 10, 30, 30]],
  [over(f.max(col("n")), rows(0, 2)), [30, 40, 50, 50, 50]],
  [over(f.median(col("n")), rows(1, 1)), [10, 20, 35, 40, 45]],
  [over(f.boolAnd(col("n").gt(10n)), rows(1, 0)), [false, false, true, true, true]],
  [over(f.bitOr(col("n")), rows(1, 0)), [10, 10, 30, 62, 58]],
  [over(f.stringAgg(col("s"), ""), rows(1, 0)), ["a", "ab", "bc", "cd", "de"]],
  [over(f.arrayAgg(col("n")), rows(1, 0)), [[10], [10, null], [null, 30], [30, 40], [40, 50]]],
  [over(f.count(col("day"), { distinct: true }), rows(2, 0)), [1, 2, 2, 2, 3]],
  [over(f.sum(col("n"), { filter: col("n").notEq(30n) }), rows(2, 0)), [10, 10, 10, 40, 90]],
  [over(f.stddev(col("n")), rows(1, 0)), [null, null, null, 7.0710678118654755, 7.0710678118654755]],
];

test("window functions and aggregates give one value per row", async () => {
  for (const [call, expected] of CALLS) {
    const result = await days().select(call.alias("r")).toColumns();

    assertEquals([String(call), result["r"]], [String(call), expected]);
  }
});

test("partitions do not see each other; rows come in window order", async () => {
  const w = new Window({
    partitionBy: [col("shop")],
    orderBy: [col("day").sort({ ascending: false })],
    windowFrame: rows(1, 0),
  });

  assertEquals(
    await shops().select(col("shop"), col("day"), f.sum(col("n")).over(w).alias("sum")).toRows(),
    [
      { shop: "a", day: 3, sum: 4 },
      { shop: "a", day: 1, sum: 5 },
      { shop: "b", day: 2, sum: 2 },
      { shop: "b", day: 1, sum: 5 },
      { shop: null, day: 9, sum: 7 },
    ],
  );
});

test("infinities and NaN do not outlive their rows in a sliding sum", async () => {
  const df = new SessionContext().fromColumns({ i: [1, 2, 3, 4, 5], x: [Infinity, 1, NaN, 2, 3] }, "t");
  const w = new Window({ orderBy: [col("i").sort()], windowFrame: rows(1, 0) });

  assertEquals(
    (await df.select(f.sum(col("x")).over(w).alias("r")).toColumns())["r"],
    [Infinity, Infinity, NaN, NaN, 5],
  );
});

test("frames that no row can have, and functions that cannot slide, are refused", async () => {
  const cases: readonly (readonly [Expr, string])[] = [
    [
      f.sum(col("n")).over(new Window({ windowFrame: new WindowFrame("range", lit(1n), lit(1n)) })),
      "Cannot use a window frame: RANGE with an offset has no ORDER BY key\n  Try: it must have one",
    ],
    [
      over(f.firstValue(col("n")), rows(1, 0)),
      'Cannot use the aggregate "first_value" over the frame ROWS BETWEEN 1 PRECEDING AND 0 FOLLOWING: ' +
      "it cannot take rows back, must start at UNBOUNDED PRECEDING\n" +
      "  Try: the window function first_value, as SQL's OVER uses it",
    ],
    [f.ntile(0, { orderBy: byDay() }), 'Cannot call "ntile": the number of buckets is 0, must be at least 1'],
  ];
  for (const [call, message] of cases) {
    await assertRejects(() => days().select(call.alias("r")).toColumns(), Error, message);
  }
});

function byDay() {
  return [col("day").sort()];
}

function rows(before: number | null, after: number | null): WindowFrame {
  return new WindowFrame("rows", before, after);
}

function over(call: Expr, windowFrame: WindowFrame): Expr {
  return call.over(new Window({ orderBy: byDay(), windowFrame }));
}

function days() {
  return new SessionContext().fromRows([
    { day: 1n, n: 10n, s: "a" },
    { day: 2n, n: null, s: "b" },
    { day: 2n, n: 30n, s: "c" },
    { day: 4n, n: 40n, s: "d" },
    { day: 7n, n: 50n, s: "e" },
  ], "days");
}

function shops() {
  return new SessionContext().fromRows([
    { shop: "b", day: 1n, n: 3n },
    { shop: "a", day: 1n, n: 1n },
    { shop: null, day: 9n, n: 7n },
    { shop: "a", day: 3n, n: 4n },
    { shop: "b", day: 2n, n: 2n },
  ], "shops");
}
