import { SchemaError } from "../../errors.ts";
import { column, type ExprNode, type WildcardNode } from "../../expr/mod.ts";
import { type PlanField, type PlanSchema, sameTable } from "../plan_schema.ts";

/** The columns that `*` or `t.*` stands for. @throws {SchemaError} if no table has that name */
export function expandWildcard(node: WildcardNode, schema: PlanSchema): readonly ExprNode[] {
  const qualifier = node.qualifier?.join(".");
  const fields = qualifier === undefined
    ? schema.fields
    : schema.fields.filter((f) => sameTable(qualifier, f.qualifier));
  if (qualifier !== undefined && fields.length === 0) {
    throw new SchemaError({
      message: `Cannot expand "${qualifier}.*": there is no table "${qualifier}" in this query`,
      unresolvedName: qualifier,
      valid: [...new Set(schema.fields.flatMap((f) => f.qualifier ?? []))],
    });
  }
  return fields.map(columnOf);
}

/** The column expression of a field. */
export function columnOf({ qualifier, field }: PlanField): ExprNode {
  return column(field.name, qualifier);
}
