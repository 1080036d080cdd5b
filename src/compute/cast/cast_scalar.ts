import { type ArrowType, type Scalar, scalar, scalarAt, scalarToColumn, typesEqual } from "../../arrow/mod.ts";
import { CastError } from "../../errors.ts";
import { castColumn } from "./cast_column.ts";
import type { CastOptions } from "./cast_error.ts";

/**
 * One value cast to `to`: what {@linkcode castColumn} gives for a column of one row, save that a Date64 out of the range of
 * a timestamp is null in a safe cast.
 *
 * @throws {CastError} if there is no cast between the types, or, unless `options.safe`, if the value does not fit
 * @throws {ArgumentError} if a type names a time zone that does not exist
 */
export function castScalar(value: Scalar, to: ArrowType, options: CastOptions): Scalar {
  const { type } = value;
  if (typesEqual(type, to)) return value;
  const column = scalarToColumn(value, 1);
  if (type.id !== "Date64" || to.id !== "Timestamp" || !options.safe) {
    return scalarAt(castColumn(column, to, options), 0);
  }
  try {
    return scalarAt(castColumn(column, to, { safe: false }), 0);
  } catch (error) {
    if (error instanceof CastError) return scalar(to, null);
    throw error;
  }
}
