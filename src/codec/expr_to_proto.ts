import { create } from "@bufbuild/protobuf";
import { fromBinary } from "@bufbuild/protobuf";
import { EncodeError } from "../errors.ts";
import type {
  BinaryNode,
  CastNode,
  ExprKind,
  ExprNode,
  LikeNode,
  NodeOf,
  SortExpr,
  SubqueryPlan,
  WindowFrame,
  WindowFrameBound,
} from "../expr/mod.ts";
import {
  type LogicalExprNode,
  LogicalExprNodeSchema,
  LogicalPlanNodeSchema,
  type SortExprNode,
  SortExprNodeSchema,
  type WindowFrame as WindowFrameProto,
  WindowFrameSchema,
} from "../gen/datafusion/datafusion_pb.ts";
import type { FunctionEncoder } from "./function_encoder.ts";
import { scalarToProto } from "./scalar_to_proto.ts";
import { tableReferenceToProto } from "./table_reference_wire.ts";
import { fieldToProto, typeToProto } from "./type_to_proto.ts";
import { BOUND_KINDS, FRAME_UNITS, NULL_TREATMENTS } from "./wire_enums.ts";

type Case = { readonly case: string; readonly value: unknown };
type ToProto<K extends ExprKind> = (node: NodeOf<K>, functions: FunctionEncoder) => Case;

const unary = (name: string) => (n: { readonly expr: ExprNode }, f: FunctionEncoder): Case => ({
  case: name,
  value: { expr: exprToProto(n.expr, f) },
});
const like = (name: string) => (n: LikeNode, f: FunctionEncoder): Case => ({
  case: name,
  value: {
    negated: n.negated,
    expr: exprToProto(n.expr, f),
    pattern: exprToProto(n.pattern, f),
    escapeChar: n.escape ?? "",
  },
});
const cast = (name: string) => (n: CastNode, f: FunctionEncoder): Case => ({
  case: name,
  value: {
    expr: exprToProto(n.expr, f),
    arrowType: typeToProto(n.type),
    metadata: { ...n.metadata },
    nullable: n.nullable ?? true,
  },
});

// The same order as in expr_from_proto.ts.
const TO_PROTO: { readonly [K in ExprKind]: ToProto<K> } = {
  column: (n) => ({
    case: "column",
    value: { name: n.name, relation: n.relation === null ? undefined : { relation: n.relation } },
  }),
  alias: (n, f) => ({
    case: "alias",
    value: {
      expr: exprToProto(n.expr, f),
      alias: n.name,
      relation: n.relation === null ? [] : [tableReferenceToProto(n.relation)],
      metadata: { ...n.metadata },
    },
  }),
  literal: (n) => ({ case: "literal", value: scalarToProto(n.scalar) }),
  binary: (n, f) => ({
    case: "binaryExpr",
    value: { operands: chainOperands(n).map((operand) => exprToProto(operand, f)), op: n.op },
  }),
  isNull: unary("isNullExpr"),
  isNotNull: unary("isNotNullExpr"),
  not: unary("notExpr"),
  between: (n, f) => ({
    case: "between",
    value: {
      expr: exprToProto(n.expr, f),
      negated: n.negated,
      low: exprToProto(n.low, f),
      high: exprToProto(n.high, f),
    },
  }),
  case: (n, f) => ({
    case: "case",
    value: {
      expr: optional(n.expr, f),
      whenThenExpr: n.branches.map(({ when, then }) => ({
        whenExpr: exprToProto(when, f),
        thenExpr: exprToProto(then, f),
      })),
      elseExpr: optional(n.otherwise, f),
    },
  }),
  cast: cast("cast"),
  negative: unary("negative"),
  inList: (n, f) => ({
    case: "inList",
    value: { expr: exprToProto(n.expr, f), list: all(n.list, f), negated: n.negated },
  }),
  wildcard: (n) => ({
    case: "wildcard",
    value: { qualifier: n.qualifier === null ? undefined : tableReferenceToProto(n.qualifier) },
  }),
  tryCast: cast("tryCast"),
  windowFunction: (n, f) => ({
    case: "windowExpr",
    value: {
      windowFunction: { case: n.over === "aggregate" ? "udaf" : "udwf", value: n.function.name },
      exprs: all(n.args, f),
      partitionBy: all(n.partitionBy, f),
      orderBy: n.orderBy.map((key) => sortExprToProto(key, f)),
      windowFrame: windowFrameToProto(n.frame),
      funDefinition: f.definition(n.over, n.function),
      nullTreatment: n.nullTreatment === null ? undefined : NULL_TREATMENTS.indexOf(n.nullTreatment),
      distinct: n.distinct,
      filter: optional(n.filter, f),
    },
  }),
  aggregateFunction: (n, f) => ({
    case: "aggregateUdfExpr",
    value: {
      funName: n.function.name,
      args: all(n.args, f),
      filter: optional(n.filter, f),
      orderBy: n.orderBy.map((key) => sortExprToProto(key, f)),
      distinct: n.distinct,
      funDefinition: f.definition("aggregate", n.function),
      nullTreatment: n.nullTreatment === null ? undefined : NULL_TREATMENTS.indexOf(n.nullTreatment),
    },
  }),
  scalarFunction: (n, f) => ({
    case: "scalarUdfExpr",
    value: { funName: n.function.name, args: all(n.args, f), funDefinition: f.definition("scalar", n.function) },
  }),
  groupingSets: (n, f) => ({
    case: "groupingSet",
    value: { expr: n.sets.map((set) => ({ expr: all(set, f) })) },
  }),
  cube: (n, f) => ({ case: "cube", value: { expr: all(n.exprs, f) } }),
  rollup: (n, f) => ({ case: "rollup", value: { expr: all(n.exprs, f) } }),
  isTrue: unary("isTrue"),
  isFalse: unary("isFalse"),
  isUnknown: unary("isUnknown"),
  isNotTrue: unary("isNotTrue"),
  isNotFalse: unary("isNotFalse"),
  isNotUnknown: unary("isNotUnknown"),
  like: like("like"),
  ilike: like("ilike"),
  similarTo: like("similarTo"),
  placeholder: (n) => ({
    case: "placeholder",
    value: {
      id: n.id,
      dataType: n.type === null ? undefined : typeToProto(n.type),
      nullable: n.type === null ? undefined : n.nullable ?? true,
      metadata: n.type === null ? {} : { ...n.metadata },
    },
  }),
  unnest: (n, f) => ({ case: "unnest", value: { exprs: all(n.exprs, f), outer: n.outer ?? false } }),
  scalarSubquery: (n, f) => ({
    case: "scalarSubqueryExpr",
    value: {
      subquery: {
        subquery: fromBinary(LogicalPlanNodeSchema, planBytes(n.subquery)),
        outerRefColumns: all(n.outerRefs, f),
      },
    },
  }),
  higherOrder: (n, f) => ({
    case: "higherOrderUdfExpr",
    value: { funName: n.function.name, args: all(n.args, f), funDefinition: f.definition("higherOrder", n.function) },
  }),
  lambda: (n, f) => ({ case: "lambda", value: { params: [...n.params], body: exprToProto(n.body, f) } }),
  lambdaVariable: (n) => ({
    case: "lambdaVariable",
    value: { name: n.name, field: n.field === undefined ? undefined : fieldToProto(n.field) },
  }),
  exists: notOnTheWire,
  inSubquery: notOnTheWire,
  outerColumn: notOnTheWire,
};

