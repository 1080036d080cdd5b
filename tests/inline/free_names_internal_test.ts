import { test } from "node:test";
import { assertEquals } from "@std/assert";
import { parse } from "acorn";
import { analyzeFunction } from "../../src/inline/function_analysis.ts";
import { readFunctionSource } from "../../src/inline/function_source.ts";
import { analysisOf, fromText, memberFromText, sourceOf } from "./support.ts";

/** Source text and the free names that are no standard global, in the order of first use. */
const CASES: readonly (readonly [string, readonly string[]])[] = [
  ["x => x * rate", ["rate"]],
  ["(x) => { const rate = 2; return x * rate; }", []],
  ["function f(n) { return n < 2 ? 1 : n * f(n - 1); }", []],
  ["function (n) { return f(n); }", ["f"]],
  ["async (x) => await load(x)", ["load"]],
  ["async function* f(xs) { for await (const x of xs) yield scale(x); }", ["scale"]],
  ["(x = y, y) => x", []],
  ["(x = outer) => { var outer = 1; return x + outer; }", ["outer"]],
  ["({ a, b: { c = d } = {}, ...rest }) => [a, c, rest, b]", ["d", "b"]],
  ["([a, , b = a, ...c]) => a + b + c", []],
  ["({ [key]: v }) => v", ["key"]],
  ["() => { hoisted(); function hoisted() {} }", []],
  ["() => { use(v); var v = 1; { var w; } return w; }", ["use"]],
  ["() => { { let a = 1; } return a; }", ["a"]],
  ["() => { { function inner() {} } inner(); }", ["inner"]],
  ["() => { for (let i = 0; i < n; i++) {} return i; }", ["n", "i"]],
  ["() => { for (const k in o) sum += k; for (x of xs) {} }", ["o", "sum", "x", "xs"]],
  ["() => { try { a(); } catch { b(); } try {} catch ({ message }) { c(message); } return message; }", [
    "a",
    "b",
    "c",
    "message",
  ]],
  ["(k) => { switch (k) { case one: let z = 1; return z; default: return z; } }", ["one"]],
  ["() => { outer: for (;;) { break outer; } }", []],
  ["(o) => o.p + o[q] + { r: 1, s, [t]: u }.r", ["q", "s", "t", "u"]],
  ["() => tag`a${b}c`", ["tag", "b"]],
  ["() => { ({ a: x.y, b: z[w], c } = v); [p, q = r] = s; }", ["x", "z", "w", "c", "v", "p", "q", "r", "s"]],
  ["() => { a = 1; b += 1; c++; d ??= 1; }", ["a", "b", "c", "d"]],
  ["() => class Local extends Base { [computed] = field; static s = Local; #p = 1; m() { return this.#p + m; } }", [
    "Base",
    "computed",
    "field",
    "m",
  ]],
  ["class A extends B { static { init(A); var v; } x = v; get g() { return A; } }", ["B", "init", "v"]],
  ["class { constructor() { super.toString(); new.target; } }", []],
  ["() => { const f = function g() { return g; }; return g; }", ["g"]],
  ["function f() { return arguments.length + (() => arguments[0])(); }", []],
  ["() => arguments.length", ["arguments"]],
  ["() => { class C {} return new C(); }", []],
  ["(x) => typeof missing + x", ["missing"]],
  ["(x) => x?.a?.[b] ?? c", ["b", "c"]],
  ["() => import(url)", ["url"]],
  ["(x) => { if (x) { var y = 1; } return () => y; }", []],
  ["(x) => { let f = (x) => x + y; let y = 1; return f(x); }", []],
  ["() => { const { a = b, ...c } = d; return [a, c]; }", ["b", "d"]],
  ["(f = function () { return f; }) => f", []],
  ["(a, b = () => a, c = () => d) => { let d; return [b, c]; }", ["d"]],
  ["() => eval('x')", []],
  ["() => ({ async *gen() { yield v; }, get a() { return w; }, set a(z) { x = z; } })", ["v", "w", "x"]],
];

test("free names are those that nothing inside declares", () => {
  for (const [text, names] of CASES) {
    assertEquals(analysisOf(text).freeNames.map(({ name }) => name), [...names], text);
  }
});

test("free names agree with eslint-scope", async () => {
  const { analyze } = await import("eslint-scope") as unknown as {
    analyze: (tree: unknown, options: object) => {
      globalScope: { through: { identifier: { name: string } }[] };
    };
  };
  for (const [text] of CASES) {
    const tree = parse(`(${text}\n)`, { ecmaVersion: "latest", sourceType: "module", ranges: true });
    const { globalScope } = analyze(tree, { ecmaVersion: 2022, sourceType: "module" });
    const expected = new Set(globalScope.through.map(({ identifier }) => identifier.name));
    const { freeNames, standardGlobals, requiredGlobals } = analysisOf(text);
    const found = [...freeNames.map(({ name }) => name), ...standardGlobals, ...requiredGlobals];
    assertEquals(found.sort(), [...expected].sort(), text);
  }
});

test("free names of methods leave their keys out", () => {
  const cases: [string, "object" | "class", string[]][] = [
    ["area(r) { return pi * r * area; }", "object", ["pi", "area"]],
    ["async *items() { yield* source; }", "object", ["source"]],
    ["[Symbol.iterator]() { return it; }", "object", ["it"]],
    ["get value() { return v; }", "object", ["v"]],
    ["set value(x) { w = x; }", "object", ["w"]],
    ["static make() { return thing; }", "class", ["thing"]],
    ["async load() { return await x; }", "class", ["x"]],
  ];
  for (const [text, holder, names] of cases) {
    const source = readFunctionSource(memberFromText(text, holder), "f");
    assertEquals(analyzeFunction(source).freeNames.map(({ name }) => name), names, text);
    assertEquals(analyzeFunction(sourceOf(source.text)).freeNames.map(({ name }) => name), names, source.text);
  }
});

