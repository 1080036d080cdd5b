import { children } from "./children.ts";
import type { ColumnNode, ExprNode } from "./expr_node.ts";
import { withChildren } from "./with_children.ts";

/** What a visitor may answer: go on, leave out the children of this node, or end the visit. */
export type VisitAnswer = void | undefined | "skip" | "stop";

/** What is called for every node of a tree. */
export interface ExprVisitor {
  /** Before the children. */
  pre?(node: ExprNode): VisitAnswer;
  /** After the children. */
  post?(node: ExprNode): void;
}

// All walks keep their own stack: trees of any depth are fine, however little stack the caller left.

/** Visits a tree depth first, left to right. False if the visitor stopped it. */
export function visit(root: ExprNode, visitor: ExprVisitor): boolean {
  const stack: ({ node: ExprNode; left: boolean })[] = [{ node: root, left: false }];
  for (;;) {
    const top = stack.pop();
    if (top === undefined) return true;
    if (top.left) {
      visitor.post?.(top.node);
      continue;
    }
    const answer = visitor.pre?.(top.node);
    if (answer === "stop") return false;
    if (visitor.post) stack.push({ node: top.node, left: true });
    if (answer === "skip") continue;
    const below = children(top.node);
    for (let i = below.length - 1; i >= 0; i--) stack.push({ node: below[i]!, left: false });
  }
}

/** Whether any node of the tree fulfils the predicate. */
export function someNode(root: ExprNode, predicate: (node: ExprNode) => boolean): boolean {
  return !visit(root, { pre: (node) => predicate(node) ? "stop" : undefined });
}

/** The nodes that fulfil the predicate, in the order of a visit. */
export function findNodes<N extends ExprNode>(root: ExprNode, predicate: (node: ExprNode) => node is N): N[];
export function findNodes(root: ExprNode, predicate: (node: ExprNode) => boolean): ExprNode[];
export function findNodes(root: ExprNode, predicate: (node: ExprNode) => boolean): ExprNode[] {
  const found: ExprNode[] = [];
  visit(root, { pre: (node) => void (predicate(node) && found.push(node)) });
  return found;
}

/** Every mention of a column, in order, repeated where it is repeated; columns of an outer query are left out. */
export function columnsOf(root: ExprNode): ColumnNode[] {
  const found: ColumnNode[] = [];
  visit(root, {
    pre: (node) => {
      if (node.kind === "column") found.push(node);
      return node.kind === "outerColumn" ? "skip" : undefined;
    },
  });
  return found;
}

/** Number of nodes on the longest way from the root to a leaf. */
export function exprDepth(root: ExprNode): number {
  let depth = 0;
  let deepest = 0;
  visit(root, {
    pre: () => {
      if (++depth > deepest) deepest = depth;
    },
    post: () => void depth--,
  });
  return deepest;
}

interface Frame {
  readonly node: ExprNode;
  readonly children: readonly ExprNode[];
  readonly done: ExprNode[];
}

function frame(node: ExprNode): Frame {
  return { node, children: children(node), done: [] };
}

/**
 * Rewrites a tree: `down` sees a node before its children and may replace it (its replacement's children are entered),
 * `up` sees it with its children already rewritten. Subtrees that nobody changed are shared with the old tree.
 */
export function rewrite(
  root: ExprNode,
  { down, up }: { down?: (node: ExprNode) => ExprNode; up?: (node: ExprNode) => ExprNode },
): ExprNode {
  const stack = [frame(down ? down(root) : root)];
  for (;;) {
    const top = stack[stack.length - 1]!;
    if (top.done.length < top.children.length) {
      const child = top.children[top.done.length]!;
      stack.push(frame(down ? down(child) : child));
      continue;
    }
    stack.pop();
    const rebuilt = withChildren(top.node, top.done);
    const result = up ? up(rebuilt) : rebuilt;
    const parent = stack[stack.length - 1];
    if (parent === undefined) return result;
    parent.done.push(result);
  }
}

/** {@linkcode rewrite}, children first. */
export function rewriteUp(root: ExprNode, up: (node: ExprNode) => ExprNode): ExprNode {
  return rewrite(root, { up });
}

/** {@linkcode rewrite}, parents first. */
export function rewriteDown(root: ExprNode, down: (node: ExprNode) => ExprNode): ExprNode {
  return rewrite(root, { down });
}
