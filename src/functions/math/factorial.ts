import { newInt64, primitiveColumn, T } from "../../arrow/mod.ts";
import { ArgumentError } from "../../errors.ts";
import type { ScalarFunction } from "../../udf/mod.ts";
import { defineScalar } from "../define_scalar.ts";
import { argumentsOf, examples, SECTIONS } from "../documentation.ts";
import { isRow, numberOperand } from "../operands.ts";
import { int64Arg, signature } from "../signature.ts";
import { overflow, primitive } from "../primitive.ts";

/** 0! to 20!: 21! does not fit an Int64. */
const FACTORIALS: readonly bigint[] = (() => {
  const values = [1n];
  for (let k = 1n; k <= 20n; k++) values.push(values[values.length - 1]! * k);
  return values;
})();

/** `factorial(n)`. */
export const factorial: ScalarFunction = defineScalar({
  name: "factorial",
  section: SECTIONS.math,
  description: "The product of the integers from 1 to n. Negative numbers, and those above 20, are errors.",
  syntax: "factorial(numeric_expression)",
  args: argumentsOf({ numeric_expression: "An integer from 0 to 20." }),
  examples: examples(["factorial(5)", "120"]),
  coerce: signature("factorial", [int64Arg]),
  result: () => T.Int64,
  evaluate: ([arg], numRows) => {
    const { validity, nullCount } = primitive(arg!);
    const { values } = numberOperand(arg!);
    const out = newInt64(numRows);
    for (let i = 0; i < numRows; i++) {
      if (!isRow(validity, i)) continue;
      const n = values[i]!;
      if (n < 0) {
        throw new ArgumentError({
          message: `Cannot compute "factorial": row ${i} is ${n}, must not be negative`,
          functionName: "factorial",
        });
      }
      if (n > 20) throw overflow("factorial", i, `${n}! is beyond Int64`);
      out[i] = FACTORIALS[n]!;
    }
    return primitiveColumn(T.Int64, out, validity, nullCount);
  },
});
