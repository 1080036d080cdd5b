/**
 * Numbers in, numbers out.
 *
 * - Float functions keep Float32 and take every other number as Float64; `abs` and `round` keep every type.
 * - Exact operations are exact to the bit; transcendental ones are the engine's, within a few units in the last place.
 *
 * May import: the helpers of `functions/`, and what those may.
 */
import type { ScalarFunction } from "../../udf/mod.ts";
import { abs } from "./abs.ts";
import { atan2 } from "./atan2.ts";
import { ceil, floor } from "./ceil_floor.ts";
import { factorial } from "./factorial.ts";
import { floatFunctions } from "./float_functions.ts";
import { gcd, lcm } from "./gcd.ts";
import { isnan, iszero } from "./is_nan.ts";
import { log } from "./log.ts";
import { nanvl } from "./nanvl.ts";
import { pi } from "./pi.ts";
import { power } from "./power.ts";
import { random } from "./random.ts";
import { round } from "./round.ts";
import { sqrt } from "./sqrt.ts";
import { trunc } from "./trunc.ts";

/** The built-in functions of numbers. */
export const mathFunctions: readonly ScalarFunction[] = Object.freeze([
  ...floatFunctions,
  abs,
  atan2,
  ceil,
  factorial,
  floor,
  gcd,
  isnan,
  iszero,
  lcm,
  log,
  nanvl,
  pi,
  power,
  random,
  round,
  sqrt,
  trunc,
]);
