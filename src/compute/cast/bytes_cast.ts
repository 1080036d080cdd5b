import {
  type ArrowType,
  type BytesColumn,
  bytesColumn,
  type Column,
  type FixedBytesColumn,
  fixedBytesColumn,
  type FixedSizeBinaryType,
  invalidUtf8At,
  isString,
  newBytes,
  newInt32,
} from "../../arrow/mod.ts";
import { ResourcesExhaustedError } from "../../errors.ts";
import { Failures } from "./failures.ts";
import { integerBytes } from "./numeric.ts";
import { retype } from "./retype.ts";

/** Strings and binaries of every kind into each other; plain, large and view types have one layout here. */

/** Casts strings to strings and binaries, and binaries to both: bytes stay, strings must be valid UTF-8. */
export function castBytes(column: BytesColumn, to: ArrowType, safe: boolean): Column {
  if (!isString(to) || isString(column.type)) return retype(column, to);
  const { length: n, offsets, data } = column;
  const failures = new Failures(column, to, safe);
  // The whole buffer at once is the common case; characters that span two rows are found row by row.
  const start = offsets[0]!;
  const end = offsets[n]!;
  if (!isAscii(data, start, end)) {
    for (let i = 0; i < n; i++) if (invalidUtf8At(data, offsets[i]!, offsets[i + 1]!) >= 0) failures.row(i);
  }
  return bytesColumn(to, offsets, data, failures.validity, failures.nullCount);
}

function isAscii(data: Uint8Array, start: number, end: number): boolean {
  let seen = 0;
  for (let i = start; i < end; i++) seen |= data[i]!;
  return seen < 0x80;
}

/** Casts binaries to FixedSizeBinary: each must have that many bytes. */
export function castBytesToFixed(column: BytesColumn, to: FixedSizeBinaryType, safe: boolean): Column {
  const { length: n, offsets, data } = column;
  const width = to.byteWidth;
  const failures = new Failures(column, to, safe);
  const out = newBytes(n * width);
  for (let i = 0; i < n; i++) {
    const start = offsets[i]!;
    const end = offsets[i + 1]!;
    if (end - start === width) out.set(data.subarray(start, end), i * width);
    else failures.row(i);
  }
  return fixedBytesColumn(to, out, failures.validity, failures.nullCount, n);
}

/** Casts FixedSizeBinary to binaries. */
export function castFixedToBytes(column: FixedBytesColumn, to: ArrowType): Column {
  return bytesColumn(to, evenOffsets(column.length, column.width), column.data, column.validity, column.nullCount);
}

/** Casts integers to binaries: their bytes, little endian. */
export function castIntegerToBytes(column: Column & { layout: "primitive" }, to: ArrowType): Column {
  const { data, width } = integerBytes(column);
  return bytesColumn(to, evenOffsets(column.length, width), data, column.validity, column.nullCount);
}

/** Offsets of rows that all have `width` bytes or items. */
export function evenOffsets(rows: number, width: number): Int32Array {
  if (rows * width > 0x7fff_ffff) {
    throw new ResourcesExhaustedError({
      message: `Cannot cast ${rows} rows of ${width}: one column holds at most 2147483647 bytes or items`,
      remedy: "use smaller batches",
    });
  }
  const offsets = newInt32(rows + 1);
  for (let i = 0, at = 0; i <= rows; i++, at += width) offsets[i] = at;
  return offsets;
}
