import type { ArrowType, Field } from "../arrow/mod.ts";
import { DecodeError } from "../errors.ts";
import type {
  BinaryOperator,
  CastNode,
  ExprNode,
  IsNode,
  LikeNode,
  SortExpr,
  TableReference,
  UnaryNode,
  WindowFrame,
  WindowFrameBound,
} from "../expr/mod.ts";
import { windowFrame } from "../expr/mod.ts";
import {
  LogicalExprNodeSchema,
  LogicalPlanNodeSchema,
  TableReferenceSchema,
  WindowFrameSchema,
} from "../gen/datafusion/datafusion_pb.ts";
import { FieldSchema } from "../gen/datafusion_common/datafusion_common_pb.ts";
import type { NamedKind } from "./codec_context.ts";
import { readColumnRelation } from "./column_relation.ts";
import { decodeFailure } from "./decode_failure.ts";
import {
  escapeFromWire,
  exprFromProto,
  frameBound,
  metadataFromProto,
  nullTreatmentFromWire,
  oneOf,
  operatorFromWire,
  placeholderNode,
  regularOrder,
  windowFrameFromProto,
} from "./expr_from_proto.ts";
import type { FunctionDecoder } from "./function_decoder.ts";
import { checkWire, readMessage, REFERENCE_DEPTH } from "./read_message.ts";
import { readScalar } from "./scalar_reader.ts";
import { tableReferenceFromProto } from "./table_reference_wire.ts";
import { fieldFromProto } from "./type_from_proto.ts";
import { readType } from "./type_reader.ts";
import { BOUND_KINDS, FRAME_UNITS } from "./wire_enums.ts";
import { Wire, WireReader } from "./wire_reader.ts";

/** Levels that are read by recursion; what lies deeper is read first. */
const RECURSION = 300;
/** Times that a member may stand twice, so that merging, which reads again, stays linear. */
const MAX_MERGES = 16;

/** Members of `LogicalExprNode`. */
const KNOWN_MEMBERS: readonly boolean[] = Array.from(
  { length: 40 },
  (_, field) => field > 0 && ![5, 12, 16, 21].includes(field),
);

const UNARY: Readonly<Record<number, IsNode["kind"] | UnaryNode["kind"]>> = {
  6: "isNull",
  7: "isNotNull",
  8: "not",
  13: "negative",
  25: "isTrue",
  26: "isFalse",
  27: "isUnknown",
  28: "isNotTrue",
  29: "isNotFalse",
  30: "isNotUnknown",
};
const LIKE: Readonly<Record<number, LikeNode["kind"]>> = { 31: "like", 32: "ilike", 33: "similarTo" };

/** Stands for a subtree that was put off; never leaves this file. */
const PUT_OFF: ExprNode = Object.freeze({ kind: "wildcard", qualifier: null });

/** A message member that stands twice: the whole expression is read through the generated messages, which merge. */
const MERGE = null;
type Merge = null;

const NO_NODES: readonly ExprNode[] = Object.freeze([]);
const NO_KEYS: readonly SortExpr[] = Object.freeze([]);

/**
 * The tree in `bytes`, of any depth. Each pass reads at most {@linkcode RECURSION} levels by recursion; subtrees below are put off,
 * read by passes of their own, and found again when their parent is read once more. So every byte is read at most twice.
 *
 * @throws {DecodeError}
 */
export function readExprBytes(bytes: Uint8Array, functions: FunctionDecoder, maxDepth: number): ExprNode {
  const wire = new WireReader(bytes);
  try {
    return readTree(new ExprReader(wire, functions, maxDepth), bytes.length, maxDepth);
  } catch (error) {
    if (error instanceof DecodeError) {
      // Checks of values do not know where in the bytes they are; the reader stands right behind.
      if (error.offset === undefined) Object.assign(error, { offset: wire.pos });
      throw error;
    }
    if (error instanceof RangeError) throw decodeFailure(wire.pos, "the call stack is exhausted", error);
    throw error;
  }
}

