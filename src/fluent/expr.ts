import { type ArrowType, type Scalar, toArrowType, type TypeInput } from "../arrow/mod.ts";
import { PlanError } from "../errors.ts";
import {
  type BinaryOperator,
  canonicalName,
  type ExprNode,
  type NullTreatment,
  schemaName,
  variantName,
} from "../expr/mod.ts";
import type { EncodeTarget } from "../codec/mod.ts";
import { decodeExprNode, encodeExprNode } from "./expr_bytes.ts";
import { type CloneGuard, exprCloneGuard } from "./clone_guard.ts";
import { callScalar, type ExprMethods, installMethods } from "./expr_methods.ts";
import { ExprFuncBuilder, overWindow } from "./expr_func_builder.ts";
import { fingerprint } from "./fingerprint.ts";
import { printByToString } from "./inspect_symbols.ts";
import type { CodecContextSource } from "./ipc.ts";
import { literalScalar, type LiteralValue } from "./literal_scalar.ts";
import { parseColumnName } from "./parse_column_name.ts";
import { checkOptions } from "./named_options.ts";
import { SortExpr, type SortInput, type SortOptions } from "./sort_expr.ts";
import type { Window, WindowOptions } from "./window.ts";
import type { WindowFrame } from "./window_frame.ts";

/** What may stand where an expression is asked for: an expression, a plain value, or a typed scalar. */
export type ExprInput = Expr | LiteralValue | Scalar;

/** How `toBytes` encodes; a context alone may stand for `{ ctx }`. */
export interface ToBytesOptions {
  /** Whose codec and inlining settings to use. Default: the sender context, else the defaults. */
  readonly ctx?: CodecContextSource | undefined;
  /** Who will read the bytes: this library (default), or DataFusion in Rust or Python, which takes functions by name only. */
  readonly target?: EncodeTarget | undefined;
}

/**
 * An expression: what to compute from the columns of a row, not how. Immutable; every method gives a new one.
 *
 * @example
 * ```ts
 * import { col, Expr } from "@fusewire/fusewire";
 * import { assertEquals } from "@std/assert";
 *
 * const expr = col("price").mul(1.19).gt(col("limit"));
 * assertEquals(Expr.fromBytes(expr.toBytes()).toString(), "Expr(price * Float64(1.19) > limit)");
 * ```
 */
export class Expr {
  /** The expression as a tree of plain frozen nodes. */
  readonly node: ExprNode;
  private readonly cloneGuard: CloneGuard = exprCloneGuard;

  private constructor(node: ExprNode) {
    this.node = node;
    Object.freeze(this);
  }

  /** Wraps a node, which must be frozen. */
  static fromNode(node: ExprNode): Expr {
    return new Expr(node);
  }

  /** An expression as it is; any other value as a literal. */
  static from(value: ExprInput): Expr {
    return value instanceof Expr ? value : Expr.literal(value);
  }

  /** A column by name; see {@linkcode col}. */
  static column(name: string): Expr {
    return new Expr(Object.freeze({ kind: "column", ...parseColumnName(name) }));
  }

  /** A constant; see {@linkcode lit}. */
  static literal(value: LiteralValue | Scalar, type?: TypeInput): Expr {
    const scalar = literalScalar(value, type === undefined ? undefined : toArrowType(type));
    return new Expr(Object.freeze({ kind: "literal", scalar }));
  }

  /** A constant with metadata, which stays in this process: DataFusion's bytes have no place for it. */
  static literalWithMetadata(value: LiteralValue | Scalar, metadata: Readonly<Record<string, string>>): Expr {
    const node = { kind: "literal", scalar: literalScalar(value), metadata: Object.freeze({ ...metadata }) } as const;
    return new Expr(Object.freeze(node));
  }

  /** A string constant of type Utf8, as SQL text has them ({@linkcode Expr.literal} makes a Utf8View). */
  static stringLiteral(value: string): Expr {
    return new Expr(Object.freeze({ kind: "literal", scalar: Object.freeze({ type: UTF8, value }) }));
  }

  /**
   * Decodes `datafusion.LogicalExprNode` bytes. Nothing is executed: functions inside stay inert until the first evaluation.
   *
   * @param bytes read, never kept nor changed, except for the payloads of functions, which are copied
   * @param ctx whose codec and registry to use. Default: the worker context, else the global one
   * @throws {DecodeError} with the byte offset where the bytes are malformed
   * @throws {InlineRefusedError} if `ctx` refuses inlined functions and the bytes hold one
   */
  static fromBytes(bytes: Uint8Array, ctx?: CodecContextSource): Expr {
    return new Expr(decodeExprNode(bytes, ctx));
  }

