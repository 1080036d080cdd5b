import { display, displayPieces, IS_WORDS, LIKE_WORDS, NULL_TREATMENT_WORDS } from "./display.ts";
import { BINARY_OPERATORS } from "./binary_operators.ts";
import type { ExprKind, ExprNode, LikeNode, NodeOf, SortExpr } from "./expr_node.ts";
import { isOrderedSetAggregate, scalarNamePieces } from "./function_names.ts";
import { type Piece, printPieces, separated } from "./print_pieces.ts";
import { windowFrameText } from "./window_frame_text.ts";

const displayed = (n: ExprNode): readonly Piece[] => displayPieces(n);
const shown = (node: ExprNode): Piece => ({ node, pieces: displayPieces });
const child = (n: { readonly expr: ExprNode }): Piece[] => [n.expr];
const is = (n: NodeOf<keyof typeof IS_WORDS>): Piece[] => [n.expr, ` ${IS_WORDS[n.kind]}`];
const like = (n: LikeNode): Piece[] => [
  n.expr,
  n.negated ? " NOT " : " ",
  LIKE_WORDS[n.kind],
  " ",
  n.pattern,
  // DataFusion writes CHAR here where its display text has ESCAPE.
  ...n.escape === null ? [] : [` CHAR '${n.escape}'`],
];

/** Sort keys print as in the display text, CASTs and parentheses too. */
function keys(orderBy: readonly SortExpr[]): Piece[] {
  return orderBy.flatMap(({ expr, ascending, nullsFirst }, i) => [
    i === 0 ? "" : ", ",
    shown(expr),
    ascending ? " ASC" : " DESC",
    nullsFirst ? " NULLS FIRST" : " NULLS LAST",
  ]);
}

const PIECES: { readonly [K in ExprKind]: (node: NodeOf<K>) => readonly Piece[] } = {
  column: displayed,
  literal: displayed,
  alias: (n) => [n.relation === null ? n.name : `${n.relation.join(".")}.${n.name}`],
  binary: (n) => [n.left, ` ${BINARY_OPERATORS[n.op].symbol} `, n.right],
  not: displayed,
  negative: displayed,
  isNull: is,
  isNotNull: is,
  isTrue: is,
  isFalse: is,
  isUnknown: is,
  isNotTrue: is,
  isNotFalse: is,
  isNotUnknown: is,
  between: displayed,
  like,
  ilike: like,
  similarTo: like,
  case: displayed,
  cast: child,
  tryCast: child,
  inList: (n) => [n.expr, n.negated ? " NOT IN " : " IN ", ...separated(n.list, ", ")],
  scalarFunction: (n) => scalarNamePieces(n.function, n.args) ?? [n.function.name, "(", ...separated(n.args, ","), ")"],
  aggregateFunction: (n) => {
    const orderedSet = isOrderedSetAggregate(n);
    const args = orderedSet ? n.args.slice(1) : n.args;
    const order = orderedSet ? " WITHIN GROUP [" : " ORDER BY [";
    return [
      n.function.name,
      n.distinct ? "(DISTINCT " : "(",
      ...separated(args, ","),
      ")",
      ...n.nullTreatment === null ? [] : [` ${NULL_TREATMENT_WORDS[n.nullTreatment]}`],
      ...n.filter === null ? [] : [" FILTER (WHERE ", shown(n.filter), ")"],
      ...n.orderBy.length === 0 ? [] : [order, ...keys(n.orderBy), "]"],
    ];
  },
  windowFunction: (n) => [
    n.function.name,
    n.distinct ? "(DISTINCT " : "(",
    // DataFusion joins an aggregate's arguments with a space here, a window function's without.
    ...separated(n.args, n.over === "aggregate" ? ", " : ","),
    ")",
    ...n.nullTreatment === null ? [] : [` ${NULL_TREATMENT_WORDS[n.nullTreatment]}`],
    ...n.filter === null ? [] : [" FILTER (WHERE ", shown(n.filter), ")"],
    ...n.partitionBy.length === 0 ? [] : [" PARTITION BY [", ...separated(n.partitionBy, ", "), "]"],
    ...n.orderBy.length === 0 ? [] : [" ORDER BY [", ...keys(n.orderBy), "]"],
    ` ${windowFrameText(n.frame)}`,
  ],
  groupingSets: (n) => [
    "GROUPING SETS (",
    ...n.sets.flatMap((set): Piece[] => ["(", ...separated(set, ", "), ")"]),
    ")",
  ],
  // DataFusion names a CUBE like a ROLLUP.
  cube: (n) => ["ROLLUP (", ...separated(n.exprs, ", "), ")"],
  rollup: displayed,
  wildcard: displayed,
  placeholder: displayed,
  unnest: (n) => [n.outer ? "UNNEST_OUTER(" : "UNNEST(", ...separated(n.exprs, ", "), ")"],
  scalarSubquery: displayed,
  exists: (n) => [n.negated ? "NOT EXISTS" : "EXISTS"],
  inSubquery: (n) => [n.negated ? "NOT IN" : "IN"],
  outerColumn: displayed,
  higherOrder: (n) => [n.function.name, "(", ...separated(n.args, ","), ")"],
  lambda: displayed,
  lambdaVariable: displayed,
};

function schemaPieces(node: ExprNode): readonly Piece[] {
  return (PIECES[node.kind] as (node: ExprNode) => readonly Piece[])(node);
}

/** The name of the column that an expression makes: without parentheses, casts and aliased parts. */
export function schemaName(node: ExprNode): string {
  return node.kind === "column" ? display(node) : printPieces(node, schemaPieces);
}
