/**
 * Bitwise operators over integers of one type.
 *
 * - 64-bit integers are pairs of 32-bit words.
 * - Types come from `bitwiseCoercion` of `compute/coercion`.
 *
 * May import: `arrow`, `errors`, `compute/arithmetic` (how kernels are applied).
 */
export { bitwiseKernel, type BitwiseOperator } from "./bitwise.ts";