/**
 * An expression as `datafusion.LogicalExprNode`: the reference for {@linkcode writeExpr}. Recursive, so good for some
 * thousand levels.
 *
 * @throws {EncodeError} if a node has no place in DataFusion's bytes
 */
export function exprToProto(node: ExprNode, functions: FunctionEncoder): LogicalExprNode {
  const toProto = TO_PROTO[node.kind] as (node: ExprNode, functions: FunctionEncoder) => Case;
  return create(LogicalExprNodeSchema, { ExprType: toProto(node, functions) as never });
}

function all(nodes: readonly ExprNode[], functions: FunctionEncoder): LogicalExprNode[] {
  return nodes.map((node) => exprToProto(node, functions));
}

function optional(node: ExprNode | null, functions: FunctionEncoder): LogicalExprNode | undefined {
  return node === null ? undefined : exprToProto(node, functions);
}

/** The operands of a chain that leans to the left, `((a + b) + c) + d`: such a chain travels as one list. */
export function chainOperands(node: BinaryNode): ExprNode[] {
  const operands: ExprNode[] = [node.right];
  let left = node.left;
  for (; left.kind === "binary" && left.op === node.op; left = left.left) operands.push(left.right);
  operands.push(left);
  return operands.reverse();
}

/** A sort key as `datafusion.SortExprNode`. */
export function sortExprToProto(key: SortExpr, functions: FunctionEncoder): SortExprNode {
  return create(SortExprNodeSchema, {
    expr: exprToProto(key.expr, functions),
    asc: key.ascending,
    nullsFirst: key.nullsFirst,
  });
}

/** A window frame as `datafusion.WindowFrame`. */
export function windowFrameToProto({ units, start, end }: WindowFrame): WindowFrameProto {
  return create(WindowFrameSchema, {
    windowFrameUnits: FRAME_UNITS.indexOf(units),
    startBound: boundToProto(start) as never,
    endBound: { case: "bound", value: boundToProto(end) as never },
  });
}

/** Unbounded travels as a null; where nobody said of which type, DataFusion makes it a UInt64. */
function boundToProto(bound: WindowFrameBound): unknown {
  if (bound.kind === "currentRow") return { windowFrameBoundType: 0 };
  const offset = bound.offset ?? { type: { id: "UInt64" as const }, value: null };
  return { windowFrameBoundType: BOUND_KINDS.indexOf(bound.kind), boundValue: scalarToProto(offset) };
}

/** The bytes of the plan in a subquery. @throws {EncodeError} if it was never encoded */
export function planBytes(subquery: SubqueryPlan): Uint8Array {
  if (subquery.bytes === undefined) {
    throw new EncodeError({ message: "Cannot encode subquery: its plan has no bytes, must be encoded before" });
  }
  return subquery.bytes;
}

/** @throws {EncodeError} always */
export function notOnTheWire(node: ExprNode): never {
  const what = { exists: "EXISTS", inSubquery: "IN (subquery)", outerColumn: "outer column" }[node.kind as "exists"];
  throw new EncodeError({
    message: `Cannot encode ${what}: DataFusion's bytes have no form for it`,
    remedy: "send an optimized plan, in which subqueries have become joins",
  });
}
