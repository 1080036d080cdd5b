import type { ArrowType, Field, Metadata, Scalar } from "../arrow/mod.ts";
import type { FunctionRef } from "../udf/mod.ts";

/** A table's name: one to three parts, outermost first (catalog, schema, table). */
export type TableReference = readonly string[];

/** A column by name; `relation` is the text before the dot as it travels (`small`, `cat.sch.t`). */
export interface ColumnNode {
  readonly kind: "column";
  readonly relation: string | null;
  readonly name: string;
}
/** A typed constant. */
export interface LiteralNode {
  readonly kind: "literal";
  readonly scalar: Scalar;
  /** Not on DataFusion's wire. */
  readonly metadata?: Metadata | undefined;
}
/** `expr AS name`. */
export interface AliasNode {
  readonly kind: "alias";
  readonly expr: ExprNode;
  readonly relation: TableReference | null;
  readonly name: string;
  readonly metadata?: Metadata | undefined;
}
/** `left op right`; `op` is the operator's wire name, such as `Plus` or `IsDistinctFrom`. */
export interface BinaryNode {
  readonly kind: "binary";
  readonly op: BinaryOperator;
  readonly left: ExprNode;
  readonly right: ExprNode;
}
/** `NOT expr`, `- expr`. */
export interface UnaryNode {
  readonly kind: "not" | "negative";
  readonly expr: ExprNode;
}
/** `expr IS [NOT] NULL | TRUE | FALSE | UNKNOWN`: never null. */
export interface IsNode {
  readonly kind:
    | "isNull"
    | "isNotNull"
    | "isTrue"
    | "isFalse"
    | "isUnknown"
    | "isNotTrue"
    | "isNotFalse"
    | "isNotUnknown";
  readonly expr: ExprNode;
}
/** `expr [NOT] BETWEEN low AND high`, both ends included. */
export interface BetweenNode {
  readonly kind: "between";
  readonly negated: boolean;
  readonly expr: ExprNode;
  readonly low: ExprNode;
  readonly high: ExprNode;
}
/** `expr [NOT] LIKE | ILIKE | SIMILAR TO pattern [ESCAPE c]`. */
export interface LikeNode {
  readonly kind: "like" | "ilike" | "similarTo";
  readonly negated: boolean;
  readonly expr: ExprNode;
  readonly pattern: ExprNode;
  readonly escape: string | null;
}
/** `CASE [expr] WHEN … THEN … ELSE … END`. */
export interface CaseNode {
  readonly kind: "case";
  readonly expr: ExprNode | null;
  readonly branches: readonly { readonly when: ExprNode; readonly then: ExprNode }[];
  readonly otherwise: ExprNode | null;
}
/** `CAST` raises on a value that does not fit; `TRY_CAST` gives null. */
export interface CastNode {
  readonly kind: "cast" | "tryCast";
  readonly expr: ExprNode;
  readonly type: ArrowType;
  readonly metadata?: Metadata | undefined;
  readonly nullable?: boolean | undefined;
}
/** `expr [NOT] IN (list)`. */
export interface InListNode {
  readonly kind: "inList";
  readonly expr: ExprNode;
  readonly list: readonly ExprNode[];
  readonly negated: boolean;
}
/** A call of a scalar function. */
export interface ScalarFunctionNode {
  readonly kind: "scalarFunction";
  readonly function: FunctionRef;
  readonly args: readonly ExprNode[];
}
/** Whether window and aggregate functions skip nulls; null where the text says nothing. */
export type NullTreatment = "respectNulls" | "ignoreNulls" | null;
/** A call of an aggregate function. */
export interface AggregateFunctionNode {
  readonly kind: "aggregateFunction";
  readonly function: FunctionRef;
  readonly args: readonly ExprNode[];
  readonly distinct: boolean;
  readonly filter: ExprNode | null;
  readonly orderBy: readonly SortExpr[];
  readonly nullTreatment: NullTreatment;
}
/** A call of an aggregate or window function over a window. */
export interface WindowFunctionNode {
  readonly kind: "windowFunction";
  readonly function: FunctionRef;
  /** Whether `function` is an aggregate (`udaf` on the wire) or a window function (`udwf`). */
  readonly over: "aggregate" | "window";
  readonly args: readonly ExprNode[];
  readonly partitionBy: readonly ExprNode[];
  readonly orderBy: readonly SortExpr[];
  readonly frame: WindowFrame;
  readonly nullTreatment: NullTreatment;
  readonly distinct: boolean;
  readonly filter: ExprNode | null;
}
/** `GROUPING SETS ((…), …)`. */
export interface GroupingSetNode {
  readonly kind: "groupingSets";
  readonly sets: readonly (readonly ExprNode[])[];
}
/** `CUBE (…)`, `ROLLUP (…)`. */
export interface CubeNode {
  readonly kind: "cube" | "rollup";
  readonly exprs: readonly ExprNode[];
}
/** `*` or `t.*`. */
export interface WildcardNode {
  readonly kind: "wildcard";
  readonly qualifier: TableReference | null;
}
/** `$1`, `$name`; its type is filled in by planning. */
export interface PlaceholderNode {
  readonly kind: "placeholder";
  readonly id: string;
  readonly type: ArrowType | null;
  readonly nullable?: boolean | undefined;
  readonly metadata?: Metadata | undefined;
}
/** `UNNEST(expr)`. */
export interface UnnestNode {
  readonly kind: "unnest";
  readonly exprs: readonly ExprNode[];
  /** Whether empty and null lists give one row of null. */
  readonly outer?: boolean | undefined;
}
/** A plan inside an expression. Rooms above give it meaning; here it is carried. */
export interface SubqueryPlan {
  /** The plan as `datafusion.LogicalPlanNode` bytes where it came from or goes to the wire. */
  readonly bytes?: Uint8Array | undefined;
  /** The plan as a node of `src/plan`. */
  readonly plan?: unknown;
}
/** `(SELECT …)` as a value. */
export interface ScalarSubqueryNode {
  readonly kind: "scalarSubquery";
  readonly subquery: SubqueryPlan;
  readonly outerRefs: readonly ExprNode[];
}
/** `[NOT] EXISTS (SELECT …)`. Not on DataFusion's wire. */
export interface ExistsNode {
  readonly kind: "exists";
  readonly subquery: SubqueryPlan;
  readonly outerRefs: readonly ExprNode[];
  readonly negated: boolean;
}
/** `expr [NOT] IN (SELECT …)`. Not on DataFusion's wire. */
export interface InSubqueryNode {
  readonly kind: "inSubquery";
  readonly expr: ExprNode;
  readonly subquery: SubqueryPlan;
  readonly outerRefs: readonly ExprNode[];
  readonly negated: boolean;
}
/** A column of the query around a subquery. Not on DataFusion's wire. */
export interface OuterColumnNode {
  readonly kind: "outerColumn";
  readonly type: ArrowType;
  readonly column: ColumnNode;
}

