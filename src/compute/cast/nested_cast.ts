import {
  type ArrowType,
  type Column,
  type Field,
  fixedListColumn,
  type FixedSizeListType,
  getBit,
  listColumn,
  type ListType,
  type MapType,
  newInt32,
  nullColumn,
  sliceColumn,
  structColumn,
  type StructType,
} from "../../arrow/mod.ts";
import { take } from "../select/mod.ts";
import { evenOffsets } from "./bytes_cast.ts";
import { nullError } from "./cast_error.ts";
import { Failures } from "./failures.ts";

/** Lists, maps and structs: their children are cast, and keep their places. */

/** How children are cast. */
export type CastChild = (column: Column, to: ArrowType, safe: boolean) => Column;

/** The child cast to the field's type, checked for nulls that the field forbids. */
function castField(child: Column, field: Field, parent: ArrowType, safe: boolean, cast: CastChild): Column {
  const result = cast(child, field.type, safe);
  if (!field.nullable && result.nullCount > 0) throw nullError(parent, field.name);
  return result;
}

/** Casts lists, list views and fixed-size lists to lists. */
export function castToList(column: Column, to: ListType, safe: boolean, cast: CastChild): Column {
  if (column.layout === "fixedList") {
    const child = castField(column.child, to.item, to, safe, cast);
    return listColumn(evenOffsets(column.length, column.size), child, column.validity, column.nullCount, to);
  }
  if (column.layout !== "list") return wrapInList(column, to, safe, cast);
  const { offsets } = column;
  // Items outside of the rows must not decide whether the cast succeeds.
  const first = offsets[0]!;
  const end = offsets[column.length]!;
  const items = castField(sliceColumn(column.child, first, end - first), to.item, to, safe, cast);
  const moved = first === 0 ? offsets : offsets.map((offset) => offset - first);
  return listColumn(moved, items, column.validity, column.nullCount, to);
}

/** Casts anything else to a list: every row becomes a list of one item, null included. */
function wrapInList(column: Column, to: ListType, safe: boolean, cast: CastChild): Column {
  return listColumn(evenOffsets(column.length, 1), castField(column, to.item, to, safe, cast), null, 0, to);
}

/** Casts to a fixed-size list: lists must have that many items; other values become lists of one. */
export function castToFixedList(column: Column, to: FixedSizeListType, safe: boolean, cast: CastChild): Column {
  const { size } = to;
  const n = column.length;
  if (column.layout === "fixedList") {
    const child = castField(hideItems(column), to.item, to, safe, cast);
    return fixedListColumn(size, n, child, column.validity, column.nullCount, to);
  }
  if (column.layout !== "list") {
    return fixedListColumn(1, n, castField(column, to.item, to, safe, cast), null, 0, to);
  }
  const { offsets } = column;
  const failures = new Failures(column, to, safe);
  for (let i = 0; i < n; i++) if (offsets[i + 1]! - offsets[i]! !== size) failures.row(i);
  const { validity } = failures;
  const indices = newInt32(n * size);
  for (let i = 0, at = 0; i < n; i++) {
    const start = offsets[i]!;
    const filled = offsets[i + 1]! - start === size && (validity === null || getBit(validity, i));
    for (let k = 0; k < size; k++) indices[at++] = filled ? start + k : -1;
  }
  const child = cast(take(column.child, indices), to.item.type, safe);
  return fixedListColumn(size, n, child, validity, failures.nullCount, to);
}

/** The items of a fixed-size list, null under null rows: what stands there is no value, and must not fail. */
function hideItems(column: Column & { layout: "fixedList" }): Column {
  const { validity, size, child, length } = column;
  if (validity === null) return child;
  const indices = newInt32(length * size);
  for (let i = 0, at = 0; i < length; i++) {
    const valid = getBit(validity, i);
    for (let k = 0; k < size; k++, at++) indices[at] = valid ? at : -1;
  }
  return take(child, indices);
}

/** The items of a fixed-size list of one item, cast: the inverse of wrapping. */
export function castFromSingleItem(
  column: Column & { layout: "fixedList" },
  to: ArrowType,
  safe: boolean,
  cast: CastChild,
): Column {
  return cast(hideItems(column), to, safe);
}

/** Casts maps to maps: keys to keys, values to values. */
export function castMap(column: Column, to: MapType, safe: boolean, cast: CastChild): Column {
  if (column.layout !== "list" || column.child.layout !== "struct" || to.entries.type.id !== "Struct") {
    throw new TypeError("a map column must be a list of entries");
  }
  const first = column.offsets[0]!;
  const entries = sliceColumn(column.child, first, column.offsets[column.length]! - first);
  if (entries.layout !== "struct") throw new TypeError("map entries must be structs");
  const { fields } = to.entries.type;
  const children = fields.map((field, k) => castField(entries.children[k]!, field, to, safe, cast));
  const child = structColumn(fields, children, entries.validity, entries.nullCount, entries.length, to.entries.type);
  const offsets = first === 0 ? column.offsets : column.offsets.map((offset) => offset - first);
  return listColumn(offsets, child, column.validity, column.nullCount, to);
}

type StructColumn = Column & { layout: "struct" };

/** Casts structs to structs as arrow-rs does inside other types: by name where all names are there, else by position. */
export function castStruct(column: StructColumn, to: StructType, safe: boolean, cast: CastChild): Column {
  const from = column.type as StructType;
  const byName = to.fields.every((field) => from.fields.some((other) => other.name === field.name));
  const children = to.fields.map((field, k) => {
    const index = byName ? from.fields.findIndex((other) => other.name === field.name) : k;
    return castStructField(column, index, field, to, safe, cast);
  });
  return structColumn(to.fields, children, column.validity, column.nullCount, column.length, to);
}

/** Casts structs to structs as DataFusion does at the top: by name; fields that are missing are null, others are dropped. */
export function castStructByName(column: StructColumn, to: StructType, safe: boolean, cast: CastChild): Column {
  const n = column.length;
  if (n > 0 && column.nullCount === n) return nullColumn(to, n);
  const from = column.type as StructType;
  const children = to.fields.map((field) => {
    const index = from.fields.findIndex((other) => other.name === field.name);
    return index < 0 ? nullColumn(field.type, n) : castStructField(column, index, field, to, safe, cast);
  });
  return structColumn(to.fields, children, column.validity, column.nullCount, n, to);
}

function castStructField(
  column: StructColumn,
  index: number,
  field: Field,
  to: StructType,
  safe: boolean,
  cast: CastChild,
): Column {
  const result = cast(column.children[index]!, field.type, safe);
  // Nulls under null parents are no values.
  if (!field.nullable && result.nullCount > 0 && hasUnmasked(result, column)) throw nullError(to, field.name);
  return result;
}

function hasUnmasked(child: Column, parent: Column): boolean {
  const { validity } = parent;
  for (let i = 0; i < child.length; i++) {
    if ((validity === null || getBit(validity, i)) && !getBit(child.validity!, i)) return true;
  }
  return false;
}
