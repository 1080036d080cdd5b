import { newBytes, newInt32 } from "./allocate.ts";
import { type ArrowType, fixedSizeListType, listType, structType, T } from "./arrow_type.ts";
import { countBits, getBit, newBitmap, setBit } from "./bitmap.ts";
import type {
  Batch,
  BooleanColumn,
  BytesColumn,
  Column,
  DictionaryColumn,
  FixedBytesColumn,
  FixedListColumn,
  ListColumn,
  NullColumn,
  PrimitiveColumn,
  PrimitiveValues,
  StructColumn,
  UnionColumn,
  WideColumn,
} from "./column.ts";
import { type Field, field, type Schema } from "./field.ts";
import { strideOf } from "./layout.ts";
import { encodeUtf8Into } from "./utf8.ts";

/**
 * Columns from buffers. Buffers are shared, not copied: the caller must not write into them afterwards.
 *
 * Every factory takes a validity bitmap (null: no row is null) and, where the caller knows it, the number of null rows;
 * a bitmap without a zero is dropped, so `validity === null` and `nullCount === 0` always mean the same.
 */
function nulls(
  length: number,
  validity: Uint8Array | null | undefined,
  nullCount: number | undefined,
): { validity: Uint8Array | null; nullCount: number } {
  if (!validity || nullCount === 0) return NO_NULLS;
  const count = nullCount ?? length - countBits(validity, length);
  return count === 0 ? NO_NULLS : { validity, nullCount: count };
}
const NO_NULLS: { validity: null; nullCount: number } = { validity: null, nullCount: 0 };

/** A column of fixed-width values, one typed-array element a row; `values` may be longer than `length`. */
export function primitiveColumn(
  type: ArrowType,
  values: PrimitiveValues,
  validity?: Uint8Array | null,
  nullCount?: number,
  length: number = values.length,
): PrimitiveColumn {
  const n = nulls(length, validity, nullCount);
  return {
    layout: "primitive",
    type,
    length,
    validity: n.validity,
    nullCount: n.nullCount,
    values: values.length === length ? values : values.subarray(0, length),
  };
}

/** A column of booleans, one bit a row. */
export function booleanColumn(
  values: Uint8Array,
  length: number,
  validity?: Uint8Array | null,
  nullCount?: number,
  type: ArrowType = T.Boolean,
): BooleanColumn {
  const n = nulls(length, validity, nullCount);
  return { layout: "boolean", type, length, validity: n.validity, nullCount: n.nullCount, values };
}

/** A column of decimals of 128 or 256 bits, or of DayTime or MonthDayNano intervals. */
export function wideColumn(
  type: ArrowType,
  values: Int32Array,
  validity?: Uint8Array | null,
  nullCount?: number,
): WideColumn {
  const stride = strideOf(type);
  const length = Math.floor(values.length / stride);
  const n = nulls(length, validity, nullCount);
  return { layout: "wide", type, length, validity: n.validity, nullCount: n.nullCount, stride, values };
}

/** A column of strings or binaries; `offsets` has one entry more than there are rows. */
export function bytesColumn(
  type: ArrowType,
  offsets: Int32Array,
  data: Uint8Array,
  validity?: Uint8Array | null,
  nullCount?: number,
): BytesColumn {
  const length = offsets.length - 1;
  const n = nulls(length, validity, nullCount);
  return { layout: "bytes", type, length, validity: n.validity, nullCount: n.nullCount, offsets, data };
}

/** A column of FixedSizeBinary; `length` is needed where the width is 0. */
export function fixedBytesColumn(
  type: ArrowType,
  data: Uint8Array,
  validity?: Uint8Array | null,
  nullCount?: number,
  length?: number,
): FixedBytesColumn {
  const width = type.id === "FixedSizeBinary" ? type.byteWidth : 0;
  const rows = length ?? (width === 0 ? 0 : Math.floor(data.length / width));
  const n = nulls(rows, validity, nullCount);
  return { layout: "fixedBytes", type, length: rows, validity: n.validity, nullCount: n.nullCount, width, data };
}

/** A column of lists of `child`'s rows; the type is a list of nullable `item`s unless told. */
export function listColumn(
  offsets: Int32Array,
  child: Column,
  validity?: Uint8Array | null,
  nullCount?: number,
  type: ArrowType = listType(field("item", child.type)),
): ListColumn {
  const length = offsets.length - 1;
  const n = nulls(length, validity, nullCount);
  return { layout: "list", type, length, validity: n.validity, nullCount: n.nullCount, offsets, child };
}

/** A column of lists of `size` rows of `child` each. */
export function fixedListColumn(
  size: number,
  length: number,
  child: Column,
  validity?: Uint8Array | null,
  nullCount?: number,
  type: ArrowType = fixedSizeListType(field("item", child.type), size),
): FixedListColumn {
  const n = nulls(length, validity, nullCount);
  return { layout: "fixedList", type, length, validity: n.validity, nullCount: n.nullCount, size, child };
}

