/** Which functions travel inside the bytes, who may read them, and what is refused. */
import { assertEquals, assertThrows } from "@std/assert";
import { test } from "node:test";
import {
  type CodecContext,
  composeCodecs,
  decodeExpr,
  encodeExpr,
  EXTENSION_HOOKS,
  JavaScriptCodec,
  type LogicalExtensionCodec,
} from "../../src/codec/mod.ts";
import {
  DecodeError,
  InlineRefusedError,
  InlineSizeError,
  RuntimeMismatchError,
  TargetError,
  UnresolvedFunctionError,
  WireVersionError,
} from "../../src/errors.ts";
import * as e from "../../src/expr/mod.ts";
import { encodeFrame, encodeInlineFunction, inlineFunction } from "../../src/inline/mod.ts";
import { type ArrowType, scalar, T } from "../../src/arrow/mod.ts";
import { type FunctionRef, functionRef, type ScalarFunction } from "../../src/udf/mod.ts";
import { toHex } from "../support/golden_exprs.ts";

const DESCRIPTION = inlineFunction((x: number) => x * 2, { name: "double", kind: "scalar" });
const DOUBLE = encodeInlineFunction(DESCRIPTION);
const FRAME = encodeFrame("scalar", DOUBLE, "deno/1.0");
const BY_NAME = "a2010f0a06646f75626c6512050a030a0161";

test("an inline function is written inside the bytes and comes back as a reference with its payload", () => {
  const bytes = encodeExpr(call(FRAME));
  const node = decodeExpr(bytes);

  assertEquals(e.display(node), "double(a)");
  assertEquals(refOf(node), { name: "double", kind: "scalar", payload: FRAME });
  assertEquals(toHex(encodeExpr(node)), toHex(bytes));
});

test("a context opens a decoded function without running it; the payload travels on as it came", () => {
  const opened: unknown[] = [];
  const implementation = definition("double");
  const node = decodeExpr(encodeExpr(call(FRAME)), {
    openInline: (kind, description, stamp) => {
      opened.push([kind, description.name, description.source, stamp]);
      return implementation;
    },
  });

  assertEquals(opened, [["scalar", "double", DESCRIPTION.source, "deno/1.0"]]);
  assertEquals(refOf(node).implementation === implementation, true);
  assertEquals(refOf(node).payload, FRAME);
});

test("with inlining off functions are written by name", () => {
  assertEquals(toHex(encodeExpr(call(FRAME), { inlining: false })), BY_NAME);
  assertEquals(toHex(encodeExpr(call(FRAME), {}, "datafusion")), BY_NAME);
});

test("with inlining off a local function's payload is not even made", () => {
  const fn: FunctionRef = Object.freeze({
    name: "double",
    kind: "scalar",
    implementation: definition("double"),
    get payload(): Uint8Array {
      throw new Error("asked for");
    },
  });
  const node = e.scalarFunction(fn, [e.column("a")]);
  assertEquals(toHex(encodeExpr(node, { inlining: false })), BY_NAME);
});

test("with inlining off inline functions are refused after the header, before registry and payload are looked at", () => {
  const registry = { scalar: fail, aggregate: fail, window: fail };
  const broken = encodeFrame("scalar", Uint8Array.of(0xff, 0xff), "deno/1.0");
  const error = assertThrows(
    () => decodeExpr(encodeExpr(call(broken)), { inlining: false, registry }),
    InlineRefusedError,
  );

  assertEquals(
    error.rawMessage,
    'Cannot decode UDF "double": it travels inside the bytes, and this context refuses inlined functions',
  );
  assertEquals(
    error.remedy,
    'register "double" here and encode with inlining off on the sender ' +
      "(ctx.withJsUdfInlining(false)), or decode with a context that allows inlining",
  );
  assertEquals([error.udf, error.offset], ["double", 20]);
});

test("frames of ours that cannot be read are errors with the offset in the whole", () => {
  const cases: [Uint8Array, typeof DecodeError, string][] = [
    [
      FRAME.subarray(0, 9),
      DecodeError,
      "Cannot read inline function: the bytes end after 9, inside its runtime stamp of 8 bytes",
    ],
    [FRAME.with(7, 9), WireVersionError, "Cannot read inline function: it uses wire version 9, this build reads 1"],
    [
      encodeFrame("window", DOUBLE, "deno/1.0"),
      DecodeError,
      'Cannot decode bytes at offset 0: inline function "double" is of kind window, must be scalar',
    ],
  ];
  for (const [payload, type, message] of cases) {
    const error = assertThrows(() => decodeExpr(encodeExpr(call(payload))), type as typeof DecodeError);
    assertEquals(error.rawMessage, message);
    // The definition begins at byte 20.
    assertEquals(error.offset! >= 20, true, `${error.offset}`);
  }
});

