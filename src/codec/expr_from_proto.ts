import { DecodeError } from "../errors.ts";
import {
  aggregateFunction,
  alias,
  between,
  binary,
  BINARY_OPERATORS,
  type BinaryOperator,
  caseWhen,
  cast,
  type CastNode,
  column,
  cube,
  type ExprNode,
  groupingSets,
  higherOrder,
  inList,
  is,
  type IsNode,
  isUnbounded,
  lambda,
  lambdaVariable,
  like,
  type LikeNode,
  literal,
  negative,
  not,
  type NullTreatment,
  placeholder,
  scalarFunction,
  scalarSubquery,
  type SortExpr,
  sortExpr,
  unnest,
  wildcard,
  type WindowFrame,
  windowFrame,
  type WindowFrameBound,
  windowFrameBound,
  windowFunction,
} from "../expr/mod.ts";
import {
  type CastNode as CastProto,
  type LikeNode as LikeProto,
  type LogicalExprNode,
  LogicalPlanNodeSchema,
  type SortExprNode,
  type WindowFrame as WindowFrameProto,
  type WindowFrameBound as WindowFrameBoundProto,
} from "../gen/datafusion/datafusion_pb.ts";
import { type Metadata, scalar, T } from "../arrow/mod.ts";
import { readColumnRelation } from "./column_relation.ts";
import type { FunctionDecoder } from "./function_decoder.ts";
import type { NamedKind } from "./codec_context.ts";
import { toProstBytes } from "./prost_bytes.ts";
import { scalarFromProto } from "./scalar_from_proto.ts";
import { tableReferenceFromProto } from "./table_reference_wire.ts";
import { fieldFromProto, missing, required, typeFromProto, unit } from "./type_from_proto.ts";
import { BOUND_KINDS, FRAME_UNITS, NULL_TREATMENTS } from "./wire_enums.ts";

/**
 * An expression from `datafusion.LogicalExprNode`: the reference for {@linkcode ExprReader}, and what it falls back on where
 * members stand twice and must be merged. Recursive. The order of cases is that of expr_to_proto.ts.
 *
 * @throws {DecodeError} if a required part is missing or contradicts another
 */
