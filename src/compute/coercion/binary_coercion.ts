import type { ArrowType } from "../../arrow/mod.ts";
import { intervalType, isTemporal, T, typeText } from "../../arrow/mod.ts";
import { NotSupportedError, PlanError } from "../../errors.ts";
import { type ArithmeticOperator, arithmeticResult } from "./arithmetic_result.ts";
import { comparisonCoercion, likeCoercion, regexCoercion } from "./comparison_coercion.ts";
import { equalsDatatype } from "./equals_datatype.ts";
import { nullCoercion } from "./null_coercion.ts";
import { bitwiseCoercion, mathDecimalCoercion, mathematicsNumericalCoercion } from "./numeric_coercion.ts";
import { stringConcatCoercion } from "./string_concat_coercion.ts";
import { temporalCoercionStrictTimezone, temporalMathCoercion } from "./temporal_coercion.ts";

/** What the sides of an operator are cast to, and what it gives. */
export interface BinaryCoercion {
  readonly left: ArrowType;
  readonly right: ArrowType;
  readonly result: ArrowType;
}

/** What an operator does with its sides, for the rules of {@linkcode coerceBinary}. */
export type OperatorClass =
  | "arithmetic"
  | "comparison"
  | "logical"
  | "regex"
  | "bitwise"
  | "concat"
  | "contains"
  | "textSearch"
  | "unsupported";

/**
 * Types of `left op right`. `symbol` is the operator as DataFusion prints it (`+`, `IS DISTINCT FROM`, `~*`), for messages;
 * for arithmetic it also chooses the rule. Source: DataFusion 55, `BinaryTypeCoercer`.
 *
 * @throws {PlanError} if the types do not fit the operator
 * @throws {NotSupportedError} for operators that parse but do not run (`->`, `DIV`)
 */
export function coerceBinary(
  operator: OperatorClass,
  symbol: string,
  left: ArrowType,
  right: ArrowType,
): BinaryCoercion {
  const arithmetic = operator === "arithmetic";
  if (left.id === "Null" && right.id === "Null" && arithmetic) return uniform(T.Int64);
  const fromNull = nullCoercion(left, right);
  if (fromNull === null) return coercePair(operator, symbol, left, right, left, right);
  if (arithmetic && !isTemporal(fromNull)) {
    const result = arithmeticResult(symbol as ArithmeticOperator, fromNull, fromNull);
    if ("type" in result) return { left: fromNull, right: fromNull, result: result.type };
    throw new PlanError({
      message: `Cannot get result type for arithmetic operation ${typeText(fromNull)} ${symbol} ${
        typeText(fromNull)
      }: ${result.problem}`,
    });
  }
  return coercePair(operator, symbol, fromNull, fromNull, left, right);
}

/** Types of arithmetic alone; see {@linkcode coerceBinary}. @throws {PlanError} if the types do not fit */
export function arithmeticCoercion(op: ArithmeticOperator, left: ArrowType, right: ArrowType): BinaryCoercion {
  return coerceBinary("arithmetic", op, left, right);
}

function coercePair(
  operator: OperatorClass,
  symbol: string,
  left: ArrowType,
  right: ArrowType,
  // The types as they were written, for messages.
  writtenLeft: ArrowType,
  writtenRight: ArrowType,
): BinaryCoercion {
  const pair = `${typeText(writtenLeft)} ${symbol} ${typeText(writtenRight)}`;
  const orFail = (common: ArrowType | null, what: string, result: ArrowType | null): BinaryCoercion => {
    if (common === null) throw new PlanError({ message: `Cannot infer common ${what} ${pair}` });
    return { left: common, right: common, result: result ?? common };
  };
  switch (operator) {
    case "arithmetic":
      return coerceArithmetic(symbol as ArithmeticOperator, left, right, pair);
    case "comparison":
      return orFail(comparisonCoercion(left, right), "argument type for comparison operation", T.Boolean);
    case "logical": {
      const fits = (type: ArrowType): boolean => type.id === "Boolean" || type.id === "Null";
      return orFail(
        fits(left) && fits(right) ? T.Boolean : null,
        "argument type for logical boolean operation",
        T.Boolean,
      );
    }
    case "regex":
      return orFail(regexCoercion(left, right), "argument type for regex operation", T.Boolean);
    case "bitwise":
      return orFail(bitwiseCoercion(left, right), "type for bitwise operation", null);
    case "concat": {
      const concat = stringConcatCoercion(left, right);
      if (concat === null) {
        throw new PlanError({ message: `Cannot infer common string type for string concat operation ${pair}` });
      }
      return concat;
    }
    case "contains": {
      const common = equalsDatatype(left, right) ? left : likeCoercion(left, right);
      return orFail(common, "argument type for operation", T.Boolean);
    }
    case "textSearch":
      return orFail(likeCoercion(left, right), "argument type for AtAt operation", T.Boolean);
    case "unsupported":
      throw new NotSupportedError({ message: `Cannot plan "${pair}": operator ${symbol} is not yet supported` });
  }
}

function coerceArithmetic(
  op: ArithmeticOperator,
  left: ArrowType,
  right: ArrowType,
  pair: string,
): BinaryCoercion {
  // Unlike in Arrow, a difference of dates counts days.
  if (op === "-" && left.id === right.id && (left.id === "Date32" || left.id === "Date64")) {
    return { left, right, result: T.Int64 };
  }
  const clock = coerceTimeOfDay(op, left, right);
  if (clock !== null) return clock;
  const asIs = arithmeticResult(op, left, right);
  if ("type" in asIs) return { left, right, result: asIs.type };

  const temporal = temporalMathCoercion(left, right);
  if (temporal !== null) return withResult(op, temporal, `temporal operation ${pair}`);
  const moment = temporalCoercionStrictTimezone(left, right);
  if (moment !== null) {
    return withResult(op, [moment, moment], `temporal operation ${typeText(moment)} ${op} ${typeText(moment)}`);
  }
  const decimals = mathDecimalCoercion(left, right);
  if (decimals !== null) return withResult(op, decimals, `decimal operation ${pair}`);
  const number = mathematicsNumericalCoercion(left, right);
  if (number !== null) return uniform(number);
  throw new PlanError({ message: `Cannot coerce arithmetic expression ${pair} to valid types` });
}

/** `time ± interval` stays a time of day and turns at midnight. */
function coerceTimeOfDay(op: ArithmeticOperator, left: ArrowType, right: ArrowType): BinaryCoercion | null {
  const isTime = (type: ArrowType): boolean => type.id === "Time32" || type.id === "Time64";
  const interval = intervalType("MonthDayNano");
  if ((op === "+" || op === "-") && isTime(left) && right.id === "Interval") {
    return { left, right: interval, result: left };
  }
  return op === "+" && left.id === "Interval" && isTime(right) ? { left: interval, right, result: right } : null;
}

function withResult(
  op: ArithmeticOperator,
  [left, right]: readonly [ArrowType, ArrowType],
  what: string,
): BinaryCoercion {
  const result = arithmeticResult(op, left, right);
  if ("type" in result) return { left, right, result: result.type };
  throw new PlanError({ message: `Cannot get result type for ${what}: ${result.problem}` });
}

function uniform(type: ArrowType): BinaryCoercion {
  return { left: type, right: type, result: type };
}
