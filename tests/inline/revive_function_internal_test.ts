import { test } from "node:test";
import { assert, assertEquals, assertRejects, assertStrictEquals, assertThrows } from "@std/assert";
import { RuntimeMismatchError, UdfImportError, UdfRuntimeError } from "../../src/errors.ts";
import {
  type AnyFunction,
  capture,
  checkRuntime,
  decodeInlineFunction,
  encodeInlineFunction,
  importsLoaded,
  type InlineFunction,
  inlineFunction,
  inlineModuleExport,
  type InlineOptions,
  loadImports,
  neededModules,
  reviveFunction,
  runtimeStamp,
} from "../../src/inline/mod.ts";
import { localSpecifier } from "../../src/inline/module_loader.ts";
import { fromText, memberFromText } from "./support.ts";

/** There and back through bytes, as a worker sees it. */
function travel(fn: AnyFunction, more: Partial<InlineOptions> = {}): InlineFunction {
  return decodeInlineFunction(encodeInlineFunction(inlineFunction(fn, { name: "f", kind: "function", ...more })));
}

// deno-lint-ignore no-explicit-any
const revived = (fn: AnyFunction, more: Partial<InlineOptions> = {}): any => reviveFunction(travel(fn, more));

test("every form of function runs again", async () => {
  assertEquals(revived(fromText("(x) => x * 2"))(4), 8);
  assertEquals(revived(fromText("function fact(n) { return n < 2 ? 1 : n * fact(n - 1); }"))(5), 120);
  assertEquals(revived(memberFromText("area(r) { return r * 3; }"))(2), 6);
  assertEquals(revived(memberFromText("get area() { return 7; }"))(), 7);
  assertEquals(await revived(fromText("async (x) => x + 1"))(1), 2);
  assertEquals([...revived(fromText("function* (n) { for (let i = 0; i < n; i++) yield i; }"))(3)], [0, 1, 2]);
  const items: number[] = [];
  for await (const item of revived(fromText("async function* () { yield 1; yield 2; }"))()) items.push(item);
  assertEquals(items, [1, 2]);
  const Sum = revived(
    fromText(
      "class Sum { #n = 0; static zero = 0; add(x) { this.#n += x; return this; } get n() { return this.#n; } }",
    ),
  );
  assertEquals([new Sum().add(2).add(3).n, Sum.zero, Sum.name], [5, 0, "f"]);
});

test("captures are copies of the moment of definition, and each is its own", () => {
  const table = new Map([["a", 1]]);
  const fn = inlineFunction(fromText("(k) => table.get(k)"), { name: "f", kind: "function", captures: { table } });
  table.set("a", 2);
  assertEquals((reviveFunction(fn) as (k: string) => unknown)("a"), 1);
  const marked = capture(fromText("() => list.length + extra"), { list: [1, 2], extra: 1 });
  assertEquals(revived(marked)(), 3);
  assertEquals(revived(marked, { captures: { extra: 10 } })(), 12);
  const list = [1];
  const frozen = capture(fromText("() => list.length"), { list });
  list.push(2);
  assertEquals(revived(frozen)(), 1);
});

test("helpers and classes travel with their own captures, and stay one", () => {
  class Money {
    readonly c: number;
    constructor(c: number) {
      this.c = c;
    }
  }
  let factor = 0;
  factor = 2;
  class Price extends Money {
    get twice(): number {
      return this.c * factor;
    }
  }
  capture(Price, { Money, factor });
  const make = capture(fromText("(c) => new Price(c)"), { Price });
  const fn = fromText(
    "(c) => { const p = make(c); return [p instanceof Price, p instanceof Money, p.twice, table.make === make]; }",
  );
  assertEquals(revived(fn, { captures: { Money, Price, make, table: { make } } })(4), [true, true, 8, true]);
});

test("functions that refer to each other, to themselves, or to data that holds them", () => {
  const even = fromText("(n) => n === 0 || odd(n - 1)");
  const odd = capture(fromText("(n) => n !== 0 && even(n - 1)"), { even });
  capture(even, { odd });
  assertEquals(revived(fromText("(n) => [even(n), odd(n)]"), { captures: { even, odd } })(7), [false, true]);
  const registry: Record<string, unknown> = {};
  const lookup = fromText("(k) => registry[k]");
  registry.lookup = lookup;
  capture(lookup, { registry });
  const call = revived(fromText("() => lookup('lookup') === lookup"), { captures: { lookup } });
  assertEquals(call(), true);
});

