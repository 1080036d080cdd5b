import { col, Expr, type ExprInput, functions as f, lit, types, Window, WindowFrame } from "@fusewire/fusewire";
import * as entry from "@fusewire/fusewire/functions";
import { assertEquals, assertThrows } from "@std/assert";
import { readFileSync } from "node:fs";
import { test } from "node:test";

/** What DataFusion for Python has and this library has not, and why. */
const NOT_HERE: Readonly<Record<string, string>> = {
  spark: "a module with Spark's variants of functions, which are not in DataFusion's default registry",
};
/** What this library has in addition. */
const ONLY_HERE: Readonly<Record<string, string>> = {
  caseWhen: "`case` cannot be imported by that name in JavaScript",
};

const pythonNames = readFileSync(new URL("../golden/fluent/python_functions.txt", import.meta.url), "utf8")
  .trimEnd().split("\n").filter((line) => !line.startsWith("#"));

test("every function of datafusion.functions has its export, in camelCase", () => {
  const expected = pythonNames.filter((name) => !(name in NOT_HERE)).map(camelCase);

  assertEquals(Object.keys(entry).sort(), [...expected, ...Object.keys(ONLY_HERE)].sort());
  assertEquals(Object.keys(NOT_HERE).filter((name) => !pythonNames.includes(name)), []);
});

test("functions on the main entry are those of ./functions", () => {
  assertEquals(Object.keys(f), Object.keys(entry));
});

test("optional arguments come by place or by name", () => {
  const s = col("s");
  const same: readonly (readonly [Expr, Expr, string])[] = [
    [f.lpad(s, 5, "x"), f.lpad(s, 5, { characters: "x" }), 'lpad(s, Int64(5), Utf8View("x"))'],
    [f.trim(s, "x"), f.trim(s, { characters: "x" }), 'btrim(s, Utf8View("x"))'],
    [f.round(s, 2), f.round(s, { decimalPlaces: 2 }), "round(s, Int64(2))"],
    [f.trunc(s, 2), f.trunc(s, { precision: 2 }), "trunc(s, Int64(2))"],
    [f.substr(s, 2, 3), f.substr(s, 2, { length: 3 }), "substr(s, Int64(2), Int64(3))"],
    [
      f.regexpCount(s, "a", undefined, "i"),
      f.regexpCount(s, "a", { flags: "i" }),
      'regexp_count(s, Utf8View("a"), Utf8View("i"))',
    ],
    [
      f.regexpInstr(s, "a", 1, 2, undefined, 1),
      f.regexpInstr(s, "a", 1, { n: 2, subExpr: 1 }),
      'regexp_instr(s, Utf8View("a"), Int64(1), Int64(2), Utf8(""), Int64(1))',
    ],
    [f.arraySlice(s, 1, 4, 2), f.arraySlice(s, 1, 4, { stride: 2 }), "array_slice(s, Int64(1), Int64(4), Int64(2))"],
    [
      f.arraySort(s, true, true),
      f.arraySort(s, { descending: true, nullFirst: true }),
      'array_sort(s, Utf8("DESC"), Utf8("NULLS FIRST"))',
    ],
    [f.range(5), f.range({ stop: 5 }), "range(Int64(0), Int64(5))"],
    [f.range(1, 5, 2), f.range(1, { stop: 5, step: 2 }), "range(Int64(1), Int64(5), Int64(2))"],
    [f.inList(s, ["a"], true), f.inList(s, ["a"], { negated: true }), 's NOT IN ([Utf8View("a")])'],
    [s.between(1, 2, true), s.between(1, 2, { negated: true }), "s NOT BETWEEN Int64(1) AND Int64(2)"],
    [
      f.approxPercentileCont(s, 0.5, 9),
      f.approxPercentileCont(s, 0.5, { numCentroids: 9 }),
      "approx_percentile_cont(s, Float64(0.5), Int64(9)) ORDER BY [s ASC NULLS LAST]",
    ],
  ];

  for (const [byPlace, byName, text] of same) {
    assertEquals([byPlace.canonicalName(), byName.canonicalName()], [text, text]);
    assertEquals(byName.toBytes(), byPlace.toBytes());
  }
});