export function exprFromProto(proto: LogicalExprNode | undefined, functions: FunctionDecoder): ExprNode {
  const chosen = required(proto, "expr").ExprType;
  const read = (inner: LogicalExprNode | undefined) => exprFromProto(inner, functions);
  const all = (list: readonly LogicalExprNode[]) => Object.freeze(list.map(read));
  const optional = (inner: LogicalExprNode | undefined) => inner === undefined ? null : read(inner);
  const sorts = (list: readonly SortExprNode[]) => Object.freeze(list.map((key) => sortExprFromProto(key, functions)));
  const called = (kind: NamedKind, name: string, definition: Uint8Array | undefined) =>
    definition === undefined ? functions.named(kind, name) : functions.inlined(kind, name, definition.slice(), 0);
  const castNode = (kind: CastNode["kind"], { expr, arrowType, metadata, nullable }: Omit<CastProto, "$typeName">) =>
    cast(read(expr), typeFromProto(required(arrowType, "arrow_type")), kind, {
      nullable: nullable ?? true,
      metadata: metadataFromProto(metadata),
    });
  const likeNode = (kind: LikeNode["kind"], n: Omit<LikeProto, "$typeName">) =>
    like(kind, read(n.expr), read(required(n.pattern, "pattern")), n.negated, escapeFromWire(n.escapeChar));
  const isNode = (kind: IsNode["kind"]) => is(kind, read((chosen.value as { expr?: LogicalExprNode }).expr));

  switch (chosen.case) {
    case undefined:
      throw missing("expr_type");
    case "column": {
      const { name, relation } = chosen.value;
      return column(name, relation === undefined ? null : readColumnRelation(relation.relation));
    }
    case "alias": {
      const { expr, alias: name, relation, metadata } = chosen.value;
      const [first] = relation;
      return alias(
        read(expr),
        name,
        first === undefined ? null : tableReferenceFromProto(first),
        metadataFromProto(metadata),
      );
    }
    case "literal":
      return literal(scalarFromProto(chosen.value));
    case "binaryExpr":
      return chain(operatorFromWire(chosen.value.op), chosen.value.operands.map(read));
    case "isNullExpr":
      return isNode("isNull");
    case "isNotNullExpr":
      return isNode("isNotNull");
    case "notExpr":
      return not(read(chosen.value.expr));
    case "between": {
      const { expr, negated, low, high } = chosen.value;
      return between(read(expr), read(low), read(high), negated);
    }
    case "case": {
      const { expr, whenThenExpr, elseExpr } = chosen.value;
      const branches = whenThenExpr.map(({ whenExpr, thenExpr }) => ({ when: read(whenExpr), then: read(thenExpr) }));
      return caseWhen(optional(expr), branches, optional(elseExpr));
    }
    case "cast":
      return castNode("cast", chosen.value);
    case "negative":
      return negative(read(chosen.value.expr));
    case "inList":
      return inList(read(chosen.value.expr), all(chosen.value.list), chosen.value.negated);
    case "wildcard": {
      const { qualifier } = chosen.value;
      return wildcard(qualifier === undefined ? null : tableReferenceFromProto(qualifier));
    }
    case "tryCast":
      return castNode("tryCast", chosen.value);
    case "windowExpr": {
      const n = chosen.value;
      if (n.windowFunction.case === undefined) throw missing("window_function");
      const kind = n.windowFunction.case === "udaf" ? "aggregate" : "window";
      const frame = windowFrameFromProto(required(n.windowFrame, "window_frame"));
      return windowFunction(called(kind, n.windowFunction.value, n.funDefinition), all(n.exprs), {
        partitionBy: all(n.partitionBy),
        orderBy: regularOrder(frame, sorts(n.orderBy)),
        frame,
        nullTreatment: nullTreatmentFromWire(n.nullTreatment),
        distinct: n.distinct,
        filter: optional(n.filter),
      });
    }
    case "aggregateUdfExpr": {
      const n = chosen.value;
      return aggregateFunction(called("aggregate", n.funName, n.funDefinition), all(n.args), {
        distinct: n.distinct,
        filter: optional(n.filter),
        orderBy: sorts(n.orderBy),
        nullTreatment: nullTreatmentFromWire(n.nullTreatment),
      });
    }
    case "scalarUdfExpr": {
      const { funName, args, funDefinition } = chosen.value;
      return scalarFunction(called("scalar", funName, funDefinition), all(args));
    }
    case "groupingSet":
      return groupingSets(chosen.value.expr.map((set) => all(set.expr)));
    case "cube":
      return cube("cube", all(chosen.value.expr));
    case "rollup":
      return cube("rollup", all(chosen.value.expr));
    case "isTrue":
    case "isFalse":
    case "isUnknown":
    case "isNotTrue":
    case "isNotFalse":
    case "isNotUnknown":
      return isNode(chosen.case);
    case "like":
    case "ilike":
    case "similarTo":
      return likeNode(chosen.case, chosen.value);
    case "placeholder": {
      const { id, dataType, nullable, metadata } = chosen.value;
      return placeholderNode(id, dataType === undefined ? null : typeFromProto(dataType), nullable, metadata);
    }
    case "unnest":
      return unnest(oneOf(all(chosen.value.exprs)), chosen.value.outer);
    case "scalarSubqueryExpr": {
      const { subquery, outerRefColumns } = required(chosen.value.subquery, "subquery");
      const bytes = toProstBytes(LogicalPlanNodeSchema, required(subquery, "subquery"));
      return scalarSubquery(Object.freeze({ bytes }), all(outerRefColumns));
    }
    case "higherOrderUdfExpr": {
      const { funName, args, funDefinition } = chosen.value;
      return higherOrder(called("higherOrder", funName, funDefinition), all(args));
    }
    case "lambda":
      return lambda(chosen.value.params, read(required(chosen.value.body, "body")));
    case "lambdaVariable": {
      const { name, field } = chosen.value;
      return lambdaVariable(name, field === undefined ? undefined : fieldFromProto(field));
    }
  }
}

/** A sort key from `datafusion.SortExprNode`. */
export function sortExprFromProto(proto: SortExprNode, functions: FunctionDecoder): SortExpr {
  return sortExpr(exprFromProto(proto.expr, functions), proto.asc, proto.nullsFirst);
}

/** A window frame from `datafusion.WindowFrame`. */
export function windowFrameFromProto(proto: WindowFrameProto): WindowFrame {
  const units = unit(FRAME_UNITS, proto.windowFrameUnits, "WindowFrameUnits");
  const start = boundFromProto(required(proto.startBound, "start_bound"));
  const end = proto.endBound.case === undefined ? windowFrameBound("currentRow") : boundFromProto(proto.endBound.value);
  return windowFrame(units, start, end);
}

