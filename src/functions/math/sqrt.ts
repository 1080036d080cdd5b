import { newFloat32, newFloat64, primitiveColumn } from "../../arrow/mod.ts";
import { ArgumentError } from "../../errors.ts";
import type { ScalarFunction } from "../../udf/mod.ts";
import { defineScalar } from "../define_scalar.ts";
import { argumentsOf, examples, SECTIONS } from "../documentation.ts";
import { isRow } from "../operands.ts";
import { floatArg, signature } from "../signature.ts";
import { primitive } from "../primitive.ts";

/** `sqrt(x)`; the square root of -0 is -0. */
export const sqrt: ScalarFunction = defineScalar({
  name: "sqrt",
  section: SECTIONS.math,
  description: "The square root. A negative number is an error.",
  syntax: "sqrt(numeric_expression)",
  args: argumentsOf({ numeric_expression: "A number; integers and decimals are taken as Float64." }),
  examples: examples(["sqrt(9)", "3.0"]),
  coerce: signature("sqrt", [floatArg]),
  result: ([type]) => type!,
  evaluate: ([arg], numRows) => {
    const { values, type, validity } = primitive(arg!);
    const x = values as Float64Array;
    const out = type.id === "Float32" ? newFloat32(numRows) : newFloat64(numRows);
    for (let i = 0; i < numRows; i++) {
      const value = x[i]!;
      if (value < 0 && isRow(validity, i)) {
        throw new ArgumentError({
          message: `Cannot compute "sqrt": row ${i} is ${value}, must not be negative`,
          functionName: "sqrt",
        });
      }
      out[i] = Math.sqrt(value);
    }
    return primitiveColumn(type, out, validity);
  },
});
