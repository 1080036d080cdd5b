import { test } from "node:test";
import { assert, assertEquals, assertThrows } from "@std/assert";
import { InlineSizeError } from "../../src/errors.ts";
import {
  capture,
  checkInlineSize,
  encodeFrame,
  encodeInlineFunction,
  explainInline,
  type InlineFunction,
  inlineFunction,
  inspectPayload,
  runtimeStamp,
} from "../../src/inline/mod.ts";
import { fromText } from "./support.ts";

const frame = (fn: InlineFunction, stamp?: string): Uint8Array => encodeFrame(fn.kind, encodeInlineFunction(fn), stamp);

const score = (): InlineFunction =>
  inlineFunction(fromText("(x) => helper(x) * big[0] + stats.mean(x)"), {
    name: "score",
    kind: "scalar",
    captures: {
      helper: Object.defineProperty(capture(fromText("(x) => x * rate"), { rate: 2 }), "name", { value: "helper" }),
      big: new Float64Array(1000),
    },
    imports: { stats: "npm:simple-statistics" },
    volatility: "immutable",
    nulls: "propagate",
    int64: "bigint",
    mode: "row",
  });

test("inspectPayload() tells what travels without running it", () => {
  const bytes = frame(score());
  assertEquals(inspectPayload(bytes), {
    family: "fusewire",
    kind: "scalar",
    sizeBytes: bytes.length,
    name: "score",
    wireVersion: 1,
    stamp: runtimeStamp(),
    source: "(x) => helper(x) * big[0] + stats.mean(x)",
    form: "arrow",
    module: undefined,
    captures: [{ name: "big", sizeBytes: 8006 }, { name: "helper", sizeBytes: 40 }],
    capturedFunctions: ["helper"],
    tags: [],
    imports: [{ local: "stats", specifier: "npm:simple-statistics", exported: "*" }],
    modules: ["npm:simple-statistics"],
    requiredGlobals: [],
    features: [],
    isAsync: false,
    isGenerator: false,
    volatility: "immutable",
    nulls: "propagate",
    int64: "bigint",
    mode: "row",
    problems: [],
  });
});

test("inspectPayload() lists all problems of this receiver at once", () => {
  const fn: InlineFunction = {
    ...score(),
    kind: "window",
    source: "(x) => {\n  return x +;\n}",
    requiredGlobals: ["Absent", "Gone"],
  };
  const bytes = encodeFrame("scalar", encodeInlineFunction(fn), "bun/9.9");
  const here = runtimeStamp();
  assertEquals(inspectPayload(bytes, { policy: "exact", knownTags: [], limitBytes: 100 }).problems, [
    `it is ${bytes.length} bytes, this receiver takes 100`,
    `its frame says scalar, its payload says window`,
    `it was made on bun/9.9, this is ${here}, and the runtime check is "exact"`,
    `it was made on bun/9.9 and reads the global "Absent", which ${here} lacks here`,
    `it was made on bun/9.9 and reads the global "Gone", which ${here} lacks here`,
    `the source of "score" does not parse (line 2, column 13: Unexpected token)`,
  ]);
});

test("inspectPayload() never throws, whatever the bytes", () => {
  const foreign = Uint8Array.from("DFPYUDF\x01\x03\x0b", (char) => char.charCodeAt(0));
  assertEquals(inspectPayload(foreign).problems, [
    `it is a Python function (prefix "DFPYUDF", wire version 1, Python 3.11): it travels through unchanged, ` +
    `but cannot be evaluated here`,
  ]);
  const bytes = frame(score());
  for (let length = 0; length < 400; length++) assert(inspectPayload(bytes.slice(0, length)).problems.length >= 0);
  let state = 3;
  const random = (): number => (state = (state * 48271) % 0x7fffffff);
  for (let run = 0; run < 2000; run++) {
    const mutated = bytes.slice(0, 300);
    mutated[random() % mutated.length] = random() & 0xff;
    inspectPayload(mutated);
  }
});

test("explainInline() tells what travels by value and by reference, and what is odd", () => {
  const fn = inlineFunction(fromText("(x) => { last = x; return stats.mean(x) + Deno.pid; }"), {
    name: "score",
    kind: "scalar",
    captures: { last: 0, unused: "text" },
    imports: { stats: "npm:simple-statistics" },
  });
  const explained = explainInline(fn);
  assertEquals(explained.sizeBytes, frame(fn).length);
  assertEquals(explained.byValue.captures, [
    { name: "last", sizeBytes: 8, isUsed: true, isWritten: true },
    { name: "unused", sizeBytes: 14, isUsed: false, isWritten: false },
  ]);
  assertEquals(explained.byReference.imports.map(({ specifier }) => specifier), ["npm:simple-statistics"]);
  assertEquals(explained.notes, [
    `capture "last" is assigned to: each worker changes its own copy, nothing comes back`,
    `capture "unused" is not used by the source; it travels all the same (14 bytes)`,
    `it runs only where the global "Deno" exists`,
  ]);
});

test("large payloads warn once per name, and are refused above the limit with the heaviest capture", () => {
  const warnings: string[] = [];
  const original = console.warn;
  console.warn = (text: string): void => {
    warnings.push(text);
  };
  try {
    const heavy = inlineFunction(fromText("() => [small, table]"), {
      name: "heavy",
      kind: "scalar",
      captures: { small: 1, table: new Float64Array(200_000) },
    });
    const sizeBytes = frame(heavy).length;
    for (let i = 0; i < 3; i++) checkInlineSize(heavy, sizeBytes);
    checkInlineSize(score(), 1000);
    assertEquals(warnings.length, 1);
    assert(
      warnings[0]!.startsWith(
        `fusewire: function "heavy" travels as ${sizeBytes} bytes; the capture "table" takes 1600008 of them. To make it smaller, `,
      ),
      warnings[0],
    );
    const error = assertThrows(() => checkInlineSize(heavy, sizeBytes, 1_000_000), InlineSizeError);
    assertEquals(
      error.rawMessage,
      `Cannot ship function "heavy": it is ${sizeBytes} bytes, must be at most 1000000; ` +
        `the capture "table" takes 1600008 of them`,
    );
    assertEquals([error.sizeBytes, error.limitBytes, error.heaviest], [sizeBytes, 1_000_000, "table"]);
  } finally {
    console.warn = original;
  }
});