function readTree(reader: ExprReader, length: number, maxDepth: number): ExprNode {
  const root = reader.whole(0, length);
  if (reader.putOff.length === 0) return root;
  const stack: Pass[] = [{ start: 0, end: length, level: 0 }];
  for (;;) {
    const parent = stack[stack.length - 1]!;
    for (const range of reader.takePutOff()) {
      const level = parent.level + 1;
      if (level * RECURSION >= maxDepth) {
        throw decodeFailure(range.start, `expressions are nested more than ${maxDepth} deep, must be less`);
      }
      stack.push({ ...range, level });
    }
    const top = stack[stack.length - 1]!;
    const node = reader.whole(top.start, top.end);
    if (reader.putOff.length > 0) continue;
    stack.pop();
    if (stack.length === 0) return node;
    reader.keep(top.start, node);
  }
}

/** Where a subtree stands. */
interface Extent {
  readonly start: number;
  readonly end: number;
}
interface Pass extends Extent {
  /** Passes above this one. */
  readonly level: number;
}
/** Never written to. */
const NOTHING: Extent[] = [];

class ExprReader {
  readonly #r: WireReader;
  readonly #functions: FunctionDecoder;
  readonly #maxDepth: number;
  #merges = 0;
  /** Subtrees that were too deep for this pass. */
  putOff: Extent[] = NOTHING;
  /** Subtrees that were put off once, by where they begin. */
  #done: Map<number, ExprNode> | undefined;

  constructor(r: WireReader, functions: FunctionDecoder, maxDepth: number) {
    this.#r = r;
    this.#functions = functions;
    this.#maxDepth = maxDepth;
  }

  takePutOff(): Extent[] {
    const extents = this.putOff;
    this.putOff = NOTHING;
    return extents;
  }

