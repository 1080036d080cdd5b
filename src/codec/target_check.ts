import { TargetError } from "../errors.ts";
import {
  BINARY_OPERATORS,
  display,
  type ExprKind,
  type ExprNode,
  isUnbounded,
  type NodeOf,
  visit,
  type WindowFrameBound,
} from "../expr/mod.ts";
import { LogicalExprNodeSchema } from "../gen/datafusion/datafusion_pb.ts";
import { checkWire, PROST_DEPTH } from "./read_message.ts";
import { WireReader } from "./wire_reader.ts";

const SHOWN_CHARACTERS = 60;

const PROBLEMS: { readonly [K in ExprKind]?: (node: NodeOf<K>) => string | undefined } = {
  binary: ({ op }) =>
    BINARY_OPERATORS[op].decodable
      ? undefined
      : `the operator ${BINARY_OPERATORS[op].symbol} is written there, but not read`,
  exists: () => "EXISTS has no wire form",
  inSubquery: () => "IN (subquery) has no wire form",
  outerColumn: () => "columns of an outer query have no wire form",
  scalarSubquery: ({ subquery }) => subquery.bytes === undefined ? "its plan was never encoded" : undefined,
  like: escapeProblem,
  ilike: escapeProblem,
  similarTo: escapeProblem,
  unnest: ({ exprs }) => exprs.length === 1 ? undefined : `it has ${exprs.length} expressions, must have one`,
  windowFunction: ({ frame, orderBy }) => {
    if (frame.units === "groups" && orderBy.length === 0) return "a GROUPS frame needs an ORDER BY";
    if (frame.units !== "range" || orderBy.length === 1) return undefined;
    return isFree(frame.start) && isFree(frame.end)
      ? undefined
      : `a RANGE frame of distances needs exactly one ORDER BY key, has ${orderBy.length}`;
  },
};

function isFree(bound: WindowFrameBound): boolean {
  return bound.kind === "currentRow" || isUnbounded(bound);
}

function escapeProblem({ escape }: NodeOf<"like">): string | undefined {
  return escape === null || escape.length === 1 && escape.charCodeAt(0) < 0x80
    ? undefined
    : "its ESCAPE must be one ASCII character";
}

/** What DataFusion in Rust or Python could not read of an expression, part by part. */
export function targetProblems(root: ExprNode): string[] {
  const problems: string[] = [];
  visit(root, {
    pre: (node) => {
      const problem = (PROBLEMS[node.kind] as ((node: ExprNode) => string | undefined) | undefined)?.(node);
      if (problem !== undefined) problems.push(`${shortText(node)}: ${problem}`);
    },
  });
  return problems;
}

/** What keeps DataFusion from reading the bytes of an expression: messages nested deeper than it allows. */
export function depthProblem(root: ExprNode, bytes: Uint8Array): string | undefined {
  try {
    checkWire(LogicalExprNodeSchema, new WireReader(bytes), bytes.length, PROST_DEPTH);
    return undefined;
  } catch {
    return `${shortText(root)}: it is nested more than ${PROST_DEPTH} messages deep`;
  }
}

/** One error for all problems. */
export function targetError(problems: readonly string[]): TargetError {
  const parts = `${problems.length} part${problems.length === 1 ? "" : "s"}`;
  return new TargetError({
    message: `Cannot encode for DataFusion: ${parts} cannot be read there\n  ${problems.join("\n  ")}`,
    problems,
  });
}

function shortText(node: ExprNode): string {
  const text = display(node);
  return text.length > SHOWN_CHARACTERS ? `${text.slice(0, SHOWN_CHARACTERS)}…` : text;
}
