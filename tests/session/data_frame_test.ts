import {
  col,
  type DataFrame,
  DivideByZeroError,
  functions as f,
  InexactNumberError,
  InvalidDataError,
  lit,
  PlanError,
  SchemaError,
  SessionContext,
  types,
} from "@fusewire/fusewire";
import { assertEquals, assertRejects, assertThrows } from "@std/assert";
import { test } from "node:test";

/** Five shops: 5 rows × 3 columns, a null in `city`, a null and a NaN in `price`. */
function shops(ctx: SessionContext = new SessionContext()): DataFrame {
  return ctx.fromColumns({
    id: [1, 2, 3, 4, 5],
    city: ["oslo", "bergen", null, "oslo", "bodø"],
    price: [10, null, 30, NaN, 50],
  }, "shops");
}

function notes(ctx: SessionContext): DataFrame {
  return ctx.fromColumns({ id: [2, 3, 9], note: ["b", "c", "z"] }, "notes");
}

test("select() computes columns and keeps nulls apart from NaN", async () => {
  assertEquals(await shops().select("id", col("price").mul(2).alias("twice")).toColumns(), {
    id: [1, 2, 3, 4, 5],
    twice: [20, null, 60, NaN, 100],
  });
});

test('select("*") is all columns', async () => {
  assertEquals(Object.keys(await shops().select("*", lit(1).alias("one")).toColumns()), ["id", "city", "price", "one"]);
});

test("filter() drops rows whose predicate is null", async () => {
  assertEquals(await shops().filter(col("price").gt(20)).collectColumn("id"), [3, 4, 5]);
});

test("filter() refuses a predicate that is not Boolean", () => {
  const error = assertThrows(() => shops().filter(col("id")), PlanError);
  assertEquals(error.message, 'Cannot filter by "shops.id": it is of type Int64, must be Boolean');
});

test("withColumn() replaces a column in its place and adds others at the end", async () => {
  assertEquals(await shops().withColumn("price", col("price").add(1)).withColumn("n", lit(1)).limit(1).toRows(), [
    { id: 1, city: "oslo", price: 11, n: 1 },
  ]);
});

test("withColumns() computes all from the columns before", async () => {
  const df = new SessionContext().fromColumns({ a: [1], b: [10] });
  assertEquals(await df.withColumns({ a: col("b"), b: col("a") }).toRows(), [{ a: 10, b: 1 }]);
});

test("withColumnRenamed() renames, and does nothing where there is no such column", async () => {
  assertEquals(
    Object.keys(await shops().withColumnRenamed("price", "cost").withColumnRenamed("x", "y").toColumns()),
    ["id", "city", "cost"],
  );
});

test("drop() leaves out columns, and names those there are where one does not exist", async () => {
  assertEquals(Object.keys(await shops().drop("price", "id").toColumns()), ["city"]);
  const error = assertThrows(() => shops().drop("prise"), SchemaError);
  assertEquals(error.message, 'Cannot find column "prise": it does not exist, must be one of id, city, price');
});

test("aggregate() gives one row per group, null being a group", async () => {
  const df = shops().aggregate("city", [f.countStar().alias("n"), f.sum(col("id")).alias("ids")]).sort("city");
  assertEquals(await df.toColumns(), {
    city: ["bergen", "bodø", "oslo", null],
    n: [1, 1, 2, 1],
    ids: [2, 5, 5, 3],
  });
});

test("aggregate() without groups gives one row, also for no rows", async () => {
  const of = (df: DataFrame) => df.aggregate([], [f.countStar().alias("n"), f.sum(col("price")).alias("sum")]).toRows();
  assertEquals(await of(shops().filter(col("price").lt(40))), [{ n: 2, sum: 40 }]);
  assertEquals(await of(shops().limit(0)), [{ n: 0, sum: null }]);
});

test("sort() puts nulls where the key says, NaN above all numbers, and keeps the order of equal rows", async () => {
  const ids = (df: DataFrame) => df.collectColumn("id");
  assertEquals(await ids(shops().sort("price")), [1, 3, 5, 4, 2]);
  assertEquals(await ids(shops().sort(col("price").sort({ ascending: false, nullsFirst: true }))), [2, 4, 5, 3, 1]);
  assertEquals(await ids(shops().sort("city")), [2, 5, 1, 4, 3]);
});

test("limit() skips and takes; tail() takes the last", async () => {
  assertEquals(await shops().limit(2, 1).collectColumn("id"), [2, 3]);
  assertEquals(await shops().head(1).collectColumn("id"), [1]);
  assertEquals(await (await shops().tail(2)).collectColumn("id"), [4, 5]);
  assertEquals(await shops().limit(0).count(), 0);
});

test("distinct(), union(), intersect() and exceptAll() compare nulls as equal", async () => {
  const ctx = new SessionContext();
  const [left, right] = [shops(ctx).select("city"), ctx.fromColumns({ city: ["oslo", null, "rome"] })];
  assertEquals(await left.distinct().collectColumn("city"), ["oslo", "bergen", null, "bodø"]);
  assertEquals(await left.union(right).count(), 8);
  assertEquals(await left.unionDistinct(right).sort("city").collectColumn("city"), [
    "bergen",
    "bodø",
    "oslo",
    "rome",
    null,
  ]);
  assertEquals(await left.intersect(right, true).sort("city").collectColumn("city"), ["oslo", null]);
  assertEquals(await left.exceptAll(right).sort("city").collectColumn("city"), ["bergen", "bodø"]);
});

