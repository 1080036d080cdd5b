import type { ArrowType } from "./arrow_type.ts";
import type { Column } from "./column.ts";

/**
 * The same values under another type with the same storage: other child names, nullability or metadata, Utf8 as Utf8View,
 * List as LargeList. Buffers are shared. The caller vouches that the storage fits.
 */
export function retypeColumn(column: Column, type: ArrowType): Column {
  if (column.type === type) return column;
  switch (column.layout) {
    case "list":
      return { ...column, type, child: retypeColumn(column.child, itemType(type)) };
    case "fixedList":
      return { ...column, type, child: retypeColumn(column.child, itemType(type)) };
    case "struct":
    case "union": {
      if (type.id !== "Struct" && type.id !== "Union") throw new TypeError(`type ${type.id} has no fields`);
      const children = column.children.map((child, i) => retypeColumn(child, type.fields[i]!.type));
      return { ...column, type, children };
    }
    case "dictionary":
      if (type.id !== "Dictionary") throw new TypeError(`type ${type.id} has no dictionary`);
      return { ...column, type, dictionary: retypeColumn(column.dictionary, type.value) };
    default:
      return { ...column, type };
  }
}

function itemType(type: ArrowType): ArrowType {
  switch (type.id) {
    case "List":
    case "LargeList":
    case "ListView":
    case "LargeListView":
    case "FixedSizeList":
      return type.item.type;
    case "Map":
      return type.entries.type;
    default:
      throw new TypeError(`type ${type.id} has no items`);
  }
}
