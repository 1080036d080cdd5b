import type { ArrowType, Datum, DecimalType } from "../../arrow/mod.ts";
import { isDecimal, isFloat, isInteger, typeText } from "../../arrow/mod.ts";
import { PlanError } from "../../errors.ts";
import type { ArithmeticOperator, BinaryCoercion } from "../coercion/mod.ts";
import { addIntervalToDate, subtractDates } from "./date_arithmetic.ts";
import { decimalArithmetic } from "./decimal_arithmetic.ts";
import { floatArithmetic } from "./float_arithmetic.ts";
import { checkedAddOrSub, int64Arithmetic } from "./int64_arithmetic.ts";
import { addIntervals } from "./interval_arithmetic.ts";
import { applyKernel, type ColumnKernel, type Operands } from "./operands.ts";
import { smallIntArithmetic } from "./small_int_arithmetic.ts";
import { addIntervalToTime } from "./time_arithmetic.ts";
import { addIntervalToTimestamp } from "./timestamp_arithmetic.ts";

/** An operator whose types are decided: call it with data of exactly those types. */
export type BinaryKernel = (left: Datum, right: Datum) => Datum;

/**
 * The kernel of `left op right` for the types that `arithmeticCoercion` gave. Integers wrap, except that division and
 * modulo raise on zero and MIN / -1; decimals, timestamps, durations and intervals raise on overflow; floats never raise.
 * Null in, null out; a null row raises nothing. Two scalars give a scalar.
 *
 * @throws {PlanError} if the types were not coerced
 */
export function arithmeticKernel(op: ArithmeticOperator, types: BinaryCoercion): BinaryKernel {
  const kernel = columnKernel(op, types);
  return (left, right) => applyKernel(kernel, left, right, types.result);
}

function columnKernel(op: ArithmeticOperator, { left, right, result }: BinaryCoercion): ColumnKernel {
  if (isFloat(left) && left.id === right.id) return floatArithmetic(op, left);
  if (isInteger(left) && left.id === right.id) {
    return left.id === "Int64" || left.id === "UInt64" ? int64Arithmetic(op, left) : smallIntArithmetic(op, left);
  }
  if (isDecimal(left) && isDecimal(right)) return decimalArithmetic(op, left, right, result as DecimalType);
  if (op === "+" || op === "-") {
    const kernel = temporalKernel(op, left, right, result);
    if (kernel !== null) return kernel;
  }
  throw new PlanError({
    message: `Cannot compute ${typeText(left)} ${op} ${typeText(right)}: types must be coerced before`,
  });
}

function temporalKernel(op: "+" | "-", left: ArrowType, right: ArrowType, result: ArrowType): ColumnKernel | null {
  const subtract = op === "-";
  switch (left.id) {
    case "Date32":
    case "Date64":
      if (subtract && right.id === left.id) return subtractDates;
      if (right.id === "Interval") return (operands) => addIntervalToDate(subtract, left, operands);
      return null;
    case "Timestamp":
      if (right.id === "Timestamp" || right.id === "Duration") {
        return (operands) => checkedAddOrSub(op, result, operands);
      }
      return right.id === "Interval" ? (operands) => addIntervalToTimestamp(subtract, left, operands) : null;
    case "Time32":
    case "Time64":
      return right.id === "Interval" ? (operands) => addIntervalToTime(subtract, left, operands) : null;
    case "Duration":
      if (right.id === "Duration") return (operands) => checkedAddOrSub(op, result, operands);
      break;
    case "Interval":
      if (right.id === "Interval") return (operands) => addIntervals(subtract, left, operands);
      break;
    default:
      return null;
  }
  if (subtract) return null;
  const swapped = right.id === "Duration" || right.id === "Interval" ? null : temporalKernel(op, right, left, result);
  return swapped && ((operands) => swapped(swap(operands)));
}

function swap(operands: Operands): Operands {
  return {
    ...operands,
    left: operands.right,
    right: operands.left,
    leftMask: operands.rightMask,
    rightMask: operands.leftMask,
  };
}
