import {
  type Column,
  isDecimal,
  isScalar,
  newFloat32,
  newFloat64,
  newInt32,
  newValuesLike,
  primitiveColumn,
  scalarToColumn,
  wideColumn,
} from "../../arrow/mod.ts";
import {
  bigDecimal,
  decimalWords,
  fitsPrecision,
  powerOfTen,
  setBigDecimal,
  setSmallDecimal,
  smallDecimal,
} from "../../compute/cast/mod.ts";
import type { ScalarFunction } from "../../udf/mod.ts";
import { defineScalar } from "../define_scalar.ts";
import { argumentsOf, examples, SECTIONS } from "../documentation.ts";
import { isRow } from "../operands.ts";
import { signature } from "../signature.ts";
import { floatOrDecimalArg } from "./float_or_decimal.ts";
import { overflow } from "../primitive.ts";

/** The smallest integer that is not less. */
export const ceil: ScalarFunction = towards(
  "ceil",
  "The smallest integer that is not less than the argument. Decimals keep their type.",
  ["ceil(1.2)", "2.0"],
  (x, out, n) => {
    for (let i = 0; i < n; i++) out[i] = Math.ceil(x[i]!);
  },
  1,
);

/** The largest integer that is not greater. */
export const floor: ScalarFunction = towards(
  "floor",
  "The largest integer that is not greater than the argument. Decimals keep their type.",
  ["floor(-1.2)", "-2.0"],
  (x, out, n) => {
    for (let i = 0; i < n; i++) out[i] = Math.floor(x[i]!);
  },
  -1,
);

function towards(
  name: string,
  description: string,
  example: readonly [string, string],
  loop: (x: Float64Array, out: Float64Array, n: number) => void,
  direction: 1 | -1,
): ScalarFunction {
  return defineScalar({
    name,
    section: SECTIONS.math,
    description,
    syntax: `${name}(numeric_expression)`,
    args: argumentsOf({ numeric_expression: "A number; integers are taken as Float64." }),
    examples: examples(example),
    coerce: signature(name, [floatOrDecimalArg]),
    result: ([type]) => type!,
    evaluate: ([arg], numRows) => {
      const column = isScalar(arg!) ? scalarToColumn(arg, 1) : arg!;
      if (isDecimal(column.type)) return roundDecimals(name, column, direction);
      if (column.layout !== "primitive") throw new TypeError(`a ${column.layout} column has no numbers`);
      const x = column.values as Float64Array;
      const out = column.type.id === "Float32" ? newFloat32(numRows) : newFloat64(numRows);
      loop(x, out as Float64Array, numRows | 0);
      return primitiveColumn(column.type, out, column.validity, column.nullCount);
    },
  });
}

/** To a multiple of 10^scale, up or down. */
function roundDecimals(name: string, column: Column, direction: 1 | -1): Column {
  const { type, validity, nullCount } = column;
  if (!isDecimal(type) || type.scale <= 0) return column;
  const { words, stride } = decimalWords(column);
  const target = column.layout === "wide" ? newInt32(words.length) : undefined;
  const plain = target ?? newValuesLike((column as Column & { layout: "primitive" }).values, column.length);
  const out = target ?? new Int32Array(plain.buffer, plain.byteOffset, words.length);
  const unit = 10 ** type.scale;
  const bigUnit = powerOfTen(type.scale);
  const limit = 10 ** type.precision;
  for (let i = 0; i < column.length; i++) {
    if (!isRow(validity, i)) continue;
    const small = type.scale <= 15 ? smallDecimal(words, stride, i) : NaN;
    if (small === small && Math.abs(small) + unit < Number.MAX_SAFE_INTEGER) {
      const rest = small % unit;
      const value = small - rest + (rest * direction > 0 ? unit * direction : 0);
      if (Math.abs(value) >= limit) throw precisionError(name, i, type.precision);
      setSmallDecimal(out, stride, i, value);
    } else {
      const big = bigDecimal(words, stride, i);
      const rest = big % bigUnit;
      const up = direction > 0 ? rest > 0n : rest < 0n;
      const value = big - rest + (up ? bigUnit * BigInt(direction) : 0n);
      if (!fitsPrecision(value, type.precision)) throw precisionError(name, i, type.precision);
      setBigDecimal(out, stride, i, value);
    }
  }
  return target ? wideColumn(type, target, validity, nullCount) : primitiveColumn(type, plain, validity, nullCount);
}

function precisionError(name: string, row: number, precision: number): Error {
  return overflow(name, row, `the result must have at most ${precision} digits`);
}