test("uses tell reads from writes, and where the first one is", () => {
  const { freeNames } = analysisOf("(x) => {\n  a = x;\n  b += a2;\n  c++;\n  return d;\n}");
  assertEquals(freeNames.map(({ name, isRead, isWritten, position }) => [name, isRead, isWritten, position]), [
    ["a", false, true, { line: 2, column: 3 }],
    ["b", true, true, { line: 3, column: 3 }],
    ["a2", true, false, { line: 3, column: 8 }],
    ["c", true, true, { line: 4, column: 3 }],
    ["d", true, false, { line: 5, column: 10 }],
  ]);
});

test("globals are standard, or required, or asked for by typeof", () => {
  const { standardGlobals, requiredGlobals, freeNames } = analysisOf(
    "() => [Math.max(1), new URL(a), structuredClone, Deno.pid, process.pid, typeof window === 'undefined' ? 0 : window.x]",
  );
  assertEquals(standardGlobals, ["Math", "URL", "structuredClone"]);
  assertEquals(requiredGlobals, ["Deno", "process"]);
  assertEquals(freeNames.map(({ name }) => name), ["a"]);
});

test("a supplied name wins over a global of the same name", () => {
  const analysis = analyzeFunction(sourceOf("() => [fetch, process]"), new Set(["fetch", "process"]));
  assertEquals(analysis.freeNames.map(({ name }) => name), ["fetch", "process"]);
  assertEquals([analysis.standardGlobals, analysis.requiredGlobals], [[], []]);
});

test("`this`, `new.target` and `super` count only where they reach outside of the function", () => {
  const cases: [string, boolean, boolean][] = [
    ["() => this.a", true, false],
    ["() => { function f() { return this; } return { m() { return this; } }; }", false, false],
    ["() => class { x = this; static { this.y; } [this.k]() {} }", true, false],
    ["function f() { return () => this; }", true, false],
    ["function f() { return () => new.target; }", false, true],
    ["class A { m() { return this; } }", false, false],
    ["class A { [this.k]() {} }", true, false],
  ];
  for (const [text, usesThis, usesNewTarget] of cases) {
    const { thisPosition, newTargetPosition } = analysisOf(text);
    assertEquals([thisPosition !== undefined, newTargetPosition !== undefined], [usesThis, usesNewTarget], text);
  }
});

test("imports inside a function, import.meta and eval are seen", () => {
  const { dynamicImports, importMetaPosition, usesEval } = analysisOf(
    "async (x) => [await import('npm:a'), await import(x), eval('1')]",
  );
  assertEquals(dynamicImports.map(({ specifier }) => specifier), ["npm:a", undefined]);
  assertEquals([importMetaPosition, usesEval], [undefined, true]);
});

test("features are those newer than ECMAScript 2017, in canonical order", () => {
  const cases: [string, string[]][] = [
    ["(x) => x + 1", []],
    ["(o) => o?.a ?? 1", ["nullish-coalescing", "optional-chaining"]],
    ["class { #a = 1n; static { } has(o) { return #a in o; } }", [
      "bigint-literals",
      "class-fields",
      "class-static-blocks",
      "private-fields",
      "private-in",
    ]],
    ["(a) => { a ||= 1_000; try {} catch {} return { ...a }; }", [
      "logical-assignment",
      "numeric-separators",
      "object-spread",
      "optional-catch-binding",
    ]],
    ["async (xs) => { for await (const x of xs) {} }", ["async-iteration"]],
    ["() => [/a.b/s, /(?<y>\\d)/, /(?<=a)b/, /\\p{L}/u, /[a--b]/v, /a/d]", [
      "regexp-dotall",
      "regexp-lookbehind",
      "regexp-match-indices",
      "regexp-named-groups",
      "regexp-unicode-properties",
      "regexp-v-flag",
    ]],
    ["() => [/\\\\p{L}/, /\\(?<=a/, /[(?<=]/]", []],
    ["() => '1_000' + x_1", []],
  ];
  for (const [text, features] of cases) assertEquals<readonly string[]>(analysisOf(text).features, features, text);
});

test("the text of a function is read once and re-parses as an expression", () => {
  const cases: [string, string, string, string][] = [
    ["function f(a) { return a; }", "function f(a) { return a; }", "function", "f"],
    ["async (a) => a // tail", "async (a) => a", "arrow", ""],
    ["class A { }", "class A { }", "class", "A"],
  ];
  for (const [text, expected, form] of cases) {
    const source = readFunctionSource(fromText(text), "f");
    assertEquals([source.text, source.form], [expected, form]);
  }
  const methods: [string, string][] = [
    ["area(r) { return r; }", "function(r) { return r; }"],
    ["async area(r) { return r; }", "async function(r) { return r; }"],
    ["*area(r) { yield r; }", "function*(r) { yield r; }"],
    ["async *area(r) { yield r; }", "async function*(r) { yield r; }"],
    ["get area() { return 1; }", "function() { return 1; }"],
    ["set area(v) { v; }", "function(v) { v; }"],
    ["['a' + 1](r) { return r; }", "function(r) { return r; }"],
    ["get(r) { return r; }", "function(r) { return r; }"],
    ["async(r) { return r; }", "function(r) { return r; }"],
    ["static(r) { return r; }", "function(r) { return r; }"],
  ];
  for (const [text, expected] of methods) {
    const source = readFunctionSource(memberFromText(text), "f");
    assertEquals([source.text, source.form], [expected, "method"]);
    assertEquals(readFunctionSource(fromText(source.text), "f").text, expected);
  }
});