  keep(start: number, node: ExprNode): void {
    (this.#done ??= new Map()).set(start, node);
  }

  /** Reads one pass. */
  whole(start: number, end: number): ExprNode {
    this.#r.pos = start;
    return this.expr(end, 0);
  }

  /** The length-delimited expression that begins here. */
  child(end: number, depth: number): ExprNode {
    return this.expr(this.#r.end(end), depth + 1);
  }

  /** A `LogicalExprNode` that ends at `end`. */
  expr(end: number, depth: number): ExprNode {
    const r = this.#r;
    const start = r.pos;
    if (depth >= RECURSION) return this.deep(start, end);
    const { bytes } = r;
    const first = bytes[start]!;
    const size = bytes[start + 1]!;
    // Nearly always one member of less than 128 bytes fills the message.
    if (size < 0x80 && end - start === size + 2 && (first & 0x87) === Wire.Bytes && KNOWN_MEMBERS[first >>> 3]) {
      r.pos = start + 2;
      const node = this.body(first >>> 3, end, depth);
      return node === MERGE ? this.merged(start, end) : node;
    }
    let member = 0;
    let bodyStart = 0;
    let bodyEnd = 0;
    while (r.pos < end) {
      const at = r.pos;
      const tag = r.tag(end);
      const field = tag >>> 3;
      if (field < 40 && KNOWN_MEMBERS[field]) {
        r.expectWire(tag, Wire.Bytes, at);
        if (member !== 0) return this.merged(start, end);
        member = field;
        bodyEnd = r.end(end);
        bodyStart = r.pos;
        r.pos = bodyEnd;
      } else r.skip(tag, end);
    }
    if (member === 0) throw decodeFailure(start, 'an expression is empty, "expr_type" must be present');
    r.pos = bodyStart;
    const node = this.body(member, bodyEnd, depth);
    if (node === MERGE) return this.merged(start, end);
    r.pos = end;
    return node;
  }

  deep(start: number, end: number): ExprNode {
    this.#r.pos = end;
    const node = this.#done?.get(start);
    if (node !== undefined) return node;
    if (this.putOff === NOTHING) this.putOff = [{ start, end }];
    else this.putOff.push({ start, end });
    return PUT_OFF;
  }

  merged(start: number, end: number): ExprNode {
    if (++this.#merges > MAX_MERGES) {
      throw decodeFailure(start, `more than ${MAX_MERGES} members stand twice, must be fewer`);
    }
    this.#r.pos = start;
    return exprFromProto(readMessage(LogicalExprNodeSchema, this.#r, end, REFERENCE_DEPTH), this.#functions);
  }

  body(member: number, end: number, depth: number): ExprNode | Merge {
    switch (member) {
      case 1:
        return this.column(end);
      case 2:
        return this.alias(end, depth);
      case 3:
        return Object.freeze({ kind: "literal", scalar: readScalar(this.#r, end) });
      case 4:
        return this.binary(end, depth);
      case 9:
        return this.between(end, depth);
      case 10:
        return this.caseWhen(end, depth);
      case 11:
        return this.cast("cast", end, depth);
      case 14:
        return this.inList(end, depth);
      case 15:
        return this.wildcard(end);
      case 17:
        return this.cast("tryCast", end, depth);
      case 18:
        return this.windowFunction(end, depth);
      case 19:
        return this.aggregateFunction(end, depth);
      case 20:
        return this.call("scalarFunction", end, depth);
      case 22:
        return this.groupingSets(end, depth);
      case 23:
        return Object.freeze({ kind: "cube", exprs: this.list(end, depth) });
      case 24:
        return Object.freeze({ kind: "rollup", exprs: this.list(end, depth) });
      case 31:
      case 32:
      case 33:
        return this.like(LIKE[member]!, end, depth);
      case 34:
        return this.placeholder(end);
      case 35:
        return this.unnest(end, depth);
      case 36:
        return this.subquery(end, depth);
      case 37:
        return this.call("higherOrder", end, depth);
      case 38:
        return this.lambda(end, depth);
      case 39:
        return this.lambdaVariable(end);
      default: {
        const expr = this.only(end, depth);
        return expr === MERGE ? MERGE : Object.freeze({ kind: UNARY[member]!, expr });
      }
    }
  }

  column(end: number): ExprNode {
    const r = this.#r;
    let name = "";
    let relation: string | null = null;
    while (r.pos < end) {
      const at = r.pos;
      const tag = r.tag(end);
      if (tag >>> 3 === 1) {
        r.expectWire(tag, Wire.Bytes, at);
        name = r.string(end);
      } else if (tag >>> 3 === 2) {
        r.expectWire(tag, Wire.Bytes, at);
        relation = this.relation(r.end(end), relation ?? "");
      } else r.skip(tag, end);
    }
    return Object.freeze({
      kind: "column",
      relation: relation === null ? null : readColumnRelation(relation),
      name,
    });
  }

  /** A `ColumnRelation`; where it says nothing, an earlier one holds. */
  relation(end: number, before: string): string {
    const r = this.#r;
    let relation = before;
    while (r.pos < end) {
      const at = r.pos;
      const tag = r.tag(end);
      if (tag >>> 3 === 1) {
        r.expectWire(tag, Wire.Bytes, at);
        relation = r.string(end);
      } else r.skip(tag, end);
    }
    return relation;
  }

  /** A message whose one known member is an expression. */
  only(end: number, depth: number): ExprNode | Merge {
    const r = this.#r;
    let expr: ExprNode | undefined;
    while (r.pos < end) {
      const at = r.pos;
      const tag = r.tag(end);
      if (tag >>> 3 === 1) {
        r.expectWire(tag, Wire.Bytes, at);
        if (expr !== undefined) return MERGE;
        expr = this.child(end, depth);
      } else r.skip(tag, end);
    }
    return this.present(expr, "expr", end);
  }

  /** A message whose one known member is a list of expressions. */
  list(end: number, depth: number): readonly ExprNode[] {
    const r = this.#r;
    const nodes: ExprNode[] = [];
    while (r.pos < end) {
      const at = r.pos;
      const tag = r.tag(end);
      if (tag >>> 3 === 1) {
        r.expectWire(tag, Wire.Bytes, at);
        nodes.push(this.child(end, depth));
      } else r.skip(tag, end);
    }
    return Object.freeze(nodes);
  }

  present<V>(value: V | undefined, what: string, offset: number): V {
    if (value === undefined) throw decodeFailure(offset, `"${what}" is missing, must be present`);
    return value;
  }

  alias(end: number, depth: number): ExprNode | Merge {
    const r = this.#r;
    let expr: ExprNode | undefined;
    let name = "";
    let relation: TableReference | null = null;
    let metadata: [string, string][] | undefined;
    while (r.pos < end) {
      const at = r.pos;
      const tag = r.tag(end);
      if (tag >>> 3 > 4) {
        r.skip(tag, end);
        continue;
      }
      r.expectWire(tag, Wire.Bytes, at);
      switch (tag >>> 3) {
        case 1:
          if (expr !== undefined) return MERGE;
          expr = this.child(end, depth);
          break;
        case 2:
          name = r.string(end);
          break;
        case 3: {
          const reference = this.tableReference(r.end(end));
          relation ??= reference;
          break;
        }
        default:
          (metadata ??= []).push(this.entry(r.end(end)));
      }
    }
    expr = this.present(expr, "expr", end);
    const kept = metadata && metadataFromProto(Object.fromEntries(metadata));
    return Object.freeze(
      kept ? { kind: "alias", expr, relation, name, metadata: kept } : { kind: "alias", expr, relation, name },
    );
  }

  tableReference(end: number): TableReference {
    return tableReferenceFromProto(readMessage(TableReferenceSchema, this.#r, end));
  }

  /** An entry of a map of strings. */
  entry(end: number): [string, string] {
    const r = this.#r;
    let key = "";
    let value = "";
    while (r.pos < end) {
      const at = r.pos;
      const tag = r.tag(end);
      if (tag >>> 3 > 2) {
        r.skip(tag, end);
        continue;
      }
      r.expectWire(tag, Wire.Bytes, at);
      if (tag >>> 3 === 1) key = r.string(end);
      else value = r.string(end);
    }
    return [key, value];
  }

  binary(end: number, depth: number): ExprNode {
    const r = this.#r;
    let op = "";
    let first: ExprNode | undefined;
    let second: ExprNode | undefined;
    let more: ExprNode[] | undefined;
    while (r.pos < end) {
      const at = r.pos;
      const tag = r.tag(end);
      if (tag >>> 3 === 1) {
        r.expectWire(tag, Wire.Bytes, at);
        const operand = this.child(end, depth);
        if (first === undefined) first = operand;
        else if (second === undefined) second = operand;
        else (more ??= []).push(operand);
      } else if (tag >>> 3 === 3) {
        r.expectWire(tag, Wire.Bytes, at);
        op = r.string(end);
      } else r.skip(tag, end);
    }
    if (first === undefined || second === undefined) {
      throw decodeFailure(end, `a binary expression has ${first === undefined ? 0 : 1} operands, must have at least 2`);
    }
    const operator: BinaryOperator = operatorFromWire(op);
    let node: ExprNode = Object.freeze({ kind: "binary", op: operator, left: first, right: second });
    if (more !== undefined) {
      if (more.length + 1 > this.#maxDepth) {
        throw decodeFailure(end, `a chain has ${more.length + 2} operands, must have at most ${this.#maxDepth}`);
      }
      for (const right of more) node = Object.freeze({ kind: "binary", op: operator, left: node, right });
    }
    return node;
  }

  between(end: number, depth: number): ExprNode | Merge {
    const r = this.#r;
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
      const node = this.child(end, depth);
      if (field === 1) expr = node;
      else if (field === 3) low = node;
      else high = node;
    }
    return Object.freeze({
      kind: "between",
      negated,
      expr: this.present(expr, "expr", end),
      low: this.present(low, "low", end),
      high: this.present(high, "high", end),
    });
  }

  like(kind: LikeNode["kind"], end: number, depth: number): ExprNode | Merge {
    const r = this.#r;
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
        const node = this.child(end, depth);
        if (field === 2) expr = node;
        else pattern = node;
      }
    }
    return Object.freeze({
      kind,
      negated,
      expr: this.present(expr, "expr", end),
      pattern: this.present(pattern, "pattern", end),
      escape: escapeFromWire(escape),
    });
  }

  caseWhen(end: number, depth: number): ExprNode | Merge {
    const r = this.#r;
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
        const branch = this.branch(r.end(end), depth);
        if (branch === MERGE) return MERGE;
        branches.push(branch);
        continue;
      }
      if ((field === 1 ? expr : otherwise) !== null) return MERGE;
      const node = this.child(end, depth);
      if (field === 1) expr = node;
      else otherwise = node;
    }
    return Object.freeze({ kind: "case", expr, branches: Object.freeze(branches), otherwise });
  }

  branch(end: number, depth: number): { readonly when: ExprNode; readonly then: ExprNode } | Merge {
    const r = this.#r;
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
      const node = this.child(end, depth);
      if (field === 1) when = node;
      else then = node;
    }
    return Object.freeze({
      when: this.present(when, "when_expr", end),
      then: this.present(then, "then_expr", end),
    });
  }

  cast(kind: CastNode["kind"], end: number, depth: number): ExprNode | Merge {
    const r = this.#r;
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
          expr = this.child(end, depth);
          break;
        case 2:
          if (type !== undefined) return MERGE;
          type = readType(r, r.end(end));
          break;
        case 3:
          (metadata ??= []).push(this.entry(r.end(end)));
          break;
        default:
          nullable = r.bool(end);
      }
    }
    expr = this.present(expr, "expr", end);
    type = this.present(type, "arrow_type", end);
    const kept = metadata && metadataFromProto(Object.fromEntries(metadata));
    return Object.freeze(kept ? { kind, expr, type, nullable, metadata: kept } : { kind, expr, type, nullable });
  }

  inList(end: number, depth: number): ExprNode | Merge {
    const r = this.#r;
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
      if (field === 2) list.push(this.child(end, depth));
      else if (field === 3) negated = r.bool(end);
      else {
        if (expr !== undefined) return MERGE;
        expr = this.child(end, depth);
      }
    }
    return Object.freeze({ kind: "inList", expr: this.present(expr, "expr", end), list: Object.freeze(list), negated });
  }

