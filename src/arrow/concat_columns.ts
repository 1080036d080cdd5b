import { newBytes, newInt32, newInt8 } from "./allocate.ts";
import { copyBitsInto, fillBits, newBitmap } from "./bitmap.ts";
import type { Batch, Column } from "./column.ts";
import type { Schema } from "./field.ts";
import { emptyColumn } from "./fill_column.ts";
import { newValuesLike } from "./layout.ts";
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
import { sliceColumn } from "./slice_column.ts";
import { ResourcesExhaustedError } from "../errors.ts";

type Of<L extends Column["layout"]> = Column & { layout: L };

/**
 * The rows of all columns, one after the other. At least one column; all of the same type (names and nullability of children
 * are taken from the first). Dictionaries are put side by side unless they are the same object.
 */
export function concatColumns(columns: readonly Column[]): Column {
  const first = columns[0];
  if (first === undefined) throw new RangeError("concatColumns needs at least one column");
  if (columns.length === 1) return first;
  const rows = columns.filter((column) => column.length > 0);
  if (rows.length <= 1) return rows[0] ?? first;
  let length = 0;
  let nullCount = 0;
  for (const column of rows) {
    length += column.length;
    nullCount += column.nullCount;
  }
  const { type, layout } = first;
  const validity = nullCount === 0 ? null : concatValidity(rows, length);
  switch (layout) {
    case "null":
      return nullTypeColumn(length);
    case "boolean": {
      const values = newBitmap(length);
      let at = 0;
      for (const column of rows as readonly Of<"boolean">[]) {
        copyBitsInto(values, at, column.values, 0, column.length);
        at += column.length;
      }
      return booleanColumn(values, length, validity, nullCount, type);
    }
    case "primitive": {
      const values = newValuesLike(first.values, length);
      let at = 0;
      for (const column of rows as readonly Of<"primitive">[]) {
        (values as Float64Array).set(column.values as Float64Array, at);
        at += column.length;
      }
      return primitiveColumn(type, values, validity, nullCount);
    }
    case "wide": {
      const values = newInt32(length * first.stride);
      let at = 0;
      for (const column of rows as readonly Of<"wide">[]) {
        values.set(column.values.subarray(0, column.length * first.stride), at);
        at += column.length * first.stride;
      }
      return wideColumn(type, values, validity, nullCount);
    }
    case "bytes": {
      const offsets = concatOffsets(rows as readonly Of<"bytes">[], length, "bytes");
      const data = newBytes(offsets[length]!);
      let at = 0;
      for (const column of rows as readonly Of<"bytes">[]) {
        const part = column.data.subarray(column.offsets[0]!, column.offsets[column.length]!);
        data.set(part, at);
        at += part.length;
      }
      return bytesColumn(type, offsets, data, validity, nullCount);
    }
    case "fixedBytes": {
      const data = newBytes(length * first.width);
      let at = 0;
      for (const column of rows as readonly Of<"fixedBytes">[]) {
        data.set(column.data.subarray(0, column.length * first.width), at);
        at += column.length * first.width;
      }
      return fixedBytesColumn(type, data, validity, nullCount, length);
    }
    case "list": {
      const offsets = concatOffsets(rows as readonly Of<"list">[], length, "items");
      const children = (rows as readonly Of<"list">[]).map((column) => {
        const start = column.offsets[0]!;
        return sliceColumn(column.child, start, column.offsets[column.length]! - start);
      });
      return listColumn(offsets, concatColumns(children), validity, nullCount, type);
    }
    case "fixedList": {
      const { size } = first;
      const children = (rows as readonly Of<"fixedList">[]).map((c) => sliceColumn(c.child, 0, c.length * size));
      return fixedListColumn(size, length, concatColumns(children), validity, nullCount, type);
    }
    case "struct": {
      const parts = rows as readonly Of<"struct">[];
      const children = first.children.map((_, i) => concatColumns(parts.map((column) => column.children[i]!)));
      return structColumn([], children, validity, nullCount, length, type);
    }
    case "dictionary":
      return concatDictionaries(rows as readonly Of<"dictionary">[], length, validity);
    case "union":
      return concatUnions(rows as readonly Of<"union">[], length);
  }
}

