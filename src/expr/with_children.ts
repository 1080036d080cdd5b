import { children } from "./children.ts";
import type { ExprKind, ExprNode, NodeOf, SortExpr } from "./expr_node.ts";

/** Hands out the new children in order. */
class Supply {
  #at = 0;
  readonly #nodes: readonly ExprNode[];
  constructor(nodes: readonly ExprNode[]) {
    this.#nodes = nodes;
  }
  one(): ExprNode {
    return this.#nodes[this.#at++]!;
  }
  /** The child in place of `old`; null stays null. */
  optional(old: ExprNode | null): ExprNode | null {
    return old === null ? null : this.one();
  }
  many(old: readonly unknown[]): readonly ExprNode[] {
    return Object.freeze(this.#nodes.slice(this.#at, this.#at += old.length));
  }
  keys(old: readonly SortExpr[]): readonly SortExpr[] {
    return Object.freeze(old.map((key) => Object.freeze({ ...key, expr: this.one() })));
  }
}

type Rebuild<K extends ExprKind> = (node: NodeOf<K>, next: Supply) => NodeOf<K>;

const same = <N>(n: N): N => n;
const only = <N extends { readonly expr: ExprNode }>(n: N, next: Supply): N => ({ ...n, expr: next.one() });
const args = <N extends { readonly args: readonly ExprNode[] }>(n: N, next: Supply): N => ({
  ...n,
  args: next.many(n.args),
});
const exprs = <N extends { readonly exprs: readonly ExprNode[] }>(n: N, next: Supply): N => ({
  ...n,
  exprs: next.many(n.exprs),
});
const outerRefs = <N extends { readonly outerRefs: readonly ExprNode[] }>(n: N, next: Supply): N => ({
  ...n,
  outerRefs: next.many(n.outerRefs),
});
const like = (n: NodeOf<"like">, next: Supply): NodeOf<"like"> => ({ ...n, expr: next.one(), pattern: next.one() });

// Properties are taken from the supply in the order of `children`; object literals evaluate in source order.
const REBUILD = {
  column: same,
  literal: same,
  alias: only,
  binary: (n, next) => ({ ...n, left: next.one(), right: next.one() }),
  not: only,
  negative: only,
  isNull: only,
  isNotNull: only,
  isTrue: only,
  isFalse: only,
  isUnknown: only,
  isNotTrue: only,
  isNotFalse: only,
  isNotUnknown: only,
  between: (n, next) => ({ ...n, expr: next.one(), low: next.one(), high: next.one() }),
  like,
  ilike: like,
  similarTo: like,
  case: (n, next) => ({
    ...n,
    expr: next.optional(n.expr),
    branches: Object.freeze(n.branches.map(() => Object.freeze({ when: next.one(), then: next.one() }))),
    otherwise: next.optional(n.otherwise),
  }),
  cast: only,
  tryCast: only,
  inList: (n, next) => ({ ...n, expr: next.one(), list: next.many(n.list) }),
  scalarFunction: args,
  aggregateFunction: (n, next) => ({
    ...n,
    args: next.many(n.args),
    filter: next.optional(n.filter),
    orderBy: next.keys(n.orderBy),
  }),
  windowFunction: (n, next) => ({
    ...n,
    args: next.many(n.args),
    partitionBy: next.many(n.partitionBy),
    orderBy: next.keys(n.orderBy),
    filter: next.optional(n.filter),
  }),
  groupingSets: (n, next) => ({ ...n, sets: Object.freeze(n.sets.map((set) => next.many(set))) }),
  cube: exprs,
  rollup: exprs,
  wildcard: same,
  placeholder: same,
  unnest: exprs,
  scalarSubquery: outerRefs,
  exists: outerRefs,
  inSubquery: (n, next) => ({ ...n, expr: next.one(), outerRefs: next.many(n.outerRefs) }),
  // An outer column stays a column of the outer query: anything else would have no meaning there.
  outerColumn: (n, next) => {
    const inner = next.one();
    return inner.kind === "column" ? { ...n, column: inner } : n;
  },
  higherOrder: args,
  lambda: (n, next) => ({ ...n, body: next.one() }),
  lambdaVariable: same,
} satisfies { readonly [K in ExprKind]: Rebuild<K> };

/** The same node with other subexpressions, given in the order of {@linkcode children}; the node itself where all are the same. */
export function withChildren(node: ExprNode, next: readonly ExprNode[]): ExprNode {
  const old = children(node);
  if (old.length !== next.length) {
    throw new RangeError(`a ${node.kind} node has ${old.length} children, not ${next.length}`);
  }
  if (old.every((child, i) => child === next[i])) return node;
  const rebuild = REBUILD[node.kind] as (node: ExprNode, next: Supply) => ExprNode;
  return Object.freeze(rebuild(node, new Supply(next)));
}
