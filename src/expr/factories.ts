import type { ArrowType, Metadata, Scalar } from "../arrow/mod.ts";
import type { FunctionRef } from "../udf/mod.ts";
import type {
  AggregateFunctionNode,
  AliasNode,
  BetweenNode,
  BinaryNode,
  BinaryOperator,
  CaseNode,
  CastNode,
  ColumnNode,
  CubeNode,
  ExistsNode,
  ExprNode,
  GroupingSetNode,
  HigherOrderNode,
  InListNode,
  InSubqueryNode,
  IsNode,
  LambdaNode,
  LambdaVariableNode,
  LikeNode,
  LiteralNode,
  NullTreatment,
  OuterColumnNode,
  PlaceholderNode,
  ScalarFunctionNode,
  ScalarSubqueryNode,
  SortExpr,
  SubqueryPlan,
  TableReference,
  UnaryNode,
  UnnestNode,
  WildcardNode,
  WindowFrame,
  WindowFrameBound,
  WindowFunctionNode,
} from "./expr_node.ts";

// Every list is copied and frozen, so that no caller can change a node through an array that it kept.
const list = <T>(items: readonly T[]): readonly T[] => Object.isFrozen(items) ? items : Object.freeze([...items]);

/** A column by name. */
export function column(name: string, relation: string | null = null): ColumnNode {
  return Object.freeze({ kind: "column", relation, name });
}
/** A typed constant. */
export function literal(scalar: Scalar, metadata?: Metadata): LiteralNode {
  return Object.freeze(metadata ? { kind: "literal", scalar, metadata } : { kind: "literal", scalar });
}
/** `expr AS name`. */
export function alias(
  expr: ExprNode,
  name: string,
  relation: TableReference | null = null,
  metadata?: Metadata,
): AliasNode {
  const node = { kind: "alias", expr, relation: relation && list(relation), name } as const;
  return Object.freeze(metadata ? { ...node, metadata } : node);
}
/** `left op right`. */
export function binary(op: BinaryOperator, left: ExprNode, right: ExprNode): BinaryNode {
  return Object.freeze({ kind: "binary", op, left, right });
}
/** `NOT expr`. */
export function not(expr: ExprNode): UnaryNode {
  return Object.freeze({ kind: "not", expr });
}
/** `- expr`. */
export function negative(expr: ExprNode): UnaryNode {
  return Object.freeze({ kind: "negative", expr });
}
/** `expr IS [NOT] NULL | TRUE | FALSE | UNKNOWN`. */
export function is(kind: IsNode["kind"], expr: ExprNode): IsNode {
  return Object.freeze({ kind, expr });
}
/** `expr [NOT] BETWEEN low AND high`. */
export function between(expr: ExprNode, low: ExprNode, high: ExprNode, negated = false): BetweenNode {
  return Object.freeze({ kind: "between", negated, expr, low, high });
}
/** `expr [NOT] LIKE pattern [ESCAPE escape]`, and its kin. */
export function like(
  kind: LikeNode["kind"],
  expr: ExprNode,
  pattern: ExprNode,
  negated = false,
  escape: string | null = null,
): LikeNode {
  return Object.freeze({ kind, negated, expr, pattern, escape });
}
/** `CASE [expr] WHEN … THEN … [ELSE …] END`. */
export function caseWhen(
  expr: ExprNode | null,
  branches: readonly { readonly when: ExprNode; readonly then: ExprNode }[],
  otherwise: ExprNode | null = null,
): CaseNode {
  const frozen = branches.map(({ when, then }) => Object.freeze({ when, then }));
  return Object.freeze({ kind: "case", expr, branches: Object.freeze(frozen), otherwise });
}
/** `CAST(expr AS type)`, or `TRY_CAST`. The target field is nullable unless told. */
export function cast(
  expr: ExprNode,
  type: ArrowType,
  kind: CastNode["kind"] = "cast",
  target: { readonly nullable?: boolean; readonly metadata?: Metadata | undefined } = {},
): CastNode {
  const node = { kind, expr, type, nullable: target.nullable ?? true };
  return Object.freeze(target.metadata ? { ...node, metadata: target.metadata } : node);
}
/** `expr [NOT] IN (items)`. */
export function inList(expr: ExprNode, items: readonly ExprNode[], negated = false): InListNode {
  return Object.freeze({ kind: "inList", expr, list: list(items), negated });
}
/** A call of a scalar function. */
export function scalarFunction(fn: FunctionRef, args: readonly ExprNode[]): ScalarFunctionNode {
  return Object.freeze({ kind: "scalarFunction", function: fn, args: list(args) });
}
/** What a call of an aggregate function may say besides its arguments. */
export interface AggregateOptions {
  readonly distinct?: boolean;
  readonly filter?: ExprNode | null;
  readonly orderBy?: readonly SortExpr[];
  readonly nullTreatment?: NullTreatment;
}
/** A call of an aggregate function. */
export function aggregateFunction(
  fn: FunctionRef,
  args: readonly ExprNode[],
  { distinct = false, filter = null, orderBy = [], nullTreatment = null }: AggregateOptions = {},
): AggregateFunctionNode {
  return Object.freeze({
    kind: "aggregateFunction",
    function: fn,
    args: list(args),
    distinct,
    filter,
    orderBy: list(orderBy),
    nullTreatment,
  });
}
/** What a call over a window says besides its arguments. */
export interface WindowOptions extends AggregateOptions {
  readonly partitionBy?: readonly ExprNode[];
  readonly frame: WindowFrame;
}
/** A call of an aggregate (`fn.kind` is `aggregate`) or window function over a window. */
export function windowFunction(
  fn: FunctionRef,
  args: readonly ExprNode[],
  { partitionBy = [], orderBy = [], frame, nullTreatment = null, distinct = false, filter = null }: WindowOptions,
): WindowFunctionNode {
  return Object.freeze({
    kind: "windowFunction",
    function: fn,
    over: fn.kind === "aggregate" ? "aggregate" : "window",
    args: list(args),
    partitionBy: list(partitionBy),
    orderBy: list(orderBy),
    frame,
    nullTreatment,
    distinct,
    filter,
  });
}
/** `GROUPING SETS ((…), …)`. */
export function groupingSets(sets: readonly (readonly ExprNode[])[]): GroupingSetNode {
  return Object.freeze({ kind: "groupingSets", sets: Object.freeze(sets.map(list)) });
}
/** `CUBE (…)` or `ROLLUP (…)`. */
export function cube(kind: CubeNode["kind"], exprs: readonly ExprNode[]): CubeNode {
  return Object.freeze({ kind, exprs: list(exprs) });
}
/** `*` or `t.*`. */
export function wildcard(qualifier: TableReference | null = null): WildcardNode {
  return Object.freeze({ kind: "wildcard", qualifier: qualifier && list(qualifier) });
}
/** `$1`, `$name`. */
export function placeholder(
  id: string,
  type: ArrowType | null = null,
  field: { readonly nullable?: boolean | undefined; readonly metadata?: Metadata | undefined } = {},
): PlaceholderNode {
  return Object.freeze({ kind: "placeholder", id, type, ...field });
}
/** `UNNEST(expr)`. */
export function unnest(exprs: readonly ExprNode[], outer = false): UnnestNode {
  return Object.freeze(outer ? { kind: "unnest", exprs: list(exprs), outer } : { kind: "unnest", exprs: list(exprs) });
}
/** `(SELECT …)` as a value. */
export function scalarSubquery(subquery: SubqueryPlan, outerRefs: readonly ExprNode[] = []): ScalarSubqueryNode {
  return Object.freeze({ kind: "scalarSubquery", subquery, outerRefs: list(outerRefs) });
}
/** `[NOT] EXISTS (SELECT …)`. */
export function exists(subquery: SubqueryPlan, outerRefs: readonly ExprNode[] = [], negated = false): ExistsNode {
  return Object.freeze({ kind: "exists", subquery, outerRefs: list(outerRefs), negated });
}
/** `expr [NOT] IN (SELECT …)`. */
export function inSubquery(
  expr: ExprNode,
  subquery: SubqueryPlan,
  outerRefs: readonly ExprNode[] = [],
  negated = false,
): InSubqueryNode {
  return Object.freeze({ kind: "inSubquery", expr, subquery, outerRefs: list(outerRefs), negated });
}
/** A column of the query around a subquery. */
export function outerColumn(type: ArrowType, inner: ColumnNode): OuterColumnNode {
  return Object.freeze({ kind: "outerColumn", type, column: inner });
}
/** A call of a function that takes functions. */
export function higherOrder(fn: FunctionRef, args: readonly ExprNode[]): HigherOrderNode {
  return Object.freeze({ kind: "higherOrder", function: fn, args: list(args) });
}
/** `(params) -> body`. */
export function lambda(params: readonly string[], body: ExprNode): LambdaNode {
  return Object.freeze({ kind: "lambda", params: list(params), body });
}
/** A parameter inside a lambda's body. */
export function lambdaVariable(name: string, field?: LambdaVariableNode["field"]): LambdaVariableNode {
  return Object.freeze(field ? { kind: "lambdaVariable", name, field } : { kind: "lambdaVariable", name });
}
/** A sort key; ascending with nulls last unless told. */
export function sortExpr(expr: ExprNode, ascending = true, nullsFirst = false): SortExpr {
  return Object.freeze({ expr, ascending, nullsFirst });
}
/** A frame bound. */
export function windowFrameBound(kind: WindowFrameBound["kind"], offset: Scalar | null = null): WindowFrameBound {
  return Object.freeze({ kind, offset });
}
/** A window frame. */
export function windowFrame(
  units: WindowFrame["units"],
  start: WindowFrameBound,
  end: WindowFrameBound,
): WindowFrame {
  return Object.freeze({ units, start, end });
}