test("sort keys come by place or by name", () => {
  const keys = [
    col("a").sort(false, true),
    col("a").sort({ ascending: false, nullsFirst: true }),
    f.orderBy(col("a"), { ascending: false, nullsFirst: true }),
  ];

  assertEquals(keys.map(String), Array(3).fill("a DESC NULLS FIRST"));
  assertEquals(String(col("a").sort()), "a ASC NULLS LAST");
});

test("lag and lead take offset and default by place or by name", () => {
  const options = { orderBy: "id", partitionBy: ["k"] } as const;
  const text = 'lag(a, Int64(2), Utf8("none")) PARTITION BY [k] ORDER BY [id ASC NULLS LAST] ' +
    "ROWS BETWEEN UNBOUNDED PRECEDING AND CURRENT ROW";
  const same = [
    f.lag(col("a"), 2, "none", options),
    f.lag(col("a"), 2, { defaultValue: "none", ...options }),
    f.lag(col("a"), { shiftOffset: 2, defaultValue: lit("none", types.utf8()), ...options }),
  ];

  assertEquals(same.map((expr) => expr.canonicalName()), [text, text, text]);
  assertEquals(
    f.lead(col("a")).canonicalName(),
    "lead(a, Int64(1), NULL) ROWS BETWEEN UNBOUNDED PRECEDING AND UNBOUNDED FOLLOWING",
  );
});

test("null stands for an option that is not given", () => {
  assertEquals(f.sum(col("a"), { filter: null }).toBytes(), f.sum(col("a")).toBytes());
  assertEquals(f.rank({ orderBy: null, partitionBy: null }).toBytes(), f.rank().toBytes());
});

test("a struct is a value where an argument is asked for, not options", () => {
  assertEquals(
    f.coalesce(col("a"), { x: 1 }).canonicalName(),
    f.coalesce(col("a"), lit({ x: 1 })).canonicalName(),
  );
});

test("what no function knows is a TypeError that says what it knows", () => {
  const wrong: readonly (readonly [() => unknown, string])[] = [
    [
      () => f.sum(col("a"), { distnct: true } as never),
      'Cannot call sum(): "distnct" is not an option, must be one of filter, distinct',
    ],
    [
      () => f.rowNumber({ order_by: "a" } as never),
      'Cannot call row_number(): "order_by" is not an option, must be one of partitionBy, orderBy',
    ],
    [
      () => f.lag(col("a"), { offset: 1 } as never),
      'Cannot call lag(): "offset" is not an option, ' +
      "must be one of partitionBy, orderBy, shiftOffset, defaultValue, nullTreatment",
    ],
    [
      () => f.lpad(col("a"), 5, { character: "x" } as never),
      'Cannot call lpad(): "character" is not an option, must be one of characters',
    ],
    [() => f.range(1, 2, { stop: 3 } as never), "Cannot call range(): stop is given twice"],
    [() => f.range({ start: 1 }), "Cannot call range(): it is given no stop, must be given one"],
    [
      () => col("a").sort({ descending: true } as never),
      'Cannot call sort(): "descending" is not an option, must be one of ascending, nullsFirst',
    ],
    [
      () => col("a").between(1, 2, { not: true } as never),
      'Cannot call between(): "not" is not an option, must be one of negated',
    ],
    [
      () => col("a").like("x", { ignoreCase: true } as never),
      'Cannot call like(): "ignoreCase" is not an option, must be one of negated, escape',
    ],
    [
      () => new Window({ order: "a" } as never),
      'Cannot call Window(): "order" is not an option, must be one of partitionBy, orderBy, windowFrame, nullTreatment',
    ],
    [
      () => f.firstValue(col("a"), { nullTreatment: "ignore" as never }),
      'Cannot call first_value(): nullTreatment is "ignore", must be "respectNulls" or "ignoreNulls"',
    ],
    [
      () => f.percentileCont(col("a"), "0.5" as never),
      "Cannot call percentile_cont(): its percentile is 0.5, must be a number from 0 to 1",
    ],
    [() => f.count([]), "Cannot call count(): its list is empty, must hold an expression"],
    [
      () => f.arrayFilter(col("a"), 5 as never),
      "Cannot call array_filter(): it is given 5, must be given a function or a lambda",
    ],
  ];

  for (const [call, message] of wrong) assertThrows(call, TypeError, message);
});

