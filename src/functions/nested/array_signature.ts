import {
  type ArrowType,
  field,
  fixedSizeListType,
  isInteger,
  isNumeric,
  isString,
  listType,
  T,
  typeText,
} from "../../arrow/mod.ts";
import { typeUnionResolution } from "../../compute/coercion/mod.ts";
import { argumentError, convertsTo, countError, valueType } from "../signature.ts";

/** What an argument of an array function is: a list, one of its items, a position, a text. */
export type ArrayRole = "array" | "element" | "index" | "text";

/** The item type of a list of any kind; undefined for other types. */
export function itemType(type: ArrowType): ArrowType | undefined {
  return isListLike(type) ? type.item.type : undefined;
}

/** Lists with offsets and lists of a fixed size. */
export function isListLike(
  type: ArrowType,
): type is Extract<ArrowType, { readonly item: unknown }> {
  return type.id === "FixedSizeList" || type.id === "List" || type.id === "LargeList" || type.id === "ListView" ||
    type.id === "LargeListView";
}

/** A list of nullable items of this type, under the usual name of items. */
export function listOf(item: ArrowType, large = false): ArrowType {
  return listType(field("item", item), large ? "LargeList" : "List");
}

/** A list of a fixed size as a list with offsets, and views as lists; other types as they are. */
export function plainList(type: ArrowType): ArrowType {
  if (!isListLike(type)) return type;
  if (type.id === "List" || type.id === "LargeList") return type;
  return listType(type.item, type.id === "LargeListView" ? "LargeList" : "List");
}

/**
 * The coercion of functions over a list and items of it: the items of all lists and all elements get one type. Trailing
 * arguments after `required` may be absent. Source: DataFusion 55, `ArrayFunctionSignature`.
 */
export function arraySignature(
  name: string,
  roles: readonly ArrayRole[],
  required: number = roles.length,
  keepFixedSize = false,
): (types: readonly ArrowType[]) => readonly ArrowType[] {
  return (types) => {
    if (types.length < required || types.length > roles.length) {
      throw countError(name, types.length, required === roles.length ? [required] : [required, roles.length]);
    }
    const items: ArrowType[] = [];
    let large = false;
    types.forEach((type, i) => {
      if (roles[i] === "element") items.push(type);
      if (roles[i] !== "array") return;
      if (type.id === "LargeList" || type.id === "LargeListView") large = true;
      const item = type.id === "Null" ? T.Null : itemType(valueType(type));
      if (item === undefined) throw argumentError(name, i, type, "a list");
      items.push(item);
    });
    const item = typeUnionResolution(items);
    if (item === null) {
      const at = Math.max(0, roles.lastIndexOf("element", types.length - 1));
      throw argumentError(name, at, types[at]!, "of the type of the items");
    }
    return types.map((type, i) => {
      switch (roles[i]!) {
        case "element":
          // Lists are cast whatever it takes, single numbers and texts only without loss.
          if ((isString(type) || isNumeric(type)) && item.id !== "Dictionary" && !convertsTo(type, item)) {
            throw argumentError(name, i, type, `of a type that converts to ${typeText(item)} without loss`);
          }
          return item;
        case "array":
          return arrayType(type, item, large, keepFixedSize);
        case "index":
          if (!isInteger(valueType(type)) && type.id !== "Null") throw argumentError(name, i, type, "an integer");
          return T.Int64;
        case "text":
          if (type.id === "Null" || type.id === "LargeUtf8" || type.id === "Utf8View") return T.Utf8;
          if (type.id !== "Utf8") throw argumentError(name, i, type, "text");
          return type;
      }
    });
  };
}

function arrayType(type: ArrowType, item: ArrowType, large: boolean, keepFixedSize: boolean): ArrowType {
  const plain = valueType(type);
  if (!isListLike(plain)) return T.Null;
  const items = field("item", item, plain.item.nullable);
  if (plain.id === "FixedSizeList" && keepFixedSize) return fixedSizeListType(items, plain.size);
  return listType(items, large ? "LargeList" : "List");
}