test("own properties of helpers travel, methods keep their object", () => {
  const helper = Object.assign(fromText("(x) => x + 1"), { unit: "m" });
  assertEquals(revived(fromText("(x) => helper(x) + helper.unit"), { captures: { helper } })(1), "2m");
  const model = { w: 3, predict: memberFromText("predict(x) { return this.w * x; }") };
  assertEquals(revived(fromText("(x) => model.predict(x)"), { captures: { model } })(2), 6);
  const named = fromText("() => helper.name");
  const inner = Object.defineProperty(fromText("() => 1"), "name", { value: "inner" });
  assertEquals(revived(named, { captures: { helper: inner } })(), "inner");
});

test("members of object literals and factories that other writers send run, too", () => {
  const base = travel(fromText("() => 1"), { captures: { rate: 2 } });
  const cases: [InlineFunction["form"], string, (made: AnyFunction) => unknown, unknown][] = [
    ["method", "area(r) { return r * rate; }", (made) => made(3), 6],
    ["getter", "get area() { return rate; }", (made) => made(), 2],
    ["setter", "set area(v) { v.push(rate); }", (made) => {
      const seen: unknown[] = [];
      made(seen);
      return seen;
    }, [2]],
    ["object", "{ update(x) { return x + rate; } }", (made) => (made() as { update(x: number): number }).update(1), 3],
  ];
  for (const [form, source, run, expected] of cases) {
    const fn = decodeInlineFunction(encodeInlineFunction({ ...base, form, source }));
    assertEquals(run(reviveFunction(fn)), expected);
  }
});

test("esbuild's __name is supplied", () => {
  const fn = fromText("() => { const inner = __name(() => 1, 'inner'); return [inner.name, inner()]; }");
  assertEquals(revived(fn)(), ["inner", 1]);
});

test("code runs in strict mode and shows its name in stacks", () => {
  assertEquals(revived(fromText("function () { return (function () { return this; })(); }"))(), undefined);
  const thrower = reviveFunction(
    inlineFunction(fromText("() => { throw new Error('x'); }"), { name: "bad name", kind: "scalar" }),
  ) as () => unknown;
  const error = assertThrows(thrower, Error, "x");
  assert(error.stack!.includes("fusewire:scalar/bad%20name"), error.stack!);
});

test("the same content is made once per realm; decoding makes nothing", () => {
  const global = globalThis as unknown as { made: number };
  const fn = fromText("class { static { globalThis.made++; } }");
  global.made = 0;
  const first = travel(fn, { kind: "aggregate" });
  const second = travel(fn, { kind: "aggregate" });
  assertEquals(global.made, 0);
  assertStrictEquals(reviveFunction(first), reviveFunction(second));
  assertStrictEquals(reviveFunction(first), reviveFunction(first));
  assertEquals(global.made, 1);
  assert(reviveFunction(first, { revivers: {} }) !== reviveFunction(first));
});

test("reducers of higher rooms carry their values through capture() as well", () => {
  class Table {
    readonly rows: number;
    constructor(rows: number) {
      this.rows = rows;
    }
  }
  const reducers = [{
    tag: "table",
    test: (value: object) => value instanceof Table,
    reduce: (table: Table) => table.rows,
  }];
  const revivers = { table: (rows: unknown) => new Table(rows as number) };
  const table = new Table(5);
  const helper = capture(fromText("() => table"), { table, list: [table] }, { reducers });
  const fn = travel(fromText("() => helper() === table && table.rows"), { captures: { helper, table }, reducers });
  assertEquals((reviveFunction(fn, { revivers }) as () => unknown)(), 5);
});

test("what cannot be made says what, where it was made, and where it is", () => {
  const here = runtimeStamp();
  const base = travel(fromText("() => 1"));
  const cases: [Partial<InlineFunction>, string][] = [
    [{ source: "(x) => {", features: [] }, "its source does not parse here: "],
    [{ source: "5" }, `"f" is number, must be a function or class`],
    [{ source: "(() => { throw new TypeError('no'); })()" }, `"f" threw while it was made: no`],
    [{ requiredGlobals: ["Absent"] }, `it reads the global "Absent", which ${here.split("/")[0]} lacks here`],
    [{ requiredGlobals: ["Absent", "Gone"] }, `it reads the globals "Absent", "Gone", which`],
    [
      { imports: [{ local: "a) { evil(); }, (b", specifier: "x", exported: "*" }] },
      `it binds "a) { evil(); }, (b", must bind distinct names that code can use`,
    ],
  ];
  for (const [change, problem] of cases) {
    const error = assertThrows(
      () => reviveFunction({ ...base, ...change }, { stamp: "bun/9.9" }),
      UdfRuntimeError,
      problem,
    );
    assert(error.message.startsWith(`Cannot run inline function "f" (made on bun/9.9) on ${here}: `), error.message);
    assertEquals(error.code, "E_UDF_RUNTIME");
  }
});

