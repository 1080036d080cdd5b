import type { ExprNode, SortExpr, WindowFrame, WindowFrameBound } from "../expr/mod.ts";
import { windowFrame } from "../expr/mod.ts";
import { WindowFrameSchema } from "../gen/datafusion/datafusion_pb.ts";
import { decodeFailure } from "./decode_failure.ts";
import { frameBound, nullTreatmentFromWire, regularOrder, windowFrameFromProto } from "./expr_from_proto.ts";
import type { ExprReader } from "./expr_reader.ts";
import { MERGE, type Merge } from "./merge.ts";
import { readMessage } from "./read_message.ts";
import { readScalar } from "./scalar_reader.ts";
import { BOUND_KINDS, FRAME_UNITS } from "./wire_enums.ts";
import { Wire } from "./wire_reader.ts";

// Messages that hold calls of functions. Each function reads one message that ends at `end`.

const NO_NODES: readonly ExprNode[] = Object.freeze([]);
const NO_KEYS: readonly SortExpr[] = Object.freeze([]);
const CURRENT_ROW: WindowFrameBound = Object.freeze({ kind: "currentRow", offset: null });

/** Scalar functions and functions that take functions: name, arguments, definition. */
export function readCall(
  reader: ExprReader,
  kind: "scalarFunction" | "higherOrder",
  end: number,
  depth: number,
): ExprNode {
  const { r } = reader;
  const args: ExprNode[] = [];
  let name = "";
  let payload: Uint8Array | undefined;
  let payloadAt = 0;
  while (r.pos < end) {
    const at = r.pos;
    const tag = r.tag(end);
    const field = tag >>> 3;
    if (field > 3) {
      r.skip(tag, end);
      continue;
    }
    r.expectWire(tag, Wire.Bytes, at);
    if (field === 1) name = r.string(end);
    else if (field === 2) args.push(reader.child(end, depth));
    else {
      payload = r.blob(end);
      payloadAt = r.pos - payload.length;
    }
  }
  const fn = reader.fn(kind === "higherOrder" ? "higherOrder" : "scalar", name, payload, payloadAt);
  return Object.freeze({ kind, function: fn, args: Object.freeze(args) });
}

/** A call of an aggregate function. */
export function readAggregateFunction(reader: ExprReader, end: number, depth: number): ExprNode | Merge {
  const { r } = reader;
  const args: ExprNode[] = [];
  let orderBy: SortExpr[] | undefined;
  let filter: ExprNode | null = null;
  let name = "";
  let distinct = false;
  let payload: Uint8Array | undefined;
  let payloadAt = 0;
  let nulls: number | undefined;
  while (r.pos < end) {
    const at = r.pos;
    const tag = r.tag(end);
    const field = tag >>> 3;
    if (field > 7) {
      r.skip(tag, end);
      continue;
    }
    r.expectWire(tag, field === 5 || field === 7 ? Wire.Varint : Wire.Bytes, at);
    switch (field) {
      case 1:
        name = r.string(end);
        break;
      case 2:
        args.push(reader.child(end, depth));
        break;
      case 3:
        if (filter !== null) return MERGE;
        filter = reader.child(end, depth);
        break;
      case 4: {
        const key = readSortKey(reader, r.end(end), depth);
        if (key === MERGE) return MERGE;
        (orderBy ??= []).push(key);
        break;
      }
      case 5:
        distinct = r.bool(end);
        break;
      case 6:
        payload = r.blob(end);
        payloadAt = r.pos - payload.length;
        break;
      default:
        nulls = r.varint(end);
    }
  }
  return Object.freeze({
    kind: "aggregateFunction",
    function: reader.fn("aggregate", name, payload, payloadAt),
    args: Object.freeze(args),
    distinct,
    filter,
    orderBy: orderBy === undefined ? NO_KEYS : Object.freeze(orderBy),
    nullTreatment: nullTreatmentFromWire(nulls),
  });
}

function readSortKey(reader: ExprReader, end: number, depth: number): SortExpr | Merge {
  const { r } = reader;
  let expr: ExprNode | undefined;
  let ascending = false;
  let nullsFirst = false;
  while (r.pos < end) {
    const at = r.pos;
    const tag = r.tag(end);
    const field = tag >>> 3;
    if (field > 3) {
      r.skip(tag, end);
      continue;
    }
    r.expectWire(tag, field === 1 ? Wire.Bytes : Wire.Varint, at);
    if (field === 2) ascending = r.bool(end);
    else if (field === 3) nullsFirst = r.bool(end);
    else {
      if (expr !== undefined) return MERGE;
      expr = reader.child(end, depth);
    }
  }
  return Object.freeze({ expr: reader.present(expr, "expr", end), ascending, nullsFirst });
}

