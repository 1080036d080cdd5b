import { Expr } from "./expr.ts";

/** Several groupings in one aggregation: ROLLUP, CUBE and GROUPING SETS. */
export const GroupingSet: {
  /** `(a, b)`, `(a)` and `()`. */
  rollup(...exprs: readonly (Expr | string)[]): Expr;
  /** Every subset of the expressions. */
  cube(...exprs: readonly (Expr | string)[]): Expr;
  /** The given groupings. */
  groupingSets(...sets: readonly (readonly (Expr | string)[])[]): Expr;
} = Object.freeze({
  rollup: (...exprs: readonly (Expr | string)[]): Expr => grouped("rollup", exprs),
  cube: (...exprs: readonly (Expr | string)[]): Expr => grouped("cube", exprs),
  groupingSets: (...sets: readonly (readonly (Expr | string)[])[]): Expr =>
    Expr.fromNode(Object.freeze({ kind: "groupingSets", sets: Object.freeze(sets.map(nodes)) })),
});

function grouped(kind: "rollup" | "cube", exprs: readonly (Expr | string)[]): Expr {
  return Expr.fromNode(Object.freeze({ kind, exprs: nodes(exprs) }));
}

function nodes(exprs: readonly (Expr | string)[]) {
  return Object.freeze(exprs.map((expr) => (typeof expr === "string" ? Expr.column(expr) : expr).node));
}
