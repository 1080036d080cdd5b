import {
  type ArrowType,
  type Column,
  type Datum,
  datumToColumn,
  isFloat,
  isScalar,
  newBitmap,
  newBitmapOnes,
} from "../../arrow/mod.ts";
import { comparisonKernel, type ComparisonOperator, rowComparator } from "../../compute/comparison/mod.ts";

/**
 * Bits where `left op right`, of valid rows; both columns of one type. Floats have their total order, as in DataFusion's own
 * functions: -0 is less than 0 and not equal to it, NaN is greatest.
 */
export function comparedRows(op: ComparisonOperator, left: Column, right: Column, type: ArrowType): Uint8Array {
  const n = left.length;
  if (isFloat(type)) {
    const compare = rowComparator(left, right);
    const bits = newBitmap(n);
    for (let i = 0; i < n; i++) {
      const order = compare(i, i);
      const holds = op === "=" ? order === 0 : op === ">" ? order > 0 : order < 0;
      if (holds) bits[i >> 3]! |= 1 << (i & 7);
    }
    return bits;
  }
  const result = comparisonKernel(op, type)(left, right, n);
  if (isScalar(result) || result.layout !== "boolean") throw new TypeError("a comparison of columns gives booleans");
  return result.values;
}

/** Bits of the rows that are not null. */
export function validRows(column: Column): Uint8Array {
  return column.validity ?? newBitmapOnes(column.length);
}

/** The arguments as columns of `numRows` rows. */
export function columnsOf(args: readonly Datum[], numRows: number): readonly Column[] {
  return args.map((arg) => datumToColumn(arg, numRows));
}
