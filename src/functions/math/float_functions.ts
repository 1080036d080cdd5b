import { newFloat32, newFloat64, primitiveColumn } from "../../arrow/mod.ts";
import type { ScalarFunction } from "../../udf/mod.ts";
import { defineScalar } from "../define_scalar.ts";
import { argumentsOf, examples, SECTIONS } from "../documentation.ts";
import { floatArg, signature } from "../signature.ts";
import { primitive } from "../primitive.ts";

type Floats = Float64Array | Float32Array;
/** Writes f(x[i]) to out[i]; a Float32Array rounds what is written. Null rows are computed too. */
type FloatLoop = (x: Floats, out: Floats, n: number) => void;

interface FloatFunction {
  readonly name: string;
  readonly aliases?: readonly string[];
  readonly description: string;
  readonly example: readonly [expression: string, result: string];
  readonly loop: FloatLoop;
}

const PI_IN_DEGREES = 180 / Math.PI;
const DEGREE = Math.PI / 180;
/** The single-precision constants: products of two float32 are exact in float64 and rounded once. */
const PI_IN_DEGREES_F32 = Math.fround(57.295779513082320876798154814105);
const DEGREE_F32 = Math.fround(Math.fround(Math.PI) / 180);

/**
 * Functions of one float that give a float of the same width. Every loop stands by itself: one loop that calls a function
 * would be polymorphic and could not be inlined.
 */
