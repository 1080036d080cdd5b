import { type Metadata, quoted, typeText } from "../arrow/mod.ts";
import { BINARY_OPERATORS } from "./binary_operators.ts";
import type { CastNode, ExprKind, ExprNode, LikeNode, NodeOf, SortExpr } from "./expr_node.ts";
import { type Piece, printPieces, separated } from "./print_pieces.ts";
import { literalText } from "./scalar_text.ts";
import { windowFrameText } from "./window_frame_text.ts";

/** How the members of the LIKE family are called. */
export const LIKE_WORDS: { readonly [K in LikeNode["kind"]]: string } = {
  like: "LIKE",
  ilike: "ILIKE",
  similarTo: "SIMILAR TO",
};

/** What the IS family asks for. */
export const IS_WORDS: { readonly [K in ExprKind & `is${string}`]: string } = {
  isNull: "IS NULL",
  isNotNull: "IS NOT NULL",
  isTrue: "IS TRUE",
  isFalse: "IS FALSE",
  isUnknown: "IS UNKNOWN",
  isNotTrue: "IS NOT TRUE",
  isNotFalse: "IS NOT FALSE",
  isNotUnknown: "IS NOT UNKNOWN",
};

/** `IGNORE NULLS`, `RESPECT NULLS`. */
export const NULL_TREATMENT_WORDS = { ignoreNulls: "IGNORE NULLS", respectNulls: "RESPECT NULLS" } as const;

const is = (n: NodeOf<keyof typeof IS_WORDS>): Piece[] => [n.expr, ` ${IS_WORDS[n.kind]}`];
const like = (n: LikeNode): Piece[] => [
  n.expr,
  n.negated ? " NOT " : " ",
  LIKE_WORDS[n.kind],
  " ",
  n.pattern,
  ...n.escape === null ? [] : [` ESCAPE '${n.escape}'`],
];
const cast = (word: string) => (n: CastNode): Piece[] => [`${word}(`, n.expr, ` AS ${targetText(n)})`];

/** Puts an operand in parentheses where it binds less tightly than its parent. */
function operand(child: ExprNode, precedence: number): Piece[] {
  const looser = child.kind === "binary" && BINARY_OPERATORS[child.op].precedence < precedence;
  return looser ? ["(", child, ")"] : [child];
}

function targetText({ type, metadata }: CastNode): string {
  const keys = Object.keys(metadata ?? {}).sort();
  if (keys.length === 0) return typeText(type);
  return `${typeText(type)}<${metadataText(metadata!, keys)}>`;
}

/** Key-value pairs as Rust's `{:?}` prints them. */
function metadataText(metadata: Metadata, keys: readonly string[]): string {
  return `{${keys.map((key) => `${quoted(key)}: ${quoted(metadata[key]!)}`).join(", ")}}`;
}

function call(name: string, args: readonly ExprNode[], distinct = false): Piece[] {
  return [name, distinct ? "(DISTINCT " : "(", ...separated(args, ", "), ")"];
}

function orderBy(keys: readonly SortExpr[]): Piece[] {
  if (keys.length === 0) return [];
  const items = keys.flatMap((key, i) => i === 0 ? sortPieces(key) : [", ", ...sortPieces(key)]);
  return [" ORDER BY [", ...items, "]"];
}

function sortPieces({ expr, ascending, nullsFirst }: SortExpr): Piece[] {
  return [expr, ascending ? " ASC" : " DESC", nullsFirst ? " NULLS FIRST" : " NULLS LAST"];
}