test("every cut of an inline frame that is still ours is an error of ours", () => {
  for (let length = 4; length < FRAME.length; length++) {
    const bytes = encodeExpr(call(FRAME.subarray(0, length)));
    assertThrows(() => decodeExpr(bytes), DecodeError, "Cannot", `${length} bytes`);
  }
});

test("the exact runtime check refuses another runtime while decoding, the compatible one does not look", () => {
  const bytes = encodeExpr(call(FRAME));
  assertThrows(() => decodeExpr(bytes, { runtimeCheck: "exact" }), RuntimeMismatchError, "deno/1.0");
  assertEquals(e.display(decodeExpr(bytes, { runtimeCheck: "compatible" })), "double(a)");
});

test("functions larger than the limit neither leave nor enter", () => {
  const limit = { maxInlineBytes: 20 };
  assertThrows(() => encodeExpr(call(FRAME), limit), InlineSizeError, "must be at most 20");
  assertThrows(() => decodeExpr(encodeExpr(call(FRAME)), limit), InlineSizeError, "must be at most 20");
});

test("names are looked up in the registry, aliases are written under the main name", () => {
  const implementation = definition("main_name");
  const registry = { scalar: (n: string) => n === "alias" ? implementation : undefined, aggregate: none, window: none };
  const node = decodeExpr(encodeExpr(e.scalarFunction(functionRef("scalar", "alias"), [])), { registry });

  assertEquals(refOf(node), { name: "main_name", kind: "scalar", implementation });
  const builtIn = decodeExpr(encodeExpr(e.scalarFunction(functionRef("scalar", "list_append"), [])), { registry });
  assertEquals(refOf(builtIn), { name: "array_append", kind: "scalar" });
  const custom = { canonicalName: (kind: string, name: string) => `${kind}:${name}` };
  assertEquals(refOf(decodeExpr(encodeExpr(call()), custom)).name, "scalar:double");
});

test("unknown names are kept, or refused all at once", () => {
  const node = e.binary(
    "Plus",
    call(),
    e.aggregateFunction(functionRef("aggregate", "nope"), [call(), e.column("ABS")]),
  );
  const bytes = encodeExpr(node);

  assertEquals(e.display(decodeExpr(bytes)), "double(a) + nope(double(a), ABS)");
  const error = assertThrows(() => decodeExpr(bytes, { unresolved: "refuse" }), UnresolvedFunctionError);
  assertEquals(error.missing, ["double", "nope"]);
  assertEquals(error.rawMessage, 'Cannot decode expression: it calls "double", "nope", which nobody registered here');
});

test("definitions go to ours by prefix, then to the user's codecs in order, else they are carried as they came", () => {
  const asked: string[] = [];
  const codec = (id: string, prefix: number): LogicalExtensionCodec => ({
    tryDecodeUdf(name, bytes) {
      asked.push(`${id} ${name}`);
      return bytes[0] === prefix ? definition(id) : undefined;
    },
    tryEncodeUdf: (fn) => fn.implementation?.name === id ? Uint8Array.of(prefix, 1) : undefined,
  });
  const context: CodecContext = { extensionCodec: composeCodecs(codec("one", 1), codec("two", 2)) };

  assertEquals(refOf(decodeExpr(encodeExpr(call(FRAME)), context)).implementation, undefined);
  assertEquals(asked, []);
  assertEquals(refOf(decodeExpr(encodeExpr(call(Uint8Array.of(2))), context)).implementation?.name, "two");
  assertEquals(asked, ["one double", "two double"]);
  const carried = decodeExpr(encodeExpr(call(Uint8Array.of(3))), context);
  assertEquals(refOf(carried), { name: "double", kind: "scalar", payload: Uint8Array.of(3) });

  const local = e.scalarFunction(functionRef("scalar", "x", { implementation: definition("two") }), []);
  assertEquals(toHex(encodeExpr(local, context)), "a201070a01781a020201");
  // An empty definition means: by name.
  const silent = { extensionCodec: { tryEncodeUdf: () => new Uint8Array(0) } };
  assertEquals(toHex(encodeExpr(local, silent)), "a201030a0178");
});

