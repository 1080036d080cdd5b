import type { ExprKind, ExprNode, NodeOf, SortExpr } from "./expr_node.ts";

const NONE: readonly ExprNode[] = Object.freeze([]);
const none = () => NONE;
const only = (n: { readonly expr: ExprNode }) => [n.expr];
const args = (n: { readonly args: readonly ExprNode[] }) => n.args;
const optional = (node: ExprNode | null) => node === null ? NONE : [node];
const keys = (orderBy: readonly SortExpr[]) => orderBy.map((key) => key.expr);
const likeChildren = (n: NodeOf<"like">) => [n.expr, n.pattern];

const CHILDREN: { readonly [K in ExprKind]: (node: NodeOf<K>) => readonly ExprNode[] } = {
  column: none,
  literal: none,
  alias: only,
  binary: (n) => [n.left, n.right],
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
  between: (n) => [n.expr, n.low, n.high],
  like: likeChildren,
  ilike: likeChildren,
  similarTo: likeChildren,
  case: (n) => [
    ...optional(n.expr),
    ...n.branches.flatMap((branch) => [branch.when, branch.then]),
    ...optional(n.otherwise),
  ],
  cast: only,
  tryCast: only,
  inList: (n) => [n.expr, ...n.list],
  scalarFunction: args,
  aggregateFunction: (n) => [...n.args, ...optional(n.filter), ...keys(n.orderBy)],
  windowFunction: (n) => [...n.args, ...n.partitionBy, ...keys(n.orderBy), ...optional(n.filter)],
  groupingSets: (n) => n.sets.flat(),
  cube: (n) => n.exprs,
  rollup: (n) => n.exprs,
  wildcard: none,
  placeholder: none,
  unnest: (n) => n.exprs,
  scalarSubquery: (n) => n.outerRefs,
  exists: (n) => n.outerRefs,
  inSubquery: (n) => [n.expr, ...n.outerRefs],
  outerColumn: (n) => [n.column],
  higherOrder: args,
  lambda: (n) => [n.body],
  lambdaVariable: none,
};

/** The direct subexpressions of a node, in the order in which they are written. Plans inside subqueries are not entered. */
export function children(node: ExprNode): readonly ExprNode[] {
  return (CHILDREN[node.kind] as (node: ExprNode) => readonly ExprNode[])(node);
}
