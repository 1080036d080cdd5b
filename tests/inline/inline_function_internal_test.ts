import { test } from "node:test";
import { assert, assertEquals, assertThrows } from "@std/assert";
import {
  DecodeError,
  UdfCaptureError,
  UdfDefinitionError,
  UdfFreeVariableError,
  UdfImportError,
  UdfSourceError,
} from "../../src/errors.ts";
import {
  type AnyFunction,
  capture,
  contentKey,
  decodeInlineFunction,
  encodeInlineFunction,
  inlineFunction,
  inlineModuleExport,
  type InlineOptions,
} from "../../src/inline/mod.ts";
import { fromBinary, toBinary } from "@bufbuild/protobuf";
import { InlineFunctionSchema } from "../../src/gen/fusewire/v1/inline_function_pb.ts";
import { fromText, memberFromText } from "./support.ts";

const inline = (fn: AnyFunction, more: Partial<InlineOptions> = {}): ReturnType<typeof inlineFunction> =>
  inlineFunction(fn, { name: "score", kind: "scalar", ...more });

test("a free variable is named with line, column, code frame and the exact fix", () => {
  const fn = fromText("(x) => {\n  const y = x * 2;\n  return y * rate + base;\n}");
  const error = assertThrows(() => inline(fn, { captures: { table: 1 } }), UdfFreeVariableError);
  assertEquals(
    error.message,
    `Cannot ship UDF "score": it reads "rate" (line 3, column 14), which exists only in the module that defines it, must be listed in captures
  2 |   const y = x * 2;
> 3 |   return y * rate + base;
    |              ^
  4 | }
  Try: udf(score, …, { captures: { table, rate, base } })`,
  );
  assertEquals([error.code, error.udf, error.variable, error.position], [
    "E_UDF_FREE_VARIABLE",
    "score",
    "rate",
    { line: 3, column: 14 },
  ]);
});

test("the remedy speaks of the call that defined the function", () => {
  const cases: [Partial<InlineOptions>, string][] = [
    [{ kind: "scalar" }, "udf(score, …, { captures: { rate } })"],
    [{ kind: "aggregate" }, "udaf(score, …, { captures: { rate } })"],
    [{ kind: "window" }, "udwf(score, …, { captures: { rate } })"],
    [{ kind: "function" }, "capture(score, { rate })"],
    [{ kind: "function", definedBy: "pool.map" }, "pool.map(score, …, { captures: { rate } })"],
  ];
  for (const [more, remedy] of cases) {
    assertEquals(assertThrows(() => inline(fromText("(x) => x * rate"), more), UdfFreeVariableError).remedy, remedy);
  }
  const assigns = assertThrows(() => inline(fromText("(x) => { last = x; }")), UdfFreeVariableError);
  assert(assigns.message.startsWith(`Cannot ship UDF "score": it assigns to "last" (line 1, column 10), which exists`));
});

test("a captured function must be self-contained or marked", () => {
  const helper = Object.defineProperty(fromText("(x) => x * rate"), "name", { value: "helper" });
  const error = assertThrows(
    () => inline(fromText("(x) => tools.helper(x)"), { captures: { tools: { helper } } }),
    UdfFreeVariableError,
  );
  assertEquals(
    error.message,
    `Cannot ship UDF "score": its captured function "helper" at captures.tools.helper reads "rate" (line 1, column 12), which exists only in the module that defines it, must be listed in captures
> 1 | (x) => x * rate
    |            ^
  Try: capture(helper, { rate })`,
  );
  const bad = capture(fromText("(x) => x * rate"), { rate: 2 });
  assertEquals(inline(fromText("(x) => helper(x)"), { captures: { helper: bad } }).captures.length > 0, true);
});

