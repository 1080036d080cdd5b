import { children, type ExprNode } from "../../expr/mod.ts";

/**
 * Computes something for a node from what was computed for its children, each node object once: linear in the number of
 * distinct nodes, whatever the depth and however often a subtree is shared.
 *
 * `enter` may answer false for a node whose children must not be visited.
 */
export function computeOnce<R>(
  root: ExprNode,
  known: Map<ExprNode, R>,
  compute: (node: ExprNode, of: (child: ExprNode) => R) => R,
  enter: (node: ExprNode) => boolean = () => true,
): R {
  const of = (child: ExprNode): R => known.get(child)!;
  const stack: ExprNode[] = [root];
  while (stack.length > 0) {
    const node = stack[stack.length - 1]!;
    if (known.has(node)) {
      stack.pop();
      continue;
    }
    let waiting = false;
    if (enter(node)) {
      const below = children(node);
      for (let k = below.length - 1; k >= 0; k--) {
        if (!known.has(below[k]!)) {
          stack.push(below[k]!);
          waiting = true;
        }
      }
    }
    if (waiting) continue;
    stack.pop();
    known.set(node, compute(node, of));
  }
  return known.get(root)!;
}
