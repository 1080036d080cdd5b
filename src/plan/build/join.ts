import { field, T } from "../../arrow/mod.ts";
import { PlanError } from "../../errors.ts";
import { alias, binary, type ExprNode, scalarFunction } from "../../expr/mod.ts";
import { exprField, type FunctionLookup, resolveColumns } from "../analyze/mod.ts";
import type { JoinType, LogicalPlan } from "../logical_plan.ts";
import { joinSchemas, type PlanField, type PlanSchema, planSchema } from "../plan_schema.ts";
import { functionRef } from "../../udf/mod.ts";
import { plainProjection } from "./projection.ts";
import { columnOf } from "./wildcard.ts";

/** What a join is told. */
export interface JoinSpec {
  /** Pairs that must be equal: an expression of the left side, one of the right. */
  readonly on: readonly (readonly [left: ExprNode, right: ExprNode])[];
  /** A further condition over both sides. */
  readonly filter: ExprNode | null;
  readonly type: JoinType;
  /** `using`: the keys have one name on both sides and come once in the result. */
  readonly constraint: "on" | "using";
  readonly nullEqualsNull?: boolean;
}

/** Name of the column that a mark join adds. */
export const MARK = "mark";

/** Joins two plans. @throws {SchemaError} if a key does not exist, {PlanError} if a condition is not boolean */
export function joinPlan(
  left: LogicalPlan,
  right: LogicalPlan,
  spec: JoinSpec,
  functions: FunctionLookup,
): LogicalPlan {
  const on = spec.on.map(([l, r]) => {
    const pair = Object.freeze([resolveColumns(l, left.schema), resolveColumns(r, right.schema)] as const);
    // Equal keys must be comparable: asking for the comparison's type checks it.
    const both = joinSchemas(left.schema, right.schema);
    exprField(binary("Eq", pair[0], pair[1]), both, functions);
    return pair;
  });
  let filter: ExprNode | null = null;
  if (spec.filter !== null) {
    const both = joinSchemas(left.schema, right.schema);
    filter = resolveColumns(spec.filter, both);
    const { id } = exprField(filter, both, functions).field.type;
    if (id !== "Boolean" && id !== "Null") {
      throw new PlanError({ message: `Cannot join: the condition is of type ${id}, must be Boolean` });
    }
  }
  const plan: LogicalPlan = Object.freeze({
    kind: "join",
    left,
    right,
    on: Object.freeze(on),
    filter,
    joinType: spec.type,
    constraint: spec.constraint,
    nullEqualsNull: spec.nullEqualsNull ?? false,
    schema: joinedSchema(left.schema, right.schema, spec.type),
  });
  return spec.constraint === "using" ? mergeKeys(plan, left, right, on, spec.type, functions) : plan;
}

/** The fields of a join's rows: the side that may be missing is nullable; semi, anti and mark joins give one side. */
export function joinedSchema(left: PlanSchema, right: PlanSchema, type: JoinType): PlanSchema {
  switch (type) {
    case "leftSemi":
    case "leftAnti":
      return left;
    case "rightSemi":
    case "rightAnti":
      return right;
    case "leftMark":
      return planSchema([...left.fields, MARK_FIELD]);
    case "rightMark":
      return planSchema([...right.fields, MARK_FIELD]);
    default: {
      const leftMissing = type === "right" || type === "full";
      const rightMissing = type === "left" || type === "full";
      return planSchema([
        ...(leftMissing ? left.fields.map(nullable) : left.fields),
        ...(rightMissing ? right.fields.map(nullable) : right.fields),
      ]);
    }
  }
}

/** Every left row with every right row. */
export function crossJoinPlan(left: LogicalPlan, right: LogicalPlan): LogicalPlan {
  return Object.freeze({ kind: "crossJoin", left, right, schema: joinSchemas(left.schema, right.schema) });
}

const MARK_FIELD: PlanField = Object.freeze({ qualifier: null, field: field(MARK, T.Boolean, false) });

function nullable({ qualifier, field: f }: PlanField): PlanField {
  return Object.freeze({ qualifier, field: field(f.name, f.type, true, f.metadata) });
}

/** USING gives each key once: the side that is always there, or whichever is there in a full join. */
function mergeKeys(
  plan: LogicalPlan,
  left: LogicalPlan,
  right: LogicalPlan,
  on: readonly (readonly [ExprNode, ExprNode])[],
  type: JoinType,
  functions: FunctionLookup,
): LogicalPlan {
  if (plan.schema.fields.length !== left.schema.fields.length + right.schema.fields.length) return plan;
  const names = new Set(on.map(([l]) => l.kind === "column" ? l.name : ""));
  const fromRight = type === "right";
  const kept = plan.schema.fields.filter(({ field: f }, k) => {
    const isLeft = k < left.schema.fields.length;
    return !names.has(f.name) || (fromRight ? !isLeft : isLeft);
  });
  if (type !== "full") return plainProjection(plan, kept.map(columnOf), functions);
  const exprs = kept.map((planned): ExprNode => {
    const pair = on.find(([l]) =>
      l.kind === "column" && l.name === planned.field.name && l.relation === planned.qualifier
    );
    if (pair === undefined) return columnOf(planned);
    return alias(scalarFunction(functionRef("scalar", "coalesce"), pair), planned.field.name);
  });
  return plainProjection(plan, exprs, functions);
}
