import type { ArrowType, Column, Datum } from "../../arrow/mod.ts";
import { andValidity, isScalar, scalar, scalarAt, scalarToColumn } from "../../arrow/mod.ts";

/**
 * Two sides as columns. A scalar is a column of one row whose index mask is 0, so that `values[i & mask]` reads it for
 * every row; a column's mask is -1.
 */
export interface Operands {
  readonly left: Column;
  readonly right: Column;
  readonly leftMask: number;
  readonly rightMask: number;
  /** Rows of the result. */
  readonly length: number;
  readonly validity: Uint8Array | null;
  /** Known where one side has no nulls. */
  readonly nullCount: number | undefined;
}

/** A kernel over two columns of its types. */
export type ColumnKernel = (operands: Operands) => Column;

/**
 * Runs a column kernel over columns and scalars: a null scalar makes a null scalar, two scalars make one.
 * Both sides already have the types that the kernel was made for.
 */
export function applyKernel(kernel: ColumnKernel, left: Datum, right: Datum, result: ArrowType): Datum {
  const leftScalar = isScalar(left);
  const rightScalar = isScalar(right);
  if ((leftScalar && left.value === null) || (rightScalar && right.value === null)) return scalar(result, null);
  const l = leftScalar ? scalarToColumn(left, 1) : left;
  const r = rightScalar ? scalarToColumn(right, 1) : right;
  const both = leftScalar && rightScalar;
  const leftValidity = leftScalar ? null : l.validity;
  const rightValidity = rightScalar ? null : r.validity;
  const column = kernel({
    left: l,
    right: r,
    leftMask: leftScalar ? 0 : -1,
    rightMask: rightScalar ? 0 : -1,
    length: both ? 1 : leftScalar ? r.length : l.length,
    validity: andValidity(leftValidity, rightValidity, leftScalar ? r.length : l.length),
    nullCount: leftValidity === null
      ? (rightValidity === null ? 0 : r.nullCount)
      : rightValidity === null
      ? l.nullCount
      : undefined,
  });
  return both ? scalarAt(column, 0) : column;
}

/** Whether row i is valid in a bitmap or without one. */
export function isRowValid(validity: Uint8Array | null, i: number): boolean {
  return validity === null || ((validity[i >>> 3]! >>> (i & 7)) & 1) === 1;
}
