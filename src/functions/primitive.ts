import { type Datum, isScalar, type PrimitiveColumn, scalarToColumn } from "../arrow/mod.ts";
import { ArithmeticOverflowError } from "../errors.ts";

/** The argument as a column of fixed-width values; a scalar is one row. @throws {TypeError} for other layouts */
export function primitive(datum: Datum): PrimitiveColumn {
  const column = isScalar(datum) ? scalarToColumn(datum, 1) : datum;
  if (column.layout !== "primitive") throw new TypeError(`a ${column.layout} column has no fixed-width values`);
  return column;
}

/** The error for a result that its type cannot hold. */
export function overflow(name: string, row: number, what: string): ArithmeticOverflowError {
  return new ArithmeticOverflowError({ message: `Cannot compute "${name}": row ${row} overflows, ${what}` });
}
