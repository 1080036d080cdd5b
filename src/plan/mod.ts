/**
 * Logical plans: what a query means, as immutable trees of frozen nodes.
 *
 * - Every node has the schema of its rows; nodes are made in `build/`, which resolves names and checks types.
 * - `analyze/` gives expressions their types: column resolution, coercion, output fields.
 * - Nothing here reads data: see `exec/` for running, `optimizer/` for rewriting, `codec/` for bytes.
 *
 * May import: `expr`, `udf`, `compute`, `arrow`, `errors`.
 */
export {
  aggregateOf,
  coerceExpr,
  exprField,
  type FunctionLookup,
  outputField,
  resolveColumns,
  scalarOf,
  unknownFunction,
  windowOf,
} from "./analyze/mod.ts";
export {
  aggregatePlan,
  columnOf,
  crossJoinPlan,
  distinctPlan,
  dropColumns,
  emptyPlan,
  expandWildcard,
  filterPlan,
  flattenGroups,
  GROUPING_ID,
  groupingsOf,
  hasGroupingSets,
  joinedSchema,
  joinPlan,
  type JoinSpec,
  limitPlan,
  MARK,
  plainAggregate,
  plainProjection,
  projectedSchema,
  projectionPlan,
  scanPlan,
  type SetOperation,
  setPlan,
  sortPlan,
  subqueryAliasPlan,
  unionPlan,
  windowPlan,
} from "./build/mod.ts";
export type * from "./logical_plan.ts";
export {
  columnIndex,
  findColumn,
  flatName,
  joinSchemas,
  type PlanField,
  type PlanSchema,
  planSchema,
  qualifiedSchema,
  sameTable,
  toArrowSchema,
} from "./plan_schema.ts";
export type {
  ColumnStatistics,
  FilterPushdown,
  ScanPartition,
  ScanRequest,
  TableProvider,
  TableStatistics,
} from "./table_provider.ts";
