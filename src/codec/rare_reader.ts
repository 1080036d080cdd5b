import type { ArrowType, Field } from "../arrow/mod.ts";
import type { ExprNode, TableReference } from "../expr/mod.ts";
import { LogicalPlanNodeSchema } from "../gen/datafusion/datafusion_pb.ts";
import { FieldSchema } from "../gen/datafusion_common/datafusion_common_pb.ts";
import { oneOf, placeholderNode } from "./expr_from_proto.ts";
import type { ExprReader } from "./expr_reader.ts";
import { MERGE, type Merge } from "./merge.ts";
import { checkWire, readMessage } from "./read_message.ts";
import { fieldFromProto } from "./type_from_proto.ts";
import { readType } from "./type_reader.ts";
import { Wire } from "./wire_reader.ts";

// Messages that few expressions have. Each function reads one message that ends at `end`.

/** `GROUPING SETS (…)`. */
export function readGroupingSets(reader: ExprReader, end: number, depth: number): ExprNode {
  const { r } = reader;
  const sets: (readonly ExprNode[])[] = [];
  while (r.pos < end) {
    const at = r.pos;
    const tag = r.tag(end);
    if (tag >>> 3 === 1) {
      r.expectWire(tag, Wire.Bytes, at);
      sets.push(reader.list(r.end(end), depth));
    } else r.skip(tag, end);
  }
  return Object.freeze({ kind: "groupingSets", sets: Object.freeze(sets) });
}

/** `*`, `t.*`. */
export function readWildcard(reader: ExprReader, end: number): ExprNode | Merge {
  const { r } = reader;
  let qualifier: TableReference | null = null;
  while (r.pos < end) {
    const at = r.pos;
    const tag = r.tag(end);
    if (tag >>> 3 === 1) {
      r.expectWire(tag, Wire.Bytes, at);
      if (qualifier !== null) return MERGE;
      qualifier = reader.tableReference(r.end(end));
    } else r.skip(tag, end);
  }
  return Object.freeze({ kind: "wildcard", qualifier });
}

/** `$1`. */
export function readPlaceholder(reader: ExprReader, end: number): ExprNode | Merge {
  const { r } = reader;
  let id = "";
  let type: ArrowType | null = null;
  let nullable: boolean | undefined;
  const metadata: [string, string][] = [];
  while (r.pos < end) {
    const at = r.pos;
    const tag = r.tag(end);
    const field = tag >>> 3;
    if (field > 4) {
      r.skip(tag, end);
      continue;
    }
    r.expectWire(tag, field === 3 ? Wire.Varint : Wire.Bytes, at);
    if (field === 1) id = r.string(end);
    else if (field === 3) nullable = r.bool(end);
    else if (field === 4) metadata.push(reader.entry(r.end(end)));
    else if (type !== null) return MERGE;
    else type = readType(r, r.end(end));
  }
  return placeholderNode(id, type, nullable, Object.fromEntries(metadata));
}

/** `UNNEST(expr)`. */
export function readUnnest(reader: ExprReader, end: number, depth: number): ExprNode {
  const { r } = reader;
  const exprs: ExprNode[] = [];
  let outer = false;
  while (r.pos < end) {
    const at = r.pos;
    const tag = r.tag(end);
    const field = tag >>> 3;
    if (field > 2) {
      r.skip(tag, end);
      continue;
    }
    r.expectWire(tag, field === 1 ? Wire.Bytes : Wire.Varint, at);
    if (field === 1) exprs.push(reader.child(end, depth));
    else outer = r.bool(end);
  }
  const one = oneOf(Object.freeze(exprs));
  return Object.freeze(outer ? { kind: "unnest", exprs: one, outer } : { kind: "unnest", exprs: one });
}

/** A `ScalarSubqueryExprNode` around a `SubqueryNode`; the plan is checked and carried as it is. */
export function readSubquery(reader: ExprReader, end: number, depth: number): ExprNode | Merge {
  const { r } = reader;
  let found: ExprNode | undefined;
  while (r.pos < end) {
    const at = r.pos;
    const tag = r.tag(end);
    if (tag >>> 3 === 1) {
      r.expectWire(tag, Wire.Bytes, at);
      if (found !== undefined) return MERGE;
      const inner = readSubqueryPlan(reader, r.end(end), depth);
      if (inner === MERGE) return MERGE;
      found = inner;
    } else r.skip(tag, end);
  }
  return reader.present(found, "subquery", end);
}

function readSubqueryPlan(reader: ExprReader, end: number, depth: number): ExprNode | Merge {
  const { r } = reader;
  let bytes: Uint8Array | undefined;
  const outerRefs: ExprNode[] = [];
  while (r.pos < end) {
    const at = r.pos;
    const tag = r.tag(end);
    const field = tag >>> 3;
    if (field > 2) {
      r.skip(tag, end);
      continue;
    }
    r.expectWire(tag, Wire.Bytes, at);
    if (field === 2) {
      outerRefs.push(reader.child(end, depth));
      continue;
    }
    if (bytes !== undefined) return MERGE;
    const stop = r.end(end);
    const start = r.pos;
    checkWire(LogicalPlanNodeSchema, r, stop);
    bytes = r.bytes.slice(start, stop);
  }
  const subquery = Object.freeze({ bytes: reader.present(bytes, "subquery", end) });
  return Object.freeze({ kind: "scalarSubquery", subquery, outerRefs: Object.freeze(outerRefs) });
}

/** `(params) -> body`. */
export function readLambda(reader: ExprReader, end: number, depth: number): ExprNode | Merge {
  const { r } = reader;
  const params: string[] = [];
  let body: ExprNode | undefined;
  while (r.pos < end) {
    const at = r.pos;
    const tag = r.tag(end);
    const field = tag >>> 3;
    if (field > 2) {
      r.skip(tag, end);
      continue;
    }
    r.expectWire(tag, Wire.Bytes, at);
    if (field === 1) params.push(r.string(end));
    else {
      if (body !== undefined) return MERGE;
      body = reader.child(end, depth);
    }
  }
  return Object.freeze({ kind: "lambda", params: Object.freeze(params), body: reader.present(body, "body", end) });
}

/** A parameter inside a lambda's body. */
export function readLambdaVariable(reader: ExprReader, end: number): ExprNode | Merge {
  const { r } = reader;
  let name = "";
  let field: Field | undefined;
  while (r.pos < end) {
    const at = r.pos;
    const tag = r.tag(end);
    if (tag >>> 3 > 2) {
      r.skip(tag, end);
      continue;
    }
    r.expectWire(tag, Wire.Bytes, at);
    if (tag >>> 3 === 1) name = r.string(end);
    else {
      if (field !== undefined) return MERGE;
      field = fieldFromProto(readMessage(FieldSchema, r, r.end(end)));
    }
  }
  return Object.freeze(field ? { kind: "lambdaVariable", name, field } : { kind: "lambdaVariable", name });
}
