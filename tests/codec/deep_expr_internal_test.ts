/** Depth: no stack overflow, no quadratic time, and a limit that is an error of ours. */
import { assertEquals, assertThrows } from "@std/assert";
import { test } from "node:test";
import { scalar, T } from "../../src/arrow/mod.ts";
import { decodeExpr, encodeExpr } from "../../src/codec/mod.ts";
import { DecodeError } from "../../src/errors.ts";
import * as e from "../../src/expr/mod.ts";
import { functionRef } from "../../src/udf/mod.ts";
import { toHex } from "../support/golden_exprs.ts";

const one = e.literal(scalar(T.Int64, 1n));
const LEVELS = 10_000;

const WRAPPERS: Readonly<Record<string, (inner: e.ExprNode, level: number) => e.ExprNode>> = {
  not: (x) => e.not(x),
  "right operand": (x) => e.binary("Plus", one, x),
  "left operand of another operator": (x, i) => e.binary(i % 2 ? "Plus" : "Minus", x, one),
  "chain of one operator": (x) => e.binary("Plus", x, one),
  "case else": (x) => e.caseWhen(null, [{ when: e.column("a"), then: one }], x),
  "case when": (x) => e.caseWhen(null, [{ when: x, then: one }], one),
  argument: (x) => e.scalarFunction(functionRef("scalar", "abs"), [x]),
  "aggregate filter": (x) => e.aggregateFunction(functionRef("aggregate", "sum"), [one], { filter: x }),
  "aggregate order": (x) => e.aggregateFunction(functionRef("aggregate", "sum"), [one], { orderBy: [e.sortExpr(x)] }),
  "list item": (x) => e.inList(one, [one, x, one]),
  alias: (x) => e.alias(x, "a"),
  cast: (x) => e.cast(x, T.Int8),
  rollup: (x) => e.cube("rollup", [x]),
  "grouping set": (x) => e.groupingSets([[x]]),
  lambda: (x) => e.lambda(["x"], x),
};

for (const [name, wrap] of Object.entries(WRAPPERS)) {
  test(`${LEVELS} levels of ${name} are written, read, printed and walked`, () => {
    let node: e.ExprNode = e.column("a");
    for (let level = 0; level < LEVELS; level++) node = wrap(node, level);
    const bytes = encodeExpr(node);
    const decoded = decodeExpr(bytes);

    assertEquals(toHex(encodeExpr(decoded)) === toHex(bytes), true);
    assertEquals(e.display(decoded) === e.display(node), true);
    assertEquals(e.schemaName(decoded) === e.schemaName(node), true);
    assertEquals(e.exprDepth(decoded), LEVELS + 1);
    assertEquals(e.rewriteUp(decoded, (each) => each) === decoded, true);
  });
}

test("a bushy tree is read through as many passes as it takes", () => {
  // 2^6 leaves, each 700 levels below the root.
  let node: e.ExprNode = e.column("a");
  for (let split = 0; split < 6; split++) {
    for (let level = 0; level < 100; level++) node = e.not(node);
    node = e.binary("And", node, node);
  }
  for (let level = 0; level < 94; level++) node = e.not(node);
  const bytes = encodeExpr(node);
  assertEquals(toHex(encodeExpr(decodeExpr(bytes))) === toHex(bytes), true);
});

test("time grows with size, not with depth times size", () => {
  const timeOf = (levels: number) => {
    let node: e.ExprNode = e.column("a");
    for (let level = 0; level < levels; level++) node = e.not(node);
    const times = Array.from({ length: 5 }, () => {
      const start = performance.now();
      decodeExpr(encodeExpr(node));
      return performance.now() - start;
    });
    return Math.min(...times);
  };
  timeOf(4000);
  // 8 times the levels; quadratic would be 64 times the time.
  assertEquals(timeOf(32_000) < 32 * timeOf(4000), true);
});

test("a million levels are refused at the limit", () => {
  const bytes = nestedNots(1_000_000);
  const error = assertThrows(() => decodeExpr(bytes), DecodeError);
  assertEquals(
    error.message,
    `Cannot decode bytes at offset ${error.offset}: expressions are nested more than 50000 deep, must be less`,
  );
});

test("the limit is the context's to set, upwards and downwards", () => {
  assertEquals(e.exprDepth(decodeExpr(nestedNots(60_000), { maxDepth: 70_000 })), 60_001);
  assertThrows(() => decodeExpr(nestedNots(1000), { maxDepth: 600 }), DecodeError, "more than 600 deep");
});

test("a chain longer than the limit is refused", () => {
  let node: e.ExprNode = one;
  for (let i = 0; i < 200; i++) node = e.binary("Plus", node, one);
  assertThrows(
    () => decodeExpr(encodeExpr(node), { maxDepth: 100 }),
    DecodeError,
    "a chain has 201 operands, must have at most 100",
  );
});

test("members that stand twice at every level are refused after a bounded number of readings", () => {
  // NOT whose operand stands twice, inside itself: each is read, found to be twice, and read again by the reader that merges.
  let inner = Uint8Array.of(0x0a, 3, 0x0a, 1, 0x61);
  for (let level = 0; level < 17; level++) {
    const operand = concat(Uint8Array.of(0x0a, ...varint(inner.length)), inner);
    inner = concat(Uint8Array.of(0x42, ...varint(2 * operand.length)), operand, operand);
  }
  const start = performance.now();
  assertThrows(() => decodeExpr(inner), DecodeError, "more than 16 members stand twice, must be fewer");
  assertEquals(performance.now() - start < 5000, true);
});

function concat(...parts: readonly Uint8Array[]): Uint8Array<ArrayBuffer> {
  const whole = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0));
  let at = 0;
  for (const part of parts) {
    whole.set(part, at);
    at += part.length;
  }
  return whole;
}

/** The bytes of `NOT NOT … a`, made from the inside without recursion. */
function nestedNots(levels: number): Uint8Array {
  const backwards: number[] = [0x61, 1, 0x0a, 3, 0x0a];
  for (let level = 0; level < levels; level++) {
    for (const tag of [0x0a, 0x42]) backwards.push(...varint(backwards.length).reverse(), tag);
  }
  return Uint8Array.from(backwards.reverse());
}

function varint(value: number): number[] {
  const bytes: number[] = [];
  for (; value > 127; value >>>= 7) bytes.push((value & 127) | 128);
  return [...bytes, value];
}