test("a user's codec cannot smuggle an inline function past strict mode", () => {
  const extensionCodec: LogicalExtensionCodec = { tryEncodeUdf: () => FRAME };
  const local = e.scalarFunction(functionRef("scalar", "x", { implementation: definition("x") }), []);
  assertEquals(toHex(encodeExpr(local, { inlining: false, extensionCodec })), "a201030a0178");
});

test("every hook of the inner codec is reached through ours and through compositions", () => {
  const calls: unknown[] = [];
  const inner = Object.fromEntries(EXTENSION_HOOKS.map((hook) => [hook, (...args: unknown[]) => {
    calls.push([hook, args.length]);
    return undefined;
  }])) as unknown as LogicalExtensionCodec;
  const outer = new JavaScriptCodec(composeCodecs(inner, {}));
  const ref = functionRef("scalar", "f", { implementation: definition("f") });
  outer.tryDecodeUdf("f", Uint8Array.of(1));
  outer.tryEncodeUdf(ref);
  outer.tryDecodeUdaf("f", Uint8Array.of(1));
  outer.tryEncodeUdaf(ref);
  outer.tryDecodeUdwf("f", Uint8Array.of(1));
  outer.tryEncodeUdwf(ref);
  outer.tryDecode(new Uint8Array(), []);
  outer.tryEncode({});
  outer.tryDecodeTableProvider(new Uint8Array(), ["t"], { fields: [] });
  outer.tryEncodeTableProvider(["t"], {});
  outer.tryDecodeFileFormat(new Uint8Array());
  outer.tryEncodeFileFormat({});

  assertEquals(calls, [
    ["tryDecodeUdf", 2],
    ["tryEncodeUdf", 1],
    ["tryDecodeUdaf", 2],
    ["tryEncodeUdaf", 1],
    ["tryDecodeUdwf", 2],
    ["tryEncodeUdwf", 1],
    ["tryDecode", 2],
    ["tryEncode", 1],
    ["tryDecodeTableProvider", 3],
    ["tryEncodeTableProvider", 2],
    ["tryDecodeFileFormat", 1],
    ["tryEncodeFileFormat", 1],
  ]);
});

test("for DataFusion, everything that it cannot read is listed at once", () => {
  const x = e.column("x");
  const range = e.windowFrame(
    "range",
    e.windowFrameBound("preceding", scalar(T.Int64, 1n)),
    e.windowFrameBound("currentRow"),
  );
  const node = e.binary(
    "And",
    e.binary("IntegerDivide", x, e.exists({})),
    e.windowFunction(functionRef("aggregate", "sum"), [x], { frame: range }),
  );
  const error = assertThrows(() => encodeExpr(node, {}, "datafusion"), TargetError);
  assertEquals(error.problems, [
    "x DIV EXISTS (<subquery>): the operator DIV is written there, but not read",
    "EXISTS (<subquery>): EXISTS has no wire form",
    "sum(x) RANGE BETWEEN 1 PRECEDING AND CURRENT ROW: a RANGE frame of distances needs exactly one ORDER BY key, has 0",
  ]);
});

test("for DataFusion, 49 levels of NOT are written and 50 are not", () => {
  const nots = (levels: number) => {
    let node: e.ExprNode = e.column("b");
    for (let i = 0; i < levels; i++) node = e.not(node);
    return node;
  };
  assertEquals(encodeExpr(nots(49), {}, "datafusion"), encodeExpr(nots(49)));
  const error = assertThrows(() => encodeExpr(nots(50), {}, "datafusion"), TargetError);
  assertEquals(error.problems.length, 1);
  assertEquals(error.problems[0]!.endsWith("…: it is nested more than 100 messages deep"), true);
});

function call(payload?: Uint8Array): e.ScalarFunctionNode {
  return e.scalarFunction(functionRef("scalar", "double", { payload }), [e.column("a")]);
}

/** What is known of the outermost function, without what is undefined. */
function refOf(node: e.ExprNode): FunctionRef {
  if (node.kind !== "scalarFunction") throw new Error(`a ${node.kind} calls no scalar function`);
  return node.function;
}

function definition(name: string): ScalarFunction {
  return Object.freeze({
    kind: "scalar",
    name,
    aliases: [],
    volatility: "immutable",
    coerceTypes: (types: readonly ArrowType[]) => types,
    returnField: () => ({ name, type: T.Int64, nullable: true }),
    invoke: () => scalar(T.Int64, 1n),
  });
}

function fail(): never {
  throw new Error("the registry was asked");
}

function none(): undefined {
  return undefined;
}
