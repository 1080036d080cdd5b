import { PlanError } from "../../errors.ts";
import { type ExprNode, schemaName, someNode } from "../../expr/mod.ts";
import { type FunctionLookup, resolveColumns } from "../analyze/mod.ts";
import { plannedField } from "./planned_field.ts";
import type { LogicalPlan } from "../logical_plan.ts";
import { type PlanField, type PlanSchema, planSchema } from "../plan_schema.ts";
import { expandWildcard } from "./wildcard.ts";
import { extractAggregates } from "./aggregate.ts";
import { extractWindows } from "./window.ts";

/**
 * Computes columns from `input`. Wildcards are expanded, names resolved; window functions and, without GROUP BY, aggregates are computed by
 * plans below.
 *
 * @throws {SchemaError} if a column does not exist or is ambiguous
 * @throws {PlanError} if two columns would have the same name, or types do not fit
 */
export function projectionPlan(input: LogicalPlan, exprs: readonly ExprNode[], functions: FunctionLookup): LogicalPlan {
  const expanded = exprs.flatMap((expr) => expr.kind === "wildcard" ? expandWildcard(expr, input.schema) : [expr]);
  let nodes = expanded.map((expr) => resolveColumns(expr, input.schema));
  let below = input;
  if (nodes.some((expr) => someNode(expr, ({ kind }) => kind === "aggregateFunction"))) {
    [below, nodes] = extractAggregates(below, nodes, functions);
  }
  if (nodes.some((expr) => someNode(expr, ({ kind }) => kind === "windowFunction"))) {
    [below, nodes] = extractWindows(below, nodes, functions);
  }
  return plainProjection(below, nodes, functions);
}

/** A projection of resolved expressions, nothing extracted. */
export function plainProjection(
  input: LogicalPlan,
  exprs: readonly ExprNode[],
  functions: FunctionLookup,
): LogicalPlan {
  const schema = projectedSchema(input.schema, exprs, functions);
  return Object.freeze({ kind: "projection", exprs: Object.freeze(exprs), input, schema });
}

/** One field per expression: columns keep their qualifier, everything else has none. */
export function projectedSchema(input: PlanSchema, exprs: readonly ExprNode[], functions: FunctionLookup): PlanSchema {
  const fields = exprs.map((expr) => plannedField(expr, input, functions));
  checkUnique(fields, exprs);
  return planSchema(fields);
}

function checkUnique(fields: readonly PlanField[], exprs: readonly ExprNode[]): void {
  const seen = new Map<string, number>();
  fields.forEach(({ qualifier, field }, position) => {
    const key = `${qualifier ?? ""}\u0000${field.name}`;
    const first = seen.get(key);
    if (first !== undefined) {
      throw new PlanError({
        message: `Cannot project: the expressions "${schemaName(exprs[first]!)}" at position ${first} and ` +
          `"${schemaName(exprs[position]!)}" at position ${position} have the same name, must have different ones`,
        remedy: `give one of them an alias: .alias("${field.name}_2")`,
      });
    }
    seen.set(key, position);
  });
}
