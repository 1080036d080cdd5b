/**
 * Makes plan nodes: resolves names, checks types, computes the schema of the rows. Every node outside tests is made here.
 *
 * May import: `plan/analyze` and the node types.
 */
export {
  aggregatePlan,
  flattenGroups,
  GROUPING_ID,
  groupingsOf,
  hasGroupingSets,
  plainAggregate,
} from "./aggregate.ts";
export { crossJoinPlan, joinedSchema, joinPlan, type JoinSpec, MARK } from "./join.ts";
export { plainProjection, projectedSchema, projectionPlan } from "./projection.ts";
export { distinctPlan, dropColumns, filterPlan, limitPlan, sortPlan, subqueryAliasPlan } from "./rows.ts";
export { emptyPlan, scanPlan } from "./scan.ts";
export { type SetOperation, setPlan, unionPlan } from "./set.ts";
export { columnOf, expandWildcard } from "./wildcard.ts";
export { windowPlan } from "./window.ts";
