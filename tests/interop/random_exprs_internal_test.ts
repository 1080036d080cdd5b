import { assertEquals } from "@std/assert";
import fc from "fast-check";
import { encodeExpr } from "../../src/codec/mod.ts";
import { TargetError } from "../../src/errors.ts";
import {
  binary,
  BINARY_OPERATORS,
  display,
  type ExprNode,
  rewriteUp,
  schemaName,
  variantName,
} from "../../src/expr/mod.ts";
import { functionRef } from "../../src/udf/mod.ts";
import { toHex } from "../support/golden_exprs.ts";
import { randomExpr } from "../support/random_expr.ts";
import { testWith } from "../support/test_with.ts";
import { findPython, runScript } from "./python.ts";

const COUNT = 1000;

testWith("Python: DataFusion reads, prints and writes random expressions as they are here", findPython(), (python) => {
  const nodes = fc.sample(randomExpr, { numRuns: COUNT, seed: 55 }).map(forDataFusion);
  const exprs = nodes.flatMap((node) => {
    const bytes = targeted(node);
    return bytes === undefined ? [] : [{ node, bytes: toHex(bytes) }];
  });
  const answers = JSON.parse(
    runScript(python, "random_exprs.py", JSON.stringify({ exprs: exprs.map((e) => e.bytes) })),
  );

  const wrong = exprs.flatMap(({ node, bytes }, i) => {
    const answer = answers[i];
    if (answer.error !== undefined) return [`${display(node)}: ${answer.error.slice(0, 300)}`];
    const theirs = [answer.display, answer.schema_name ?? schemaName(node), answer.variant, answer.bytes];
    const ours = [display(node), schemaName(node), variantName(node), bytes];
    const at = ours.findIndex((text, k) => text !== theirs[k]);
    return at < 0 ? [] : [`${ours[at]} must be ${theirs[at]}`];
  });
  assertEquals(wrong, []);
  assertEquals(exprs.length > COUNT * 0.9, true, `only ${exprs.length} expressions have a form there`);
  return Promise.resolve();
});

function targeted(node: ExprNode): Uint8Array | undefined {
  try {
    return encodeExpr(node, {}, "datafusion");
  } catch (error) {
    if (error instanceof TargetError) return undefined;
    throw error;
  }
}

/** The same tree with functions that DataFusion knows, and without what it changes when it reads. */
function forDataFusion(root: ExprNode): ExprNode {
  return rewriteUp(root, (node) => {
    switch (node.kind) {
      case "scalarFunction":
        return Object.freeze({ ...node, function: functionRef("scalar", "concat") });
      case "aggregateFunction":
        return Object.freeze({ ...node, function: functionRef("aggregate", "sum") });
      case "windowFunction":
        return Object.freeze({
          ...node,
          function: node.over === "aggregate" ? functionRef("aggregate", "avg") : functionRef("window", "rank"),
        });
      case "higherOrder":
        return Object.freeze({ ...node, function: functionRef("scalar", "array_filter") });
      case "literal":
        return node;
      case "binary":
        return BINARY_OPERATORS[node.op].decodable ? node : binary("Plus", node.left, node.right);
      case "alias":
      case "cast":
      case "tryCast":
      case "placeholder": {
        // Metadata of aliases is forgotten there, and other metadata is written in any order.
        const { metadata: _, ...rest } = node;
        return Object.freeze(rest);
      }
      default:
        return node;
    }
  });
}
