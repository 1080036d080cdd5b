import { newBytes, newInt32, newInt8 } from "./allocate.ts";
import type { ArrowType } from "./arrow_type.ts";
import { getBit, newBitmap, newBitmapOnes } from "./bitmap.ts";
import { columnBuilder } from "./builder.ts";
import type { Column } from "./column.ts";
import { layoutOf, newValues, newValuesLike, strideOf } from "./layout.ts";
import {
  booleanColumn,
  bytesColumn,
  dictionaryColumn,
  fixedBytesColumn,
  fixedListColumn,
  listColumn,
  nullTypeColumn,
  primitiveColumn,
  structColumn,
  unionColumn,
  wideColumn,
} from "./make_column.ts";
import { ResourcesExhaustedError } from "../errors.ts";
import { isValidAt } from "./column_value.ts";
import type { Datum, Scalar } from "./scalar.ts";
import { isScalar } from "./scalar.ts";

/** `length` null rows of any type. */
export function nullColumn(type: ArrowType, length: number): Column {
  const validity = length === 0 ? null : newBitmap(length);
  switch (type.id) {
    case "Null":
      return nullTypeColumn(length);
    case "List":
    case "LargeList":
    case "ListView":
    case "LargeListView":
      return listColumn(newInt32(length + 1), nullColumn(type.item.type, 0), validity, length, type);
    case "Map":
      return listColumn(newInt32(length + 1), nullColumn(type.entries.type, 0), validity, length, type);
    case "FixedSizeList":
      return fixedListColumn(type.size, length, nullColumn(type.item.type, length * type.size), validity, length, type);
    case "Struct": {
      const children = type.fields.map((f) => nullColumn(f.type, length));
      return structColumn(type.fields, children, validity, length, length, type);
    }
    case "Dictionary":
      return dictionaryColumn(type, newInt32(length), nullColumn(type.value, 0), validity, length);
    case "Union": {
      const dense = type.mode === "Dense";
      const children = type.fields.map((f, i) => nullColumn(f.type, dense && i > 0 ? 0 : length));
      const typeIds = newInt8(length).fill(type.typeIds[0] ?? 0);
      return unionColumn(type, typeIds, dense ? newInt32(length).map((_, i) => i) : null, children);
    }
    case "RunEndEncoded":
      return nullColumn(type.values.type, length);
  }
  switch (layoutOf(type)) {
    case "boolean":
      return booleanColumn(newBitmap(length), length, validity, length, type);
    case "wide":
      return wideColumn(type, newInt32(length * strideOf(type)), validity, length);
    case "bytes":
      return bytesColumn(type, newInt32(length + 1), newBytes(0), validity, length);
    case "fixedBytes":
      return fixedBytesColumn(
        type,
        newBytes(length * (type.id === "FixedSizeBinary" ? type.byteWidth : 0)),
        validity,
        length,
        length,
      );
    default:
      return primitiveColumn(type, newValues(type, length), validity, length);
  }
}

/** A column without rows. */
export function emptyColumn(type: ArrowType): Column {
  return nullColumn(type, 0);
}

/** `length` rows that are all equal to row `row` of `column`. */
export function repeatRow(column: Column, row: number, length: number): Column {
  const { type } = column;
  if (!isValidAt(column, row)) return nullColumn(type, length);
  switch (column.layout) {
    case "null":
      return nullTypeColumn(length);
    case "boolean": {
      const values = getBit(column.values, row) ? newBitmapOnes(length) : newBitmap(length);
      return booleanColumn(values, length, null, 0, type);
    }
    case "primitive": {
      const values = newValuesLike(column.values, length);
      (values as Float64Array).fill(column.values[row] as number);
      return primitiveColumn(type, values);
    }
    case "wide": {
      const { stride } = column;
      const values = newInt32(length * stride);
      repeatInto(values, column.values.subarray(row * stride, (row + 1) * stride));
      return wideColumn(type, values);
    }
    case "bytes": {
      const value = column.data.subarray(column.offsets[row]!, column.offsets[row + 1]!);
      const offsets = repeatedOffsets(value.length, length);
      const data = newBytes(value.length * length);
      repeatInto(data, value);
      return bytesColumn(type, offsets, data);
    }
    case "fixedBytes": {
      const data = newBytes(column.width * length);
      repeatInto(data, column.data.subarray(row * column.width, (row + 1) * column.width));
      return fixedBytesColumn(type, data, null, 0, length);
    }
    case "struct": {
      const children = column.children.map((child) => repeatRow(child, row, length));
      return structColumn([], children, null, 0, length, type);
    }
    case "dictionary": {
      const keys = newInt32(length).fill(column.keys[row]!);
      return dictionaryColumn(type, keys, column.dictionary);
    }
    default: {
      if (column.layout === "list") {
        const size = column.offsets[row + 1]! - column.offsets[row]!;
        if (size * length > 0x7fff_ffff) throw tooLarge(size, length, "items");
      }
      const builder = columnBuilder(type);
      for (let i = 0; i < length; i++) builder.appendFrom(column, row);
      return builder.finish();
    }
  }
}

/** `length` equal rows of a scalar. */
export function scalarToColumn(value: Scalar, length: number): Column {
  if (value.value === null) return nullColumn(value.type, length);
  const one = columnBuilder(value.type);
  one.append(value.value);
  return length === 1 ? one.finish() : repeatRow(one.finish(), 0, length);
}

/** The datum as a column of `length` rows. */
export function datumToColumn(datum: Datum, length: number): Column {
  return isScalar(datum) ? scalarToColumn(datum, length) : datum;
}

function repeatedOffsets(size: number, length: number): Int32Array {
  if (size * length > 0x7fff_ffff) throw tooLarge(size, length, "bytes");
  const offsets = newInt32(length + 1);
  for (let i = 0, at = 0; i <= length; i++, at += size) offsets[i] = at;
  return offsets;
}

function tooLarge(size: number, length: number, what: string): ResourcesExhaustedError {
  return new ResourcesExhaustedError({
    message: `Cannot repeat a value of ${size} ${what} ${length} times: one column holds at most 2147483647 ${what}`,
  });
}

/** Fills `target` with copies of `pattern`, doubling what is there. */
function repeatInto<A extends Int32Array | Uint8Array>(target: A, pattern: A): void {
  if (pattern.length === 0 || target.length === 0) return;
  target.set(pattern);
  for (let filled = pattern.length; filled < target.length; filled *= 2) {
    target.copyWithin(filled, 0, Math.min(filled, target.length - filled));
  }
}
