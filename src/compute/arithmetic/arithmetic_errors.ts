import type { ArrowType } from "../../arrow/mod.ts";
import { typeText } from "../../arrow/mod.ts";
import { ArithmeticOverflowError, DivideByZeroError } from "../../errors.ts";

/** A result that its type cannot hold. */
export function overflowError(expression: string, type: ArrowType): ArithmeticOverflowError {
  return new ArithmeticOverflowError({
    message: `Cannot compute "${expression}": the result overflows, must fit ${typeText(type)}`,
  });
}

/** `x / 0` or `x % 0` over integers or decimals. */
export function divideByZeroError(op: "/" | "%", dividend: number | bigint | string): DivideByZeroError {
  return new DivideByZeroError({
    message: `Cannot compute "${dividend} ${op} 0": the divisor is 0, must be another number`,
  });
}
