import {
  clearTail,
  type Column,
  concatColumns,
  copyBits,
  type Datum,
  datumToColumn,
  isScalar,
  newBitmap,
  newInt32,
  newValuesLike,
  primitiveColumn,
  type PrimitiveValues,
  scalarToColumn,
} from "../../arrow/mod.ts";
import { take } from "./take.ts";

/**
 * Row i of `ifTrue` where bit i of `mask` is set, else row i of `ifFalse`. Both of one type; bits of null predicates must be
 * cleared before (see `trueBits`). Scalars stand for every row.
 */
export function zip(mask: Uint8Array, ifTrue: Datum, ifFalse: Datum, length: number): Column {
  if (isPrimitive(ifTrue, length) && isPrimitive(ifFalse, length)) {
    const a = datumToColumn(ifTrue, length);
    const b = datumToColumn(ifFalse, length);
    if (a.layout === "primitive" && b.layout === "primitive") {
      const values = newValuesLike(a.values, length);
      blend(mask, a.values, b.values, values);
      return primitiveColumn(a.type, values, blendValidity(mask, a.validity, b.validity, length), undefined, length);
    }
  }
  // Both sides one after the other, then one index per row.
  const a = side(ifTrue, length);
  const b = side(ifFalse, length);
  const both = concatColumns([a, b]);
  const aStep = isScalar(ifTrue) ? 0 : 1;
  const bStep = isScalar(ifFalse) ? 0 : 1;
  const indices = new Int32Array(length);
  const base = a.length;
  for (let i = 0; i < length; i++) {
    indices[i] = (mask[i >>> 3]! >>> (i & 7)) & 1 ? i * aStep : base + i * bStep;
  }
  return take(both, indices);
}

function isPrimitive(datum: Datum, length: number): boolean {
  return isScalar(datum)
    ? typeof datum.value === "number" || typeof datum.value === "bigint" || datum.value === null
    : datum.layout === "primitive" && datum.length >= length;
}

function side(datum: Datum, length: number): Column {
  return isScalar(datum) ? scalarToColumn(datum, Math.min(length, 1)) : datum;
}

function blend(mask: Uint8Array, a: PrimitiveValues, b: PrimitiveValues, out: PrimitiveValues): void {
  const n = out.length;
  switch (out.BYTES_PER_ELEMENT) {
    case 8:
      return blendPairs(mask, words(a, 2 * n), words(b, 2 * n), words(out, 2 * n), n);
    case 4:
      return blendWords(mask, words(a, n), words(b, n), words(out, n), n);
    default: {
      const [x, y, z] = [a, b, out] as [Int16Array, Int16Array, Int16Array];
      for (let i = 0; i < n; i++) z[i] = (mask[i >>> 3]! >>> (i & 7)) & 1 ? x[i]! : y[i]!;
    }
  }
}

function words(values: PrimitiveValues, length: number): Int32Array {
  return new Int32Array(values.buffer, values.byteOffset, length);
}

function blendWords(mask: Uint8Array, a: Int32Array, b: Int32Array, out: Int32Array, n: number): void {
  n = n | 0;
  for (let i = 0; i < n; i++) {
    const other = b[i]!;
    // All ones where the bit is set: no branch that data can mispredict.
    const choose = -((mask[i >>> 3]! >>> (i & 7)) & 1);
    out[i] = other ^ ((a[i]! ^ other) & choose);
  }
}

function blendPairs(mask: Uint8Array, a: Int32Array, b: Int32Array, out: Int32Array, n: number): void {
  n = n | 0;
  for (let i = 0; i < n; i++) {
    const choose = -((mask[i >>> 3]! >>> (i & 7)) & 1);
    const low = b[2 * i]!;
    const high = b[2 * i + 1]!;
    out[2 * i] = low ^ ((a[2 * i]! ^ low) & choose);
    out[2 * i + 1] = high ^ ((a[2 * i + 1]! ^ high) & choose);
  }
}

/** Validity of the chosen side. */
function blendValidity(
  mask: Uint8Array,
  a: Uint8Array | null,
  b: Uint8Array | null,
  length: number,
): Uint8Array | null {
  if (a === null && b === null) return null;
  const out = newBitmap(length);
  for (let i = 0; i < out.length; i++) {
    const m = mask[i]!;
    out[i] = ((a === null ? 0xff : a[i]!) & m) | ((b === null ? 0xff : b[i]!) & ~m);
  }
  clearTail(out, length);
  return out;
}

/** Row `rows[i]` of column `which[i]` as row i. Columns of one type; `which[i]` of -1 gives null. */
export function interleave(columns: readonly Column[], which: Int32Array, rows: Int32Array): Column {
  const bases = new Int32Array(columns.length);
  for (let i = 1; i < columns.length; i++) bases[i] = bases[i - 1]! + columns[i - 1]!.length;
  const n = which.length;
  const indices = newInt32(n);
  for (let i = 0; i < n; i++) indices[i] = which[i]! < 0 ? -1 : bases[which[i]!]! + rows[i]!;
  return take(concatColumns(columns), indices);
}

/** `validity` with the rows of `mask` made null as well, as a new bitmap. */
export function nullifyBits(validity: Uint8Array | null, mask: Uint8Array, length: number): Uint8Array {
  const out = validity === null ? newBitmap(length).fill(0xff) : copyBits(validity, 0, length);
  for (let i = 0; i < out.length; i++) out[i]! &= ~mask[i]!;
  clearTail(out, length);
  return out;
}
