import { assertEquals, assertThrows } from "@std/assert";
import fc from "fast-check";
import { test } from "node:test";
import { scalar, T } from "../../src/arrow/mod.ts";
import * as e from "../../src/expr/mod.ts";
import type { ExprNode } from "../../src/expr/mod.ts";
import { functionRef } from "../../src/udf/mod.ts";
import { randomExpr } from "../support/random_expr.ts";

const a = e.column("a");
const b = e.column("b", "t");
const one = e.literal(scalar(T.Int64, 1n));

test("children stand in the order in which they are written", () => {
  const sum = functionRef("aggregate", "sum");
  const [w, x, y, z] = ["w", "x", "y", "z"].map((name) => e.column(name)) as [ExprNode, ExprNode, ExprNode, ExprNode];
  const frame = e.windowFrame("rows", e.windowFrameBound("preceding"), e.windowFrameBound("currentRow"));
  const cases: [ExprNode, ExprNode[]][] = [
    [a, []],
    [e.binary("Plus", a, b), [a, b]],
    [e.between(w, x, y), [w, x, y]],
    [e.caseWhen(w, [{ when: x, then: y }], z), [w, x, y, z]],
    [e.caseWhen(null, [{ when: x, then: y }]), [x, y]],
    [e.inList(w, [x, y]), [w, x, y]],
    [e.aggregateFunction(sum, [w], { filter: x, orderBy: [e.sortExpr(y), e.sortExpr(z)] }), [w, x, y, z]],
    [
      e.windowFunction(sum, [w], { partitionBy: [x], orderBy: [e.sortExpr(y)], filter: z, frame }),
      [w, x, y, z],
    ],
    [e.groupingSets([[w, x], [], [y]]), [w, x, y]],
    [e.inSubquery(w, {}, [x]), [w, x]],
    [e.outerColumn(T.Int64, a), [a]],
    [e.lambda(["p"], w), [w]],
  ];
  for (const [node, wanted] of cases) assertEquals(e.children(node), wanted, node.kind);
});

test("withChildren() gives the node itself for its own children, and an equal one for equal children", () => {
  fc.assert(
    fc.property(randomExpr, (root) => {
      e.visit(root, {
        pre: (node) => {
          const own = e.children(node);
          assertEquals(e.withChildren(node, [...own]) === node, true);
          const copies = own.map((child) => Object.freeze({ ...child }));
          const rebuilt = e.withChildren(node, copies);
          assertEquals(rebuilt, node);
          assertEquals(e.children(rebuilt).every((child, i) => child === copies[i]), true);
          assertEquals(Object.isFrozen(rebuilt), true);
        },
      });
    }),
    { numRuns: 300 },
  );
});

test("withChildren() refuses another number of children", () => {
  assertThrows(() => e.withChildren(e.not(a), [a, b]), RangeError, "a not node has 1 children, not 2");
});

test("visit() sees nodes before and after their children, skips and stops", () => {
  const node = e.binary("Plus", e.not(a), e.binary("Minus", b, one));
  const seen: string[] = [];
  const finished = e.visit(node, {
    pre: (each) => {
      seen.push(`+${each.kind}`);
      return each.kind === "not" ? "skip" : each.kind === "literal" ? "stop" : undefined;
    },
    post: (each) => void seen.push(`-${each.kind}`),
  });

  assertEquals(seen, ["+binary", "+not", "-not", "+binary", "+column", "-column", "+literal"]);
  assertEquals(finished, false);
});

test("rewriteUp() shares what did not change", () => {
  const kept = e.binary("Multiply", b, one);
  const node = e.binary("Plus", e.not(a), kept);
  const renamed = e.rewriteUp(node, (each) => each.kind === "column" && each.name === "a" ? e.column("z") : each);

  assertEquals(e.display(renamed), "NOT z + t.b * Int64(1)");
  assertEquals(renamed.kind === "binary" && renamed.right === kept, true);
  assertEquals(e.rewriteUp(node, (each) => each) === node, true);
});

test("rewriteDown() enters what a node was replaced by", () => {
  const node = e.not(a);
  const grown = e.rewriteDown(node, (each) => each.kind === "not" ? e.binary("And", e.column("x"), each.expr) : each);
  assertEquals(e.display(grown), "x AND a");
});

test("columnsOf() lists mentions in order, without those of an outer query", () => {
  const node = e.binary("Plus", b, e.binary("Plus", e.outerColumn(T.Int64, e.column("o")), e.binary("Plus", a, b)));
  assertEquals(e.columnsOf(node), [b, a, b]);
});

test("factories freeze nodes and copy lists", () => {
  const args: ExprNode[] = [a];
  const node = e.scalarFunction(functionRef("scalar", "f"), args);
  args.push(b);

  assertEquals(node.args, [a]);
  assertEquals([Object.isFrozen(node), Object.isFrozen(node.args)], [true, true]);
  fc.assert(
    fc.property(randomExpr, (root) => void e.visit(root, { pre: (each) => assertEquals(Object.isFrozen(each), true) })),
    { numRuns: 100 },
  );
});
