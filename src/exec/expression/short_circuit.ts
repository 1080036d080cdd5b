import type { Datum } from "../../arrow/mod.ts";
import { andNotBits, booleanColumn, countBits, isScalar, newBitmapOnes, notBits, orBits } from "../../arrow/mod.ts";
import { andKleene, orKleene } from "../../compute/boolean/mod.ts";
import { type Selection, selectionOf } from "../../compute/select/mod.ts";
import { isColumn, scatterBits, trueBitsOf, validBitsOf } from "./row_bits.ts";

/** What the left side of AND or OR says about the right one. */
export type RightSide =
  /** It need not be computed: the result is the left side. */
  | { readonly need: "none" }
  /** The result is the right side. */
  | { readonly need: "all"; readonly alone: true }
  /** Both are needed. */
  | { readonly need: "all"; readonly alone: false }
  /** Only these rows are needed; the others are decided. */
  | { readonly need: "some"; readonly selection: Selection };

/** Up to this share of undecided rows the right side is computed for them alone. */
const PRESELECTION_SHARE = 0.2;

/**
 * DataFusion 55's rules: a left side without nulls that decides every row, or none, stands alone; one that decides at least
 * 80 % of the rows spares the right side those rows. Otherwise both sides are computed for all rows, and may raise.
 * Source: `check_short_circuit`.
 */
export function rightSideOf(left: Datum, isAnd: boolean, numRows: number): RightSide {
  if (isScalar(left)) {
    if (left.value === null) return { need: "all", alone: false };
    return left.value === isAnd ? { need: "all", alone: true } : { need: "none" };
  }
  if (left.layout !== "boolean" || left.nullCount > 0 || numRows === 0) return { need: "all", alone: false };
  const trueCount = countBits(left.values, numRows);
  const undecided = isAnd ? trueCount : numRows - trueCount;
  if (undecided === 0) return { need: "none" };
  if (undecided === numRows) return { need: "all", alone: true };
  // Compared as 32-bit floats there.
  if (Math.fround(undecided / numRows) > Math.fround(PRESELECTION_SHARE)) return { need: "all", alone: false };
  const mask = isAnd ? left.values : notBits(left.values, numRows);
  return { need: "some", selection: selectionOf(mask, numRows) };
}

/** The result from both sides; `right` has a row for each that {@linkcode rightSideOf} asked for. */
export function combineSides(left: Datum, right: Datum, side: RightSide, isAnd: boolean, numRows: number): Datum {
  if (side.need === "none") return left;
  if (side.need === "all") {
    if (side.alone) return right;
    return isAnd ? andKleene(left, right, numRows) : orKleene(left, right, numRows);
  }
  const { selection } = side;
  const trues = scatterBits(trueBitsOf(right, selection.count), selection, numRows);
  const nulls = isColumn(right) && right.validity === null
    ? null
    : scatterBits(notBits(validBitsOf(right, selection.count), selection.count), selection, numRows);
  // Rows that were not asked for are false under AND, true under OR.
  const selected = scatterBits(newBitmapOnes(selection.count), selection, numRows);
  const values = isAnd ? trues : orBits(trues, notBits(selected, numRows), numRows);
  return booleanColumn(values, numRows, nulls === null ? null : andNotBits(newBitmapOnes(numRows), nulls, numRows));
}
