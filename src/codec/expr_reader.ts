import { DecodeError } from "../errors.ts";
import type { BinaryOperator, ExprNode, IsNode, LikeNode, TableReference, UnaryNode } from "../expr/mod.ts";
import { LogicalExprNodeSchema, TableReferenceSchema } from "../gen/datafusion/datafusion_pb.ts";
import type { FunctionRef } from "../udf/mod.ts";
import { readAggregateFunction, readCall, readWindowFunction } from "./call_reader.ts";
import type { NamedKind } from "./codec_context.ts";
import { readColumnRelation } from "./column_relation.ts";
import { decodeFailure } from "./decode_failure.ts";
import { exprFromProto, metadataFromProto, operatorFromWire } from "./expr_from_proto.ts";
import type { FunctionDecoder } from "./function_decoder.ts";
import { MERGE, type Merge } from "./merge.ts";
import { readBetween, readCase, readCast, readInList, readLike } from "./predicate_reader.ts";
import {
  readGroupingSets,
  readLambda,
  readLambdaVariable,
  readPlaceholder,
  readSubquery,
  readUnnest,
  readWildcard,
} from "./rare_reader.ts";
import { readMessage, REFERENCE_DEPTH } from "./read_message.ts";
import { readScalar } from "./scalar_reader.ts";
import { tableReferenceFromProto } from "./table_reference_wire.ts";
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

/** One tree's reader. The functions of the other files read the members that it does not read itself. */
export class ExprReader {
  /** Where the bytes come from. */
  readonly r: WireReader;
  readonly #functions: FunctionDecoder;
  readonly #maxDepth: number;
  #merges = 0;
  /** Subtrees that were too deep for this pass. */
  putOff: Extent[] = NOTHING;
  /** Subtrees that were put off once, by where they begin. */
  #done: Map<number, ExprNode> | undefined;

  constructor(r: WireReader, functions: FunctionDecoder, maxDepth: number) {
    this.r = r;
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
    this.r.pos = start;
    return this.expr(end, 0);
  }

  /** The length-delimited expression that begins here. */
  child(end: number, depth: number): ExprNode {
    return this.expr(this.r.end(end), depth + 1);
  }

  /** A `LogicalExprNode` that ends at `end`. */
  expr(end: number, depth: number): ExprNode {
    const r = this.r;
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
    this.r.pos = end;
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
    this.r.pos = start;
    return exprFromProto(readMessage(LogicalExprNodeSchema, this.r, end, REFERENCE_DEPTH), this.#functions);
  }

  body(member: number, end: number, depth: number): ExprNode | Merge {
    switch (member) {
      case 1:
        return this.column(end);
      case 2:
        return this.alias(end, depth);
      case 3:
        return Object.freeze({ kind: "literal", scalar: readScalar(this.r, end) });
      case 4:
        return this.binary(end, depth);
      case 9:
        return readBetween(this, end, depth);
      case 10:
        return readCase(this, end, depth);
      case 11:
        return readCast(this, "cast", end, depth);
      case 14:
        return readInList(this, end, depth);
      case 15:
        return readWildcard(this, end);
      case 17:
        return readCast(this, "tryCast", end, depth);
      case 18:
        return readWindowFunction(this, end, depth);
      case 19:
        return readAggregateFunction(this, end, depth);
      case 20:
        return readCall(this, "scalarFunction", end, depth);
      case 22:
        return readGroupingSets(this, end, depth);
      case 23:
        return Object.freeze({ kind: "cube", exprs: this.list(end, depth) });
      case 24:
        return Object.freeze({ kind: "rollup", exprs: this.list(end, depth) });
      case 31:
      case 32:
      case 33:
        return readLike(this, LIKE[member]!, end, depth);
      case 34:
        return readPlaceholder(this, end);
      case 35:
        return readUnnest(this, end, depth);
      case 36:
        return readSubquery(this, end, depth);
      case 37:
        return readCall(this, "higherOrder", end, depth);
      case 38:
        return readLambda(this, end, depth);
      case 39:
        return readLambdaVariable(this, end);
      default: {
        const expr = this.only(end, depth);
        return expr === MERGE ? MERGE : Object.freeze({ kind: UNARY[member]!, expr });
      }
    }
  }

  column(end: number): ExprNode {
    const r = this.r;
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
    const r = this.r;
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
    const r = this.r;
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
    const r = this.r;
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
    const r = this.r;
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
    return tableReferenceFromProto(readMessage(TableReferenceSchema, this.r, end));
  }

  /** An entry of a map of strings. */
  entry(end: number): [string, string] {
    const r = this.r;
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
    const r = this.r;
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

  fn(
    kind: NamedKind,
    name: string,
    payload: Uint8Array | undefined,
    payloadAt: number,
  ): FunctionRef {
    return payload === undefined
      ? this.#functions.named(kind, name)
      : this.#functions.inlined(kind, name, payload, payloadAt);
  }
}
