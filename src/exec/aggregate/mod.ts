/**
 * Aggregation: rows to groups, groups to results.
 *
 * - Takes compiled columns: what an expression means was decided before.
 * - FILTER, DISTINCT and ORDER BY inside a call happen here, so that functions see plain rows.
 * - Partial states are columns: any two workers can exchange them as Arrow data.
 *
 * May import: `arrow`, `compute/*`, `udf`, `errors`.
 */
export { type AggregateCall, type AggregateInput } from "./aggregate_call.ts";
export { distinctKey, distinctType } from "./distinct_key.ts";
export {
  GROUPING_ID,
  groupingIdColumn,
  groupingIds,
  groupingIdType,
  type GroupingSet,
  groupingValues,
} from "./grouping_id.ts";
export { type AggregateMode, HashAggregate, type HashAggregateOptions } from "./hash_aggregate.ts";
