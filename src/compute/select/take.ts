import {
  type Batch,
  booleanColumn,
  bytesColumn,
  type Column,
  concatColumns,
  dictionaryColumn,
  fixedBytesColumn,
  fixedListColumn,
  getBit,
  listColumn,
  newBitmap,
  newBytes,
  newInt32,
  newInt8,
  newValuesLike,
  nullColumn,
  nullTypeColumn,
  primitiveColumn,
  type PrimitiveValues,
  structColumn,
  unionColumn,
  wideColumn,
} from "../../arrow/mod.ts";
import { ResourcesExhaustedError } from "../../errors.ts";

/**
 * Row `indices[i]` of `column` as row i; -1 gives null. Indices must be in range: they are not checked.
 *
 * The result is new memory, except for what has no copy of its own: dictionaries and the children of dense unions are shared.
 */
export function take(column: Column, indices: Int32Array): Column {
  return takeRows(column, indices, hasNegative(indices));
}

/** The same rows of every column. */
export function takeBatch(batch: Batch, indices: Int32Array): Batch {
  const negative = hasNegative(indices);
  const columns = batch.columns.map((column) => takeRows(column, indices, negative));
  return { schema: batch.schema, columns, numRows: indices.length };
}

function hasNegative(indices: Int32Array): boolean {
  const n = indices.length | 0;
  let signs = 0;
  for (let i = 0; i < n; i++) signs |= indices[i]!;
  return signs < 0;
}

function takeRows(column: Column, indices: Int32Array, negative: boolean): Column {
  const n = indices.length;
  const { type } = column;
  if (column.length === 0) return nullColumn(type, n); // every index is -1
  const validity = takeValidity(column.validity, indices, negative);
  switch (column.layout) {
    case "null":
      return nullTypeColumn(n);
    case "boolean":
      return booleanColumn(takeBits(column.values, indices, negative), n, validity, undefined, type);
    case "primitive":
      return primitiveColumn(type, takeValues(column.values, indices), validity);
    case "wide": {
      const values = newInt32(n * column.stride);
      if (column.stride === 4) takeWords4(column.values, indices, values);
      else takeWordGroups(column.values, indices, values, column.stride);
      return wideColumn(type, values, validity);
    }
    case "bytes": {
      const offsets = takeOffsets(column.offsets, column.validity, indices, "bytes");
      return bytesColumn(type, offsets, takeBytes(column.offsets, column.data, indices, offsets), validity);
    }
    case "fixedBytes": {
      const { width, data } = column;
      const out = newBytes(n * width);
      for (let i = 0; i < n; i++) {
        const from = indices[i]!;
        if (from >= 0) { for (let k = 0; k < width; k++) out[i * width + k] = data[from * width + k]!; }
      }
      return fixedBytesColumn(type, out, validity, undefined, n);
    }
    case "list": {
      const offsets = takeOffsets(column.offsets, column.validity, indices, "items");
      const child = takeRows(column.child, itemIndices(column.offsets, indices, offsets), false);
      return listColumn(offsets, child, validity, undefined, type);
    }
    case "fixedList": {
      const { size } = column;
      const items = new Int32Array(n * size);
      for (let i = 0, at = 0; i < n; i++) {
        const from = indices[i]!;
        for (let k = 0; k < size; k++) items[at++] = from < 0 ? -1 : from * size + k;
      }
      return fixedListColumn(size, n, takeRows(column.child, items, negative), validity, undefined, type);
    }
    case "struct": {
      const children = column.children.map((child) => takeRows(child, indices, negative));
      return structColumn([], children, validity, undefined, n, type);
    }
    case "dictionary": {
      const keys = newInt32(n);
      take32(column.keys, indices, keys);
      return dictionaryColumn(type, keys, column.dictionary, validity);
    }
    case "union":
      return takeUnion(column, indices, negative);
  }
}

/** Fixed-width values by bit pattern, so that four loops serve all ten kinds of arrays. */
function takeValues(values: PrimitiveValues, indices: Int32Array): PrimitiveValues {
  const n = indices.length;
  const out = newValuesLike(values, n);
  const { buffer, byteOffset, length } = values;
  switch (values.BYTES_PER_ELEMENT) {
    case 1:
      take8(new Uint8Array(buffer, byteOffset, length), indices, new Uint8Array(out.buffer, out.byteOffset, n));
      break;
    case 2:
      take16(new Uint16Array(buffer, byteOffset, length), indices, new Uint16Array(out.buffer, out.byteOffset, n));
      break;
    case 4:
      take32(new Int32Array(buffer, byteOffset, length), indices, new Int32Array(out.buffer, out.byteOffset, n));
      break;
    default:
      take64(
        new Int32Array(buffer, byteOffset, 2 * length),
        indices,
        new Int32Array(out.buffer, out.byteOffset, 2 * n),
      );
  }
  return out;
}

function take8(values: Uint8Array, indices: Int32Array, out: Uint8Array): void {
  const n = indices.length | 0;
  for (let i = 0; i < n; i++) {
    const from = indices[i]!;
    out[i] = from < 0 ? 0 : values[from]!;
  }
}

function take16(values: Uint16Array, indices: Int32Array, out: Uint16Array): void {
  const n = indices.length | 0;
  for (let i = 0; i < n; i++) {
    const from = indices[i]!;
    out[i] = from < 0 ? 0 : values[from]!;
  }
}

function take32(values: Int32Array, indices: Int32Array, out: Int32Array): void {
  const n = indices.length | 0;
  for (let i = 0; i < n; i++) {
    const from = indices[i]!;
    out[i] = from < 0 ? 0 : values[from]!;
  }
}