test("calls that cannot be built say what is missing", () => {
  const wrong: readonly (readonly [() => unknown, string])[] = [
    [() => f.getField(col("a")), "Cannot call get_field(): it is given no name, must be at least one"],
    [() => f.makeMap([1, 2], [3]), "Cannot call make_map(): there are 2 keys and 1 values, must be as many"],
    [
      () => f.makeMap(col("a")),
      "Cannot call make_map(): it must be given an object, two lists, or keys and values in turn",
    ],
    [() => f.withMetadata(col("a"), { "": "x" }), "Cannot call with_metadata(): a key is empty, must be text"],
    [
      () => f.arrayTransform(col("a"), () => 1),
      "Cannot call array_transform(): its function takes no parameter, must take at least one",
    ],
    [
      () => f.lag(col("a"), 1, col("b")),
      "Cannot take b as the default of lag(): it must be a constant",
    ],
    [
      () => new WindowFrame("range", col("a"), 1),
      "Cannot take a as a window frame bound: it must be a constant",
    ],
  ];

  for (const [call, message] of wrong) assertThrows(call, Error, message);
});

test("parameters of lambdas keep the names that they have in the source", () => {
  const list = col("li");
  const cases: readonly (readonly [Expr, string])[] = [
    [f.arrayTransform(list, (x) => x.add(1)), "array_transform(li, (x) -> x + Int64(1))"],
    [f.arrayTransform(list, (item, i) => item.mul(i as Expr)), "array_transform(li, (item, i) -> item * i)"],
    [
      f.arrayTransform(list, function named($v: Expr): ExprInput {
        return $v;
      }),
      "array_transform(li, ($v) -> $v)",
    ],
    [f.arrayTransform(list, (...all) => all[0]!), "array_transform(li, (all) -> all)"],
    [f.arrayTransform(list, ({ node }) => Expr.fromNode(node)), "array_transform(li, (p0) -> p0)"],
  ];

  for (const [expr, text] of cases) assertEquals(expr.canonicalName(), text);
  assertEquals(f.lambda(["v"], f.lambdaVar("v").gt(0)).canonicalName(), "(v) -> v > Int64(0)");
});

test("aliases build what their main function builds", () => {
  const [a, b] = [col("a"), col("b")];
  const same: readonly (readonly [Expr, Expr])[] = [
    [f.listJoin(a, ","), f.arrayToString(a, ",")],
    [f.genSeries(1, 2), f.generateSeries(1, 2)],
    [f.elementAt(a, "k"), f.mapExtract(a, "k")],
    [f.ifnull(a, b), f.nvl(a, b)],
    [f.mean(a, { distinct: true }), f.avg(a, { distinct: true })],
    [f.var(a), f.varSamp(a)],
    [f.today(), f.currentDate()],
    [f.listFirst(a, (x) => x.gt(1)), f.arrayFirst(a, (x) => x.gt(1))],
  ];

  for (const [alias, main] of same) assertEquals(alias.canonicalName(), main.canonicalName());
});

test("case and when build the same as caseWhen and the builder", () => {
  assertEquals(
    f.case(col("a")).when(1, "one").otherwise("more").canonicalName(),
    f.caseWhen(col("a")).when(1, "one").otherwise("more").canonicalName(),
  );
  assertEquals(
    f.when(col("a").gt(1), "big").end().canonicalName(),
    'CASE WHEN a > Int64(1) THEN Utf8View("big") END',
  );
});

function camelCase(name: string): string {
  return name.replace(/_$/, "").replace(/_([a-z0-9])/g, (_, letter: string) => letter.toUpperCase());
}
