import type { ArrowType, Field } from "../../arrow/mod.ts";
import { typesEqual } from "../../arrow/mod.ts";

/**
 * Whether two types hold the same values: like {@linkcode typesEqual}, but names and metadata of children do not count
 * (their nullability does). Source: arrow-rs, `DataType::equals_datatype`.
 */
export function equalsDatatype(a: ArrowType, b: ArrowType): boolean {
  if (a === b) return true;
  if (a.id !== b.id) return false;
  switch (a.id) {
    case "List":
    case "LargeList":
    case "ListView":
    case "LargeListView":
      return sameChild(a.item, (b as typeof a).item);
    case "FixedSizeList":
      return a.size === (b as typeof a).size && sameChild(a.item, (b as typeof a).item);
    case "Struct": {
      const other = (b as typeof a).fields;
      return a.fields.length === other.length && a.fields.every((field, i) => sameChild(field, other[i]!));
    }
    case "Map":
      return a.keysSorted === (b as typeof a).keysSorted && sameChild(a.entries, (b as typeof a).entries);
    case "Dictionary":
      return equalsDatatype(a.key, (b as typeof a).key) && equalsDatatype(a.value, (b as typeof a).value);
    case "RunEndEncoded":
      return sameChild(a.runEnds, (b as typeof a).runEnds) && sameChild(a.values, (b as typeof a).values);
    default:
      return typesEqual(a, b);
  }
}

function sameChild(a: Field, b: Field): boolean {
  return a.nullable === b.nullable && equalsDatatype(a.type, b.type);
}
