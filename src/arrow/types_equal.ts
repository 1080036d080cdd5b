import type { ArrowType } from "./arrow_type.ts";
import type { Field, Metadata, Schema } from "./field.ts";

/** What {@linkcode typesEqual} looks at besides the types themselves; everything by default. */
export interface TypeComparison {
  /** Names of list items and map entries, keys and values. Struct and union fields always count. */
  readonly names?: boolean;
  /** Nullability of children. */
  readonly nullability?: boolean;
  /** Metadata of children. */
  readonly metadata?: boolean;
}

const STRICT: TypeComparison = Object.freeze({ names: true, nullability: true, metadata: true });
/** For {@linkcode typesEqual}: same storage, whatever children are called and whether they may be null. */
export const LAYOUT_ONLY: TypeComparison = Object.freeze({ names: false, nullability: false, metadata: false });

/** Whether two types are the same. */
export function typesEqual(a: ArrowType, b: ArrowType, how: TypeComparison = STRICT): boolean {
  if (a === b) return true;
  if (a.id !== b.id) return false;
  switch (a.id) {
    case "FixedSizeBinary":
      return a.byteWidth === (b as typeof a).byteWidth;
    case "Decimal32":
    case "Decimal64":
    case "Decimal128":
    case "Decimal256":
      return a.precision === (b as typeof a).precision && a.scale === (b as typeof a).scale;
    case "Time32":
    case "Time64":
    case "Duration":
    case "Interval":
      return a.unit === (b as typeof a).unit;
    case "Timestamp":
      return a.unit === (b as typeof a).unit && a.timezone === (b as typeof a).timezone;
    case "List":
    case "LargeList":
    case "ListView":
    case "LargeListView":
      return childrenEqual(a.item, (b as typeof a).item, how, false);
    case "FixedSizeList":
      return a.size === (b as typeof a).size && childrenEqual(a.item, (b as typeof a).item, how, false);
    case "Struct":
      return listsEqual(a.fields, (b as typeof a).fields, how, true);
    case "Map": {
      const other = b as typeof a;
      if (a.keysSorted !== other.keysSorted || !childBaseEqual(a.entries, other.entries, how, false)) return false;
      const left = a.entries.type;
      const right = other.entries.type;
      if (left.id !== "Struct" || right.id !== "Struct") return typesEqual(left, right, how);
      return listsEqual(left.fields, right.fields, how, false);
    }
    case "Dictionary":
      return typesEqual(a.key, (b as typeof a).key, how) && typesEqual(a.value, (b as typeof a).value, how);
    case "Union": {
      const other = b as typeof a;
      return a.mode === other.mode && a.typeIds.length === other.typeIds.length &&
        a.typeIds.every((id, i) => id === other.typeIds[i]) && listsEqual(a.fields, other.fields, how, true);
    }
    case "RunEndEncoded":
      return childrenEqual(a.runEnds, (b as typeof a).runEnds, how, false) &&
        childrenEqual(a.values, (b as typeof a).values, how, false);
    default:
      return true;
  }
}

function childBaseEqual(a: Field, b: Field, how: TypeComparison, nameMatters: boolean): boolean {
  return (a.name === b.name || !(nameMatters || how.names)) && (a.nullable === b.nullable || !how.nullability) &&
    (!how.metadata || metadataEqual(a.metadata, b.metadata));
}

function childrenEqual(a: Field, b: Field, how: TypeComparison, nameMatters: boolean): boolean {
  return childBaseEqual(a, b, how, nameMatters) && typesEqual(a.type, b.type, how);
}

function listsEqual(a: readonly Field[], b: readonly Field[], how: TypeComparison, nameMatters: boolean): boolean {
  return a.length === b.length && a.every((child, i) => childrenEqual(child, b[i]!, how, nameMatters));
}

/** Whether two sets of key-value pairs are the same, in whatever order. */
export function metadataEqual(a: Metadata | undefined, b: Metadata | undefined): boolean {
  if (a === b) return true;
  const keys = Object.keys(a ?? {});
  return keys.length === Object.keys(b ?? {}).length && keys.every((key) => b !== undefined && a![key] === b[key]);
}

/** Whether two fields are the same: name, type, nullability, metadata. */
export function fieldsEqual(a: Field, b: Field): boolean {
  return a === b || childrenEqual(a, b, STRICT, true);
}

/** Whether two schemas are the same: fields in order, and metadata. */
export function schemasEqual(a: Schema, b: Schema): boolean {
  return a === b || (listsEqual(a.fields, b.fields, STRICT, true) && metadataEqual(a.metadata, b.metadata));
}
