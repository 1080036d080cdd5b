import { type ArrowType, type Column, newUint16, newValues, primitiveColumn, T } from "../../arrow/mod.ts";

/**
 * A column whose equal rows are those that DISTINCT inside a call holds equal: floats by their bits, so that -0.0 and 0.0 are two values
 * (GROUP BY holds them equal), while all NaNs are one. Other types as they are.
 */
export function distinctKey(column: Column): Column {
  if (column.layout !== "primitive") return column;
  const { type, values, validity, nullCount, length } = column;
  switch (type.id) {
    case "Float64": {
      const copy = newValues(T.Float64, length) as Float64Array;
      for (let i = 0; i < length; i++) copy[i] = canonical(values[i] as number);
      const bits = new BigInt64Array(copy.buffer, copy.byteOffset, length);
      return primitiveColumn(T.Int64, bits, validity, nullCount);
    }
    case "Float32": {
      const copy = newValues(T.Float32, length) as Float32Array;
      for (let i = 0; i < length; i++) copy[i] = canonical(values[i] as number);
      return primitiveColumn(T.Int32, new Int32Array(copy.buffer, copy.byteOffset, length), validity, nullCount);
    }
    case "Float16": {
      const bits = newUint16(length);
      for (let i = 0; i < length; i++) {
        const half = values[i] as number;
        bits[i] = (half & 0x7fff) > 0x7c00 ? 0x7e00 : half;
      }
      return primitiveColumn(T.UInt16, bits, validity, nullCount);
    }
    default:
      return column;
  }
}

/** The type of {@linkcode distinctKey}'s result. */
export function distinctType(type: ArrowType): ArrowType {
  return type.id === "Float64" ? T.Int64 : type.id === "Float32" ? T.Int32 : type.id === "Float16" ? T.UInt16 : type;
}

/** Writing NaN through this gives the one bit pattern of the runtime. */
function canonical(value: number): number {
  return value !== value ? NaN : value;
}
