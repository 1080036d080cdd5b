import type { ArrowType, Field, ListType, StructType } from "../../arrow/mod.ts";
import { field, fixedSizeListType, listType, mapType, structType, typesEqual } from "../../arrow/mod.ts";

/** Finds the common type of two types, or null. */
export type Coercion = (left: ArrowType, right: ArrowType) => ArrowType | null;

/**
 * Two lists by their items: fixed size only if both have the same size, large if either is.
 * Source: DataFusion 55, `list_coercion`.
 */
export function listCoercion(left: ArrowType, right: ArrowType, coerce: Coercion): ArrowType | null {
  const l = itemOf(left);
  const r = itemOf(right);
  if (l === null || r === null) return null;
  const type = coerce(l.type, r.type);
  if (type === null) return null;
  const item = field(l.name, type, l.nullable || r.nullable, l.metadata);
  if (left.id === "FixedSizeList" && right.id === "FixedSizeList" && left.size === right.size) {
    return fixedSizeListType(item, left.size);
  }
  return listType(item, left.id === "LargeList" || right.id === "LargeList" ? "LargeList" : "List");
}

function itemOf(type: ArrowType): Field | null {
  if (type.id === "FixedSizeList") return type.item;
  return type.id === "List" || type.id === "LargeList" ? (type as ListType).item : null;
}

/**
 * Two structs of as many fields: by name where both have the same names, else by position; names come from the left.
 * Source: DataFusion 55, `struct_coercion`.
 */
export function structCoercion(left: ArrowType, right: ArrowType, coerce: Coercion): StructType | null {
  if (left.id !== "Struct" || right.id !== "Struct" || left.fields.length !== right.fields.length) return null;
  const byName = new Map(right.fields.map((f) => [f.name, f]));
  const sameNames = left.fields.every((f) => byName.has(f.name));
  const fields: Field[] = [];
  for (const [i, l] of left.fields.entries()) {
    const r = sameNames ? byName.get(l.name)! : right.fields[i]!;
    const type = coerce(l.type, r.type);
    if (type === null) return null;
    fields.push(field(l.name, type, l.nullable || r.nullable));
  }
  return structType(fields);
}

/** Two maps by their entries. Source: DataFusion 55, `map_coercion`. */
export function mapCoercion(left: ArrowType, right: ArrowType, coerce: Coercion): ArrowType | null {
  if (left.id !== "Map" || right.id !== "Map") return null;
  const entries = structCoercion(left.entries.type, right.entries.type, coerce);
  if (entries === null) return null;
  const { name, nullable, metadata } = left.entries;
  return mapType(field(name, entries, nullable, metadata), left.keysSorted && right.keysSorted);
}

/**
 * Dictionaries by their values. With `preserve`, a dictionary stays one where the other side has its value type, so that
 * comparing with a constant looks at each entry once. Source: DataFusion 55, `dictionary_coercion`.
 */
export function dictionaryCoercion(
  left: ArrowType,
  right: ArrowType,
  preserve: boolean,
  coerce: Coercion,
): ArrowType | null {
  if (left.id === "Dictionary" && right.id === "Dictionary") return coerce(left.value, right.value);
  if (left.id === "Dictionary") {
    return preserve && typesEqual(left.value, right) ? left : coerce(left.value, right);
  }
  if (right.id === "Dictionary") {
    return preserve && typesEqual(right.value, left) ? right : coerce(left, right.value);
  }
  return null;
}

/** Run-end encoded data by its values. Source: DataFusion 55, `ree_coercion`; data here is always expanded. */
export function runEndCoercion(left: ArrowType, right: ArrowType, coerce: Coercion): ArrowType | null {
  if (left.id !== "RunEndEncoded" && right.id !== "RunEndEncoded") return null;
  const values = (type: ArrowType): ArrowType => type.id === "RunEndEncoded" ? type.values.type : type;
  return coerce(values(left), values(right));
}
