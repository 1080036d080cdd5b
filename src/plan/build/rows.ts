import { T } from "../../arrow/mod.ts";
import { PlanError } from "../../errors.ts";
import { type ExprNode, schemaName, type SortExpr } from "../../expr/mod.ts";
import { exprField, type FunctionLookup, resolveColumns } from "../analyze/mod.ts";
import type { LogicalPlan } from "../logical_plan.ts";
import { planSchema } from "../plan_schema.ts";
import { columnOf } from "./wildcard.ts";
import { plainProjection } from "./projection.ts";

/** Keeps rows whose predicate is true. @throws {PlanError} if the predicate is not boolean */
export function filterPlan(input: LogicalPlan, predicate: ExprNode, functions: FunctionLookup): LogicalPlan {
  const resolved = resolveColumns(predicate, input.schema);
  const { type } = exprField(resolved, input.schema, functions).field;
  if (type.id !== "Boolean" && type.id !== "Null") {
    throw new PlanError({
      message: `Cannot filter by "${schemaName(resolved)}": it is of type ${type.id}, must be Boolean`,
    });
  }
  return Object.freeze({ kind: "filter", predicate: resolved, input, schema: input.schema });
}

/** Orders rows. Keys may read columns that a projection below has dropped: they are carried along and dropped above. */
export function sortPlan(
  input: LogicalPlan,
  keys: readonly SortExpr[],
  functions: FunctionLookup,
  fetch: number | null = null,
): LogicalPlan {
  const resolved = keys.map((key) => Object.freeze({ ...key, expr: resolveColumns(key.expr, input.schema) }));
  for (const { expr } of resolved) exprField(expr, input.schema, functions);
  return Object.freeze({ kind: "sort", exprs: Object.freeze(resolved), fetch, input, schema: input.schema });
}

/** Skips rows, then gives at most `fetch`. @throws {PlanError} on negative or fractional numbers */
export function limitPlan(input: LogicalPlan, skip: number, fetch: number | null): LogicalPlan {
  for (const [name, value] of [["offset", skip], ["limit", fetch]] as const) {
    if (value !== null && (!Number.isSafeInteger(value) || value < 0)) {
      throw new PlanError({
        message: `Cannot limit rows: ${name} is ${value}, must be a whole number that is not negative`,
      });
    }
  }
  return Object.freeze({
    kind: "limit",
    skip: skip === 0 ? null : int64(skip),
    fetch: fetch === null ? null : int64(fetch),
    input,
    schema: input.schema,
  });
}

/** Each distinct row once. */
export function distinctPlan(input: LogicalPlan): LogicalPlan {
  return Object.freeze({ kind: "distinct", input, schema: input.schema });
}

/** Renames the table that the columns belong to. */
export function subqueryAliasPlan(input: LogicalPlan, alias: string): LogicalPlan {
  const fields = input.schema.fields.map(({ field }) => Object.freeze({ qualifier: alias, field }));
  return Object.freeze({
    kind: "subqueryAlias",
    alias: Object.freeze([alias]),
    input,
    schema: planSchema(fields),
  });
}

/** The input without some columns. */
export function dropColumns(
  input: LogicalPlan,
  isDropped: (index: number) => boolean,
  functions: FunctionLookup,
): LogicalPlan {
  return plainProjection(input, input.schema.fields.filter((_, k) => !isDropped(k)).map(columnOf), functions);
}

function int64(value: number): ExprNode {
  return Object.freeze({ kind: "literal", scalar: Object.freeze({ type: T.Int64, value: BigInt(value) }) });
}