/** A call of a function that takes functions: `array_transform(list, x -> …)`. Wire field 37 of `LogicalExprNode`: name (1), args (2). */
export interface HigherOrderNode {
  readonly kind: "higherOrder";
  readonly function: FunctionRef;
  readonly args: readonly ExprNode[];
}
/** `(params) -> body`; only as an argument of a higher-order call. Wire field 38: params (1, repeated), body (2). */
export interface LambdaNode {
  readonly kind: "lambda";
  readonly params: readonly string[];
  readonly body: ExprNode;
}
/** A parameter inside a lambda's body. Wire field 39: name (1), field (2) once planning has resolved it. */
export interface LambdaVariableNode {
  readonly kind: "lambdaVariable";
  readonly name: string;
  /** What planning found the parameter to be. */
  readonly field?: Field | undefined;
}

/** An expression: an immutable tree of frozen nodes. */
export type ExprNode =
  | ColumnNode
  | LiteralNode
  | AliasNode
  | BinaryNode
  | UnaryNode
  | IsNode
  | BetweenNode
  | LikeNode
  | CaseNode
  | CastNode
  | InListNode
  | ScalarFunctionNode
  | AggregateFunctionNode
  | WindowFunctionNode
  | GroupingSetNode
  | CubeNode
  | WildcardNode
  | PlaceholderNode
  | UnnestNode
  | ScalarSubqueryNode
  | ExistsNode
  | InSubqueryNode
  | OuterColumnNode
  | HigherOrderNode
  | LambdaNode
  | LambdaVariableNode;

/** Every value of `ExprNode["kind"]`. */
export type ExprKind = ExprNode["kind"];
/** The node type of a kind; also where several kinds share one type (`not` and `negative`). */
export type NodeOf<K extends ExprKind> = ExprNode extends infer N
  ? N extends { readonly kind: ExprKind } ? K extends N["kind"] ? N : never : never
  : never;

/** A sort key; not an expression itself. */
export interface SortExpr {
  readonly expr: ExprNode;
  readonly ascending: boolean;
  readonly nullsFirst: boolean;
}

/**
 * Where a frame begins or ends. UNBOUNDED where `offset` is null, or a scalar whose value is null (the wire carries its type:
 * UInt64 as a rule); ignored for `currentRow`. See {@linkcode isUnbounded}.
 */
export interface WindowFrameBound {
  readonly kind: "preceding" | "currentRow" | "following";
  readonly offset: Scalar | null;
}
/** The rows around the current one that a window function sees. */
export interface WindowFrame {
  readonly units: "rows" | "range" | "groups";
  readonly start: WindowFrameBound;
  readonly end: WindowFrameBound;
}

/** Binary operators by the names that DataFusion writes on the wire. */
export type BinaryOperator =
  | "Eq"
  | "NotEq"
  | "Lt"
  | "LtEq"
  | "Gt"
  | "GtEq"
  | "Plus"
  | "Minus"
  | "Multiply"
  | "Divide"
  | "Modulo"
  | "And"
  | "Or"
  | "IsDistinctFrom"
  | "IsNotDistinctFrom"
  | "RegexMatch"
  | "RegexIMatch"
  | "RegexNotMatch"
  | "RegexNotIMatch"
  | "LikeMatch"
  | "ILikeMatch"
  | "NotLikeMatch"
  | "NotILikeMatch"
  | "BitwiseAnd"
  | "BitwiseOr"
  | "BitwiseXor"
  | "BitwiseShiftRight"
  | "BitwiseShiftLeft"
  | "StringConcat"
  | "AtArrow"
  | "ArrowAt"
  | "Arrow"
  | "LongArrow"
  | "HashArrow"
  | "HashLongArrow"
  | "AtAt"
  | "IntegerDivide"
  | "HashMinus"
  | "AtQuestion"
  | "Question"
  | "QuestionAnd"
  | "QuestionPipe"
  | "Colon";
