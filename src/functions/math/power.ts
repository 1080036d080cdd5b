import { T } from "../../arrow/mod.ts";
import { ArgumentError } from "../../errors.ts";
import type { ScalarFunction } from "../../udf/mod.ts";
import { defineScalar } from "../define_scalar.ts";
import { argumentsOf, examples, SECTIONS } from "../documentation.ts";
import { commonValidity, isRow } from "../operands.ts";
import { float64Arg, signature } from "../signature.ts";
import { type BinaryFloatLoop, runBinary } from "./binary_float.ts";

/**
 * JavaScriptCore multiplies repeatedly where the exponent is a whole number up to 1000, and each product rounds: dozens of units in the last
 * place in the end. V8's answer is within one.
 */
const POW_DRIFTS: boolean = Math.pow(1.1, 999) !== 2.2453935618236596e41;

/** `Math.pow` within a few units in the last place: where repeated products drifted, by way of an exponent that is not whole. */
function steadyPow(base: number, exponent: number): number {
  const result = Math.pow(base, exponent);
  if (!Number.isInteger(exponent) || !Number.isFinite(result) || result === 0) return result;
  const size = Math.abs(base);
  const other = Math.pow(size, exponent - 0.5) * Math.sqrt(size);
  const near = Math.abs(Math.abs(result) - other) <= Math.abs(result) * 4 * Number.EPSILON;
  return near || !Number.isFinite(other) ? result : Math.sign(result) * other;
}

/** IEEE 754 `pow`, where 1 to any power and ±1 to ±∞ are 1; JavaScript says NaN there. */
function pow(base: number, exponent: number): number {
  if (base === 1 || (base === -1 && (exponent === Infinity || exponent === -Infinity))) return 1;
  return POW_DRIFTS ? steadyPow(base, exponent) : Math.pow(base, exponent);
}

const loop: BinaryFloatLoop = (a, aMask, b, bMask, out, n) => {
  for (let i = 0; i < n; i++) out[i] = pow(a[i & aMask]!, b[i & bMask]!);
};

/** `power(base, exponent)`, always Float64. */
export const power: ScalarFunction = defineScalar({
  name: "power",
  aliases: ["pow"],
  section: SECTIONS.math,
  description: "The base to the power of the exponent, as Float64. Zero to a negative power is an error.",
  syntax: "power(base, exponent)",
  args: argumentsOf({ base: "A number.", exponent: "A number." }),
  examples: examples(["power(2, 3)", "8.0"]),
  coerce: signature("power", [float64Arg, float64Arg]),
  result: () => T.Float64,
  evaluate: (args, numRows) => {
    const zeroToNegative: BinaryFloatLoop = (a, aMask, b, bMask, out, n) => {
      loop(a, aMask, b, bMask, out, n);
      const validity = commonValidity(args, numRows);
      for (let i = 0; i < n; i++) {
        // Only such rows are infinite without an infinite argument or an overflow.
        if (out[i]! - out[i]! === 0 || a[i & aMask] !== 0 || !(b[i & bMask]! < 0) || !isRow(validity, i)) continue;
        throw new ArgumentError({
          message: `Cannot compute "power": row ${i} raises 0 to ${b[i & bMask]}, must not be a negative power`,
          functionName: "power",
        });
      }
    };
    return runBinary(zeroToNegative, args, numRows, T.Float64);
  },
});
