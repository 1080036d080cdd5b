import type { ArrowType } from "../arrow/mod.ts";
import type { CastNode, ExprNode, LikeNode } from "../expr/mod.ts";
import { escapeFromWire, metadataFromProto } from "./expr_from_proto.ts";
import type { ExprReader } from "./expr_reader.ts";
import { MERGE, type Merge } from "./merge.ts";
import { readType } from "./type_reader.ts";
import { Wire } from "./wire_reader.ts";

// Members of messages that hold conditions and conversions. Each function reads one message that ends at `end`.

/** `expr [NOT] BETWEEN low AND high`. */
export function readBetween(reader: ExprReader, end: number, depth: number): ExprNode | Merge {
  const { r } = reader;
  let expr: ExprNode | undefined;
  let low: ExprNode | undefined;
  let high: ExprNode | undefined;
  let negated = false;
  while (r.pos < end) {
    const at = r.pos;
    const tag = r.tag(end);
    const field = tag >>> 3;
    if (field > 4) {
      r.skip(tag, end);
      continue;
    }
    r.expectWire(tag, field === 2 ? Wire.Varint : Wire.Bytes, at);
    if (field === 2) {
      negated = r.bool(end);
      continue;
    }
    if ((field === 1 ? expr : field === 3 ? low : high) !== undefined) return MERGE;
    const node = reader.child(end, depth);
    if (field === 1) expr = node;
    else if (field === 3) low = node;
    else high = node;
  }
  return Object.freeze({
    kind: "between",
    negated,
    expr: reader.present(expr, "expr", end),
    low: reader.present(low, "low", end),
    high: reader.present(high, "high", end),
  });
}

/** The LIKE family. */
export function readLike(reader: ExprReader, kind: LikeNode["kind"], end: number, depth: number): ExprNode | Merge {
  const { r } = reader;
  let expr: ExprNode | undefined;
  let pattern: ExprNode | undefined;
  let negated = false;
  let escape = "";
  while (r.pos < end) {
    const at = r.pos;
    const tag = r.tag(end);
    const field = tag >>> 3;
    if (field > 4) {
      r.skip(tag, end);
      continue;
    }
    r.expectWire(tag, field === 1 ? Wire.Varint : Wire.Bytes, at);
    if (field === 1) negated = r.bool(end);
    else if (field === 4) escape = r.string(end);
    else {
      if ((field === 2 ? expr : pattern) !== undefined) return MERGE;
      const node = reader.child(end, depth);
      if (field === 2) expr = node;
      else pattern = node;
    }
  }
  return Object.freeze({
    kind,
    negated,
    expr: reader.present(expr, "expr", end),
    pattern: reader.present(pattern, "pattern", end),
    escape: escapeFromWire(escape),
  });
}

/** `CASE … END`. */
export function readCase(reader: ExprReader, end: number, depth: number): ExprNode | Merge {
  const { r } = reader;
  let expr: ExprNode | null = null;
  let otherwise: ExprNode | null = null;
  const branches: { readonly when: ExprNode; readonly then: ExprNode }[] = [];
  while (r.pos < end) {
    const at = r.pos;
    const tag = r.tag(end);
    const field = tag >>> 3;
    if (field > 3) {
      r.skip(tag, end);
      continue;
    }
    r.expectWire(tag, Wire.Bytes, at);
    if (field === 2) {
      const branch = readBranch(reader, r.end(end), depth);
      if (branch === MERGE) return MERGE;
      branches.push(branch);
      continue;
    }
    if ((field === 1 ? expr : otherwise) !== null) return MERGE;
    const node = reader.child(end, depth);
    if (field === 1) expr = node;
    else otherwise = node;
  }
  return Object.freeze({ kind: "case", expr, branches: Object.freeze(branches), otherwise });
}

/** `WHEN … THEN …`. */
function readBranch(
  reader: ExprReader,
  end: number,
  depth: number,
): { readonly when: ExprNode; readonly then: ExprNode } | Merge {
  const { r } = reader;
  let when: ExprNode | undefined;
  let then: ExprNode | undefined;
  while (r.pos < end) {
    const at = r.pos;
    const tag = r.tag(end);
    const field = tag >>> 3;
    if (field > 2) {
      r.skip(tag, end);
      continue;
    }
    r.expectWire(tag, Wire.Bytes, at);
    if ((field === 1 ? when : then) !== undefined) return MERGE;
    const node = reader.child(end, depth);
    if (field === 1) when = node;
    else then = node;
  }
  return Object.freeze({
    when: reader.present(when, "when_expr", end),
    then: reader.present(then, "then_expr", end),
  });
}

/** CAST and TRY_CAST. */
export function readCast(reader: ExprReader, kind: CastNode["kind"], end: number, depth: number): ExprNode | Merge {
  const { r } = reader;
  let expr: ExprNode | undefined;
  let type: ArrowType | undefined;
  let nullable = true;
  let metadata: [string, string][] | undefined;
  while (r.pos < end) {
    const at = r.pos;
    const tag = r.tag(end);
    const field = tag >>> 3;
    if (field > 4) {
      r.skip(tag, end);
      continue;
    }
    r.expectWire(tag, field === 4 ? Wire.Varint : Wire.Bytes, at);
    switch (field) {
      case 1:
        if (expr !== undefined) return MERGE;
        expr = reader.child(end, depth);
        break;
      case 2:
        if (type !== undefined) return MERGE;
        type = readType(r, r.end(end));
        break;
      case 3:
        (metadata ??= []).push(reader.entry(r.end(end)));
        break;
      default:
        nullable = r.bool(end);
    }
  }
  expr = reader.present(expr, "expr", end);
  type = reader.present(type, "arrow_type", end);
  const kept = metadata && metadataFromProto(Object.fromEntries(metadata));
  return Object.freeze(kept ? { kind, expr, type, nullable, metadata: kept } : { kind, expr, type, nullable });
}

/** `expr [NOT] IN (list)`. */
export function readInList(reader: ExprReader, end: number, depth: number): ExprNode | Merge {
  const { r } = reader;
  let expr: ExprNode | undefined;
  let negated = false;
  const list: ExprNode[] = [];
  while (r.pos < end) {
    const at = r.pos;
    const tag = r.tag(end);
    const field = tag >>> 3;
    if (field > 3) {
      r.skip(tag, end);
      continue;
    }
    r.expectWire(tag, field === 3 ? Wire.Varint : Wire.Bytes, at);
    if (field === 2) list.push(reader.child(end, depth));
    else if (field === 3) negated = r.bool(end);
    else {
      if (expr !== undefined) return MERGE;
      expr = reader.child(end, depth);
    }
  }
  return Object.freeze({ kind: "inList", expr: reader.present(expr, "expr", end), list: Object.freeze(list), negated });
}