test("names that no worker can supply have a remedy of their own", () => {
  const cases: [string, string, string][] = [
    [
      "() => arguments[0]",
      "which an arrow function takes from the code around it, must be a rest parameter",
      "(...args) => … and args in place of arguments",
    ],
    [
      "() => require('fs')",
      "which only CommonJS modules have, must be replaced by an import",
      `udf(score, …, { imports: { fs: "node:fs" } }) and the name fs in the function`,
    ],
    [
      "() => __dirname",
      "which only CommonJS modules have, must be replaced by an import",
      "captures: { dir: __dirname } and the name dir in the function",
    ],
  ];
  for (const [text, why, remedy] of cases) {
    const error = assertThrows(() => inline(fromText(text)), UdfFreeVariableError, why);
    assertEquals(error.remedy, remedy);
  }
  const minified = assertThrows(() => inline(fromText("(e) => t(e) + n")), UdfFreeVariableError);
  assert(minified.remedy!.includes("your bundler shortened it"));
});

test("what compilers, bundlers and coverage tools did is recognised and named", () => {
  const cases: [string, string, string][] = [
    [
      "function f(x) { return __awaiter(this_, void 0, void 0, function* () { return x; }); }",
      "__awaiter",
      "TypeScript",
    ],
    ["(x) => __async(null, null, function* () { return x; })", "__async", "esbuild"],
    ["(x) => _asyncToGenerator(function* () { return x; })()", "_asyncToGenerator", "Babel"],
    ["(x) => _object_spread({}, x)", "_object_spread", "SWC"],
    ["(x) => { cov_1a2b3c().s[0]++; return x; }", "cov_1a2b3c", "Istanbul"],
    ["(x) => { __cov_abc.s['1']++; return x; }", "__cov_abc", "coverage tool"],
    ["(x) => stryMutAct_9fa48('0') ? x : 1", "stryMutAct_9fa48", "Stryker"],
    ["(x) => _interopRequireDefault(x)", "_interopRequireDefault", "Babel"],
    ["(x) => (0, math_1.scale)(x)", "math_1", `TypeScript made of the import of "math"`],
    ["(x) => import_math.scale(x)", "import_math", `esbuild made of the import of "math"`],
    ["(x) => (0, _math.scale)(x)", "_math", `the compiler made of the import of "math"`],
    ["(x) => __vite_ssr_import_0__.scale(x)", "__vite_ssr_import_0__", "Vite"],
    ["(x) => __webpack_require__(1)(x)", "__webpack_require__", "bundler"],
  ];
  for (const [text, name, tool] of cases) {
    const error = assertThrows(() => inline(fromText(text)), UdfSourceError);
    assert(error.message.startsWith(`Cannot ship UDF "score": it uses "${name}" (line 1, column `), error.message);
    assert(error.rawMessage.includes(tool) && error.rawMessage.includes(": the source was rewritten\n"), error.message);
    assert(error.remedy!.length > 10);
  }
});

test("names that an author may have written are free variables", () => {
  for (
    const text of [
      "(x) => x * weights_2024",
      "(x) => import_rate(x)",
      "(x) => _get(x)",
      "(x) => scale_1[x] + scale_1.y",
    ]
  ) {
    assertThrows(() => inline(fromText(text)), UdfFreeVariableError);
  }
});

test("functions without source are refused with what they are", () => {
  const target = fromText("(x) => x");
  const cases: [AnyFunction, string][] = [
    [Math.max, "a built-in function"],
    [String.prototype.trim, "a built-in function"],
    [fromText("function up(x) { return x; }").bind(null), "a bound function"],
    [new Proxy(target, {}), "a Proxy"],
  ];
  for (const [fn, what] of cases) {
    const error = assertThrows(() => inline(fn), UdfSourceError);
    assert(
      error.message.startsWith(`Cannot ship UDF "score": it is ${what} without source text ("function`),
      error.message,
    );
    assertEquals([error.code, error.udf], ["E_UDF_SOURCE", "score"]);
  }
  assertEquals(
    assertThrows(() => inline(5 as unknown as AnyFunction), UdfSourceError).message,
    `Cannot ship UDF "score": it is a number, must be a function or class`,
  );
});

