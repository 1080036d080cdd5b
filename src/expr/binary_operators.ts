import type { BinaryOperator } from "./expr_node.ts";

/** What is known of a binary operator. */
export interface OperatorInfo {
  /** How it prints between its operands. */
  readonly symbol: string;
  /** Binds tighter where larger. Display puts parentheses around an operand that binds less tightly. */
  readonly precedence: number;
  /** Whether DataFusion 55 reads it back from the wire; it writes all of them. */
  readonly decodable: boolean;
}

function info(symbol: string, precedence: number, decodable = true): OperatorInfo {
  return Object.freeze({ symbol, precedence, decodable });
}

/** Every binary operator by its wire name. */
export const BINARY_OPERATORS: { readonly [K in BinaryOperator]: OperatorInfo } = Object.freeze({
  Eq: info("=", 15),
  NotEq: info("!=", 15),
  Lt: info("<", 20),
  LtEq: info("<=", 15),
  Gt: info(">", 20),
  GtEq: info(">=", 15),
  Plus: info("+", 40),
  Minus: info("-", 40),
  Multiply: info("*", 45),
  Divide: info("/", 45),
  Modulo: info("%", 45),
  And: info("AND", 10),
  Or: info("OR", 5),
  IsDistinctFrom: info("IS DISTINCT FROM", 30),
  IsNotDistinctFrom: info("IS NOT DISTINCT FROM", 30),
  RegexMatch: info("~", 30),
  RegexIMatch: info("~*", 30),
  RegexNotMatch: info("!~", 30),
  RegexNotIMatch: info("!~*", 30),
  LikeMatch: info("~~", 25),
  ILikeMatch: info("~~*", 25),
  NotLikeMatch: info("!~~", 25),
  NotILikeMatch: info("!~~*", 25),
  BitwiseAnd: info("&", 30),
  BitwiseOr: info("|", 30),
  BitwiseXor: info("BIT_XOR", 30),
  BitwiseShiftRight: info(">>", 30),
  BitwiseShiftLeft: info("<<", 30),
  StringConcat: info("||", 30),
  AtArrow: info("@>", 30),
  ArrowAt: info("<@", 30),
  Arrow: info("->", 30, false),
  LongArrow: info("->>", 30, false),
  HashArrow: info("#>", 30, false),
  HashLongArrow: info("#>>", 30, false),
  AtAt: info("@@", 30, false),
  IntegerDivide: info("DIV", 30, false),
  HashMinus: info("#-", 30, false),
  AtQuestion: info("@?", 30, false),
  Question: info("?", 30, false),
  QuestionAnd: info("?&", 30, false),
  QuestionPipe: info("?|", 30, false),
  Colon: info(":", 30, false),
});

/** Whether a text is the wire name of a binary operator; names are case-sensitive. */
export function isBinaryOperator(name: string): name is BinaryOperator {
  return Object.hasOwn(BINARY_OPERATORS, name);
}
