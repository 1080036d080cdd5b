import type { ArrowType, BytesColumn, Column, Datum, FixedBytesColumn } from "../../arrow/mod.ts";
import {
  andValidity,
  bytesColumn,
  fixedBytesColumn,
  isScalar,
  newBytes,
  newInt32,
  scalar,
  scalarAt,
  scalarToColumn,
} from "../../arrow/mod.ts";
import { ResourcesExhaustedError } from "../../errors.ts";
import { decodeDictionary } from "../select/mod.ts";

/** `left || right` of strings or binaries of the result's kind: null if either is. */
export function concatText(left: Datum, right: Datum, type: ArrowType): Datum {
  const nullScalar = (datum: Datum): boolean => isScalar(datum) && datum.value === null;
  if (nullScalar(left) || nullScalar(right)) return scalar(type, null);
  const n = isScalar(left) ? (isScalar(right) ? 1 : right.length) : left.length;
  const a = isScalar(left) ? scalarToColumn(left, 1) : decodeDictionary(left);
  const b = isScalar(right) ? scalarToColumn(right, 1) : decodeDictionary(right);
  const am = isScalar(left) ? 0 : -1;
  const bm = isScalar(right) ? 0 : -1;
  const validity = andValidity(am === 0 ? null : a.validity, bm === 0 ? null : b.validity, n);
  const column = a.layout === "fixedBytes" && b.layout === "fixedBytes"
    ? concatFixed(a, am, b, bm, n, type, validity)
    : concatBytes(bytesOf(a), am, bytesOf(b), bm, n, type, validity);
  return isScalar(left) && isScalar(right) ? scalarAt(column, 0) : column;
}

function bytesOf(column: Column): BytesColumn {
  if (column.layout === "bytes") return column;
  throw new TypeError(`a ${column.layout} column has no text`);
}

function concatBytes(
  a: BytesColumn,
  am: number,
  b: BytesColumn,
  bm: number,
  n: number,
  type: ArrowType,
  validity: Uint8Array | null,
): Column {
  const offsets = newInt32(n + 1);
  let size = 0;
  for (let i = 0; i < n; i++) {
    if (validity === null || ((validity[i >>> 3]! >>> (i & 7)) & 1) === 1) {
      size += a.offsets[(i & am) + 1]! - a.offsets[i & am]! + b.offsets[(i & bm) + 1]! - b.offsets[i & bm]!;
    }
    offsets[i + 1] = size;
  }
  if (size > 0x7fff_ffff) {
    throw new ResourcesExhaustedError({
      message: `Cannot join ${n} pairs of texts: they have ${size} bytes, must be at most 2147483647 in one column`,
      remedy: "use smaller batches",
    });
  }
  const data = newBytes(size);
  for (let i = 0; i < n; i++) {
    if (offsets[i + 1] === offsets[i]) continue;
    const at = copy(a, i & am, data, offsets[i]!);
    copy(b, i & bm, data, at);
  }
  return bytesColumn(type, offsets, data, validity);
}

/** Copies one row to `at`; where it ends. */
function copy({ data, offsets }: BytesColumn, row: number, target: Uint8Array, at: number): number {
  const start = offsets[row]!;
  const end = offsets[row + 1]!;
  // A call of `set` costs as much as copying about 30 bytes one by one.
  if (end - start > 30) target.set(data.subarray(start, end), at);
  else for (let k = start; k < end; k++) target[at + k - start] = data[k]!;
  return at + end - start;
}

function concatFixed(
  a: FixedBytesColumn,
  am: number,
  b: FixedBytesColumn,
  bm: number,
  n: number,
  type: ArrowType,
  validity: Uint8Array | null,
): Column {
  const width = a.width + b.width;
  const data = newBytes(n * width);
  for (let i = 0; i < n; i++) {
    data.set(a.data.subarray((i & am) * a.width, ((i & am) + 1) * a.width), i * width);
    data.set(b.data.subarray((i & bm) * b.width, ((i & bm) + 1) * b.width), i * width + a.width);
  }
  return fixedBytesColumn(type, data, validity, undefined, n);
}