/** A column of structs; `length` is needed where there are no children. */
export function structColumn(
  fields: readonly Field[],
  children: readonly Column[],
  validity?: Uint8Array | null,
  nullCount?: number,
  length: number = children[0]?.length ?? 0,
  type: ArrowType = structType(fields),
): StructColumn {
  const n = nulls(length, validity, nullCount);
  return { layout: "struct", type, length, validity: n.validity, nullCount: n.nullCount, children };
}

/**
 * A column of keys into `dictionary`. `validity` says which keys are null; rows whose entry is null are added to it.
 * Keys of null rows must be in range, or the dictionary empty.
 */
export function dictionaryColumn(
  type: ArrowType,
  keys: Int32Array,
  dictionary: Column,
  validity?: Uint8Array | null,
  nullCount?: number,
): DictionaryColumn {
  const length = keys.length;
  if (dictionary.nullCount > 0) {
    const entries = dictionary.validity!;
    const merged = newBitmap(length);
    for (let i = 0; i < length; i++) {
      if ((!validity || getBit(validity, i)) && getBit(entries, keys[i]!)) setBit(merged, i);
    }
    validity = merged;
    nullCount = undefined;
  }
  const n = nulls(length, validity, nullCount);
  return { layout: "dictionary", type, length, validity: n.validity, nullCount: n.nullCount, keys, dictionary };
}

/** A column of a union type; `offsets` is null for sparse ones. A row is null if the chosen child's row is. */
export function unionColumn(
  type: ArrowType,
  typeIds: Int8Array,
  offsets: Int32Array | null,
  children: readonly Column[],
): UnionColumn {
  const length = typeIds.length;
  const childOf = unionChildOf(type);
  let validity: Uint8Array | null = null;
  if (children.some((child) => child.nullCount > 0)) {
    validity = newBitmap(length);
    for (let i = 0; i < length; i++) {
      const child = children[childOf[typeIds[i]! + 128]!];
      const row = offsets === null ? i : offsets[i]!;
      if (child && (child.validity === null || getBit(child.validity, row))) setBit(validity, i);
    }
  }
  const n = nulls(length, validity, undefined);
  return { layout: "union", type, length, validity: n.validity, nullCount: n.nullCount, typeIds, offsets, children };
}

/** Index of the child for type id `k`, at `k + 128`; -1 for ids that the union does not have. */
export function unionChildOf(type: ArrowType): Int8Array {
  const map = new Int8Array(256).fill(-1);
  if (type.id === "Union") type.typeIds.forEach((id, i) => map[id + 128] = i);
  return map;
}

/** `length` rows of the Null type. Its bitmap is all zeros, so that code which only looks at bitmaps is right. */
export function nullTypeColumn(length: number): NullColumn {
  return { layout: "null", type: T.Null, length, validity: length === 0 ? null : newBitmap(length), nullCount: length };
}

/** Strings (null: a null row) as a column of a string type. */
export function utf8FromStrings(type: ArrowType, values: readonly (string | null | undefined)[]): BytesColumn {
  const n = values.length;
  let capacity = 0;
  let nullCount = 0;
  for (let i = 0; i < n; i++) {
    const value = values[i];
    if (value === null || value === undefined) nullCount++;
    else capacity += value.length;
  }
  const offsets = newInt32(n + 1);
  const validity = nullCount > 0 ? newBitmap(n) : null;
  let data = newBytes(capacity);
  let at = 0;
  for (let i = 0; i < n; i++) {
    const value = values[i];
    if (value !== null && value !== undefined) {
      if (validity) setBit(validity, i);
      if (at + value.length * 3 > data.length) {
        // Exact for ASCII: the worst case is only reserved when the rest does not fit.
        if (!fitsAscii(value, data.length - at)) data = grown(data, at, at + value.length * 3);
      }
      at += encodeUtf8Into(value, data, at);
    }
    offsets[i + 1] = at;
  }
  return bytesColumn(type, offsets, data.subarray(0, at), validity, nullCount);
}

function fitsAscii(value: string, room: number): boolean {
  if (value.length > room) return false;
  for (let i = 0; i < value.length; i++) if (value.charCodeAt(i) >= 0x80) return false;
  return true;
}

function grown(data: Uint8Array, used: number, needed: number): Uint8Array {
  const out = newBytes(Math.max(needed, data.length * 2));
  out.set(data.subarray(0, used));
  return out;
}

/** A batch; `numRows` is needed where there are no columns. */
export function batch(schema: Schema, columns: readonly Column[], numRows: number = columns[0]?.length ?? 0): Batch {
  return { schema, columns, numRows };
}
