import {
  type ArrowType,
  type Column,
  type Datum,
  newFloat32,
  newFloat64,
  primitiveColumn,
  T,
} from "../../arrow/mod.ts";
import { commonValidity, type NumberOperand, numberOperand } from "../operands.ts";
import { floatArg, signature } from "../signature.ts";

/** Writes the result for every row, null rows included. */
export type BinaryFloatLoop = (
  a: ArrayLike<number>,
  aMask: number,
  b: ArrayLike<number>,
  bMask: number,
  out: Float64Array | Float32Array,
  n: number,
) => void;

/** Two floats: Float32 where both are, else Float64. */
export function twoFloats(name: string): (types: readonly ArrowType[]) => readonly ArrowType[] {
  const floats = signature(name, [floatArg, floatArg]);
  return (types) =>
    floats(types).every((type) => type.id === "Float32") ? [T.Float32, T.Float32] : [T.Float64, T.Float64];
}

/** Runs the loop over two arguments of the same float type. */
export function runBinary(loop: BinaryFloatLoop, args: readonly Datum[], numRows: number, type: ArrowType): Column {
  const a: NumberOperand = numberOperand(args[0]!);
  const b: NumberOperand = numberOperand(args[1]!);
  const out = type.id === "Float32" ? newFloat32(numRows) : newFloat64(numRows);
  loop(a.values, a.mask, b.values, b.mask, out, numRows | 0);
  return primitiveColumn(type, out, commonValidity(args, numRows));
}
