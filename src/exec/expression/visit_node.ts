import type { Datum, Scalar } from "../../arrow/mod.ts";
import { isScalar, scalar, T } from "../../arrow/mod.ts";
import { negateKernel } from "../../compute/arithmetic/mod.ts";
import { andKleene, not, orKleene, type TruthTest, truthTest } from "../../compute/boolean/mod.ts";
import { castColumn, castScalar } from "../../compute/cast/mod.ts";
import { comparisonKernel, exactlyEqualKernel, inListKernel, isNullKernel } from "../../compute/comparison/mod.ts";
import { compileRustRegex, like, regexMatch } from "../../compute/like/mod.ts";
import { PlanError } from "../../errors.ts";
import { type ExprKind, type ExprNode, type NodeOf, schemaName } from "../../expr/mod.ts";
import { OPERATOR_CLASS } from "../../plan/analyze/mod.ts";
import { columnIndex } from "../../plan/mod.ts";
import type { Compiler } from "./compiler.ts";
import { constantOf, unaliased } from "./node_shapes.ts";
import { binaryOperator, consumesSides, isFresh } from "./operators.ts";
import type { Operation } from "./program_builder.ts";
import { visitCase, visitCoalesce } from "./visit_case.ts";
import { visitHigherOrder } from "./visit_lambda.ts";
import { visitLogical } from "./visit_logical.ts";

function visitBinary(c: Compiler, node: NodeOf<"binary">): void {
  if (node.op === "And" || node.op === "Or") return visitLogical(c, node);
  if (OPERATOR_CLASS[node.op] === "regex" && node.op.includes("Regex")) {
    checkRegex(node.right, node.op.endsWith("IMatch") ? "i" : "");
  }
  const run = binaryOperator(node.op, c.typeOf(node.left), c.typeOf(node.right));
  const memory = { fresh: isFresh(node.op), consumes: consumesSides(node.op) };
  c.operation([node.left, node.right], ([left, right], numRows) => run(left!, right!, numRows), true, memory);
}

function visitCast(c: Compiler, node: NodeOf<"cast" | "tryCast">): void {
  const { type } = node;
  const options = { safe: node.kind === "tryCast" };
  c.operation(
    [node.expr],
    ([value]) => isScalar(value!) ? castScalar(value, type, options) : castColumn(value!, type, options),
  );
}

function visitBetween(c: Compiler, node: NodeOf<"between">): void {
  const type = c.typeOf(node.expr);
  const atLeast = comparisonKernel(">=", type);
  const atMost = comparisonKernel("<=", type);
  c.operation(
    [node.expr, node.low, node.high],
    ([value, low, high], numRows) => {
      const inside = andKleene(atLeast(value!, low!, numRows), atMost(value!, high!, numRows), numRows);
      return node.negated ? not(inside) : inside;
    },
    true,
    { consumes: true },
  );
}

function visitInList(c: Compiler, node: NodeOf<"inList">): void {
  const type = c.typeOf(node.expr);
  const constants = node.list.map(constantOf);
  // DataFusion turns short lists into `=`; longer ones look for the very bits.
  const exactZero = node.list.length > 1 && !(node.list.length <= 3 && unaliased(node.expr).kind === "column");
  if (constants.every((constant) => constant !== undefined)) {
    const run = inListKernel(type, constants as Scalar[], node.negated, exactZero);
    return c.operation([node.expr], ([value], numRows) => run(value!, numRows));
  }
  const equals = exactZero ? exactlyEqualKernel(type) : comparisonKernel("=", type);
  c.operation([node.expr, ...node.list], ([value, ...items], numRows) => {
    let found: Datum = scalar(T.Boolean, false);
    for (const item of items) found = orKleene(found, equals(value!, item, numRows), numRows);
    return node.negated ? not(found) : found;
  });
}

function visitLike(c: Compiler, node: NodeOf<"like" | "ilike" | "similarTo">): void {
  if (node.escape !== null && (node.kind === "similarTo" || node.escape !== "\\")) {
    const word = node.kind === "similarTo" ? "SIMILAR TO" : "LIKE";
    throw new PlanError({
      message: `Cannot plan ${word} with ESCAPE ${JSON.stringify(node.escape)}: must be the backslash or absent`,
    });
  }
  if (node.kind === "similarTo") checkRegex(node.pattern, "");
  const options = { ignoreCase: node.kind === "ilike", negated: node.negated };
  const run = node.kind === "similarTo" ? regexMatch : like;
  c.operation([node.expr, node.pattern], ([value, pattern]) => run(value!, pattern!, options));
}

