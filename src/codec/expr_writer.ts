import type { CastNode, CubeNode, ExprNode, LikeNode, SortExpr, WindowFrame, WindowFrameBound } from "../expr/mod.ts";
import { TableReferenceSchema } from "../gen/datafusion/datafusion_pb.ts";
import { FieldSchema } from "../gen/datafusion_common/datafusion_common_pb.ts";
import type { Metadata } from "../arrow/mod.ts";
import { notOnTheWire, planBytes } from "./expr_to_proto.ts";
import type { FunctionEncoder } from "./function_encoder.ts";
import { toProstBytes } from "./prost_bytes.ts";
import { writeScalar } from "./scalar_writer.ts";
import { tableReferenceToProto } from "./table_reference_wire.ts";
import { fieldToProto } from "./type_to_proto.ts";
import { writeType } from "./type_writer.ts";
import { BOUND_KINDS, FRAME_UNITS, NULL_TREATMENTS } from "./wire_enums.ts";
import { WireWriter } from "./wire_writer.ts";

const delimited = (field: number) => (field << 3) | 2;

/** Members of `LogicalExprNode`. */
const Tag = {
  column: delimited(1),
  alias: delimited(2),
  literal: delimited(3),
  binary: delimited(4),
  between: delimited(9),
  case: delimited(10),
  cast: delimited(11),
  inList: delimited(14),
  wildcard: delimited(15),
  tryCast: delimited(17),
  windowFunction: delimited(18),
  aggregateFunction: delimited(19),
  scalarFunction: delimited(20),
  groupingSets: delimited(22),
  cube: delimited(23),
  rollup: delimited(24),
  like: delimited(31),
  ilike: delimited(32),
  similarTo: delimited(33),
  placeholder: delimited(34),
  unnest: delimited(35),
  scalarSubquery: delimited(36),
  higherOrder: delimited(37),
  lambda: delimited(38),
  lambdaVariable: delimited(39),
} as const;

/** Members that hold one expression. */
const UNARY = {
  isNull: delimited(6),
  isNotNull: delimited(7),
  not: delimited(8),
  negative: delimited(13),
  isTrue: delimited(25),
  isFalse: delimited(26),
  isUnknown: delimited(27),
  isNotTrue: delimited(28),
  isNotFalse: delimited(29),
  isNotUnknown: delimited(30),
} as const;

/** Levels that are written by recursion; what lies deeper is written first, into bytes of its own. */
const RECURSION = 400;
/** A buffer larger than this is not kept for the next expression. */
const KEPT_BYTES = 1 << 20;

/** Never written to. */
const NO_NODES: ExprNode[] = [];

let idle: WireWriter | undefined = new WireWriter();

/**
 * The bytes of a tree of any depth. Each pass writes at most {@linkcode RECURSION} levels by recursion; subtrees below are put
 * off, written by passes of their own, and copied in when their parent is written again.
 */
export function writeExprBytes(root: ExprNode, functions: FunctionEncoder): Uint8Array<ArrayBuffer> {
  // A user's codec may encode another expression while one is being encoded.
  const w = idle ?? new WireWriter();
  idle = undefined;
  try {
    w.reset();
    const writer = new ExprWriter(w, functions);
    writer.expr(root, 0);
    if (writer.putOff.length === 0) return w.finish();
    const stack = [root];
    for (;;) {
      stack.push(...writer.takePutOff());
      const node = stack[stack.length - 1]!;
      if (writer.isDone(node)) {
        stack.pop();
        continue;
      }
      w.reset();
      writer.expr(node, 0);
      if (writer.putOff.length > 0) continue;
      const bytes = w.finish();
      stack.pop();
      if (stack.length === 0) return bytes;
      writer.keep(node, bytes);
    }
  } finally {
    w.shrink(KEPT_BYTES);
    idle = w;
  }
}

class ExprWriter {
  readonly #w: WireWriter;
  readonly #functions: FunctionEncoder;
  /** Subtrees that were too deep for this pass. */
  putOff: ExprNode[] = NO_NODES;
  /** Bytes of subtrees that were put off once. */
  #done: Map<ExprNode, Uint8Array> | undefined;

  constructor(w: WireWriter, functions: FunctionEncoder) {
    this.#w = w;
    this.#functions = functions;
  }

  takePutOff(): ExprNode[] {
    const nodes = this.putOff;
    this.putOff = NO_NODES;
    return nodes;
  }

  isDone(node: ExprNode): boolean {
    return this.#done?.has(node) ?? false;
  }