test("what belongs to the code around a function is refused", () => {
  const cases: [AnyFunction, Partial<InlineOptions>, string][] = [
    [fromText("() => this.rate"), {}, `it uses "this" of the code around it (line 1, column 7), which does not travel`],
    [
      memberFromText("m(x) { return this.rate * x; }"),
      {},
      `it uses "this", and the object that it was called on (line 1, column 15)`,
    ],
    [fromText("function (x) { return this.rate; }"), {}, `it uses "this", and the object that it was called on`],
    [fromText("() => class { [this.k]() {} }"), {}, `it uses "this" of the code around it`],
    [
      memberFromText("m() { return super.m(); }"),
      {},
      `it is a method that needs the class or object around it ('super' keyword outside a method), must stand alone`,
    ],
  ];
  for (const [fn, more, message] of cases) assertThrows(() => inline(fn, more), UdfSourceError, message);
  assertEquals(inline(fromText("function Sum() { this.n = 0; }"), { kind: "aggregate" }).form, "function");
  assertThrows(
    () => inline(fromText("async () => await import('./other.ts')")),
    UdfImportError,
    `it imports "./other.ts" (line 1, column 19), which is relative to the module that defines it`,
  );
  const sloppy = (0, eval)("(function f(a) { return 0" + "17 + a; })") as AnyFunction;
  assertThrows(
    () => inline(sloppy),
    UdfSourceError,
    "it has source that does not stand alone as strict mode JavaScript (line 1, column 24: ",
  );
  function Old(this: { v: number }): void {
    this.v = 1;
  }
  Old.prototype.get = () => 1;
  class Grown {}
  Object.assign(Grown.prototype, { late: () => 1 });
  assertThrows(
    () => inline(Grown, { kind: "aggregate" }),
    UdfSourceError,
    `it has a prototype that was changed from outside ("late")`,
  );
  const torn = fromText("() => '\ud800'");
  assertThrows(() => inline(torn), UdfSourceError, "its source holds half of a surrogate pair");
  assertThrows(
    () => inline(Old, { kind: "aggregate" }),
    UdfSourceError,
    `it has a prototype that was changed from outside ("get")`,
  );
});

test("captured values that cannot travel are refused with the path from captures", () => {
  const error = assertThrows(
    () => inline(fromText("(x) => model"), { captures: { model: { session: new WeakMap() } } }),
    UdfCaptureError,
  );
  assertEquals(
    error.message,
    `Cannot ship UDF "score": captures.model.session is a WeakMap, whose entries cannot be listed, must be a value that can be copied into bytes\n  Try: capture a Map`,
  );
  assertEquals([error.path, error.udf], ["captures.model.session", "score"]);
  const marked = assertThrows(
    () => capture(fromText("(x) => model"), { model: { session: Promise.resolve() } }),
    UdfCaptureError,
  );
  assertEquals(marked.path, "captures.model.session");
  const bound = fromText("function up() {}").bind(null);
  const native = assertThrows(
    () => inline(fromText("() => tools.up"), { captures: { tools: { up: bound } } }),
    UdfCaptureError,
  );
  assertEquals([native.path, native.remedy], [
    "captures.tools.up",
    `pass "up" itself and list what it was bound to in captures`,
  ]);
  const helper = Object.assign(fromText("(x) => x"), { cache: new WeakSet() });
  assertEquals(
    assertThrows(() => inline(fromText("(x) => helper"), { captures: { helper } }), UdfCaptureError).path,
    "captures.helper.cache",
  );
});

