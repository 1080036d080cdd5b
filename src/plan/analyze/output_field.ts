import type { ArrowType, Field, Metadata, Scalar } from "../../arrow/mod.ts";
import { field, T, typesEqual, typeText } from "../../arrow/mod.ts";
import { castScalar } from "../../compute/cast/mod.ts";
import { coerceBinary, getCoerceTypeForCaseExpression } from "../../compute/coercion/mod.ts";
import { PlanError } from "../../errors.ts";
import { BINARY_OPERATORS, type ExprNode, type NodeOf, schemaName, type SubqueryPlan } from "../../expr/mod.ts";
import type { ReturnFieldArgs } from "../../udf/mod.ts";
import { columnIndex, type PlanField, type PlanSchema } from "../plan_schema.ts";
import { aggregateOf, type FunctionLookup, scalarOf, windowOf } from "./function_lookup.ts";
import { bindLambda, higherOrderCall, higherOrderField, itemFieldOf } from "./lambda.ts";
import { OPERATOR_CLASS } from "./operator_class.ts";
import { canBeTrueWhereNull } from "./truth_bounds.ts";
import { computeOnce } from "./walk_once.ts";

/** Finds types and nullability of expressions over one schema; what it found it remembers per node object. */
export class FieldResolver {
  readonly #schema: PlanSchema;
  readonly #functions: FunctionLookup;
  readonly #known = new Map<ExprNode, Field>();

  constructor(schema: PlanSchema, functions: FunctionLookup) {
    this.#schema = schema;
    this.#functions = functions;
  }