/** A call over a window. */
export function readWindowFunction(reader: ExprReader, end: number, depth: number): ExprNode | Merge {
  const { r } = reader;
  const args: ExprNode[] = [];
  let partitionBy: ExprNode[] | undefined;
  let orderBy: SortExpr[] | undefined;
  let filter: ExprNode | null = null;
  let frame: WindowFrame | undefined;
  let over: "aggregate" | "window" | undefined;
  let name = "";
  let distinct = false;
  let payload: Uint8Array | undefined;
  let payloadAt = 0;
  let nulls: number | undefined;
  while (r.pos < end) {
    const at = r.pos;
    const tag = r.tag(end);
    const field = tag >>> 3;
    if (field > 13 || field < 3 || field === 7) {
      r.skip(tag, end);
      continue;
    }
    r.expectWire(tag, field === 11 || field === 12 ? Wire.Varint : Wire.Bytes, at);
    switch (field) {
      case 3:
        over = "aggregate";
        name = r.string(end);
        break;
      case 9:
        over = "window";
        name = r.string(end);
        break;
      case 4:
        args.push(reader.child(end, depth));
        break;
      case 5:
        (partitionBy ??= []).push(reader.child(end, depth));
        break;
      case 6: {
        const key = readSortKey(reader, r.end(end), depth);
        if (key === MERGE) return MERGE;
        (orderBy ??= []).push(key);
        break;
      }
      case 8:
        if (frame !== undefined) return MERGE;
        frame = readFrame(reader, r.end(end));
        break;
      case 10:
        payload = r.blob(end);
        payloadAt = r.pos - payload.length;
        break;
      case 11:
        nulls = r.varint(end);
        break;
      case 12:
        distinct = r.bool(end);
        break;
      default:
        if (filter !== null) return MERGE;
        filter = reader.child(end, depth);
    }
  }
  over = reader.present(over, "window_function", end);
  frame = reader.present(frame, "window_frame", end);
  return Object.freeze({
    kind: "windowFunction",
    function: reader.fn(over, name, payload, payloadAt),
    over,
    args: Object.freeze(args),
    partitionBy: partitionBy === undefined ? NO_NODES : Object.freeze(partitionBy),
    orderBy: regularOrder(frame, orderBy === undefined ? NO_KEYS : Object.freeze(orderBy)),
    frame,
    nullTreatment: nullTreatmentFromWire(nulls),
    distinct,
    filter,
  });
}

function readFrame(reader: ExprReader, end: number): WindowFrame {
  const { r } = reader;
  const begin = r.pos;
  let units = 0;
  let start: WindowFrameBound | undefined;
  let last: WindowFrameBound | undefined;
  while (r.pos < end) {
    const at = r.pos;
    const tag = r.tag(end);
    const field = tag >>> 3;
    if (field > 3) {
      r.skip(tag, end);
      continue;
    }
    r.expectWire(tag, field === 1 ? Wire.Varint : Wire.Bytes, at);
    if (field === 1) {
      units = r.varint(end);
      continue;
    }
    const bound = (field === 2 ? start : last) === undefined ? readBound(reader, r.end(end)) : MERGE;
    if (bound === MERGE) {
      r.pos = begin;
      return windowFrameFromProto(readMessage(WindowFrameSchema, r, end));
    }
    if (field === 2) start = bound;
    else last = bound;
  }
  const unit = FRAME_UNITS[units];
  if (unit === undefined) throw decodeFailure(begin, `WindowFrameUnits is ${units}, must be between 0 and 2`);
  return windowFrame(unit, reader.present(start, "start_bound", end), last ?? CURRENT_ROW);
}

function readBound(reader: ExprReader, end: number): WindowFrameBound | Merge {
  const { r } = reader;
  const begin = r.pos;
  let kind = 0;
  let offset: WindowFrameBound["offset"] = null;
  while (r.pos < end) {
    const at = r.pos;
    const tag = r.tag(end);
    const field = tag >>> 3;
    if (field > 2) {
      r.skip(tag, end);
      continue;
    }
    r.expectWire(tag, field === 1 ? Wire.Varint : Wire.Bytes, at);
    if (field === 1) kind = r.varint(end);
    else if (offset !== null) return MERGE;
    else offset = readScalar(r, r.end(end));
  }
  const name = BOUND_KINDS[kind];
  if (name === undefined) throw decodeFailure(begin, `WindowFrameBoundType is ${kind}, must be between 0 and 2`);
  return frameBound(name, offset);
}
