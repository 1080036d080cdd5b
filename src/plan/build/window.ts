import { ExprInterner, type ExprNode, findNodes, type WindowFunctionNode } from "../../expr/mod.ts";
import type { FunctionLookup } from "../analyze/mod.ts";
import type { LogicalPlan } from "../logical_plan.ts";
import { plannedField } from "./planned_field.ts";
import { planSchema } from "../plan_schema.ts";
import { readColumns, uniqueNodes } from "./aggregate.ts";
import { columnOf } from "./wildcard.ts";

/** Puts the window functions inside `exprs` into plans below, one per PARTITION BY and ORDER BY, and reads their columns instead. */
export function extractWindows(
  input: LogicalPlan,
  exprs: readonly ExprNode[],
  functions: FunctionLookup,
): [LogicalPlan, ExprNode[]] {
  const interner = new ExprInterner();
  const calls = uniqueNodes(
    exprs.flatMap((expr) => findNodes(expr, (node) => node.kind === "windowFunction")),
    interner,
  );
  const groups = new Map<string, ExprNode[]>();
  for (const call of calls) {
    const key = windowKey(call as WindowFunctionNode, interner);
    groups.set(key, [...groups.get(key) ?? [], call]);
  }
  let plan = input;
  const columns = new Map<number, ExprNode>();
  for (const windows of groups.values()) {
    plan = windowPlan(plan, windows, functions);
    const first = plan.schema.fields.length - windows.length;
    windows.forEach((call, k) => columns.set(interner.id(call), columnOf(plan.schema.fields[first + k]!)));
  }
  return [plan, exprs.map((expr) => readColumns(expr, columns, interner))];
}

/** The input's columns and one per window expression. */
export function windowPlan(input: LogicalPlan, exprs: readonly ExprNode[], functions: FunctionLookup): LogicalPlan {
  const added = exprs.map((expr) => plannedField(expr, input.schema, functions));
  return Object.freeze({
    kind: "window",
    exprs: Object.freeze(exprs),
    input,
    schema: planSchema([...input.schema.fields, ...added]),
  });
}

/** What decides how rows must be sorted for a window. */
function windowKey({ partitionBy, orderBy }: WindowFunctionNode, interner: ExprInterner): string {
  const keys = orderBy.map(({ expr, ascending, nullsFirst }) => [interner.id(expr), ascending, nullsFirst]);
  return JSON.stringify([partitionBy.map((expr) => interner.id(expr)), keys]);
}
