import {
  type ArrowType,
  type Column,
  isScalar,
  newBitmap,
  newFloat32,
  newFloat64,
  newUint16,
  numberToFloat16,
  primitiveColumn,
  setBit,
  T,
} from "../../arrow/mod.ts";
import type { ScalarFunction } from "../../udf/mod.ts";
import { defineScalar } from "../define_scalar.ts";
import { argumentsOf, examples, SECTIONS } from "../documentation.ts";
import { isRow, numberOperand } from "../operands.ts";
import { floatArg, signature, valueType } from "../signature.ts";

const floats = signature("nanvl", [floatArg, floatArg]);
const NARROW = ["Float16", "Float32"];

/** Half and single precision stay if both are; anything else is Float64. */
function coerce(types: readonly ArrowType[]): readonly ArrowType[] {
  floats(types);
  const narrow = types.map((type) => valueType(type).id).filter((id) => NARROW.includes(id));
  if (narrow.length < 2) return [T.Float64, T.Float64];
  return narrow.every((id) => id === "Float16") ? [T.Float16, T.Float16] : [T.Float32, T.Float32];
}

/** `nanvl(x, y)`: y decides the row only where x is NaN. */
export const nanvl: ScalarFunction = defineScalar({
  name: "nanvl",
  section: SECTIONS.math,
  description: "The first argument, or the second one where the first is NaN. Null where the first is null.",
  syntax: "nanvl(expression_x, expression_y)",
  args: argumentsOf({ expression_x: "The number to use unless it is NaN.", expression_y: "The number used instead." }),
  examples: examples(["nanvl(0.5, 7)", "0.5"]),
  strict: false,
  coerce,
  result: ([type]) => type!,
  evaluate: (args, numRows, call) => {
    const { type } = call.returnField;
    const [x, y] = args.map(numberOperand);
    const [xValid, yValid] = args.map((arg) =>
      isScalar(arg) ? (arg.value === null ? newBitmap(numRows) : null) : arg.validity
    );
    const half = type.id === "Float16";
    const out = type.id === "Float64" ? newFloat64(numRows) : newFloat32(numRows);
    const validity = newBitmap(numRows);
    for (let i = 0; i < numRows; i++) {
      if (!isRow(xValid!, i)) continue;
      const value = x!.values[i & x!.mask]!;
      const isNaN = value !== value;
      if (isNaN && !isRow(yValid!, i)) continue;
      out[i] = isNaN ? y!.values[i & y!.mask]! : value;
      setBit(validity, i);
    }
    return half ? halves(out, validity) : primitiveColumn(type, out, validity);
  },
});

function halves(values: ArrayLike<number>, validity: Uint8Array): Column {
  const bits = newUint16(values.length);
  for (let i = 0; i < bits.length; i++) bits[i] = numberToFloat16(values[i]!);
  return primitiveColumn(T.Float16, bits, validity);
}
