import { field } from "../../arrow/mod.ts";
import type { ExprNode } from "../../expr/mod.ts";
import { coerceExpr, exprField, type FunctionLookup, outputField } from "../analyze/mod.ts";
import type { PlanField, PlanSchema } from "../plan_schema.ts";

/**
 * The field that an expression has in the rows of a plan: the name that it has as it is written, the type that it has when it runs,
 * with every coercion in place.
 */
export function plannedField(expr: ExprNode, schema: PlanSchema, functions: FunctionLookup): PlanField {
  const written = exprField(expr, schema, functions);
  const coerced = coerceExpr(expr, schema, functions);
  if (coerced === expr) return written;
  const { type, nullable, metadata } = outputField(coerced, schema, functions);
  return Object.freeze({ qualifier: written.qualifier, field: field(written.field.name, type, nullable, metadata) });
}
