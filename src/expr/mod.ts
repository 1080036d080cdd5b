/**
 * Expressions: immutable trees that say what to compute, never how.
 *
 * - A node is frozen by its factory; every change makes a new node, and shares what did not change.
 * - Nothing here touches data, bytes or workers: see `exec/`, `codec/`, `worker/`.
 * - Traversal goes through {@linkcode children} and {@linkcode withChildren}; no file walks a tree by hand. Every walk, also
 *   of the printers, keeps its own stack: depth is no concern.
 * - Texts are DataFusion 55's, to the letter.
 *
 * May import: `arrow`, `udf`, `compute/cast` (values as text), `errors`.
 */
export { BINARY_OPERATORS, isBinaryOperator, type OperatorInfo } from "./binary_operators.ts";
export { children } from "./children.ts";
export { decimalText } from "./decimal_text.ts";
export { canonicalName, display, sortExprText } from "./display.ts";
export { ExprInterner } from "./expr_interner.ts";
export type {
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
  ExprKind,
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
  NodeOf,
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
export {
  aggregateFunction,
  type AggregateOptions,
  alias,
  between,
  binary,
  caseWhen,
  cast,
  column,
  cube,
  exists,
  groupingSets,
  higherOrder,
  inList,
  inSubquery,
  is,
  lambda,
  lambdaVariable,
  like,
  literal,
  negative,
  not,
  outerColumn,
  placeholder,
  scalarFunction,
  scalarSubquery,
  sortExpr,
  unnest,
  wildcard,
  windowFrame,
  windowFrameBound,
  windowFunction,
  type WindowOptions,
} from "./factories.ts";
export { plainFloatText } from "./float_text.ts";
export { literalText, scalarText } from "./scalar_text.ts";
export { schemaName } from "./schema_name.ts";
export {
  columnsOf,
  exprDepth,
  type ExprVisitor,
  findNodes,
  rewrite,
  rewriteDown,
  rewriteUp,
  someNode,
  visit,
  type VisitAnswer,
} from "./traverse.ts";
export { variantName } from "./variant_name.ts";
export { isUnbounded, windowFrameBoundText, windowFrameText } from "./window_frame_text.ts";
export { withChildren } from "./with_children.ts";
