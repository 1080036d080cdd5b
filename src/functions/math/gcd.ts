import {
  type ArrowType,
  type Column,
  type Datum,
  isDecimal,
  isInteger,
  isScalar,
  newInt32,
  newInt64,
  newValues,
  primitiveColumn,
  scalarToColumn,
  T,
  wideColumn,
} from "../../arrow/mod.ts";
import { bigDecimal, canCast, decimalWords, fitsPrecision, setBigDecimal } from "../../compute/cast/mod.ts";
import { decimalCoercion } from "../../compute/coercion/mod.ts";
import type { ScalarFunction } from "../../udf/mod.ts";
import { defineScalar } from "../define_scalar.ts";
import { argumentsOf, examples, SECTIONS } from "../documentation.ts";
import { commonValidity, isRow, numbersOf } from "../operands.ts";
import { argumentError, countError } from "../signature.ts";
import { overflow, primitive } from "../primitive.ts";

/** `gcd(a, b)`, never negative. */
export const gcd: ScalarFunction = divisors(
  "gcd",
  "The greatest common divisor of two integers or decimals; 0 if both are 0.",
  ["gcd(48, 18)", "6"],
  (a, b) => {
    while (b !== 0) [a, b] = [b, a % b];
    return a;
  },
  greatestDivisor,
);

/** `lcm(a, b)`, never negative. */
export const lcm: ScalarFunction = divisors(
  "lcm",
  "The least common multiple of two integers or decimals; 0 if either is 0.",
  ["lcm(4, 6)", "12"],
  (a, b) => {
    if (a === 0 || b === 0) return 0;
    let [x, y] = [a, b];
    while (y !== 0) [x, y] = [y, x % y];
    return (a / x) * b;
  },
  (a, b) => a === 0n || b === 0n ? 0n : a / greatestDivisor(a, b) * b,
);

function greatestDivisor(a: bigint, b: bigint): bigint {
  while (b !== 0n) [a, b] = [b, a % b];
  return a;
}

/** Int64 for integers and nulls; a decimal for everything with a decimal. */
function coerce(name: string, types: readonly ArrowType[]): readonly ArrowType[] {
  if (types.length !== 2) throw countError(name, types.length, [2]);
  const [a, b] = types as readonly [ArrowType, ArrowType];
  if (a.id === "Null" || b.id === "Null") {
    const wrong = types.findIndex((type) => type.id !== "Int64" && !canCast(type, T.Int64));
    if (wrong >= 0) throw argumentError(name, wrong, types[wrong]!, "castable to Int64");
    return [T.Int64, T.Int64];
  }
  if (isInteger(a) && isInteger(b)) return [T.Int64, T.Int64];
  const common = decimalCoercion(a, b);
  if (common === null) {
    const wrong = Math.max(0, types.findIndex((type) => !isInteger(type) && !isDecimal(type)));
    throw argumentError(name, wrong, types[wrong]!, "an integer or a decimal");
  }
  return [common, common];
}

function divisors(
  name: string,
  description: string,
  example: readonly [string, string],
  small: (a: number, b: number) => number,
  big: (a: bigint, b: bigint) => bigint,
): ScalarFunction {
  return defineScalar({
    name,
    section: SECTIONS.math,
    description,
    syntax: `${name}(expression_x, expression_y)`,
    args: argumentsOf({ expression_x: "An integer or decimal.", expression_y: "An integer or decimal." }),
    examples: examples(example),
    coerce: (types) => coerce(name, types),
    result: ([type]) => type!,
    evaluate: (args, numRows, call) => {
      const validity = commonValidity(args, numRows);
      return isDecimal(call.returnField.type)
        ? decimals(name, args, numRows, call.returnField.type, validity, big)
        : integers(name, args, numRows, validity, small, big);
    },
  });
}

function integers(
  name: string,
  args: readonly Datum[],
  numRows: number,
  validity: Uint8Array | null,
  small: (a: number, b: number) => number,
  big: (a: bigint, b: bigint) => bigint,
): Column {
  const [left, right] = args.map(primitive);
  const [a, b] = [numbersOf(left!), numbersOf(right!)];
  const [aMask, bMask] = args.map((arg) => isScalar(arg) ? 0 : -1) as [number, number];
  const out = newInt64(numRows);
  for (let i = 0; i < numRows; i++) {
    if (!isRow(validity, i)) continue;
    const result = small(Math.abs(a[i & aMask]!), Math.abs(b[i & bMask]!));
    // Beyond 2^53 the arguments may have been rounded.
    if (result <= Number.MAX_SAFE_INTEGER && isSafe(a[i & aMask]!) && isSafe(b[i & bMask]!)) {
      out[i] = BigInt(result);
      continue;
    }
    const x = left!.values[i & aMask] as bigint;
    const y = right!.values[i & bMask] as bigint;
    const exact = big(x < 0n ? -x : x, y < 0n ? -y : y);
    // The magnitude of the smallest Int64 has no place in a multiple, even of 1.
    if (exact > 0x7fff_ffff_ffff_ffffn) throw overflow(name, i, `${name}(${x}, ${y}) is beyond Int64`);
    out[i] = exact;
  }
  return primitiveColumn(T.Int64, out, validity);
}

function isSafe(value: number): boolean {
  return value <= Number.MAX_SAFE_INTEGER && value >= -Number.MAX_SAFE_INTEGER;
}

function decimals(
  name: string,
  args: readonly Datum[],
  numRows: number,
  type: ArrowType & { precision: number },
  validity: Uint8Array | null,
  big: (a: bigint, b: bigint) => bigint,
): Column {
  const [a, b] = args.map((arg) => decimalWords(isScalar(arg) ? scalarToColumn(arg, 1) : arg));
  const [aMask, bMask] = args.map((arg) => isScalar(arg) ? 0 : -1) as [number, number];
  const wide = type.id === "Decimal128" || type.id === "Decimal256";
  const values = wide ? newInt32(numRows * a!.stride) : newValues(type, numRows);
  const words = new Int32Array(values.buffer, values.byteOffset, numRows * a!.stride);
  for (let i = 0; i < numRows; i++) {
    if (!isRow(validity, i)) continue;
    const x = bigDecimal(a!.words, a!.stride, i & aMask);
    const y = bigDecimal(b!.words, b!.stride, i & bMask);
    const value = big(x < 0n ? -x : x, y < 0n ? -y : y);
    if (!fitsPrecision(value, type.precision)) {
      throw overflow(name, i, `the result must have at most ${type.precision} digits`);
    }
    setBigDecimal(words, a!.stride, i, value);
  }
  return wide ? wideColumn(type, values as Int32Array, validity) : primitiveColumn(type, values, validity);
}
