import {
  type ArrowType,
  type Column,
  newFloat32,
  newUint16,
  numberToFloat16,
  primitiveColumn,
} from "../../arrow/mod.ts";

/** Doubles as a column of Float16, Float32 or Float64; `values` belongs to the column afterwards. */
export function floatColumn(type: ArrowType, values: Float64Array, validity: Uint8Array | null): Column {
  if (type.id === "Float32") {
    const out = newFloat32(values.length);
    out.set(values);
    return primitiveColumn(type, out, validity);
  }
  if (type.id === "Float16") {
    const out = newUint16(values.length);
    for (let i = 0; i < out.length; i++) out[i] = numberToFloat16(values[i]!);
    return primitiveColumn(type, out, validity);
  }
  return primitiveColumn(type, values, validity);
}
