import { getBit } from "./bitmap.ts";
import type { Column } from "./column.ts";
import { float16ToNumber } from "./float16.ts";
import { type Scalar, scalar, type ScalarData } from "./scalar.ts";
import { sliceColumn } from "./slice_column.ts";
import { decodeUtf8 } from "./utf8.ts";
import { readInterval, readWide } from "./wide.ts";

/** Whether row `row` is not null. */
export function isValidAt(column: Column, row: number): boolean {
  return column.validity === null || getBit(column.validity, row);
}

/**
 * The value of one row in the form that {@linkcode ScalarData} describes: for literals, tests and messages, not for loops.
 * Binaries and nested values are views of the column.
 */
export function columnValue(column: Column, row: number): ScalarData {
  if (!isValidAt(column, row)) return null;
  switch (column.layout) {
    case "null":
      return null;
    case "boolean":
      return getBit(column.values, row);
    case "primitive": {
      const value = column.values[row]!;
      if (column.type.id === "Float16") return float16ToNumber(value as number);
      return column.type.id === "Decimal32" ? BigInt(value) : value;
    }
    case "wide":
      return column.type.id === "Interval"
        ? readInterval(column.values, row, column.stride)
        : readWide(column.values, row, column.stride);
    case "bytes": {
      const start = column.offsets[row]!;
      const end = column.offsets[row + 1]!;
      const { id } = column.type;
      return id === "Utf8" || id === "LargeUtf8" || id === "Utf8View"
        ? decodeUtf8(column.data, start, end)
        : column.data.subarray(start, end);
    }
    case "fixedBytes":
      return column.data.subarray(row * column.width, (row + 1) * column.width);
    case "list":
    case "fixedList":
    case "struct":
      return sliceColumn(column, row, 1);
    case "dictionary":
      return Object.freeze({ scalar: scalarAt(column.dictionary, column.keys[row]!) });
    case "union": {
      const typeId = column.typeIds[row]!;
      const child = unionChild(column, row);
      return Object.freeze({ typeId, scalar: scalarAt(child.column, child.row) });
    }
  }
}

/** The child that holds row `row` of a union, and the row in it. */
export function unionChild(column: Column & { layout: "union" }, row: number): { column: Column; row: number } {
  const { type, typeIds, offsets, children } = column;
  const index = type.id === "Union" ? type.typeIds.indexOf(typeIds[row]!) : -1;
  const child = children[index];
  if (!child) throw new TypeError(`union has no child for type id ${typeIds[row]}`);
  return { column: child, row: offsets === null ? row : offsets[row]! };
}

/** The value of one row with its type. */
export function scalarAt(column: Column, row: number): Scalar {
  return scalar(column.type, columnValue(column, row));
}

/** Rows of a list, or of a map's entries: a view of the child. Empty for null rows. */
export function listItems(column: Column, row: number): Column {
  if (column.layout === "list") {
    const start = column.offsets[row]!;
    return sliceColumn(column.child, start, isValidAt(column, row) ? column.offsets[row + 1]! - start : 0);
  }
  if (column.layout === "fixedList") {
    return sliceColumn(column.child, row * column.size, isValidAt(column, row) ? column.size : 0);
  }
  throw new TypeError(`a ${column.layout} column has no items`);
}
