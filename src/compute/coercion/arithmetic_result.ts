import type { ArrowType, DecimalType } from "../../arrow/mod.ts";
import {
  decimalType,
  durationType,
  isDecimal,
  isFloat,
  isInteger,
  MAX_PRECISION,
  typesEqual,
  typeText,
} from "../../arrow/mod.ts";

/** Arithmetic operators as they are written. */
export type ArithmeticOperator = "+" | "-" | "*" | "/" | "%";

/** A result type, or why there is none. */
export type ArithmeticResult = { readonly type: ArrowType } | { readonly problem: string };

/**
 * What the kernels give for two types as they stand, without any cast: the rules of arrow-rs's `numeric` kernels.
 *
 * Integers and floats need equal types. Decimals of one width follow Hive: `+ -` (max(p − s) + max s + 1, max s),
 * `*` (p1 + p2 + 1, s1 + s2), `/` (p1 − s1 + s2 + s, s) with s = min(s1 + 4, most), `%` (min(p − s) + max s, max s),
 * cut at the largest precision.
 */
export function arithmeticResult(op: ArithmeticOperator, left: ArrowType, right: ArrowType): ArithmeticResult {
  if ((isInteger(left) || isFloat(left)) && typesEqual(left, right)) return { type: left };
  if (isDecimal(left) && isDecimal(right) && left.id === right.id) return decimalResult(op, left, right);
  const plusOrMinus = op === "+" || op === "-";
  switch (left.id) {
    case "Timestamp":
      if (op === "-" && right.id === "Timestamp" && right.unit === left.unit) return { type: durationType(left.unit) };
      if (plusOrMinus && right.id === "Duration" && right.unit === left.unit) return { type: left };
      if (plusOrMinus && right.id === "Interval") return { type: left };
      return { problem: invalid("timestamp", op, left, right) };
    case "Date32":
    case "Date64":
      if (op === "-" && right.id === left.id) return { type: durationType(left.id === "Date32" ? "s" : "ms") };
      if (plusOrMinus && right.id === "Interval") return { type: left };
      return { problem: invalid("date", op, left, right) };
    case "Duration":
      if (right.id === "Duration" && right.unit === left.unit) {
        return plusOrMinus ? { type: left } : { problem: invalid("duration", op, left, right) };
      }
      break;
    case "Interval":
      if (right.id === "Interval" && right.unit === left.unit) {
        return plusOrMinus ? { type: left } : { problem: invalid("interval", op, left, right) };
      }
      break;
  }
  const isMoment = right.id === "Date32" || right.id === "Date64" || right.id === "Timestamp";
  if (op === "+" && isMoment && (left.id === "Duration" || left.id === "Interval")) {
    return arithmeticResult(op, right, left);
  }
  return { problem: `Invalid argument error: Invalid arithmetic operation: ${pair(op, left, right)}` };
}

function invalid(kind: string, op: ArithmeticOperator, left: ArrowType, right: ArrowType): string {
  return `Invalid argument error: Invalid ${kind} arithmetic operation: ${pair(op, left, right)}`;
}

function pair(op: ArithmeticOperator, left: ArrowType, right: ArrowType): string {
  return `${typeText(left)} ${op} ${typeText(right)}`;
}

function decimalResult(op: ArithmeticOperator, left: DecimalType, right: DecimalType): ArithmeticResult {
  const { precision: p1, scale: s1, id } = left;
  const { precision: p2, scale: s2 } = right;
  const most = MAX_PRECISION[id];
  const ofPrecision = (precision: number, scale: number): ArithmeticResult => ({
    type: decimalType(Math.min(precision, most), scale, id),
  });
  const scale = Math.max(s1, s2);
  switch (op) {
    case "+":
    case "-":
      return ofPrecision(scale + Math.max(p1 - s1, p2 - s2) + 1, scale);
    case "*":
      if (s1 + s2 > most) {
        return {
          problem: `Invalid argument error: Output scale of ${pair(op, left, right)} would exceed max scale of ${most}`,
        };
      }
      return ofPrecision(p1 + p2 + 1, s1 + s2);
    case "/": {
      const quotientScale = Math.min(s1 + 4, most);
      return ofPrecision(quotientScale - s1 + s2 + p1, quotientScale);
    }
    case "%":
      return ofPrecision(scale + Math.min(p1 - s1, p2 - s2), scale);
  }
}