/** The rows of all batches as one; none gives a batch without rows. */
export function concatBatches(schema: Schema, batches: readonly Batch[]): Batch {
  if (batches.length === 1) return batches[0]!;
  const columns = schema.fields.map((field, i) =>
    batches.length === 0 ? emptyColumn(field.type) : concatColumns(batches.map((batch) => batch.columns[i]!))
  );
  return { schema, columns, numRows: batches.reduce((sum, batch) => sum + batch.numRows, 0) };
}

function concatValidity(columns: readonly Column[], length: number): Uint8Array {
  const out = newBitmap(length);
  let at = 0;
  for (const column of columns) {
    if (column.validity === null) fillBits(out, at, column.length, true);
    else copyBitsInto(out, at, column.validity, 0, column.length);
    at += column.length;
  }
  return out;
}

function concatOffsets(columns: readonly (Of<"bytes"> | Of<"list">)[], length: number, what: string): Int32Array {
  let total = 0;
  for (const column of columns) total += column.offsets[column.length]! - column.offsets[0]!;
  if (total > 0x7fff_ffff) {
    throw new ResourcesExhaustedError({
      message: `Cannot join ${length} rows: they have ${total} ${what}, must be at most 2147483647 in one column`,
      remedy: "use smaller batches",
    });
  }
  const out = newInt32(length + 1);
  let row = 0;
  let base = 0;
  for (const { offsets, length: n } of columns) {
    const shift = base - offsets[0]!;
    for (let i = 1; i <= n; i++) out[row + i] = offsets[i]! + shift;
    row += n;
    base += offsets[n]! - offsets[0]!;
  }
  return out;
}

function concatDictionaries(
  columns: readonly Of<"dictionary">[],
  length: number,
  validity: Uint8Array | null,
): Column {
  const first = columns[0]!;
  const shared = columns.every((column) => column.dictionary === first.dictionary);
  const keys = newInt32(length);
  let at = 0;
  let base = 0;
  for (const column of columns) {
    for (let i = 0; i < column.length; i++) keys[at + i] = column.keys[i]! + base;
    at += column.length;
    if (!shared) base += column.dictionary.length;
  }
  const dictionary = shared ? first.dictionary : concatColumns(columns.map((column) => column.dictionary));
  if (validity !== null) {
    // Keys of null rows may have pointed to nothing.
    const last = Math.max(0, dictionary.length - 1);
    for (let i = 0; i < length; i++) if (keys[i]! > last) keys[i] = last;
  }
  return dictionaryColumn(first.type, keys, dictionary, validity);
}

function concatUnions(columns: readonly Of<"union">[], length: number): Column {
  const first = columns[0]!;
  const { type } = first;
  const typeIds = newInt8(length);
  const dense = first.offsets !== null;
  const offsets = dense ? newInt32(length) : null;
  const bases = new Int32Array(256);
  let at = 0;
  for (const column of columns) {
    typeIds.set(column.typeIds.subarray(0, column.length), at);
    if (offsets !== null && column.offsets !== null && type.id === "Union") {
      for (let i = 0; i < column.length; i++) {
        offsets[at + i] = column.offsets[i]! + bases[column.typeIds[i]! + 128]!;
      }
      type.typeIds.forEach((id, k) => bases[id + 128]! += column.children[k]!.length);
    }
    at += column.length;
  }
  const children = first.children.map((_, k) =>
    concatColumns(columns.map((column) => {
      const child = column.children[k]!;
      return dense ? child : sliceColumn(child, 0, column.length);
    }))
  );
  return unionColumn(type, typeIds, offsets, children);
}