test("captures and imports have names that code can use, each once", () => {
  for (const name of ["a-b", "class", "eval", "arguments", "await", "1a", ""]) {
    assertThrows(
      () => inline(fromText("() => 1"), { captures: { [name]: 1 } }),
      UdfDefinitionError,
      JSON.stringify(name),
    );
    assertThrows(() => inline(fromText("() => 1"), { imports: { [name]: "npm:a" } }), UdfDefinitionError);
  }
  assertEquals(
    assertThrows(
      () => inline(fromText("() => a"), { captures: { a: 1 }, imports: { a: "npm:a" } }),
      UdfDefinitionError,
    ).message,
    `Cannot bind "a" in "score": it stands in captures and in imports, must be in one of them`,
  );
  for (const specifier of ["./a.ts", "../a.ts", "/a.ts", ""]) {
    assertThrows(() => inline(fromText("() => a"), { imports: { a: specifier } }), UdfImportError);
  }
  const { imports } = inline(fromText("() => [z, a, b]"), {
    imports: { z: "npm:z@1", a: new URL("https://a.b/c.js"), b: { from: "npm:b", name: "mean" } },
  });
  assertEquals(imports, [
    { local: "a", specifier: "https://a.b/c.js", exported: "*" },
    { local: "b", specifier: "npm:b", exported: "mean" },
    { local: "z", specifier: "npm:z@1", exported: "*" },
  ]);
});

test("requirements of captured functions count", () => {
  const helper = fromText("(x) => x?.a ?? process.pid");
  const { requiredGlobals, features } = inline(fromText("(x) => Deno.pid + helper(x) ** 2n"), { captures: { helper } });
  assertEquals(requiredGlobals, ["Deno", "process"]);
  assertEquals(features, ["bigint-literals", "nullish-coalescing", "optional-chaining"]);
});

const CONTRACT = {
  inputSchema: Uint8Array.of(1, 2),
  returnSchema: Uint8Array.of(3),
  stateSchema: Uint8Array.of(4, 5, 6),
  volatility: "stable",
  nulls: "propagate",
  int64: "number-checked",
  mode: "batch",
  methods: ["retract"],
  usesFrame: true,
} as const;

const full = (): ReturnType<typeof inlineFunction> =>
  inlineFunction(fromText("async function* (x) { yield helper(x) + a.b + z + Deno.pid; }"), {
    name: "größe",
    kind: "window",
    captures: { helper: fromText("(x) => x?.y"), z: new Map([["k", 1]]) },
    imports: { a: { from: "npm:a@1", name: "default" } },
    ...CONTRACT,
  });

test("a description survives the wire, and equal functions give equal bytes", () => {
  const fn = full();
  const bytes = encodeInlineFunction(fn);
  const copy = decodeInlineFunction(bytes);
  assertEquals(copy, fn);
  assertEquals(encodeInlineFunction(copy), bytes);
  assertEquals([copy.isAsync, copy.isGenerator], [true, true]);
  assert(Object.isFrozen(fn) && Object.isFrozen(copy) && Object.isFrozen(copy.imports));
  assertEquals(encodeInlineFunction(full()), bytes);
  assertEquals(contentKey(full()), contentKey(copy));
  const text = "(x) => x * a + b";
  assertEquals(
    encodeInlineFunction(inline(fromText(text), { captures: { a: 1, b: 2 } })),
    encodeInlineFunction(inline(fromText(text), { captures: { b: 2, a: 1 } })),
  );
});

test("the payload is fusewire.v1.InlineFunction, field by field", () => {
  const hex = (fn: Parameters<typeof encodeInlineFunction>[0]): string =>
    [...encodeInlineFunction(fn)].map((byte) => byte.toString(16).padStart(2, "0")).join("");
  const ascii = (text: string): string => [...text].map((char) => char.charCodeAt(0).toString(16)).join("");
  assertEquals(
    hex(inlineFunction(fromText("x => x"), { name: "f", kind: "scalar", volatility: "immutable", nulls: "pass" })),
    `0a01${ascii("f")}` + "1001" + `1a06${ascii("x => x")}` + "2802" + "5801" + "6001",
  );
  assertEquals(
    hex(inlineModuleExport({ name: "f", kind: "function", specifier: "npm:a", exported: "b" })),
    `0a01${ascii("f")}` + "1004" + `220a0a05${ascii("npm:a")}1201${ascii("b")}`,
  );
});