const FUNCTIONS: readonly FloatFunction[] = [
  {
    name: "acos",
    description: "The angle in radians whose cosine is the argument; NaN outside [-1, 1].",
    example: ["acos(1)", "0.0"],
    loop: (x, out, n) => {
      for (let i = 0; i < n; i++) out[i] = Math.acos(x[i]!);
    },
  },
  {
    name: "acosh",
    description: "The inverse of the hyperbolic cosine; NaN below 1.",
    example: ["acosh(1)", "0.0"],
    loop: (x, out, n) => {
      for (let i = 0; i < n; i++) out[i] = Math.acosh(x[i]!);
    },
  },
  {
    name: "asin",
    description: "The angle in radians whose sine is the argument; NaN outside [-1, 1].",
    example: ["asin(0)", "0.0"],
    loop: (x, out, n) => {
      for (let i = 0; i < n; i++) out[i] = Math.asin(x[i]!);
    },
  },
  {
    name: "asinh",
    description: "The inverse of the hyperbolic sine.",
    example: ["asinh(0)", "0.0"],
    loop: (x, out, n) => {
      for (let i = 0; i < n; i++) out[i] = Math.asinh(x[i]!);
    },
  },
  {
    name: "atan",
    description: "The angle in radians whose tangent is the argument.",
    example: ["atan(1)", "0.7853981633974483"],
    loop: (x, out, n) => {
      for (let i = 0; i < n; i++) out[i] = Math.atan(x[i]!);
    },
  },
  {
    name: "atanh",
    description: "The inverse of the hyperbolic tangent; NaN outside [-1, 1], infinite at its ends.",
    example: ["atanh(0)", "0.0"],
    loop: (x, out, n) => {
      for (let i = 0; i < n; i++) out[i] = 0.5 * Math.log1p((2 * x[i]!) / (1 - x[i]!));
    },
  },
  {
    name: "cbrt",
    description: "The cube root, also of negative numbers.",
    example: ["cbrt(27)", "3.0"],
    loop: (x, out, n) => {
      for (let i = 0; i < n; i++) out[i] = Math.cbrt(x[i]!);
    },
  },
  {
    name: "cos",
    description: "The cosine of an angle in radians.",
    example: ["cos(0)", "1.0"],
    loop: (x, out, n) => {
      for (let i = 0; i < n; i++) out[i] = Math.cos(x[i]!);
    },
  },
  {
    name: "cosh",
    description: "The hyperbolic cosine.",
    example: ["cosh(0)", "1.0"],
    loop: (x, out, n) => {
      for (let i = 0; i < n; i++) out[i] = Math.cosh(x[i]!);
    },
  },
  {
    name: "cot",
    description: "The cotangent of an angle in radians; infinite at 0.",
    example: ["cot(1)", "0.6420926159343306"],
    loop: (x, out, n) => {
      for (let i = 0; i < n; i++) out[i] = 1 / Math.tan(x[i]!);
    },
  },
  {
    name: "degrees",
    description: "An angle in radians as degrees.",
    example: ["degrees(pi())", "180.0"],
    loop: (x, out, n) => {
      const factor = x instanceof Float32Array ? PI_IN_DEGREES_F32 : PI_IN_DEGREES;
      for (let i = 0; i < n; i++) out[i] = x[i]! * factor;
    },
  },
  {
    name: "exp",
    description: "e to the power of the argument.",
    example: ["exp(0)", "1.0"],
    loop: (x, out, n) => {
      for (let i = 0; i < n; i++) out[i] = Math.exp(x[i]!);
    },
  },
  {
    name: "ln",
    description: "The natural logarithm; NaN below 0, negative infinity at 0.",
    example: ["ln(1)", "0.0"],
    loop: (x, out, n) => {
      for (let i = 0; i < n; i++) out[i] = Math.log(x[i]!);
    },
  },
  {
    name: "log10",
    description: "The logarithm to base 10.",
    example: ["log10(1000)", "3.0"],
    loop: (x, out, n) => {
      for (let i = 0; i < n; i++) out[i] = Math.log10(x[i]!);
    },
  },
  {
    name: "log2",
    description: "The logarithm to base 2.",
    example: ["log2(8)", "3.0"],
    loop: (x, out, n) => {
      for (let i = 0; i < n; i++) out[i] = Math.log2(x[i]!);
    },
  },
  {
    name: "radians",
    description: "An angle in degrees as radians.",
    example: ["radians(180)", "3.141592653589793"],
    loop: (x, out, n) => {
      const factor = x instanceof Float32Array ? DEGREE_F32 : DEGREE;
      for (let i = 0; i < n; i++) out[i] = x[i]! * factor;
    },
  },
  {
    name: "signum",
    description: "1 for positive numbers, -1 for negative ones, 0 for both zeros, NaN for NaN.",
    example: ["signum(-7)", "-1.0"],
    loop: (x, out, n) => {
      for (let i = 0; i < n; i++) {
        const value = x[i]!;
        out[i] = value === 0 ? 0 : value > 0 ? 1 : value < 0 ? -1 : NaN;
      }
    },
  },
  {
    name: "sin",
    description: "The sine of an angle in radians.",
    example: ["sin(0)", "0.0"],
    loop: (x, out, n) => {
      for (let i = 0; i < n; i++) out[i] = Math.sin(x[i]!);
    },
  },
  {
    name: "sinh",
    description: "The hyperbolic sine.",
    example: ["sinh(0)", "0.0"],
    loop: (x, out, n) => {
      for (let i = 0; i < n; i++) out[i] = Math.sinh(x[i]!);
    },
  },
  {
    name: "tan",
    description: "The tangent of an angle in radians.",
    example: ["tan(0)", "0.0"],
    loop: (x, out, n) => {
      for (let i = 0; i < n; i++) out[i] = Math.tan(x[i]!);
    },
  },
  {
    name: "tanh",
    description: "The hyperbolic tangent.",
    example: ["tanh(0)", "0.0"],
    loop: (x, out, n) => {
      for (let i = 0; i < n; i++) out[i] = Math.tanh(x[i]!);
    },
  },
];

/** Trigonometry, exponentials and logarithms: Float32 stays, every other number becomes Float64. */
export const floatFunctions: readonly ScalarFunction[] = FUNCTIONS.map((fn) =>
  defineScalar({
    name: fn.name,
    section: SECTIONS.math,
    description: fn.description,
    syntax: `${fn.name}(numeric_expression)`,
    args: argumentsOf({ numeric_expression: "A number; integers and decimals are taken as Float64." }),
    examples: examples(fn.example),
    coerce: signature(fn.name, [floatArg]),
    result: ([type]) => type!,
    evaluate: ([arg], numRows) => {
      const { type, values, validity, nullCount } = primitive(arg!);
      const x = values as Floats;
      const out = x instanceof Float32Array ? newFloat32(numRows) : newFloat64(numRows);
      fn.loop(x, out, numRows | 0);
      return primitiveColumn(type, out, validity, nullCount);
    },
  })
);
