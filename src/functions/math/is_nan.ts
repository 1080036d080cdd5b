import {
  type Column,
  type Datum,
  isDecimal,
  isFloat,
  isScalar,
  newBitmap,
  scalarToColumn,
  T,
} from "../../arrow/mod.ts";
import { decimalWords } from "../../compute/cast/mod.ts";
import type { ScalarFunction } from "../../udf/mod.ts";
import { defineScalar } from "../define_scalar.ts";
import { argumentsOf, examples, SECTIONS } from "../documentation.ts";
import { booleansOf, numbersOf } from "../operands.ts";
import { numericArg, signature } from "../signature.ts";

/** `isnan(x)`: no integer and no decimal is NaN. */
export const isnan: ScalarFunction = numberTest(
  "isnan",
  "Whether a number is NaN.",
  ["isnan(1.5)", "false"],
  (column, out) => {
    if (!isFloat(column.type) || column.layout !== "primitive") return;
    const values = numbersOf(column);
    for (let i = 0; i < column.length; i++) if (values[i] !== values[i]) out[i >> 3]! |= 1 << (i & 7);
  },
);

/** `iszero(x)`: both zeros are zero. */
export const iszero: ScalarFunction = numberTest(
  "iszero",
  "Whether a number is zero, of either sign.",
  ["iszero(0)", "true"],
  (column, out) => {
    if (column.layout === "wide" || isDecimal(column.type)) return zeroWords(column, out);
    if (column.layout !== "primitive") throw new TypeError(`a ${column.layout} column has no numbers`);
    const values = numbersOf(column);
    for (let i = 0; i < column.length; i++) if (values[i] === 0) out[i >> 3]! |= 1 << (i & 7);
  },
);

function zeroWords(column: Column, out: Uint8Array): void {
  const { words, stride } = decimalWords(column);
  for (let i = 0; i < column.length; i++) {
    let any = 0;
    for (let k = i * stride; k < (i + 1) * stride; k++) any |= words[k]!;
    if (any === 0) out[i >> 3]! |= 1 << (i & 7);
  }
}

function numberTest(
  name: string,
  description: string,
  example: readonly [string, string],
  fill: (column: Column, out: Uint8Array) => void,
): ScalarFunction {
  return defineScalar({
    name,
    section: SECTIONS.math,
    description,
    syntax: `${name}(numeric_expression)`,
    args: argumentsOf({ numeric_expression: "A number." }),
    examples: examples(example),
    coerce: signature(name, [numericArg]),
    result: () => T.Boolean,
    evaluate: ([arg]: readonly Datum[], numRows: number) => {
      const column = isScalar(arg!) ? scalarToColumn(arg, 1) : arg!;
      const out = newBitmap(numRows);
      fill(column, out);
      return booleansOf(out, numRows, column.validity);
    },
  });
}
