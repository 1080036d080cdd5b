import { type ArrowType, field, typesEqual, typeText } from "../../arrow/mod.ts";
import { PlanError } from "../../errors.ts";
import type { FunctionLookup } from "../analyze/mod.ts";
import { typeUnionCoercion } from "../../compute/coercion/mod.ts";
import type { LogicalPlan } from "../logical_plan.ts";
import { type PlanField, planSchema } from "../plan_schema.ts";
import { joinPlan } from "./join.ts";
import { distinctPlan } from "./rows.ts";
import { columnOf } from "./wildcard.ts";

/** What two tables of rows are put together by. */
export type SetOperation = "union" | "intersect" | "except";

/**
 * Rows of both inputs, of both only, or of the left only. Columns go by position and take the left names; their types are made one.
 *
 * @throws {PlanError} if the inputs have different numbers of columns, or types that have nothing in common
 */
export function setPlan(
  operation: SetOperation,
  left: LogicalPlan,
  right: LogicalPlan,
  distinct: boolean,
  functions: FunctionLookup,
): LogicalPlan {
  const [a, b] = [left.schema.fields.length, right.schema.fields.length];
  if (a !== b) {
    throw new PlanError({
      message: `Cannot ${operation} two tables: they have ${a} and ${b} columns, must have as many`,
    });
  }
  if (operation === "union") {
    const plan = unionPlan([left, right]);
    return distinct ? distinctPlan(plan) : plan;
  }
  const input = distinct ? distinctPlan(left) : left;
  const on = left.schema.fields.map((l, k) => [columnOf(l), columnOf(right.schema.fields[k]!)] as const);
  const type = operation === "intersect" ? "leftSemi" : "leftAnti";
  return joinPlan(input, right, { on, filter: null, type, constraint: "on", nullEqualsNull: true }, functions);
}

/** The rows of all inputs, one after the other. */
export function unionPlan(inputs: readonly LogicalPlan[]): LogicalPlan {
  const [first, ...rest] = inputs as readonly [LogicalPlan, ...LogicalPlan[]];
  const fields = first.schema.fields.map((planned, k): PlanField => {
    let { type, nullable } = planned.field;
    for (const { schema } of rest) {
      const other = schema.fields[k]!.field;
      if (!typesEqual(type, other.type)) type = common(type, other.type, planned.field.name);
      nullable ||= other.nullable;
    }
    return Object.freeze({ qualifier: null, field: field(planned.field.name, type, nullable) });
  });
  return Object.freeze({
    kind: "union",
    inputs: Object.freeze([...inputs]),
    schema: planSchema(fields),
  });
}

function common(a: ArrowType, b: ArrowType, column: string): ArrowType {
  const type = typeUnionCoercion(a, b);
  if (type !== undefined && type !== null) return type;
  throw new PlanError({
    message: `Cannot union two tables: column "${column}" is ${typeText(a)} in one and ${
      typeText(b)
    } in another, must have types with something in common`,
  });
}
