import { InvalidDataError } from "../errors.ts";
import type { Column } from "./column.ts";
import { isValidAt, unionChild } from "./column_value.ts";
import { bitmapBytes } from "./bitmap.ts";
import { invalidUtf8At } from "./utf8.ts";

/** What {@linkcode validateColumn} looks at besides sizes, offsets and keys. */
export interface ValidateOptions {
  /** Whether strings must be well-formed UTF-8 (default true). */
  readonly utf8?: boolean;
}

/**
 * Checks that a column keeps every promise of its layout, so that no kernel can read outside of it: buffers are long enough,
 * offsets ascend and stay inside, dictionary keys and union offsets exist, strings are UTF-8. Run once on what comes from outside.
 *
 * @param name what messages call the column
 * @throws {InvalidDataError} with `column` and, where one row is to blame, `row`
 */
export function validateColumn(column: Column, name: string, options: ValidateOptions = {}): void {
  const { length, validity } = column;
  if (validity !== null && validity.length < bitmapBytes(length)) {
    throw invalid(name, `its validity bitmap has ${validity.length} bytes, must be at least ${bitmapBytes(length)}`);
  }
  switch (column.layout) {
    case "null":
      return;
    case "boolean":
      return needs(column.values.length, bitmapBytes(length), name, "values", "bytes");
    case "primitive":
      return needs(column.values.length, length, name, "values", "values");
    case "wide":
      return needs(column.values.length, length * column.stride, name, "values", "words");
    case "fixedBytes":
      return needs(column.data.length, length * column.width, name, "values", "bytes");
    case "bytes": {
      checkOffsets(column.offsets, length, column.data.length, name);
      const { id } = column.type;
      const text = id === "Utf8" || id === "LargeUtf8" || id === "Utf8View";
      if (text && options.utf8 !== false) checkUtf8(column, name);
      return;
    }
    case "list":
      checkOffsets(column.offsets, length, column.child.length, name);
      return validateColumn(column.child, `${name}.item`, options);
    case "fixedList":
      needs(column.child.length, length * column.size, name, "items", "rows");
      return validateColumn(column.child, `${name}.item`, options);
    case "struct":
      column.children.forEach((child, i) => {
        const childName = childNameOf(column, name, i);
        if (child.length !== length) throw invalid(childName, `it has ${child.length} rows, must be ${length}`);
        validateColumn(child, childName, options);
      });
      return;
    case "dictionary": {
      const { keys, dictionary } = column;
      needs(keys.length, length, name, "keys", "values");
      for (let i = 0; i < length; i++) {
        const key = keys[i]!;
        if ((key < 0 || key >= dictionary.length) && isValidAt(column, i)) {
          throw invalidRow(name, i, `has the dictionary key ${key}, must be below ${dictionary.length}`);
        }
      }
      return validateColumn(dictionary, `${name}.dictionary`, options);
    }
    case "union": {
      needs(column.typeIds.length, length, name, "type ids", "values");
      if (column.offsets !== null) needs(column.offsets.length, length, name, "offsets", "values");
      const known = column.type.id === "Union" ? column.type.typeIds : [];
      for (let i = 0; i < length; i++) {
        if (!known.includes(column.typeIds[i]!)) {
          throw invalidRow(name, i, `has the unknown type id ${column.typeIds[i]}`);
        }
        const child = unionChild(column, i);
        if (child.row < 0 || child.row >= child.column.length) {
          throw invalidRow(name, i, `points to row ${child.row} of ${child.column.length}`);
        }
      }
      column.children.forEach((child, i) => validateColumn(child, childNameOf(column, name, i), options));
    }
  }
}

function childNameOf(column: Column, name: string, index: number): string {
  const { type } = column;
  return type.id === "Struct" || type.id === "Union" ? `${name}.${type.fields[index]?.name}` : name;
}

function needs(found: number, needed: number, name: string, what: string, unit: string): void {
  if (found < needed) throw invalid(name, `its ${what} have ${found} ${unit}, must be at least ${needed}`);
}

function checkOffsets(offsets: Int32Array, length: number, limit: number, name: string): void {
  if (offsets.length < length + 1) {
    throw invalid(name, `it has ${offsets.length} offsets, must be ${length + 1}`);
  }
  let before = offsets[0]!;
  if (before < 0) throw invalidRow(name, 0, `starts at ${before}`);
  for (let i = 1; i <= length; i++) {
    const end = offsets[i]!;
    if (end < before) throw invalidRow(name, i - 1, `ends at ${end}, before it starts at ${before}`);
    before = end;
  }
  if (before > limit) throw invalid(name, `its last row ends at ${before}, must be at most ${limit}`);
}

/** All bytes at once where they are ASCII; else each row, for characters must not be cut by an offset. */
function checkUtf8(column: Column & { layout: "bytes" }, name: string): void {
  const { offsets, data, length } = column;
  const start = offsets[0]!;
  const end = offsets[length]!;
  let high = 0;
  for (let i = start; i < end; i++) high |= data[i]!;
  if (high < 0x80) return;
  for (let i = 0; i < length; i++) {
    if (!isValidAt(column, i)) continue;
    const at = invalidUtf8At(data, offsets[i]!, offsets[i + 1]!);
    if (at >= 0) throw invalidRow(name, i, `is not valid UTF-8 at byte ${at - offsets[i]!}`);
  }
}

function invalid(name: string, what: string): InvalidDataError {
  return new InvalidDataError({ message: `Cannot read column ${JSON.stringify(name)}: ${what}`, column: name });
}

function invalidRow(name: string, row: number, what: string): InvalidDataError {
  return new InvalidDataError({
    message: `Cannot read column ${JSON.stringify(name)}: row ${row} ${what}`,
    column: name,
    row,
  });
}