  /**
   * Type, nullability and metadata of an expression. The name is a column's own, else empty: see {@linkcode outputField}.
   *
   * @throws {PlanError} if types do not fit
   * @throws {SchemaError} if a column does not exist
   * @throws {UnknownFunctionError} if a function does not exist
   */
  fieldOf(node: ExprNode): Field {
    return computeOnce(node, this.#known, (each, of) => this.#compute(each, of), (each) => !isOpaque(each));
  }

  #compute(node: ExprNode, of: (child: ExprNode) => Field): Field {
    switch (node.kind) {
      case "column":
        return this.#schema.fields[columnIndex(this.#schema, node)]!.field;
      case "literal":
        return field("", node.scalar.type, node.scalar.value === null, node.metadata);
      case "alias":
        return withMetadata(of(node.expr), node.metadata);
      case "negative":
        return of(node.expr);
      case "binary":
        return this.#binary(node, of);
      case "not":
      case "between":
      case "like":
      case "ilike":
      case "similarTo":
      case "inList":
        return field("", T.Boolean, isNullableBoolean(node, of));
      case "isNull":
      case "isNotNull":
      case "isTrue":
      case "isFalse":
      case "isUnknown":
      case "isNotTrue":
      case "isNotFalse":
      case "isNotUnknown":
      case "exists":
        return field("", T.Boolean, false);
      case "case":
        return field("", caseType(node, of), this.#isCaseNullable(node, of));
      case "cast":
        return field("", node.type, of(node.expr).nullable, node.metadata ?? of(node.expr).metadata);
      case "tryCast":
        return field("", node.type, true, node.metadata ?? of(node.expr).metadata);
      case "scalarFunction": {
        const fn = scalarOf(node.function, this.#functions);
        return fn.returnField(returnFieldArgs(node.args, of, (types) => fn.coerceTypes(types)));
      }
      case "aggregateFunction": {
        const fn = aggregateOf(node.function, this.#functions);
        return fn.returnField(returnFieldArgs(node.args, of, (types) => fn.coerceTypes(types)));
      }
      case "windowFunction": {
        const fn = node.over === "aggregate"
          ? aggregateOf(node.function, this.#functions)
          : windowOf(node.function, this.#functions);
        return fn.returnField(returnFieldArgs(node.args, of, (types) => fn.coerceTypes(types)));
      }
      case "unnest":
        return field("", unnestedType(of(node.exprs[0]!).type), true);
      case "scalarSubquery":
        return subqueryField(node.subquery);
      case "inSubquery":
        return field("", T.Boolean, of(node.expr).nullable || subqueryField(node.subquery).nullable);
      case "outerColumn":
        return field(node.column.name, node.type, true);
      case "placeholder":
        return field("", node.type ?? T.Null, node.nullable ?? true, node.metadata);
      case "groupingSets":
      case "cube":
      case "rollup":
      case "lambda":
        return field("", T.Null, true);
      case "wildcard":
        return field("", T.Null, false);
      case "lambdaVariable":
        return node.field ?? field(node.name, T.Null, true);
      case "higherOrder": {
        const call = higherOrderCall(node);
        const { type } = of(call.list);
        const bound = bindLambda(call.lambda, itemFieldOf(call.name, type));
        return higherOrderField(call.name, type, this.fieldOf(bound.body));
      }
    }
  }

  #binary(node: NodeOf<"binary">, of: (child: ExprNode) => Field): Field {
    const left = of(node.left);
    const right = of(node.right);
    const { result } = coerceBinary(OPERATOR_CLASS[node.op], BINARY_OPERATORS[node.op].symbol, left.type, right.type);
    return field("", result, left.nullable || right.nullable);
  }

  #isCaseNullable(node: NodeOf<"case">, of: (child: ExprNode) => Field): boolean {
    const known = {
      isNullable: (child: ExprNode): boolean => this.fieldOf(child).nullable,
      typeOf: (child: ExprNode): ArrowType => this.fieldOf(child).type,
    };
    for (const { when, then } of node.branches) {
      if (!of(then).nullable) continue;
      if (node.expr !== null || canBeTrueWhereNull(when, then, known)) return true;
    }
    return node.otherwise === null || of(node.otherwise).nullable;
  }
}

/** Nodes whose children say nothing about their type, or cannot be typed here. */
function isOpaque(node: ExprNode): boolean {
  return node.kind === "outerColumn" || node.kind === "scalarSubquery" || node.kind === "exists" ||
    node.kind === "lambda";
}

function withMetadata(source: Field, metadata: Metadata | undefined): Field {
  return metadata ? field(source.name, source.type, source.nullable, { ...source.metadata, ...metadata }) : source;
}

/** How many operands of IN are asked whether they may be null; longer lists count as nullable, as in DataFusion. */
const MAX_INSPECTED = 6;

function isNullableBoolean(
  node: NodeOf<"not" | "between" | "like" | "ilike" | "similarTo" | "inList">,
  of: (child: ExprNode) => Field,
): boolean {
  switch (node.kind) {
    case "between":
      return of(node.expr).nullable || of(node.low).nullable || of(node.high).nullable;
    case "inList": {
      const operands = [node.expr, ...node.list];
      return operands.slice(0, MAX_INSPECTED).some((operand) => of(operand).nullable) ||
        operands.length > MAX_INSPECTED;
    }
    case "like":
    case "ilike":
    case "similarTo":
      return of(node.expr).nullable || of(node.pattern).nullable;
    default:
      return of(node.expr).nullable;
  }
}

/** The type that the branches have after coercion. */
function caseType(node: NodeOf<"case">, of: (child: ExprNode) => Field): ArrowType {
  const thens = node.branches.map(({ then }) => of(then).type);
  const otherwise = node.otherwise === null ? null : of(node.otherwise).type;
  const common = getCoerceTypeForCaseExpression(thens, otherwise);
  if (common !== null) return common;
  throw new PlanError({
    message:
      `Cannot plan CASE: the results are ${[...thens, ...(otherwise ? [otherwise] : [])].map(typeText).join(", ")}, ` +
      `must have a common type`,
  });
}

/** Fields and constants of the arguments after the function's own coercion. */
export function returnFieldArgs(
  args: readonly ExprNode[],
  of: (child: ExprNode) => Field,
  coerce: (types: readonly ArrowType[]) => readonly ArrowType[],
): ReturnFieldArgs {
  const given = args.map(of);
  const types = coerce(given.map(({ type }) => type));
  return {
    fields: given.map((f, i) => typesEqual(f.type, types[i]!) ? f : field(f.name, types[i]!, f.nullable, f.metadata)),
    scalars: args.map((arg, i) => constantOf(arg, types[i]!)),
  };
}

/** A literal as a value of the type, or undefined where it is none or does not fit. */
function constantOf(node: ExprNode, type: ArrowType): Scalar | undefined {
  let inner = node;
  while (inner.kind === "alias") inner = inner.expr;
  if (inner.kind !== "literal") return undefined;
  if (typesEqual(inner.scalar.type, type)) return inner.scalar;
  try {
    return castScalar(inner.scalar, type, { safe: false });
  } catch {
    return undefined; // the cast raises when the query runs
  }
}

function unnestedType(type: ArrowType): ArrowType {
  switch (type.id) {
    case "List":
    case "LargeList":
    case "ListView":
    case "LargeListView":
    case "FixedSizeList":
      return type.item.type;
    case "Struct":
      return type;
    default:
      throw new PlanError({ message: `Cannot unnest ${typeText(type)}: must be a list or a struct` });
  }
}

function subqueryField({ plan }: SubqueryPlan): Field {
  const fields = (plan as { readonly schema?: PlanSchema } | undefined)?.schema?.fields;
  if (fields === undefined) {
    throw new PlanError({ message: "Cannot plan a subquery: it is not decoded, must be a plan" });
  }
  if (fields.length !== 1) {
    throw new PlanError({
      message: `Cannot use a subquery as a value: it has ${fields.length} columns, must have one`,
    });
  }
  return fields[0]!.field;
}

/**
 * The field that an expression has as a column of a result: named by its schema name, typed as DataFusion 55 reports it.
 * Expressions need not be coerced before. Linear in the size of the tree.
 *
 * @throws {PlanError} if types do not fit
 * @throws {SchemaError} if a column does not exist or is ambiguous
 */
export function outputField(expr: ExprNode, schema: PlanSchema, functions: FunctionLookup): Field {
  return exprField(expr, schema, functions).field;
}

/** {@linkcode outputField} with the qualifier, which columns and qualified aliases have. */
export function exprField(expr: ExprNode, schema: PlanSchema, functions: FunctionLookup): PlanField {
  const found = new FieldResolver(schema, functions).fieldOf(expr);
  if (expr.kind === "column") {
    return Object.freeze({ qualifier: schema.fields[columnIndex(schema, expr)]!.qualifier, field: found });
  }
  const name = expr.kind === "alias" ? expr.name : schemaName(expr);
  const qualifier = expr.kind === "alias" && expr.relation !== null ? expr.relation.join(".") : null;
  return Object.freeze({ qualifier, field: field(name, found.type, found.nullable, found.metadata) });
}
