import type { ExprKind, ExprNode } from "./expr_node.ts";

const NAMES: { readonly [K in ExprKind]: string } = {
  column: "Column",
  literal: "Literal",
  alias: "Alias",
  binary: "BinaryExpr",
  not: "Not",
  negative: "Negative",
  isNull: "IsNull",
  isNotNull: "IsNotNull",
  isTrue: "IsTrue",
  isFalse: "IsFalse",
  isUnknown: "IsUnknown",
  isNotTrue: "IsNotTrue",
  isNotFalse: "IsNotFalse",
  isNotUnknown: "IsNotUnknown",
  between: "Between",
  like: "Like",
  ilike: "Like",
  similarTo: "RLike",
  case: "Case",
  cast: "Cast",
  tryCast: "TryCast",
  inList: "InList",
  scalarFunction: "ScalarFunction",
  aggregateFunction: "AggregateFunction",
  windowFunction: "WindowFunction",
  groupingSets: "GroupingSet",
  cube: "GroupingSet",
  rollup: "GroupingSet",
  wildcard: "Wildcard",
  placeholder: "Placeholder",
  unnest: "Unnest",
  scalarSubquery: "ScalarSubquery",
  exists: "Exists",
  inSubquery: "InSubquery",
  outerColumn: "OuterReferenceColumn",
  higherOrder: "HigherOrderFunction",
  lambda: "Lambda",
  lambdaVariable: "LambdaVariable",
};

/** The kind of a node as DataFusion calls it: `BinaryExpr`, `RLike`, `GroupingSet`. */
export function variantName(node: ExprNode): string {
  return NAMES[node.kind];
}