test("the hand-written payload is what protobuf's own code reads and writes", () => {
  for (
    const fn of [
      full(),
      inline(fromText("x => x")),
      inlineModuleExport({ ...CONTRACT, name: "", kind: "aggregate", specifier: "npm:a", exported: "*" }),
    ]
  ) {
    const bytes = encodeInlineFunction(fn);
    const message = fromBinary(InlineFunctionSchema, bytes);
    assertEquals(message.$unknown, undefined);
    assertEquals([message.name, message.imports.map(({ local }) => local)], [
      fn.name,
      fn.imports.map(({ local }) => local),
    ]);
    assertEquals(message.body.value instanceof Object ? "" : message.body.value, fn.source);
    assertEquals(toBinary(InlineFunctionSchema, message), bytes);
  }
});

test("fields of newer senders survive", () => {
  const bytes = encodeInlineFunction(inline(fromText("x => x")));
  const extra = [
    0x82,
    0x02,
    0x02,
    0x68,
    0x69,
    0x88,
    0x02,
    0x96,
    0x01,
    0x91,
    0x02,
    1,
    2,
    3,
    4,
    5,
    6,
    7,
    8,
    0x9d,
    0x02,
    1,
    2,
    3,
    4,
  ];
  const newer = Uint8Array.of(...bytes, ...extra);
  const fn = decodeInlineFunction(newer);
  assertEquals([...fn.unknownFields], extra);
  assertEquals(encodeInlineFunction(fn), newer);
});

test("payloads cut short at any byte are refused or complete", () => {
  const bytes = encodeInlineFunction(full());
  let refused = 0;
  for (let length = 0; length < bytes.length; length++) {
    try {
      decodeInlineFunction(bytes.slice(0, length));
    } catch (error) {
      assert(error instanceof DecodeError && typeof error.offset === "number" && error.offset <= length);
      refused++;
    }
  }
  // Between two fields, a shorter message is a message.
  assert(refused > bytes.length * 0.8);
});

test("malformed payloads are refused with an offset", () => {
  const cases: [number[], string][] = [
    [[], "the kind of function is missing"],
    [[0x10, 0x01], "both source and module are missing"],
    [[0x10, 0x01, 0x1a, 0x00], "the form of the source is missing"],
    [[0x10, 0x09], "the kind of function is unknown to this build"],
    [[0x10, 0x00], "the kind of function is unknown to this build"],
    [[0x12, 0x00], "field 2 has wire type 2, must have 0"],
    [[0x00], "field numbers start at 1"],
    [[0x1a, 0x01, 0xff], "the text is not valid UTF-8"],
    [[0x87, 0x02], "wire type 7 does not exist"],
    [[0x32, 0xff, 0xff, 0xff, 0xff, 0x0f], "bytes are needed, but only 0 follow"],
    [[0x3a, 0x7f, 0x0a], "127 bytes are needed, but only 1 follow"],
  ];
  for (const [bytes, problem] of cases) {
    const error = assertThrows(() => decodeInlineFunction(Uint8Array.from(bytes)), DecodeError, problem);
    assert(typeof error.offset === "number" && error.message.startsWith("Cannot read inline function at byte "));
  }
});

test("5,000 mutated payloads decode or are refused, never anything else", () => {
  const bytes = encodeInlineFunction(full());
  let state = 7;
  const random = (): number => (state = (state * 48271) % 0x7fffffff);
  for (let run = 0; run < 5000; run++) {
    const mutated = bytes.slice();
    for (let change = 1 + random() % 3; change > 0; change--) mutated[random() % mutated.length] = random() & 0xff;
    try {
      decodeInlineFunction(mutated);
    } catch (error) {
      if (!(error instanceof DecodeError)) throw new Error(`run ${run}`, { cause: error });
    }
  }
});