/** 64-bit values as two words: no BigInt is made, and NaN keeps its bits. */
function take64(words: Int32Array, indices: Int32Array, out: Int32Array): void {
  const n = indices.length | 0;
  for (let i = 0; i < n; i++) {
    const from = indices[i]!;
    if (from < 0) continue;
    out[2 * i] = words[2 * from]!;
    out[2 * i + 1] = words[2 * from + 1]!;
  }
}

function takeWords4(words: Int32Array, indices: Int32Array, out: Int32Array): void {
  const n = indices.length | 0;
  for (let i = 0; i < n; i++) {
    const from = indices[i]!;
    if (from < 0) continue;
    out[4 * i] = words[4 * from]!;
    out[4 * i + 1] = words[4 * from + 1]!;
    out[4 * i + 2] = words[4 * from + 2]!;
    out[4 * i + 3] = words[4 * from + 3]!;
  }
}

function takeWordGroups(words: Int32Array, indices: Int32Array, out: Int32Array, stride: number): void {
  const n = indices.length | 0;
  for (let i = 0; i < n; i++) {
    const from = indices[i]!;
    if (from >= 0) { for (let k = 0; k < stride; k++) out[i * stride + k] = words[from * stride + k]!; }
  }
}

function takeValidity(validity: Uint8Array | null, indices: Int32Array, negative: boolean): Uint8Array | null {
  if (validity !== null) return takeBits(validity, indices, negative);
  if (!negative) return null;
  const n = indices.length;
  const out = newBitmap(n);
  for (let i = 0; i < n; i++) if (indices[i]! >= 0) out[i >>> 3]! |= 1 << (i & 7);
  return out;
}

/** Bits by index, a byte of the result at a time; -1 gives 0. */
export function takeBits(bitmap: Uint8Array, indices: Int32Array, negative = true): Uint8Array {
  const n = indices.length | 0;
  const out = newBitmap(n);
  if (negative) {
    for (let i = 0; i < n; i++) {
      const from = indices[i]!;
      if (from >= 0) out[i >>> 3]! |= ((bitmap[from >>> 3]! >>> (from & 7)) & 1) << (i & 7);
    }
    return out;
  }
  const whole = n & ~7;
  for (let i = 0; i < whole; i += 8) {
    let byte = 0;
    for (let k = 0; k < 8; k++) {
      const from = indices[i + k]!;
      byte |= ((bitmap[from >>> 3]! >>> (from & 7)) & 1) << k;
    }
    out[i >>> 3] = byte;
  }
  for (let i = whole; i < n; i++) {
    const from = indices[i]!;
    out[i >>> 3]! |= ((bitmap[from >>> 3]! >>> (from & 7)) & 1) << (i & 7);
  }
  return out;
}

/** Offsets of the taken rows, packed; null rows become empty. */
function takeOffsets(
  offsets: Int32Array,
  validity: Uint8Array | null,
  indices: Int32Array,
  what: string,
): Int32Array {
  const n = indices.length | 0;
  const out = newInt32(n + 1);
  let at = 0; // a double: may pass 2^31 before it is checked
  for (let i = 0; i < n; i++) {
    const from = indices[i]!;
    if (from >= 0 && (validity === null || getBit(validity, from))) at += offsets[from + 1]! - offsets[from]!;
    out[i + 1] = at;
  }
  if (at > 0x7fff_ffff) {
    throw new ResourcesExhaustedError({
      message: `Cannot gather ${n} rows: they have ${at} ${what}, must be at most 2147483647 in one column`,
      remedy: "use smaller batches",
    });
  }
  return out;
}

function takeBytes(from: Int32Array, data: Uint8Array, indices: Int32Array, offsets: Int32Array): Uint8Array {
  const n = indices.length | 0;
  const out = newBytes(offsets[n]!);
  for (let i = 0; i < n; i++) {
    let at = offsets[i]!;
    const end = offsets[i + 1]!;
    if (end === at) continue;
    let source = from[indices[i]!]!;
    // A call to `set` costs as much as copying about 30 bytes one by one.
    if (end - at > 30) out.set(data.subarray(source, source + end - at), at);
    else while (at < end) out[at++] = data[source++]!;
  }
  return out;
}

function itemIndices(from: Int32Array, indices: Int32Array, offsets: Int32Array): Int32Array {
  const n = indices.length;
  const items = new Int32Array(offsets[n]!);
  for (let i = 0; i < n; i++) {
    const end = offsets[i + 1]!;
    let at = offsets[i]!;
    if (at < end) { for (let source = from[indices[i]!]!; at < end; at++) items[at] = source++; }
  }
  return items;
}

function takeUnion(column: Column & { layout: "union" }, indices: Int32Array, negative: boolean): Column {
  const { type } = column;
  const n = indices.length;
  const firstId = type.id === "Union" ? type.typeIds[0] ?? 0 : 0;
  const typeIds = newInt8(n);
  for (let i = 0; i < n; i++) typeIds[i] = indices[i]! < 0 ? firstId : column.typeIds[indices[i]!]!;
  if (column.offsets === null) {
    return unionColumn(type, typeIds, null, column.children.map((child) => takeRows(child, indices, negative)));
  }
  const offsets = newInt32(n);
  take32(column.offsets, indices, offsets);
  if (!negative) return unionColumn(type, typeIds, offsets, column.children);
  // Null rows point to a null row that the first child gets.
  const [first, ...rest] = column.children;
  const withNull = concatColumns([first!, nullColumn(first!.type, 1)]);
  for (let i = 0; i < n; i++) if (indices[i]! < 0) offsets[i] = first!.length;
  return unionColumn(type, typeIds, offsets, [withNull, ...rest]);
}

/** Indices `[start, end)`. */
export function rangeIndices(start: number, end: number): Int32Array {
  const out = new Int32Array(end - start);
  for (let i = 0; i < out.length; i++) out[i] = start + i;
  return out;
}
