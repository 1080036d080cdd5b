/** Numbers: calls of DataFusion's functions by their names in camelCase. Plain values become literals. */
import type { Expr, ExprInput } from "../expr.ts";
import { callScalar, callWith, named, type Optional } from "./call.ts";

/** Absolute value. The smallest integer of a type has none and raises. */
export function abs(x: ExprInput): Expr {
  return callScalar("abs", [x]);
}

/** Arc cosine in radians; NaN outside -1 to 1. */
export function acos(x: ExprInput): Expr {
  return callScalar("acos", [x]);
}

/** Inverse hyperbolic cosine. */
export function acosh(x: ExprInput): Expr {
  return callScalar("acosh", [x]);
}

/** Arc sine in radians; NaN outside -1 to 1. */
export function asin(x: ExprInput): Expr {
  return callScalar("asin", [x]);
}

/** Inverse hyperbolic sine. */
export function asinh(x: ExprInput): Expr {
  return callScalar("asinh", [x]);
}

/** Arc tangent in radians. */
export function atan(x: ExprInput): Expr {
  return callScalar("atan", [x]);
}

/** Inverse hyperbolic tangent. */
export function atanh(x: ExprInput): Expr {
  return callScalar("atanh", [x]);
}

/** Angle in radians of the point (x, y) seen from the origin. */
export function atan2(y: ExprInput, x: ExprInput): Expr {
  return callScalar("atan2", [y, x]);
}

/** Cube root. */
export function cbrt(x: ExprInput): Expr {
  return callScalar("cbrt", [x]);
}

/** Smallest whole number that is not below. */
export function ceil(x: ExprInput): Expr {
  return callScalar("ceil", [x]);
}

/** Cosine of an angle in radians. */
export function cos(x: ExprInput): Expr {
  return callScalar("cos", [x]);
}

/** Hyperbolic cosine. */
export function cosh(x: ExprInput): Expr {
  return callScalar("cosh", [x]);
}

/** Cotangent of an angle in radians. */
export function cot(x: ExprInput): Expr {
  return callScalar("cot", [x]);
}

/** Radians as degrees. */
export function degrees(x: ExprInput): Expr {
  return callScalar("degrees", [x]);
}

/** e to the power of the value. */
export function exp(x: ExprInput): Expr {
  return callScalar("exp", [x]);
}

/** Product of the whole numbers from 1 to n; raises above 20. */
export function factorial(n: ExprInput): Expr {
  return callScalar("factorial", [n]);
}

/** Largest whole number that is not above. */
export function floor(x: ExprInput): Expr {
  return callScalar("floor", [x]);
}

/** Greatest common divisor. */
export function gcd(a: ExprInput, b: ExprInput): Expr {
  return callScalar("gcd", [a, b]);
}

/** Whether a float is NaN; null for null. */
export function isnan(x: ExprInput): Expr {
  return callScalar("isnan", [x]);
}

/** Whether a number is 0 or -0. */
export function iszero(x: ExprInput): Expr {
  return callScalar("iszero", [x]);
}

/** Least common multiple. */
export function lcm(a: ExprInput, b: ExprInput): Expr {
  return callScalar("lcm", [a, b]);
}

/** Natural logarithm; NaN below 0. */
export function ln(x: ExprInput): Expr {
  return callScalar("ln", [x]);
}

/** Logarithm of `x` to a base. */
export function log(base: ExprInput, x: ExprInput): Expr {
  return callScalar("log", [base, x]);
}

/** Logarithm to base 10. */
export function log10(x: ExprInput): Expr {
  return callScalar("log10", [x]);
}

/** Logarithm to base 2. */
export function log2(x: ExprInput): Expr {
  return callScalar("log2", [x]);
}

/** `x`, or `y` where `x` is NaN. */
export function nanvl(x: ExprInput, y: ExprInput): Expr {
  return callScalar("nanvl", [x, y]);
}

/** The number pi as Float64. */
export function pi(): Expr {
  return callScalar("pi", []);
}

/** A number to the power of another, as a float. */
export function power(base: ExprInput, exponent: ExprInput): Expr {
  return callScalar("power", [base, exponent]);
}

/** Degrees as radians. */
export function radians(x: ExprInput): Expr {
  return callScalar("radians", [x]);
}

/** A random Float64 from 0 up to 1, another one in every row. */
export function random(): Expr {
  return callScalar("random", []);
}

/** -1, 0 or 1 by the sign. */
export function signum(x: ExprInput): Expr {
  return callScalar("signum", [x]);
}

/** Sine of an angle in radians. */
export function sin(x: ExprInput): Expr {
  return callScalar("sin", [x]);
}

/** Hyperbolic sine. */
export function sinh(x: ExprInput): Expr {
  return callScalar("sinh", [x]);
}

/** Square root; raises below 0. */
export function sqrt(x: ExprInput): Expr {
  return callScalar("sqrt", [x]);
}

/** Tangent of an angle in radians. */
export function tan(x: ExprInput): Expr {
  return callScalar("tan", [x]);
}

/** Hyperbolic tangent. */
export function tanh(x: ExprInput): Expr {
  return callScalar("tanh", [x]);
}

/** Rounds half away from zero to a number of places after the point. */
export function round(x: ExprInput, decimalPlaces?: Optional<"decimalPlaces">): Expr {
  const { decimalPlaces: places = 0 } = named<"decimalPlaces", ExprInput>("round", ["decimalPlaces"], [decimalPlaces]);
  return callScalar("round", [x, places]);
}

/** Cuts off digits after the point, or after `precision` of them. */
export function trunc(x: ExprInput, precision?: Optional<"precision">): Expr {
  return callWith("trunc", [x], ["precision"], [precision]);
}

/** The same as {@linkcode isnan}. */
export const isNan: typeof isnan = isnan;

/** The same as {@linkcode power}. */
export const pow: typeof power = power;

/** The same as {@linkcode random}. */
export const rand: typeof random = random;