function visitScalarFunction(c: Compiler, node: NodeOf<"scalarFunction">): void {
  const fn = c.functionOf(node);
  if (fn.shortCircuits && node.args.length > 1) return visitCoalesce(c, node);
  const returnField = c.fieldOf(node);
  const argFields = node.args.map((arg) => c.fieldOf(arg));
  const { query } = c.context;
  const isAsync = fn.invokeAsync !== undefined;
  if (isAsync) c.builder.isAsync = true;
  const run: Operation = (args, numRows) => {
    const call = { args, numRows, returnField, argFields, query };
    return isAsync ? fn.invokeAsync!(call) : fn.invoke(call);
  };
  c.operation(node.args, run, !isAsync && fn.volatility !== "volatile");
}

type Visit<K extends ExprKind> = (compiler: Compiler, node: NodeOf<K>) => void;

/** How each kind of node becomes steps. */
const VISIT: { readonly [K in ExprKind]: Visit<K> } = {
  column: (c, n) => c.load(columnIndex(c.schema, n)),
  literal: (c, n) => c.done.push(c.builder.constant(n.scalar)),
  alias: (c, n) => c.operation([n.expr], ([value]) => value!),
  binary: visitBinary,
  not: (c, n) => c.operation([n.expr], ([value]) => not(value!)),
  negative: (c, n) => {
    const run = negateKernel(c.typeOf(n.expr));
    c.operation([n.expr], ([value]) => run(value!));
  },
  isNull: (c, n) => c.operation([n.expr], ([value]) => isNullKernel(value!, false)),
  isNotNull: (c, n) => c.operation([n.expr], ([value]) => isNullKernel(value!, true)),
  isTrue: truth("TRUE", false),
  isFalse: truth("FALSE", false),
  isUnknown: truth("UNKNOWN", false),
  isNotTrue: truth("TRUE", true),
  isNotFalse: truth("FALSE", true),
  isNotUnknown: truth("UNKNOWN", true),
  between: visitBetween,
  like: visitLike,
  ilike: visitLike,
  similarTo: visitLike,
  case: visitCase,
  cast: visitCast,
  tryCast: visitCast,
  inList: visitInList,
  scalarFunction: visitScalarFunction,
  aggregateFunction: (_, n) => misplaced(n, "an aggregate function", "an aggregate plan computes it"),
  windowFunction: (_, n) => misplaced(n, "a window function", "a window plan computes it"),
  groupingSets: (_, n) => misplaced(n, "a grouping set", "it belongs to GROUP BY"),
  cube: (_, n) => misplaced(n, "a grouping set", "it belongs to GROUP BY"),
  rollup: (_, n) => misplaced(n, "a grouping set", "it belongs to GROUP BY"),
  wildcard: (_, n) => misplaced(n, "a wildcard", "a projection expands it"),
  unnest: (_, n) => misplaced(n, "UNNEST", "an unnest plan computes it"),
  scalarSubquery: (_, n) => misplaced(n, "a subquery", "a join computes it"),
  exists: (_, n) => misplaced(n, "a subquery", "a join computes it"),
  inSubquery: (_, n) => misplaced(n, "a subquery", "a join computes it"),
  outerColumn: (_, n) => misplaced(n, "a column of an outer query", "a join brings it"),
  lambda: (_, n) => misplaced(n, "a lambda", "it is an argument of a function that takes functions"),
  lambdaVariable: (c, n) => {
    const index = c.parameters.get(n.name);
    if (index === undefined) misplaced(n, "a parameter of a lambda", "it has a value only inside the lambda");
    c.load(index);
  },
  placeholder: (_, n) => {
    throw new PlanError({
      message: `Cannot evaluate placeholder "${n.id}": it was not provided a value for execution`,
    });
  },
  higherOrder: visitHigherOrder,
};

/** Adds the steps that compute a node; its register is put on `done`. */
export function visitNode(c: Compiler, node: ExprNode): void {
  (VISIT[node.kind] as (c: Compiler, node: ExprNode) => void)(c, node);
}

function truth(test: TruthTest, negated: boolean): (c: Compiler, node: ExprNode & { readonly expr: ExprNode }) => void {
  return (c, node) => c.operation([node.expr], ([value]) => truthTest(value!, test, negated));
}

/** A constant pattern that is no regular expression is found before any row. */
function checkRegex(pattern: ExprNode, flags: string): void {
  const value = constantOf(pattern)?.value;
  if (typeof value === "string") compileRustRegex(value, flags);
}

function misplaced(node: ExprNode, what: string, where: string): never {
  throw new PlanError({ message: `Cannot evaluate "${schemaName(node)}" row by row: it is ${what}; ${where}` });
}
