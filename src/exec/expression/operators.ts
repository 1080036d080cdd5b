import type { ArrowType, Datum } from "../../arrow/mod.ts";
import { arithmeticKernel } from "../../compute/arithmetic/mod.ts";
import { bitwiseKernel, type BitwiseOperator } from "../../compute/bits/mod.ts";
import { andKleene, orKleene } from "../../compute/boolean/mod.ts";
import { type ArithmeticOperator, coerceBinary } from "../../compute/coercion/mod.ts";
import { comparisonKernel, type ComparisonOperator } from "../../compute/comparison/mod.ts";
import { concatText, like, regexMatch } from "../../compute/like/mod.ts";
import { NotSupportedError } from "../../errors.ts";
import { BINARY_OPERATORS, type BinaryOperator } from "../../expr/mod.ts";
import { OPERATOR_CLASS } from "../../plan/analyze/mod.ts";

/** A binary operator for decided types. */
export type BinaryStep = (left: Datum, right: Datum, numRows: number) => Datum;

const COMPARISONS: { readonly [K in BinaryOperator]?: ComparisonOperator } = {
  Eq: "=",
  NotEq: "!=",
  Lt: "<",
  LtEq: "<=",
  Gt: ">",
  GtEq: ">=",
  IsDistinctFrom: "IS DISTINCT FROM",
  IsNotDistinctFrom: "IS NOT DISTINCT FROM",
};

const BITWISE: { readonly [K in BinaryOperator]?: BitwiseOperator } = {
  BitwiseAnd: "&",
  BitwiseOr: "|",
  BitwiseXor: "^",
  BitwiseShiftLeft: "<<",
  BitwiseShiftRight: ">>",
};

const PATTERNS: {
  readonly [K in BinaryOperator]?: { readonly regex: boolean; readonly ignoreCase: boolean; readonly negated: boolean };
} = {
  RegexMatch: { regex: true, ignoreCase: false, negated: false },
  RegexIMatch: { regex: true, ignoreCase: true, negated: false },
  RegexNotMatch: { regex: true, ignoreCase: false, negated: true },
  RegexNotIMatch: { regex: true, ignoreCase: true, negated: true },
  LikeMatch: { regex: false, ignoreCase: false, negated: false },
  ILikeMatch: { regex: false, ignoreCase: true, negated: false },
  NotLikeMatch: { regex: false, ignoreCase: false, negated: true },
  NotILikeMatch: { regex: false, ignoreCase: true, negated: true },
};

/**
 * The kernel of a binary operator whose sides have these (coerced) types.
 *
 * @throws {PlanError} if the types were not coerced
 * @throws {NotSupportedError} for operators that DataFusion 55 does not run either
 */
export function binaryOperator(op: BinaryOperator, left: ArrowType, right: ArrowType): BinaryStep {
  const { symbol } = BINARY_OPERATORS[op];
  const types = coerceBinary(OPERATOR_CLASS[op], symbol, left, right);
  if (op === "And") return andKleene;
  if (op === "Or") return orKleene;
  if (op === "StringConcat") return (a, b) => concatText(a, b, types.result);
  const comparison = COMPARISONS[op];
  if (comparison !== undefined) return comparisonKernel(comparison, types.left);
  const bitwise = BITWISE[op];
  if (bitwise !== undefined) return bitwiseKernel(bitwise, types.result);
  const pattern = PATTERNS[op];
  if (pattern !== undefined) return pattern.regex ? (a, b) => regexMatch(a, b, pattern) : (a, b) => like(a, b, pattern);
  if (OPERATOR_CLASS[op] === "arithmetic") return arithmeticKernel(symbol as ArithmeticOperator, types);
  throw new NotSupportedError({
    message: `Cannot evaluate operator ${symbol}: it is not supported in the physical expr`,
  });
}

/** Whether nothing of an operator's sides lives on in its result, apart from validity. */
export function consumesSides(op: BinaryOperator): boolean {
  return isFresh(op) || COMPARISONS[op] !== undefined;
}

/** Whether the operator's result is memory of its own. */
export function isFresh(op: BinaryOperator): boolean {
  return OPERATOR_CLASS[op] === "arithmetic" || BITWISE[op] !== undefined;
}

/** Whether computing the operator may raise for some row; comparing never does. */
export function mayRaise(op: BinaryOperator): boolean {
  return COMPARISONS[op] === undefined && op !== "And" && op !== "Or";
}
