import type { Datum } from "../../arrow/mod.ts";
import { booleanColumn, clearTail, isScalar, newBitmap, newBitmapOnes, scalar, T } from "../../arrow/mod.ts";

/** Values and validity of one side as bitmaps; a scalar is spread. Bits of null rows may be anything. */
interface Side {
  readonly values: Uint8Array;
  readonly validity: Uint8Array | null;
}

function sideOf(datum: Datum, length: number): Side {
  if (isScalar(datum)) {
    if (datum.value === null) return { values: newBitmap(length), validity: newBitmap(length) };
    return { values: datum.value === true ? newBitmapOnes(length) : newBitmap(length), validity: null };
  }
  if (datum.layout === "boolean") return datum;
  // The null type: every row is null.
  return { values: newBitmap(length), validity: datum.validity ?? newBitmap(length) };
}

/**
 * `left AND right` in three-valued logic: false if either is false, else null if either is null.
 * Sides are booleans or of the null type, columns of `length` rows.
 */
export function andKleene(left: Datum, right: Datum, length: number): Datum {
  const decided = decideScalars(left, right, false);
  if (decided !== undefined) return decided;
  return combine(sideOf(left, length), sideOf(right, length), length, 0xff);
}

/** `left OR right` in three-valued logic: true if either is true, else null if either is null. */
export function orKleene(left: Datum, right: Datum, length: number): Datum {
  const decided = decideScalars(left, right, true);
  if (decided !== undefined) return decided;
  return combine(sideOf(left, length), sideOf(right, length), length, 0);
}

/** The answer where a scalar decides it: `deciding` decides alone, its opposite leaves the other side as it is. */
function decideScalars(left: Datum, right: Datum, deciding: boolean): Datum | undefined {
  for (const [one, other] of [[left, right], [right, left]] as const) {
    if (!isScalar(one)) continue;
    if (one.value === deciding) return scalar(T.Boolean, deciding);
    if (one.value === !deciding) {
      if (isScalar(other)) return other.value === null ? scalar(T.Boolean, null) : other;
      return other.layout === "boolean" ? other : undefined;
    }
  }
  return isScalar(left) && isScalar(right) ? scalar(T.Boolean, null) : undefined;
}

/** OR of the sides; with `invert` of 255 of their opposites and itself turned round, which is AND (De Morgan). */
function combine(left: Side, right: Side, length: number, invert: number): Datum {
  const values = newBitmap(length);
  const n = values.length | 0;
  const a = left.values;
  const b = right.values;
  if (left.validity === null && right.validity === null) {
    for (let i = 0; i < n; i++) values[i] = ((a[i]! ^ invert) | (b[i]! ^ invert)) ^ invert;
    clearTail(values, length);
    return booleanColumn(values, length);
  }
  const validity = newBitmap(length);
  const av = left.validity;
  const bv = right.validity;
  for (let i = 0; i < n; i++) {
    const leftValid = av === null ? 0xff : av[i]!;
    const rightValid = bv === null ? 0xff : bv[i]!;
    // What decides: valid and true (for OR), valid and false (for AND).
    const x = (a[i]! ^ invert) & leftValid;
    const y = (b[i]! ^ invert) & rightValid;
    values[i] = (x | y) ^ invert;
    validity[i] = (leftValid & rightValid) | x | y;
  }
  clearTail(values, length);
  clearTail(validity, length);
  return booleanColumn(values, length, validity);
}