function boundFromProto(proto: WindowFrameBoundProto): WindowFrameBound {
  const kind = unit(BOUND_KINDS, proto.windowFrameBoundType, "WindowFrameBoundType");
  return frameBound(kind, proto.boundValue === undefined ? null : scalarFromProto(proto.boundValue));
}

/** A bound; without a value it is unbounded, and the null then is a UInt64. */
export function frameBound(kind: WindowFrameBound["kind"], offset: WindowFrameBound["offset"]): WindowFrameBound {
  return windowFrameBound(kind, kind === "currentRow" ? null : offset ?? UNBOUNDED_OFFSET);
}

const UNBOUNDED_OFFSET = scalar(T.UInt64, null);
const ANY_ORDER: readonly SortExpr[] = Object.freeze([sortExpr(literal(scalar(T.UInt64, 1n)))]);

/**
 * The order of a window as its frame needs it: a RANGE frame without one is ordered by a constant.
 *
 * @throws {DecodeError} for a RANGE of distances with another number of keys than one, and for GROUPS without a key
 */
export function regularOrder(frame: WindowFrame, orderBy: readonly SortExpr[]): readonly SortExpr[] {
  if (frame.units === "rows" || frame.units === "range" && orderBy.length === 1) return orderBy;
  if (frame.units === "groups") {
    if (orderBy.length > 0) return orderBy;
    throw new DecodeError({ message: "Cannot decode window function: a GROUPS frame has no ORDER BY, must have one" });
  }
  const isFree = (bound: WindowFrameBound) => bound.kind === "currentRow" || isUnbounded(bound);
  if (!isFree(frame.start) || !isFree(frame.end)) {
    throw new DecodeError({
      message: `Cannot decode window function: a RANGE frame of distances has ${orderBy.length} ORDER BY keys, ` +
        "must have exactly one",
    });
  }
  return orderBy.length === 0 ? ANY_ORDER : orderBy;
}

/** A chain of operands as a tree that leans to the left. @throws {DecodeError} if there are fewer than two */
export function chain(op: BinaryOperator, operands: readonly ExprNode[]): ExprNode {
  if (operands.length < 2) {
    throw new DecodeError({
      message: `Cannot decode binary expression: it has ${operands.length} operands, must have at least 2`,
    });
  }
  let node = operands[0]!;
  for (let i = 1; i < operands.length; i++) node = binary(op, node, operands[i]!);
  return node;
}

const OPERATORS: ReadonlyMap<string, BinaryOperator> = new Map(
  Object.keys(BINARY_OPERATORS).map((name) => [name, name as BinaryOperator]),
);

/** @throws {DecodeError} if there is no such operator */
export function operatorFromWire(name: string): BinaryOperator {
  const operator = OPERATORS.get(name);
  if (operator !== undefined) return operator;
  throw new DecodeError({
    message: `Cannot decode binary expression: "${name}" is no operator, must be a name such as "Plus"`,
  });
}

/** @throws {DecodeError} if it is longer than one byte */
export function escapeFromWire(text: string): string | null {
  if (text === "") return null;
  if (text.length === 1 && text.charCodeAt(0) < 0x80) return text;
  throw new DecodeError({
    message: `Cannot decode LIKE: its escape is ${JSON.stringify(text.slice(0, 20))}, must be one ASCII character`,
  });
}

/** @throws {DecodeError} for unknown values */
export function nullTreatmentFromWire(value: number | undefined): NullTreatment {
  return value === undefined ? null : unit(NULL_TREATMENTS, value, "NullTreatment");
}

/** @throws {DecodeError} unless there is exactly one */
export function oneOf(exprs: readonly ExprNode[]): readonly ExprNode[] {
  if (exprs.length === 1) return exprs;
  throw new DecodeError({ message: `Cannot decode UNNEST: it has ${exprs.length} expressions, must have exactly one` });
}

/** Without a type, DataFusion forgets the rest of a placeholder's field. */
export function placeholderNode(
  id: string,
  type: Parameters<typeof placeholder>[1] & object | null,
  nullable: boolean | undefined,
  metadata: Readonly<Record<string, string>>,
): ExprNode {
  if (type === null) return placeholder(id);
  const kept = metadataFromProto(metadata);
  return placeholder(id, type, kept ? { nullable: nullable ?? true, metadata: kept } : { nullable: nullable ?? true });
}

/** Frozen, undefined where there is none. */
export function metadataFromProto(metadata: Readonly<Record<string, string>>): Metadata | undefined {
  return Object.keys(metadata).length === 0 ? undefined : Object.freeze({ ...metadata });
}
