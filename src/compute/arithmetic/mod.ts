/**
 * Arithmetic over columns and scalars: `+ - * / %` and the sign.
 *
 * - Types are decided once by `compute/coercion`; a kernel is made for them and then only loops.
 * - Integers wrap, division by zero raises, decimals and times raise on overflow, floats follow IEEE 754.
 * - 64-bit integers are pairs of 32-bit words; BigInt only where a row needs it.
 *
 * May import: `arrow`, `errors`, `compute/coercion`, the calendar and time zones of `compute/cast`.
 */
export { addMonths } from "./add_months.ts";
export { arithmeticKernel, type BinaryKernel } from "./arithmetic.ts";
export { divideByZeroError, overflowError } from "./arithmetic_errors.ts";
export { canNegate, type NegateKernel, negateKernel } from "./negate.ts";
export { applyKernel, type ColumnKernel, isRowValid, type Operands } from "./operands.ts";
export { recycle, scratchValues } from "./scratch.ts";
