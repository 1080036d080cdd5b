import type { Scalar } from "../../arrow/mod.ts";
import type { CaseNode, ExprNode } from "../../expr/mod.ts";
import { mayRaise } from "./operators.ts";

/** The node without the names that it was given. */
export function unaliased(node: ExprNode): ExprNode {
  while (node.kind === "alias") node = node.expr;
  return node;
}

/** Whether the node costs nothing and cannot raise: a column or a constant. */
export function isLeaf(node: ExprNode): boolean {
  const { kind } = unaliased(node);
  return kind === "column" || kind === "literal";
}

/** A literal's value, or undefined. */
export function constantOf(node: ExprNode): Scalar | undefined {
  const inner = unaliased(node);
  return inner.kind === "literal" ? inner.scalar : undefined;
}

/** How deep a predicate may be to count as cheap. */
const CHEAP_DEPTH = 3;

/** Whether computing a predicate for all rows costs less than finding out which rows need it, and never raises. */
export function isCheap(node: ExprNode, depth: number = CHEAP_DEPTH): boolean {
  const inner = unaliased(node);
  if (isLeaf(inner)) return true;
  if (depth === 0) return false;
  switch (inner.kind) {
    case "not":
    case "isNull":
    case "isNotNull":
    case "isTrue":
    case "isFalse":
    case "isUnknown":
    case "isNotTrue":
    case "isNotFalse":
    case "isNotUnknown":
      return isCheap(inner.expr, depth - 1);
    case "binary":
      return !mayRaise(inner.op) && isCheap(inner.left, depth - 1) && isCheap(inner.right, depth - 1);
    case "between":
      return isLeaf(inner.expr) && isLeaf(inner.low) && isLeaf(inner.high);
    default:
      return false;
  }
}

/** One WHEN of a CASE: a condition, or a value that `base` must equal. */
export interface Branch {
  readonly base: ExprNode | null;
  readonly when: ExprNode;
  readonly then: ExprNode;
}

/**
 * A CASE as branches, nested ELSE CASEs drawn in: deep chains become one flat list. A nested CASE whose base is volatile stays:
 * its base must be computed once for all its branches.
 */
export function flattened(
  node: CaseNode,
  isVolatile: (base: ExprNode) => boolean,
): { readonly branches: readonly Branch[]; readonly otherwise: ExprNode | null } {
  const branches: Branch[] = [];
  let current = node;
  for (;;) {
    for (const { when, then } of current.branches) branches.push({ base: current.expr, when, then });
    const otherwise = current.otherwise === null ? null : unaliased(current.otherwise);
    if (otherwise?.kind !== "case" || (otherwise.expr !== null && isVolatile(otherwise.expr))) {
      return { branches, otherwise };
    }
    current = otherwise;
  }
}
