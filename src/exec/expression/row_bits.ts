import type { Column, Datum } from "../../arrow/mod.ts";
import { bitIndices, clearTail, copyBits, isScalar, newBitmap, newBitmapOnes } from "../../arrow/mod.ts";
import { type Selection, selectionOf, trueBits } from "../../compute/select/mod.ts";

/** Bit i is set where row i of a predicate is true; null is not. A fresh bitmap, or the column's own. */
export function trueBitsOf(predicate: Datum, numRows: number): Uint8Array {
  if (isScalar(predicate)) return predicate.value === true ? newBitmapOnes(numRows) : newBitmap(numRows);
  return predicate.layout === "boolean" ? trueBits(predicate) : newBitmap(numRows);
}

/** Bit i is set where row i has a value. */
export function validBitsOf(value: Datum, numRows: number): Uint8Array {
  if (isScalar(value)) return value.value === null ? newBitmap(numRows) : newBitmapOnes(numRows);
  return value.validity ?? newBitmapOnes(numRows);
}

/** Bits of selected rows, put where those rows stand among `numRows`. */
export function scatterBits(bits: Uint8Array, selection: Selection | null, numRows: number): Uint8Array {
  if (selection === null || selection.count === numRows) {
    const copy = copyBits(bits, 0, numRows);
    clearTail(copy, numRows);
    return copy;
  }
  const out = newBitmap(numRows);
  const { indices, start, count } = selection;
  for (let k = 0; k < count; k++) {
    const row = indices === undefined ? start! + k : indices[k]!;
    out[row >> 3]! |= ((bits[k >> 3]! >> (k & 7)) & 1) << (row & 7);
  }
  return out;
}

/** The rows of a mask; null where that is all of them. */
export function selectionOrAll(mask: Uint8Array, numRows: number): Selection | null {
  const selection = selectionOf(mask, numRows);
  return selection.count === numRows ? null : selection;
}

/** Row numbers of a mask, or of all rows where it is null. */
export function rowsOf(mask: Uint8Array | null, numRows: number): Int32Array {
  if (mask !== null) return bitIndices(mask, numRows);
  const rows = new Int32Array(numRows);
  for (let i = 0; i < numRows; i++) rows[i] = i;
  return rows;
}

/** Whether a datum is a column. */
export function isColumn(datum: Datum): datum is Column {
  return !isScalar(datum);
}
