import { PlanError } from "../../errors.ts";
import { alias, ExprInterner, type ExprNode, findNodes, rewriteDown, schemaName } from "../../expr/mod.ts";
import { field, T } from "../../arrow/mod.ts";
import { type FunctionLookup, resolveColumns } from "../analyze/mod.ts";
import { plannedField } from "./planned_field.ts";
import type { LogicalPlan } from "../logical_plan.ts";
import { type PlanField, planSchema } from "../plan_schema.ts";
import { plainProjection } from "./projection.ts";
import { columnOf } from "./wildcard.ts";

/** Name of the column that tells grouping sets apart; bit k is set where the k-th last group expression is not grouped by. */
export const GROUPING_ID = "__grouping_id";

/**
 * One row per group. `aggregates` may be any expressions over aggregate functions; what stands around the functions is computed by a projection above.
 *
 * @throws {PlanError} if an aggregate expression reads a column that is neither grouped by nor inside an aggregate function
 */
export function aggregatePlan(
  input: LogicalPlan,
  groupBy: readonly ExprNode[],
  aggregates: readonly ExprNode[],
  functions: FunctionLookup,
): LogicalPlan {
  const groups = groupBy.map((expr) => resolveColumns(expr, input.schema));
  const wanted = aggregates.map((expr) => resolveColumns(expr, input.schema));
  const bare = wanted.every((expr) => unaliased(expr).kind === "aggregateFunction");
  if (bare) return plainAggregate(input, groups, wanted, functions);
  const [below, exprs] = extractAggregates(input, wanted, functions, groups);
  const groupColumns = below.schema.fields.slice(0, below.schema.fields.length - countAggregates(below)).map(columnOf);
  return plainProjection(below, [...groupColumns, ...exprs], functions);
}

/** An aggregate plan of resolved expressions: the aggregates are function calls, perhaps with an alias. */
export function plainAggregate(
  input: LogicalPlan,
  groupBy: readonly ExprNode[],
  aggregates: readonly ExprNode[],
  functions: FunctionLookup,
): LogicalPlan {
  const sets = hasGroupingSets(groupBy);
  const fields: PlanField[] = flattenGroups(groupBy).map((expr) => {
    const planned = plannedField(expr, input.schema, functions);
    return sets ? { ...planned, field: field(planned.field.name, planned.field.type, true) } : planned;
  });
  if (sets) fields.push({ qualifier: null, field: field(GROUPING_ID, groupingIdType(fields.length), false) });
  for (const expr of aggregates) fields.push(plannedField(expr, input.schema, functions));
  const names = fields.map(({ qualifier, field }) => `${qualifier ?? ""}\u0000${field.name}`);
  const twice = names.findIndex((name, i) => names.indexOf(name) !== i);
  if (twice >= 0) {
    throw new PlanError({
      message: `Cannot aggregate: two result columns are named "${
        fields[twice]!.field.name
      }", must have different names`,
      remedy: "give one of them an alias",
    });
  }
  return Object.freeze({
    kind: "aggregate",
    groupBy: Object.freeze(groupBy),
    aggregates: Object.freeze(aggregates),
    input,
    schema: planSchema(fields),
  });
}

/** Puts the aggregate functions inside `exprs` into a plan below and reads their columns instead. */
export function extractAggregates(
  input: LogicalPlan,
  exprs: readonly ExprNode[],
  functions: FunctionLookup,
  groupBy: readonly ExprNode[] = [],
): [LogicalPlan, ExprNode[]] {
  const interner = new ExprInterner();
  const calls = uniqueNodes(
    exprs.flatMap((expr) => findNodes(expr, isAggregate)),
    interner,
  );
  const plan = plainAggregate(input, groupBy, calls, functions);
  const columns = new Map<number, ExprNode>();
  flattenGroups(groupBy).forEach((group, k) => columns.set(interner.id(group), columnOf(plan.schema.fields[k]!)));
  const first = plan.schema.fields.length - calls.length;
  calls.forEach((call, k) => columns.set(interner.id(call), columnOf(plan.schema.fields[first + k]!)));
  return [plan, exprs.map((expr) => readColumns(expr, columns, interner))];
}

/** Reads a column wherever the expression that it holds stands. What becomes a bare column keeps the name that it had. */
export function readColumns(expr: ExprNode, columns: ReadonlyMap<number, ExprNode>, interner: ExprInterner): ExprNode {
  const replaced = rewriteDown(expr, (node) => columns.get(interner.id(node)) ?? node);
  if (replaced.kind !== "column" || expr.kind === "column") return replaced;
  const name = schemaName(expr);
  return replaced.name === name ? replaced : alias(replaced, name);
}

/** Each expression once, in order. */
export function uniqueNodes(exprs: readonly ExprNode[], interner: ExprInterner): readonly ExprNode[] {
  const byId = new Map<number, ExprNode>();
  for (const expr of exprs) if (!byId.has(interner.id(expr))) byId.set(interner.id(expr), expr);
  return [...byId.values()];
}

/** The group expressions themselves, of plain groups and of grouping sets; each once. */
export function flattenGroups(groupBy: readonly ExprNode[]): readonly ExprNode[] {
  const all = groupBy.flatMap((group) => {
    if (group.kind === "groupingSets") return group.sets.flat();
    return group.kind === "cube" || group.kind === "rollup" ? group.exprs : [group];
  });
  return uniqueNodes(all, new ExprInterner());
}

/** Whether any group expression stands for several groupings. */
export function hasGroupingSets(groupBy: readonly ExprNode[]): boolean {
  return groupBy.some(({ kind }) => kind === "groupingSets" || kind === "cube" || kind === "rollup");
}

/** The groupings that `groupBy` stands for: each a list of indices into {@linkcode flattenGroups}. Several sets multiply. */
export function groupingsOf(groupBy: readonly ExprNode[]): readonly (readonly number[])[] {
  const interner = new ExprInterner();
  const index = new Map(flattenGroups(groupBy).map((expr, k) => [interner.id(expr), k]));
  const at = (expr: ExprNode) => index.get(interner.id(expr))!;
  let groupings: (readonly number[])[] = [[]];
  for (const group of groupBy) {
    const parts = groupingParts(group).map((set) => set.map(at));
    groupings = groupings.flatMap((left) => parts.map((right) => [...new Set([...left, ...right])]));
  }
  return groupings;
}

function groupingParts(group: ExprNode): readonly (readonly ExprNode[])[] {
  switch (group.kind) {
    case "groupingSets":
      return group.sets;
    case "rollup":
      return group.exprs.map((_, k) => group.exprs.slice(0, group.exprs.length - k)).concat([[]]);
    case "cube": {
      const { exprs } = group;
      return Array.from({ length: 2 ** exprs.length }, (_, mask) => exprs.filter((_, k) => (mask >> k & 1) === 0));
    }
    default:
      return [[group]];
  }
}

function groupingIdType(groups: number) {
  return groups <= 8 ? T.UInt8 : groups <= 16 ? T.UInt16 : groups <= 32 ? T.UInt32 : T.UInt64;
}

function unaliased(expr: ExprNode): ExprNode {
  while (expr.kind === "alias") expr = expr.expr;
  return expr;
}

function countAggregates(plan: LogicalPlan): number {
  return plan.kind === "aggregate" ? plan.aggregates.length : 0;
}

function isAggregate(node: ExprNode): boolean {
  return node.kind === "aggregateFunction";
}