  /**
   * Encodes the expression as DataFusion 55's `datafusion.LogicalExprNode` bytes, JavaScript functions inside.
   *
   * @returns a fresh array that the caller owns
   * @throws {InlineSizeError} if the inlined functions are larger than the limit
   * @throws {TargetError} if `target` is `datafusion` and a node cannot be resolved or run there
   * @throws {EncodeError} if a node has no place in DataFusion's bytes
   */
  toBytes(options?: CodecContextSource | ToBytesOptions): Uint8Array<ArrayBuffer> {
    const { ctx, target } = options === undefined || "codecContext" in options
      ? { ctx: options as CodecContextSource | undefined, target: undefined }
      : options;
    return encodeExprNode(this.node, ctx, target);
  }

  /**
   * The SHA-256, in 64 hex digits, of the expression and its inlined functions: equal wherever, and by whichever runtime, the same expression
   * was built. A key for caches; not the hash of {@linkcode Expr.toBytes}, which says who made the functions.
   */
  fingerprint(): string {
    return fingerprint(this.node);
  }

  /** The text that DataFusion for Python prints: `Expr(a + Int64(1))`. */
  toString(): string {
    return `Expr(${canonicalName(this.node)})`;
  }

  /** The expression with every type and parenthesis, as DataFusion's `canonical_name`. */
  canonicalName(): string {
    return canonicalName(this.node);
  }

  /** The name of the column that this expression makes. */
  schemaName(): string {
    return schemaName(this.node);
  }

  /** The kind of the outermost node, for example `BinaryExpr`. */
  variantName(): string {
    return variantName(this.node);
  }

  /** Refuses: an expression's wire form is bytes. @throws {EncodeError} */
  toJSON(): never {
    throw new PlanError({
      message: "Cannot turn an expression into JSON: its wire form is bytes",
      remedy: "use expr.toBytes() and Expr.fromBytes(bytes), or pack(value) for structures that hold expressions",
    });
  }

  /** `this + other`. Integers wrap. */
  add(other: ExprInput): Expr {
    return this.#binary("Plus", other);
  }
  /** `this - other`. Integers wrap. */
  sub(other: ExprInput): Expr {
    return this.#binary("Minus", other);
  }
  /** `this * other`. Integers wrap. */
  mul(other: ExprInput): Expr {
    return this.#binary("Multiply", other);
  }
  /** `this / other`. Integers truncate and raise on zero; floats give infinity or NaN. */
  div(other: ExprInput): Expr {
    return this.#binary("Divide", other);
  }
  /** `this % other`; the result has the sign of `this`. Integers raise on zero. */
  mod(other: ExprInput): Expr {
    return this.#binary("Modulo", other);
  }
  /** `this = other`; `IS NULL` where `other` is the value null. NaN equals NaN. */
  eq(other: ExprInput): Expr {
    return other === null || other === undefined ? this.isNull() : this.#binary("Eq", other);
  }
  /** `this <> other`; `IS NOT NULL` where `other` is the value null. */
  notEq(other: ExprInput): Expr {
    return other === null || other === undefined ? this.isNotNull() : this.#binary("NotEq", other);
  }
  /** `this < other`. NaN is greater than every number. */
  lt(other: ExprInput): Expr {
    return this.#binary("Lt", other);
  }
  /** `this <= other`. */
  ltEq(other: ExprInput): Expr {
    return this.#binary("LtEq", other);
  }
  /** `this > other`. */
  gt(other: ExprInput): Expr {
    return this.#binary("Gt", other);
  }
  /** `this >= other`. */
  gtEq(other: ExprInput): Expr {
    return this.#binary("GtEq", other);
  }
  /** Logical AND of three values: false wins over null. */
  and(other: ExprInput): Expr {
    return this.#binary("And", other);
  }
  /** Logical OR of three values: true wins over null. */
  or(other: ExprInput): Expr {
    return this.#binary("Or", other);
  }
  /** Logical NOT; null stays null. */
  not(): Expr {
    return this.#unary("not");
  }
  /** `- this`. */
  negate(): Expr {
    return this.#unary("negative");
  }
  /** Equality that takes nulls as equal: never null. */
  isNotDistinctFrom(other: ExprInput): Expr {
    return this.#binary("IsNotDistinctFrom", other);
  }
  /** Inequality that takes nulls as equal: never null. */
  isDistinctFrom(other: ExprInput): Expr {
    return this.#binary("IsDistinctFrom", other);
  }
  /** Bits set in both. */
  bitwiseAnd(other: ExprInput): Expr {
    return this.#binary("BitwiseAnd", other);
  }
  /** Bits set in either. */
  bitwiseOr(other: ExprInput): Expr {
    return this.#binary("BitwiseOr", other);
  }
  /** Bits set in exactly one. */
  bitwiseXor(other: ExprInput): Expr {
    return this.#binary("BitwiseXor", other);
  }
  /** Bits moved up by `other` places, modulo 64. */
  shiftLeft(other: ExprInput): Expr {
    return this.#binary("BitwiseShiftLeft", other);
  }
  /** Bits moved down by `other` places, modulo 64. */
  shiftRight(other: ExprInput): Expr {
    return this.#binary("BitwiseShiftRight", other);
  }
  /** `this || other`. */
  stringConcat(other: ExprInput): Expr {
    return this.#binary("StringConcat", other);
  }
  /** Whether the text matches a regular expression (Rust syntax). */
  regexMatch(pattern: ExprInput, options: { caseInsensitive?: boolean; negated?: boolean } = {}): Expr {
    checkOptions("regexMatch", options, ["caseInsensitive", "negated"]);
    const { caseInsensitive = false, negated = false } = options;
    const op = negated
      ? (caseInsensitive ? "RegexNotIMatch" : "RegexNotMatch")
      : (caseInsensitive ? "RegexIMatch" : "RegexMatch");
    return this.#binary(op, pattern);
  }
  /** Any binary operator, by the name that DataFusion writes on the wire. */
  binary(operator: BinaryOperator, other: ExprInput): Expr {
    return this.#binary(operator, other);
  }