  /** Scalar functions and functions that take functions: name, arguments, definition. */
  call(kind: "scalarFunction" | "higherOrder", end: number, depth: number): ExprNode {
    const r = this.#r;
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
      else if (field === 2) args.push(this.child(end, depth));
      else {
        payload = r.blob(end);
        payloadAt = r.pos - payload.length;
      }
    }
    const fn = this.fn(kind === "higherOrder" ? "higherOrder" : "scalar", name, payload, payloadAt);
    return Object.freeze({ kind, function: fn, args: Object.freeze(args) });
  }

  fn(
    kind: NamedKind,
    name: string,
    payload: Uint8Array | undefined,
    payloadAt: number,
  ): ReturnType<FunctionDecoder["named"]> {
    return payload === undefined
      ? this.#functions.named(kind, name)
      : this.#functions.inlined(kind, name, payload, payloadAt);
  }

  aggregateFunction(end: number, depth: number): ExprNode | Merge {
    const r = this.#r;
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
          args.push(this.child(end, depth));
          break;
        case 3:
          if (filter !== null) return MERGE;
          filter = this.child(end, depth);
          break;
        case 4: {
          const key = this.sortKey(r.end(end), depth);
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
      function: this.fn("aggregate", name, payload, payloadAt),
      args: Object.freeze(args),
      distinct,
      filter,
      orderBy: orderBy === undefined ? NO_KEYS : Object.freeze(orderBy),
      nullTreatment: nullTreatmentFromWire(nulls),
    });
  }

  sortKey(end: number, depth: number): SortExpr | Merge {
    const r = this.#r;
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
        expr = this.child(end, depth);
      }
    }
    return Object.freeze({ expr: this.present(expr, "expr", end), ascending, nullsFirst });
  }

  windowFunction(end: number, depth: number): ExprNode | Merge {
    const r = this.#r;
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
          args.push(this.child(end, depth));
          break;
        case 5:
          (partitionBy ??= []).push(this.child(end, depth));
          break;
        case 6: {
          const key = this.sortKey(r.end(end), depth);
          if (key === MERGE) return MERGE;
          (orderBy ??= []).push(key);
          break;
        }
        case 8:
          if (frame !== undefined) return MERGE;
          frame = this.frame(r.end(end));
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
          filter = this.child(end, depth);
      }
    }
    over = this.present(over, "window_function", end);
    frame = this.present(frame, "window_frame", end);
    return Object.freeze({
      kind: "windowFunction",
      function: this.fn(over, name, payload, payloadAt),
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

  frame(end: number): WindowFrame {
    const r = this.#r;
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
      const bound = (field === 2 ? start : last) === undefined ? this.bound(r.end(end)) : MERGE;
      if (bound === MERGE) {
        r.pos = begin;
        return windowFrameFromProto(readMessage(WindowFrameSchema, r, end));
      }
      if (field === 2) start = bound;
      else last = bound;
    }
    const unit = FRAME_UNITS[units];
    if (unit === undefined) throw decodeFailure(begin, `WindowFrameUnits is ${units}, must be between 0 and 2`);
    return windowFrame(unit, this.present(start, "start_bound", end), last ?? CURRENT_ROW);
  }

  bound(end: number): WindowFrameBound | Merge {
    const r = this.#r;
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

  groupingSets(end: number, depth: number): ExprNode {
    const r = this.#r;
    const sets: (readonly ExprNode[])[] = [];
    while (r.pos < end) {
      const at = r.pos;
      const tag = r.tag(end);
      if (tag >>> 3 === 1) {
        r.expectWire(tag, Wire.Bytes, at);
        sets.push(this.list(r.end(end), depth));
      } else r.skip(tag, end);
    }
    return Object.freeze({ kind: "groupingSets", sets: Object.freeze(sets) });
  }

  wildcard(end: number): ExprNode | Merge {
    const r = this.#r;
    let qualifier: TableReference | null = null;
    while (r.pos < end) {
      const at = r.pos;
      const tag = r.tag(end);
      if (tag >>> 3 === 1) {
        r.expectWire(tag, Wire.Bytes, at);
        if (qualifier !== null) return MERGE;
        qualifier = this.tableReference(r.end(end));
      } else r.skip(tag, end);
    }
    return Object.freeze({ kind: "wildcard", qualifier });
  }

  placeholder(end: number): ExprNode | Merge {
    const r = this.#r;
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
      else if (field === 4) metadata.push(this.entry(r.end(end)));
      else if (type !== null) return MERGE;
      else type = readType(r, r.end(end));
    }
    return placeholderNode(id, type, nullable, Object.fromEntries(metadata));
  }

  unnest(end: number, depth: number): ExprNode {
    const r = this.#r;
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
      if (field === 1) exprs.push(this.child(end, depth));
      else outer = r.bool(end);
    }
    const one = oneOf(Object.freeze(exprs));
    return Object.freeze(outer ? { kind: "unnest", exprs: one, outer } : { kind: "unnest", exprs: one });
  }

  /** A `ScalarSubqueryExprNode` around a `SubqueryNode`; the plan is checked and carried as it is. */
  subquery(end: number, depth: number): ExprNode | Merge {
    const r = this.#r;
    let found: ExprNode | undefined;
    while (r.pos < end) {
      const at = r.pos;
      const tag = r.tag(end);
      if (tag >>> 3 === 1) {
        r.expectWire(tag, Wire.Bytes, at);
        if (found !== undefined) return MERGE;
        const inner = this.subqueryPlan(r.end(end), depth);
        if (inner === MERGE) return MERGE;
        found = inner;
      } else r.skip(tag, end);
    }
    return this.present(found, "subquery", end);
  }

  subqueryPlan(end: number, depth: number): ExprNode | Merge {
    const r = this.#r;
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
        outerRefs.push(this.child(end, depth));
        continue;
      }
      if (bytes !== undefined) return MERGE;
      const stop = r.end(end);
      const start = r.pos;
      checkWire(LogicalPlanNodeSchema, r, stop);
      bytes = r.bytes.slice(start, stop);
    }
    const subquery = Object.freeze({ bytes: this.present(bytes, "subquery", end) });
    return Object.freeze({ kind: "scalarSubquery", subquery, outerRefs: Object.freeze(outerRefs) });
  }

  lambda(end: number, depth: number): ExprNode | Merge {
    const r = this.#r;
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
        body = this.child(end, depth);
      }
    }
    return Object.freeze({ kind: "lambda", params: Object.freeze(params), body: this.present(body, "body", end) });
  }

  lambdaVariable(end: number): ExprNode | Merge {
    const r = this.#r;
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
}

const CURRENT_ROW: WindowFrameBound = Object.freeze({ kind: "currentRow", offset: null });