  keep(node: ExprNode, bytes: Uint8Array): void {
    (this.#done ??= new Map()).set(node, bytes);
  }

  /** The contents of a `LogicalExprNode`. */
  expr(node: ExprNode, depth: number): void {
    const w = this.#w;
    if (depth >= RECURSION) {
      const bytes = this.#done?.get(node);
      if (bytes !== undefined) w.raw(bytes);
      else if (this.putOff === NO_NODES) this.putOff = [node];
      else this.putOff.push(node);
      return;
    }
    const { mark } = w;
    switch (node.kind) {
      case "column":
        if (node.relation !== null) {
          const relation = w.mark;
          if (node.relation !== "") w.string(0x0a, node.relation);
          w.head(0x12, relation);
        }
        if (node.name !== "") w.string(0x0a, node.name);
        w.head(Tag.column, mark);
        return;
      case "literal":
        writeScalar(w, node.scalar);
        w.head(Tag.literal, mark);
        return;
      case "binary": {
        const { op } = node;
        w.string(0x1a, op);
        let chain: ExprNode = node;
        // A chain that leans to the left travels as one list of operands.
        do {
          this.child(0x0a, chain.right, depth);
          chain = chain.left;
        } while (chain.kind === "binary" && chain.op === op);
        this.child(0x0a, chain, depth);
        w.head(Tag.binary, mark);
        return;
      }
      case "alias":
        this.metadata(0x22, node.metadata);
        if (node.relation !== null) {
          w.bytes(0x1a, toProstBytes(TableReferenceSchema, tableReferenceToProto(node.relation)));
        }
        if (node.name !== "") w.string(0x12, node.name);
        this.child(0x0a, node.expr, depth);
        w.head(Tag.alias, mark);
        return;
      case "isNull":
      case "isNotNull":
      case "not":
      case "negative":
      case "isTrue":
      case "isFalse":
      case "isUnknown":
      case "isNotTrue":
      case "isNotFalse":
      case "isNotUnknown":
        this.child(0x0a, node.expr, depth);
        w.head(UNARY[node.kind], mark);
        return;
      case "between":
        this.child(0x22, node.high, depth);
        this.child(0x1a, node.low, depth);
        if (node.negated) w.bool(0x10, true);
        this.child(0x0a, node.expr, depth);
        w.head(Tag.between, mark);
        return;
      case "like":
      case "ilike":
      case "similarTo":
        this.like(node, depth);
        w.head(Tag[node.kind], mark);
        return;
      case "case": {
        if (node.otherwise !== null) this.child(0x1a, node.otherwise, depth);
        const { branches } = node;
        for (let i = branches.length - 1; i >= 0; i--) {
          const branch = w.mark;
          this.child(0x12, branches[i]!.then, depth);
          this.child(0x0a, branches[i]!.when, depth);
          w.head(0x12, branch);
        }
        if (node.expr !== null) this.child(0x0a, node.expr, depth);
        w.head(Tag.case, mark);
        return;
      }
      case "cast":
      case "tryCast":
        this.cast(node, depth);
        w.head(Tag[node.kind], mark);
        return;
      case "inList":
        if (node.negated) w.bool(0x18, true);
        this.children(0x12, node.list, depth);
        this.child(0x0a, node.expr, depth);
        w.head(Tag.inList, mark);
        return;
      case "scalarFunction":
      case "higherOrder": {
        const kind = node.kind === "higherOrder" ? "higherOrder" : "scalar";
        const definition = this.#functions.definition(kind, node.function);
        if (definition !== undefined) w.bytes(0x1a, definition);
        this.children(0x12, node.args, depth);
        if (node.function.name !== "") w.string(0x0a, node.function.name);
        w.head(Tag[node.kind], mark);
        return;
      }
      case "aggregateFunction": {
        if (node.nullTreatment !== null) w.uint32(0x38, NULL_TREATMENTS.indexOf(node.nullTreatment));
        const definition = this.#functions.definition("aggregate", node.function);
        if (definition !== undefined) w.bytes(0x32, definition);
        if (node.distinct) w.bool(0x28, true);
        this.sorts(0x22, node.orderBy, depth);
        if (node.filter !== null) this.child(0x1a, node.filter, depth);
        this.children(0x12, node.args, depth);
        if (node.function.name !== "") w.string(0x0a, node.function.name);
        w.head(Tag.aggregateFunction, mark);
        return;
      }
      case "windowFunction": {
        if (node.filter !== null) this.child(0x6a, node.filter, depth);
        if (node.distinct) w.bool(0x60, true);
        if (node.nullTreatment !== null) w.uint32(0x58, NULL_TREATMENTS.indexOf(node.nullTreatment));
        const definition = this.#functions.definition(node.over, node.function);
        if (definition !== undefined) w.bytes(0x52, definition);
        this.frame(0x42, node.frame);
        this.sorts(0x32, node.orderBy, depth);
        this.children(0x2a, node.partitionBy, depth);
        this.children(0x22, node.args, depth);
        // prost puts a oneof where its smallest member (3) belongs, also if it is member 9.
        w.string(node.over === "aggregate" ? 0x1a : 0x4a, node.function.name);
        w.head(Tag.windowFunction, mark);
        return;
      }
      case "groupingSets": {
        const { sets } = node;
        for (let i = sets.length - 1; i >= 0; i--) {
          const set = w.mark;
          this.children(0x0a, sets[i]!, depth);
          w.head(0x0a, set);
        }
        w.head(Tag.groupingSets, mark);
        return;
      }
      case "cube":
      case "rollup":
        this.children(0x0a, (node as CubeNode).exprs, depth);
        w.head(Tag[node.kind], mark);
        return;
      case "wildcard":
        if (node.qualifier !== null) {
          w.bytes(0x0a, toProstBytes(TableReferenceSchema, tableReferenceToProto(node.qualifier)));
        }
        w.head(Tag.wildcard, mark);
        return;
      case "placeholder":
        if (node.type !== null) {
          this.metadata(0x22, node.metadata);
          w.bool(0x18, node.nullable ?? true);
          const type = w.mark;
          writeType(w, node.type);
          w.head(0x12, type);
        }
        if (node.id !== "") w.string(0x0a, node.id);
        w.head(Tag.placeholder, mark);
        return;
      case "unnest":
        if (node.outer) w.bool(0x10, true);
        this.children(0x0a, node.exprs, depth);
        w.head(Tag.unnest, mark);
        return;
      case "scalarSubquery": {
        const subquery = w.mark;
        this.children(0x12, node.outerRefs, depth);
        w.bytes(0x0a, planBytes(node.subquery));
        w.head(0x0a, subquery);
        w.head(Tag.scalarSubquery, mark);
        return;
      }
      case "lambda": {
        this.child(0x12, node.body, depth);
        for (let i = node.params.length - 1; i >= 0; i--) w.string(0x0a, node.params[i]!);
        w.head(Tag.lambda, mark);
        return;
      }
      case "lambdaVariable":
        if (node.field !== undefined) w.bytes(0x12, toProstBytes(FieldSchema, fieldToProto(node.field)));
        if (node.name !== "") w.string(0x0a, node.name);
        w.head(Tag.lambdaVariable, mark);
        return;
      case "exists":
      case "inSubquery":
      case "outerColumn":
        notOnTheWire(node);
    }
  }

  /** A field that holds one expression. */
  child(tag: number, node: ExprNode, depth: number): void {
    const { mark } = this.#w;
    this.expr(node, depth + 1);
    this.#w.head(tag, mark);
  }

  children(tag: number, nodes: readonly ExprNode[], depth: number): void {
    for (let i = nodes.length - 1; i >= 0; i--) this.child(tag, nodes[i]!, depth);
  }

  sorts(tag: number, keys: readonly SortExpr[], depth: number): void {
    const w = this.#w;
    for (let i = keys.length - 1; i >= 0; i--) {
      const key = keys[i]!;
      const { mark } = w;
      if (key.nullsFirst) w.bool(0x18, true);
      if (key.ascending) w.bool(0x10, true);
      this.child(0x0a, key.expr, depth);
      w.head(tag, mark);
    }
  }

  like(node: LikeNode, depth: number): void {
    const w = this.#w;
    if (node.escape !== null && node.escape !== "") w.string(0x22, node.escape);
    this.child(0x1a, node.pattern, depth);
    this.child(0x12, node.expr, depth);
    if (node.negated) w.bool(0x08, true);
  }

  cast(node: CastNode, depth: number): void {
    const w = this.#w;
    w.bool(0x20, node.nullable ?? true);
    this.metadata(0x1a, node.metadata);
    const { mark } = w;
    writeType(w, node.type);
    w.head(0x12, mark);
    this.child(0x0a, node.expr, depth);
  }

  frame(tag: number, frame: WindowFrame): void {
    const w = this.#w;
    const { mark } = w;
    this.bound(0x1a, frame.end);
    this.bound(0x12, frame.start);
    if (frame.units !== "rows") w.uint32(0x08, FRAME_UNITS.indexOf(frame.units));
    w.head(tag, mark);
  }

  bound(tag: number, bound: WindowFrameBound): void {
    const w = this.#w;
    const { mark } = w;
    if (bound.kind !== "currentRow") {
      writeScalar(w, bound.offset ?? UNBOUNDED);
      w.head(0x12, mark);
      w.uint32(0x08, BOUND_KINDS.indexOf(bound.kind));
    }
    w.head(tag, mark);
  }

  /** prost leaves empty keys and values out. */
  metadata(tag: number, metadata: Metadata | undefined): void {
    if (metadata === undefined) return;
    const w = this.#w;
    for (const [key, value] of Object.entries(metadata).reverse()) {
      const { mark } = w;
      if (value !== "") w.string(0x12, value);
      if (key !== "") w.string(0x0a, key);
      w.head(tag, mark);
    }
  }
}

const UNBOUNDED = { type: { id: "UInt64" }, value: null } as const;
