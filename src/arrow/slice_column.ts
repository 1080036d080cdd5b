import type { Batch, Column } from "./column.ts";
import { countBits, sliceBits } from "./bitmap.ts";

/**
 * Rows `[offset, offset + length)`, without copying values: a view on the same buffers (bitmaps are copied where `offset`
 * is not a multiple of 8). The range must lie inside the column.
 */
export function sliceColumn(column: Column, offset: number, length: number): Column {
  if (offset === 0 && length === column.length) return column;
  let validity: Uint8Array | null = null;
  let nullCount = 0;
  if (column.validity !== null && length > 0) {
    validity = sliceBits(column.validity, offset, length);
    nullCount = length - countBits(validity, length);
    if (nullCount === 0) validity = null;
  }
  const { type } = column;
  const end = offset + length;
  switch (column.layout) {
    case "null":
      return { layout: "null", type, length, validity, nullCount };
    case "boolean":
      return { layout: "boolean", type, length, validity, nullCount, values: sliceBits(column.values, offset, length) };
    case "primitive":
      return { layout: "primitive", type, length, validity, nullCount, values: column.values.subarray(offset, end) };
    case "wide": {
      const { stride } = column;
      const values = column.values.subarray(offset * stride, end * stride);
      return { layout: "wide", type, length, validity, nullCount, stride, values };
    }
    case "bytes": {
      const offsets = column.offsets.subarray(offset, end + 1);
      return { layout: "bytes", type, length, validity, nullCount, offsets, data: column.data };
    }
    case "fixedBytes": {
      const { width } = column;
      const data = column.data.subarray(offset * width, end * width);
      return { layout: "fixedBytes", type, length, validity, nullCount, width, data };
    }
    case "list": {
      const offsets = column.offsets.subarray(offset, end + 1);
      return { layout: "list", type, length, validity, nullCount, offsets, child: column.child };
    }
    case "fixedList": {
      const { size } = column;
      const child = sliceColumn(column.child, offset * size, length * size);
      return { layout: "fixedList", type, length, validity, nullCount, size, child };
    }
    case "struct": {
      const children = column.children.map((child) => sliceColumn(child, offset, length));
      return { layout: "struct", type, length, validity, nullCount, children };
    }
    case "dictionary": {
      const keys = column.keys.subarray(offset, end);
      return { layout: "dictionary", type, length, validity, nullCount, keys, dictionary: column.dictionary };
    }
    case "union": {
      const typeIds = column.typeIds.subarray(offset, end);
      if (column.offsets !== null) {
        const offsets = column.offsets.subarray(offset, end);
        return { layout: "union", type, length, validity, nullCount, typeIds, offsets, children: column.children };
      }
      const children = column.children.map((child) => sliceColumn(child, offset, length));
      return { layout: "union", type, length, validity, nullCount, typeIds, offsets: null, children };
    }
  }
}

/** Rows `[offset, offset + length)` of every column. */
export function sliceBatch(batch: Batch, offset: number, length: number): Batch {
  if (offset === 0 && length === batch.numRows) return batch;
  return {
    schema: batch.schema,
    columns: batch.columns.map((column) => sliceColumn(column, offset, length)),
    numRows: length,
  };
}