test("checkRuntime(exact) refuses other runtimes and versions, compatible does not", () => {
  const needs = { udf: "f", stamp: "bun/9.9", requiredGlobals: [] };
  checkRuntime("compatible", needs);
  checkRuntime("exact", { ...needs, stamp: runtimeStamp() });
  const error = assertThrows(() => checkRuntime("exact", needs), RuntimeMismatchError);
  assertEquals(
    error.message,
    `Cannot run inline function "f": it was made on bun/9.9, this is ${runtimeStamp()}, and the runtime check is "exact", ` +
      `must be the same runtime and version\n` +
      `  Try: run sender and receiver on the same runtime version, or ctx.withRuntimeCheck("compatible")`,
  );
  assertEquals([error.found, error.here], ["bun/9.9", runtimeStamp()]);
});

const STATS = new URL("./stats_fixture.ts", import.meta.url).href;

test("imports are loaded before the first row, for the function and its helpers", async () => {
  const helper = capture(fromText("() => seven"), {}, { imports: { seven: { from: STATS, name: "default" } } });
  const fn = travel(fromText("(xs) => stats.mean(xs) + helper()"), {
    captures: { helper },
    imports: { stats: `${STATS}?again` },
  });
  assertEquals(neededModules(fn), [STATS, `${STATS}?again`]);
  assertEquals(importsLoaded(fn), false);
  assertThrows(() => reviveFunction(fn), UdfImportError, "is not loaded, must be loaded before the first row");
  await loadImports(fn);
  assertEquals(importsLoaded(fn), true);
  assertEquals((reviveFunction(fn) as (xs: number[]) => number)([1, 2, 3]), 9);
});

test("a module that is missing names itself, the function and the remedy, and may be tried again", async () => {
  const fn = travel(fromText("() => lib.x"), { name: "score", imports: { lib: "no-such-package-here" } });
  const error = await assertRejects(() => loadImports(fn), UdfImportError);
  assert(error.message.startsWith(`Cannot import module "no-such-package-here" for "score" on `), error.message);
  assertEquals([error.udf, error.module, error.code], ["score", "no-such-package-here", "E_UDF_IMPORT"]);
  assert(/deno add|bun add|npm install/.test(error.remedy!) && error.cause !== undefined);
  await loadImports(fn, () => Promise.resolve({ x: 5 }));
  assertEquals((reviveFunction(fn) as () => number)(), 5);
  const absent = travel(fromText("() => y"), { imports: { y: { from: "no-such-package-here", name: "y" } } });
  await loadImports(absent);
  assertThrows(
    () => reviveFunction(absent),
    UdfImportError,
    `Cannot import "y" of module "no-such-package-here" in "f": the module exports x`,
  );
});

test("a function by module is loaded, not made", async () => {
  const fn = decodeInlineFunction(
    encodeInlineFunction(inlineModuleExport({ name: "m", kind: "scalar", specifier: STATS, exported: "mean" })),
  );
  await loadImports(fn);
  assertEquals((reviveFunction(fn) as (xs: number[]) => number)([1, 3]), 2);
});

test("specifiers are called what the runtime calls them", () => {
  const cases: [string, string][] = [
    ["npm:simple-statistics", "simple-statistics"],
    ["npm:simple-statistics@7", "simple-statistics"],
    ["npm:@scope/name@1.2.3/sub/path.js", "@scope/name/sub/path.js"],
    ["npm:/left-pad@1", "left-pad"],
    ["jsr:@std/math@1", "@jsr/std__math"],
    ["jsr:@std/math/sum", "@jsr/std__math/sum"],
    ["node:fs", "node:fs"],
    ["https://a.b/c.js", "https://a.b/c.js"],
    ["plain", "plain"],
  ];
  for (const [given, expected] of cases) {
    assertEquals(localSpecifier(given, "bun"), expected);
    assertEquals(localSpecifier(given, "deno"), given);
  }
});