  /** Whether the value is null; never null itself. */
  isNull(): Expr {
    return this.#unary("isNull");
  }
  /** Whether the value is not null; never null itself. */
  isNotNull(): Expr {
    return this.#unary("isNotNull");
  }
  /** Whether a boolean is true; false for null. */
  isTrue(): Expr {
    return this.#unary("isTrue");
  }
  /** Whether a boolean is false; false for null. */
  isFalse(): Expr {
    return this.#unary("isFalse");
  }
  /** Whether a boolean is null. */
  isUnknown(): Expr {
    return this.#unary("isUnknown");
  }
  /** Whether a boolean is false or null. */
  isNotTrue(): Expr {
    return this.#unary("isNotTrue");
  }
  /** Whether a boolean is true or null. */
  isNotFalse(): Expr {
    return this.#unary("isNotFalse");
  }
  /** Whether a boolean is not null. */
  isNotUnknown(): Expr {
    return this.#unary("isNotUnknown");
  }

  /** `this BETWEEN low AND high`, both ends included. */
  between(low: ExprInput, high: ExprInput, options: boolean | NegatedOptions = {}): Expr {
    const negated = isNegated("between", options);
    const ends = { low: Expr.from(low).node, high: Expr.from(high).node };
    return new Expr(Object.freeze({ kind: "between", negated, expr: this.node, ...ends }));
  }
  /** `this IN (values)`. */
  inList(values: readonly ExprInput[], options: boolean | NegatedOptions = {}): Expr {
    const negated = isNegated("inList", options);
    const list = Object.freeze(values.map((value) => Expr.from(value).node));
    return new Expr(Object.freeze({ kind: "inList", expr: this.node, list, negated }));
  }
  /** `this LIKE pattern`: `%` is any text, `_` one character. */
  like(pattern: ExprInput, options: LikeOptions = {}): Expr {
    return this.#like("like", pattern, options);
  }
  /** {@linkcode Expr.like} regardless of case. */
  ilike(pattern: ExprInput, options: LikeOptions = {}): Expr {
    return this.#like("ilike", pattern, options);
  }
  /** `this SIMILAR TO pattern`: a regular expression over the whole text. */
  similarTo(pattern: ExprInput, options: LikeOptions = {}): Expr {
    return this.#like("similarTo", pattern, options);
  }

  /** Gives the column a name, and metadata that DataFusion's bytes keep. */
  alias(name: string, metadata?: Readonly<Record<string, string>> | AliasOptions): Expr {
    const named = aliasMetadata(metadata);
    const node = { kind: "alias", expr: this.node, relation: null, name } as const;
    return new Expr(Object.freeze(named ? { ...node, metadata: Object.freeze({ ...named }) } : node));
  }
  /** Converts to another type; a value that does not fit raises. */
  cast(to: TypeInput): Expr {
    return new Expr(Object.freeze({ kind: "cast", expr: this.node, type: toArrowType(to), nullable: true }));
  }
  /** Converts to another type; a value that does not fit becomes null. */
  tryCast(to: TypeInput): Expr {
    return new Expr(Object.freeze({ kind: "tryCast", expr: this.node, type: toArrowType(to), nullable: true }));
  }
  /** A sort key of this expression. */
  sort(ascending?: boolean | SortOptions, nullsFirst?: boolean): SortExpr {
    return new SortExpr(this, ascending, nullsFirst);
  }
  /** `value` where this is NaN. */
  fillNan(value: ExprInput): Expr {
    return callScalar("nanvl", [this, value]);
  }
  /** `value` where this is null. */
  fillNull(value: ExprInput): Expr {
    return callScalar("nvl", [this, value]);
  }

