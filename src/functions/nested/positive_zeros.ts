import { type Column, primitiveColumn } from "../../arrow/mod.ts";

/** Floats with -0.0 as 0.0, as set operations of lists give them; other columns as they are. */
export function positiveZeros(column: Column): Column {
  if (column.layout !== "primitive") return column;
  const { values } = column;
  if (!(values instanceof Float64Array) && !(values instanceof Float32Array)) return column;
  if (!values.some((value) => Object.is(value, -0))) return column;
  return primitiveColumn(column.type, values.map((value) => value + 0), column.validity, column.nullCount);
}