const PIECES: { readonly [K in ExprKind]: (node: NodeOf<K>) => readonly Piece[] } = {
  column: (n) => [n.relation === null ? n.name : `${n.relation}.${n.name}`],
  literal: (n) => {
    const keys = Object.keys(n.metadata ?? {}).sort();
    const metadata = keys.length === 0 ? "" : ` FieldMetadata { inner: ${metadataText(n.metadata!, keys)} }`;
    return [literalText(n.scalar) + metadata];
  },
  alias: (n) => [n.expr, ` AS ${n.name}`],
  binary: (n) => {
    const { symbol, precedence } = BINARY_OPERATORS[n.op];
    return [...operand(n.left, precedence), ` ${symbol} `, ...operand(n.right, precedence)];
  },
  not: (n) => ["NOT ", n.expr],
  negative: (n) => ["(- ", n.expr, ")"],
  isNull: is,
  isNotNull: is,
  isTrue: is,
  isFalse: is,
  isUnknown: is,
  isNotTrue: is,
  isNotFalse: is,
  isNotUnknown: is,
  between: (n) => [n.expr, n.negated ? " NOT BETWEEN " : " BETWEEN ", n.low, " AND ", n.high],
  like,
  ilike: like,
  similarTo: like,
  case: (n) => [
    "CASE ",
    ...n.expr === null ? [] : [n.expr, " "],
    ...n.branches.flatMap(({ when, then }): Piece[] => ["WHEN ", when, " THEN ", then, " "]),
    ...n.otherwise === null ? [] : ["ELSE ", n.otherwise, " "],
    "END",
  ],
  cast: cast("CAST"),
  tryCast: cast("TRY_CAST"),
  inList: (n) => [n.expr, n.negated ? " NOT IN ([" : " IN ([", ...separated(n.list, ", "), "])"],
  scalarFunction: (n) => call(n.function.name, n.args),
  aggregateFunction: (n) => [
    ...call(n.function.name, n.args, n.distinct),
    ...n.nullTreatment === null ? [] : [` ${NULL_TREATMENT_WORDS[n.nullTreatment]}`],
    ...n.filter === null ? [] : [" FILTER (WHERE ", n.filter, ")"],
    ...orderBy(n.orderBy),
  ],
  windowFunction: (n) => [
    ...call(n.function.name, n.args, n.distinct),
    // DataFusion puts no space here for window functions.
    ...n.nullTreatment === null ? [] : [(n.over === "window" ? "" : " ") + NULL_TREATMENT_WORDS[n.nullTreatment]],
    ...n.filter === null ? [] : [" FILTER (WHERE ", n.filter, ")"],
    ...n.partitionBy.length === 0 ? [] : [" PARTITION BY [", ...separated(n.partitionBy, ", "), "]"],
    ...orderBy(n.orderBy),
    ` ${windowFrameText(n.frame)}`,
  ],
  groupingSets: (n) => [
    "GROUPING SETS (",
    ...n.sets.flatMap((set, i): Piece[] => [i === 0 ? "(" : ", (", ...separated(set, ", "), ")"]),
    ")",
  ],
  cube: (n) => ["CUBE (", ...separated(n.exprs, ", "), ")"],
  rollup: (n) => ["ROLLUP (", ...separated(n.exprs, ", "), ")"],
  wildcard: (n) => [n.qualifier === null ? "*" : `${n.qualifier.join(".")}.*`],
  placeholder: (n) => [n.id],
  unnest: (n) => ["UNNEST(", ...separated(n.exprs, ", "), ")"],
  scalarSubquery: () => ["(<subquery>)"],
  exists: (n) => [n.negated ? "NOT EXISTS (<subquery>)" : "EXISTS (<subquery>)"],
  inSubquery: (n) => [n.expr, n.negated ? " NOT IN (<subquery>)" : " IN (<subquery>)"],
  outerColumn: (n) => ["outer_ref(", n.column, ")"],
  higherOrder: (n) => call(n.function.name, n.args),
  lambda: (n) => [`(${n.params.join(", ")}) -> `, n.body],
  lambdaVariable: (n) => [n.name],
};

/** The pieces of a node's display text. */
export function displayPieces(node: ExprNode): readonly Piece[] {
  return (PIECES[node.kind] as (node: ExprNode) => readonly Piece[])(node);
}

/** The text that DataFusion prints for an expression; `Expr(…)` around it is Python's. */
export function display(node: ExprNode): string {
  return printPieces(node, displayPieces);
}

/** The same text; DataFusion for Python calls it the canonical name. */
export function canonicalName(node: ExprNode): string {
  return display(node);
}

/** A sort key as DataFusion prints it: `a DESC NULLS LAST`. */
export function sortExprText(key: SortExpr): string {
  const [, direction, nulls] = sortPieces(key);
  return `${display(key.expr)}${direction as string}${nulls as string}`;
}
