/**
 * Operators that stream batches, one a file; `exec/operator_for.ts` puts them together.
 */
export { ConstantOperator } from "./constant_operator.ts";
export { DistinctOperator } from "./distinct_operator.ts";
export { FilterOperator } from "./filter_operator.ts";
export { JoinOperator, type JoinParts } from "./join_operator.ts";
export { LimitOperator } from "./limit_operator.ts";
export { ProjectionOperator } from "./projection_operator.ts";
export { ScanOperator, type ScanSource } from "./scan_operator.ts";
export { type CompiledSortKey, SortOperator } from "./sort_operator.ts";
export { UnionOperator } from "./union_operator.ts";