test("join() on a column has it once; left joins fill with nulls, anti joins keep what has no match", async () => {
  const ctx = new SessionContext();
  const [left, right] = [shops(ctx), notes(ctx)];
  assertEquals(await left.join(right, { on: "id" }).sort("id").toRows(), [
    { id: 2, city: "bergen", price: null, note: "b" },
    { id: 3, city: null, price: 30, note: "c" },
  ]);
  const filled = left.join(right, { on: "id", how: "left" }).sort("id");
  assertEquals(await filled.collectColumn("note"), [null, "b", "c", null, null]);
  const unmatched = left.join(right, { on: "id", how: "anti" }).sort("id");
  assertEquals(await unmatched.collectColumn("id"), [1, 4, 5]);
});

test("joinOn() joins on any condition, whose columns carry their tables' names", async () => {
  const ctx = new SessionContext();
  const df = shops(ctx).joinOn(notes(ctx), col("shops.id").gt(col("notes.id"))).select("shops.id", "note");
  assertEquals(await df.sort("shops.id", "note").toColumns(), { id: [3, 4, 4, 5, 5], note: ["b", "b", "c", "b", "c"] });
});

test("cast() converts columns, fillNull() fills those of a fitting type", async () => {
  assertEquals(await shops().cast({ id: types.utf8() }).collectColumn("id"), ["1", "2", "3", "4", "5"]);
  assertEquals(await shops().fillNull(0).collectColumn("price"), [10, 0, 30, NaN, 50]);
  assertEquals(await shops().fillNull("none").collectColumn("city"), ["oslo", "bergen", "none", "oslo", "bodø"]);
});

test("over() takes a window or its options", async () => {
  const df = shops().select("id", f.rowNumber().over({ orderBy: col("id").sort({ ascending: false }) }).alias("n"));
  assertEquals(await df.sort("id").collectColumn("n"), [5, 4, 3, 2, 1]);
  const running = shops().select(f.sum(col("id")).over({ partitionBy: "city", orderBy: "id" }).alias("s"), "id");
  assertEquals(await running.sort("id").collectColumn("s"), [1, 2, 3, 5, 5]);
});

test("a column that does not exist is named, with the nearest one", () => {
  const error = assertThrows(() => shops().select("prise"), SchemaError);
  assertEquals(
    error.message,
    'Cannot resolve column "prise": there is no such field; did you mean "shops.price"?\n' +
      "  Try: one of shops.id, shops.city, shops.price",
  );
});

test("two columns of one name are refused with the way out", () => {
  const error = assertThrows(() => shops().select(col("id").alias("a"), col("price").alias("a")), PlanError);
  assertEquals(
    error.message,
    'Cannot project: the expressions "a" at position 0 and "a" at position 1 have the same name, must have different ones\n' +
      '  Try: give one of them an alias: .alias("a_2")',
  );
});

test("columns of different lengths are refused", () => {
  const error = assertThrows(() => new SessionContext().fromColumns({ a: [1, 2], b: [1] }), InvalidDataError);
  assertEquals(error.message, 'Cannot make column "b": it has 1 rows, must be 2 like "a"');
});

test("64-bit values leave as numbers only where they are exact", async () => {
  const df = new SessionContext().fromColumns({ n: [1n, 2n ** 60n] });
  const error = await assertRejects(() => df.toColumns(), InexactNumberError);
  assertEquals(
    error.message,
    'Cannot read Int64 column "n" exactly: 1152921504606846976 in row 1 is beyond 2^53, must be asked for as a bigint\n' +
      '  Try: pass { int64: "bigint" }',
  );
  assertEquals(await df.toColumns({ int64: "bigint" }), { n: [1n, 2n ** 60n] });
  assertEquals(await df.limit(1).toColumns(), { n: [1] });
});

test("an integer division by zero raises; a float one gives infinity", async () => {
  const error = await assertRejects(() => shops().select(col("id").div(0)).toColumns(), DivideByZeroError);
  assertEquals(error.message, 'Cannot compute "1 / 0": the divisor is 0, must be another number');
  assertEquals(await shops().select(col("price").div(0).alias("q")).limit(1).toColumns(), { q: [Infinity] });
});

test("toIpc() and fromArrow() keep every column", async () => {
  const back = new SessionContext().fromArrow(await shops().toIpc());
  assertEquals(await back.toColumns(), await shops().toColumns());
  assertEquals(String(back.schema()), String(shops().schema()));
});

test("iterating gives record batches; leaving the loop ends the query", async () => {
  let rows = 0;
  for await (const batch of shops()) rows += batch.numRows;
  assertEquals(rows, 5);
  for await (const batch of shops()) {
    rows += batch.numRows;
    break;
  }
  assertEquals(rows, 10);
});

test("toText() prints DataFusion's table", async () => {
  assertEquals(
    await shops().limit(2).toText(),
    [
      "+----+--------+-------+",
      "| id | city   | price |",
      "+----+--------+-------+",
      "| 1  | oslo   | 10.0  |",
      "| 2  | bergen |       |",
      "+----+--------+-------+",
    ].join("\n"),
  );
});

test("registered tables and views are found by name, unknown ones suggest the nearest", async () => {
  const ctx = new SessionContext();
  shops(ctx); // data with a name is a table of that name
  const taken = assertThrows(() => shops(ctx), PlanError);
  assertEquals(
    taken.message,
    'Cannot register table "shops": there is a table of that name, must be a new name\n' +
      '  Try: ctx.deregisterTable("shops") first',
  );
  ctx.registerView("cheap", (await ctx.table("shops")).filter(col("price").lt(20)));
  assertEquals(await (await ctx.table("cheap")).collectColumn("id"), [1]);
  const error = await assertRejects(() => ctx.table("shop"), SchemaError);
  assertEquals(
    error.message,
    'Cannot find table "datafusion.public.shop": it does not exist, did you mean "shops"',
  );
  assertEquals(ctx.deregisterTable("shops"), true);
  assertEquals(ctx.tableExist("shops"), false);
});