  /** The field of a struct, or the value of a map's key. */
  getField(name: string): Expr {
    return callScalar("get_field", [this, Expr.stringLiteral(name)]);
  }
  /** The element of a list at a position counted from 0; from the end where negative. Null where there is none. */
  at(index: number): Expr {
    // DataFusion counts from 1, and from -1 at the end.
    return callScalar("array_element", [this, index < 0 ? index : index + 1]);
  }
  /** The elements of a list from `start` (counted from 0) up to but without `stop`. */
  slice(start: number, stop: number, step?: number): Expr {
    return callScalar("array_slice", [this, start + 1, stop, ...(step === undefined ? [] : [step])]);
  }

  /** Begins setting the options of an aggregate or window function: its order. */
  orderBy(...keys: readonly SortInput[]): ExprFuncBuilder {
    return new ExprFuncBuilder(this).orderBy(...keys);
  }
  /** Begins setting the options of an aggregate function: which rows it takes. */
  filter(predicate: ExprInput): ExprFuncBuilder {
    return new ExprFuncBuilder(this).filter(predicate);
  }
  /** Begins setting the options of an aggregate function: each distinct value once. */
  distinct(): ExprFuncBuilder {
    return new ExprFuncBuilder(this).distinct();
  }
  /** Begins setting the options of an aggregate or window function: whether nulls count. */
  nullTreatment(treatment: NullTreatment): ExprFuncBuilder {
    return new ExprFuncBuilder(this).nullTreatment(treatment);
  }
  /** Begins setting the options of a window function: its partitions. */
  partitionBy(...exprs: readonly (Expr | string)[]): ExprFuncBuilder {
    return new ExprFuncBuilder(this).partitionBy(...exprs);
  }
  /** Begins setting the options of a window function: its frame. */
  windowFrame(frame: WindowFrame): ExprFuncBuilder {
    return new ExprFuncBuilder(this).windowFrame(frame);
  }
  /**
   * Evaluates an aggregate or window function over a window, or one with these options; `{}` is all rows.
   *
   * @throws {PlanError} on any other expression
   * @throws {TypeError} on an unknown option
   */
  over(window: Window | WindowOptions): Expr {
    return overWindow(this, window);
  }

  #binary(op: BinaryOperator, other: ExprInput): Expr {
    return new Expr(Object.freeze({ kind: "binary", op, left: this.node, right: Expr.from(other).node }));
  }
  #unary(kind: UnaryKind): Expr {
    return new Expr(Object.freeze({ kind, expr: this.node }));
  }
  #like(kind: "like" | "ilike" | "similarTo", pattern: ExprInput, options: LikeOptions): Expr {
    checkOptions(kind, options, ["negated", "escape"]);
    const { negated = false, escape } = options;
    if (escape !== undefined && [...escape].length !== 1) {
      throw new PlanError({ message: `Cannot escape with "${escape}": an escape must be one character` });
    }
    const parts = { expr: this.node, pattern: Expr.from(pattern).node, escape: escape ?? null };
    return new Expr(Object.freeze({ kind, negated, ...parts }));
  }
}

/** What `between` and `inList` may be told; the flag alone may stand for it. */
export interface NegatedOptions {
  /** Turns the answer round: true becomes false and false true; null stays. */
  readonly negated?: boolean;
}

function isNegated(method: string, options: boolean | NegatedOptions): boolean {
  if (typeof options === "boolean") return options;
  checkOptions(method, options, ["negated"]);
  return options.negated ?? false;
}

/** What `alias` may be told; the metadata alone may stand for it. */
export interface AliasOptions {
  /** Of the field that the expression makes. */
  readonly metadata?: Readonly<Record<string, string>> | undefined;
}

function aliasMetadata(input: Readonly<Record<string, string>> | AliasOptions = {}) {
  if (typeof input.metadata !== "object") {
    return Object.keys(input).length > 0 ? input as Record<string, string> : undefined;
  }
  checkOptions("alias", input, ["metadata"]);
  return input.metadata;
}

/** What LIKE and its kin may be told. */
export interface LikeOptions extends NegatedOptions {
  /** The character that takes the meaning from the next one. */
  readonly escape?: string;
}

type UnaryKind = "not" | "negative" | `is${"" | "Not"}${"Null" | "True" | "False" | "Unknown"}`;
const UTF8: ArrowType = Object.freeze({ id: "Utf8" });

// Functions of one argument are methods too, as in Python: `col("x").abs()`.
export interface Expr extends ExprMethods {}
installMethods(Expr);

printByToString(Expr);
