import { column, type ExprNode, rewrite } from "../../expr/mod.ts";
import { columnIndex, type PlanSchema } from "../plan_schema.ts";

/**
 * Every column with the qualifier that it has in the schema: `a` becomes `t.a`. Columns of an outer query stay.
 *
 * @throws {SchemaError} if a column does not exist or is ambiguous
 */
export function resolveColumns(expr: ExprNode, schema: PlanSchema): ExprNode {
  // The column inside an outer reference belongs to another schema.
  const outer = new Set<ExprNode>();
  return rewrite(expr, {
    down: (node) => {
      if (node.kind === "outerColumn") outer.add(node.column);
      return node;
    },
    up: (node) => {
      if (node.kind !== "column" || outer.has(node)) return node;
      const { qualifier, field } = schema.fields[columnIndex(schema, node)]!;
      return qualifier === node.relation && field.name === node.name ? node : column(field.name, qualifier);
    },
  });
}
