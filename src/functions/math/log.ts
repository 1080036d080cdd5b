import {
  type ArrowType,
  type Column,
  type Datum,
  isDecimal,
  isScalar,
  newFloat32,
  newFloat64,
  newUint16,
  numberToFloat16,
  primitiveColumn,
  scalar,
  T,
} from "../../arrow/mod.ts";
import { castColumn, castScalar } from "../../compute/cast/mod.ts";
import type { ScalarFunction } from "../../udf/mod.ts";
import { defineScalar } from "../define_scalar.ts";
import { argumentsOf, examples, SECTIONS } from "../documentation.ts";
import { commonValidity, numberOperand } from "../operands.ts";
import { type ArgRule, floatArg, signature, valueType } from "../signature.ts";

/** Floats of every width as they are; integers and decimals as Float64. */
const baseArg: ArgRule = {
  expected: "a number",
  accept: (type) => valueType(type).id === "Float16" ? T.Float16 : floatArg.accept(type),
};

/** Decimals too stay, so that the result does not depend on how they are cast first. */
const valueArg: ArgRule = {
  expected: "a number",
  accept: (type) => isDecimal(valueType(type)) ? valueType(type) : baseArg.accept(type),
};

/** `log([base,] x)`, ln(x) / ln(base) in the width of x. */
export const log: ScalarFunction = defineScalar({
  name: "log",
  section: SECTIONS.math,
  description: "The logarithm of a number to a base, by default 10.",
  syntax: "log([base, ]numeric_expression)",
  args: argumentsOf({ base: "The base; default 10.", numeric_expression: "A number." }),
  examples: examples(["log(100)", "2.0"], ["log(2, 8)", "3.0"]),
  coerce: signature("log", [valueArg], [baseArg, valueArg]),
  result: (types) => {
    const value = types[types.length - 1]!;
    return value.id === "Float16" || value.id === "Float32" ? value : T.Float64;
  },
  evaluate: (args, numRows, call) => {
    const { type } = call.returnField;
    const value = numberOperand(asFloat(args[args.length - 1]!));
    const base = numberOperand(args.length === 2 ? args[0]! : scalar(T.Float64, 10));
    const out = newFloat64(numRows);
    const single = type.id !== "Float64";
    for (let i = 0; i < numRows; i++) {
      const x = value.values[i & value.mask]!;
      const b = base.values[i & base.mask]!;
      out[i] = single ? Math.fround(Math.log(x)) / Math.fround(Math.log(b)) : Math.log(x) / Math.log(b);
    }
    return floatsOf(type, out, commonValidity(args, numRows));
  },
});

function asFloat(datum: Datum): Datum {
  if (!isDecimal(datum.type)) return datum;
  if (isScalar(datum)) return castScalar(datum, T.Float64, { safe: false });
  return castColumn(datum, T.Float64, { safe: false });
}

function floatsOf(type: ArrowType, values: Float64Array, validity: Uint8Array | null): Column {
  if (type.id === "Float64") return primitiveColumn(type, values, validity);
  if (type.id === "Float32") {
    const out = newFloat32(values.length);
    out.set(values);
    return primitiveColumn(type, out, validity);
  }
  const out = newUint16(values.length);
  for (let i = 0; i < out.length; i++) out[i] = numberToFloat16(values[i]!);
  return primitiveColumn(type, out, validity);
}
