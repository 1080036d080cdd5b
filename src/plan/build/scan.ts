import type { TableReference } from "../../expr/mod.ts";
import type { LogicalPlan } from "../logical_plan.ts";
import { planSchema, qualifiedSchema } from "../plan_schema.ts";
import type { TableProvider } from "../table_provider.ts";

/** Reads all columns of a table; they belong to the table's name. */
export function scanPlan(table: TableReference, provider: TableProvider): LogicalPlan {
  return Object.freeze({
    kind: "scan",
    table: Object.freeze([...table]),
    provider,
    projection: null,
    filters: Object.freeze([]),
    fetch: null,
    schema: qualifiedSchema(provider.schema, table.join(".")),
  });
}

/** No rows, or one row without columns. */
export function emptyPlan(produceOneRow: boolean): LogicalPlan {
  return Object.freeze({ kind: "empty", produceOneRow, schema: planSchema([]) });
}
