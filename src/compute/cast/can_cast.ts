import {
  type ArrowType,
  type Field,
  isDecimal,
  isFloat,
  isInteger,
  isList,
  isNumeric,
  isString,
  type StructType,
  type TimeUnit,
  typesEqual,
  type UnionType,
} from "../../arrow/mod.ts";
import type { CastOptions } from "./cast_error.ts";
import { unionChildFor } from "./union_cast.ts";

/**
 * Whether DataFusion 55 plans a cast between two types. TRY_CAST (`safe`) asks arrow-rs alone; CAST first matches structs
 * by name, so that it may add, drop and reorder their fields.
 *
 * Values may still not fit: this is about types only.
 */
export function canCast(from: ArrowType, to: ArrowType, options: CastOptions = { safe: false }): boolean {
  if (!options.safe && castsStructsByName(from, to) && !typesEqual(from, to)) return fitsByName(from, to);
  return canCastValues(from, to);
}

/** Whether structs inside the two types are matched by name: both are structs, or the same containers of such. */
export function castsStructsByName(from: ArrowType, to: ArrowType): boolean {
  if (from.id === "Struct" && to.id === "Struct") return true;
  if (from.id === "FixedSizeList" && to.id === "FixedSizeList") {
    return from.size === to.size && castsStructsByName(from.item.type, to.item.type);
  }
  if (isList(from) && isList(to) && from.id === to.id) return castsStructsByName(from.item.type, to.item.type);
  if (from.id === "Dictionary" && to.id === "Dictionary") return castsStructsByName(from.value, to.value);
  return false;
}

function fitsByName(from: ArrowType, to: ArrowType): boolean {
  if (from.id === "Struct" && to.id === "Struct") return structFits(from, to);
  if (from.id === "FixedSizeList" && to.id === "FixedSizeList" && from.size === to.size) {
    return fieldFits(from.item, to.item);
  }
  if (isList(from) && isList(to) && from.id === to.id) return fieldFits(from.item, to.item);
  if (from.id === "Dictionary" && to.id === "Dictionary") {
    return canCastValues(from.key, to.key) && fitsByName(from.value, to.value);
  }
  return canCastValues(from, to);
}

function structFits(from: StructType, to: StructType): boolean {
  let overlap = false;
  for (const field of to.fields) {
    const source = from.fields.find((other) => other.name === field.name);
    if (source === undefined) {
      if (!field.nullable) return false;
    } else {
      overlap = true;
      if (!fieldFits(source, field)) return false;
    }
  }
  return overlap;
}

function fieldFits(from: Field, to: Field): boolean {
  if (!to.nullable && (from.nullable || from.type.id === "Null")) return false;
  return from.type.id === "Null" || fitsByName(from.type, to.type);
}

const SMALL_UNITS: readonly TimeUnit[] = ["s", "ms"];

/** Whether arrow-rs casts between two types. Rules stand in its order: the first that applies decides. */
export function canCastValues(from: ArrowType, to: ArrowType): boolean {
  if (from.id === "Null" || typesEqual(from, to)) return true;
  if (from.id === "Dictionary") return canCastValues(from.value, to.id === "Dictionary" ? to.value : to);
  if (from.id === "Union") return unionChildFor(from as UnionType, to, canCastValues) >= 0;
  if (to.id === "Union") return false;
  if (from.id === "RunEndEncoded") return canCastValues(from.values.type, to);
  if (to.id === "RunEndEncoded") return canCastValues(from, to.values.type);
  if (to.id === "Dictionary") return canCastValues(from, to.value);
  const list = canCastList(from, to);
  if (list !== undefined) return list;
  if (from.id === "Map" && to.id === "Map" && from.keysSorted === to.keysSorted) {
    const [a, b] = [from.entries.type, to.entries.type];
    return a.id === "Struct" && b.id === "Struct" && a.fields.length >= 2 && b.fields.length >= 2 &&
      canCastValues(a.fields[0]!.type, b.fields[0]!.type) && canCastValues(a.fields[1]!.type, b.fields[1]!.type);
  }
  if (from.id === "Struct" && to.id === "Struct") return canCastStruct(from, to);
  if (from.id === "Struct" || to.id === "Struct") return false;
  return canCastFlat(from, to);
}

/** Undefined where neither side is a list that decides. */
function canCastList(from: ArrowType, to: ArrowType): boolean | undefined {
  if (isList(from)) {
    if (isList(to) || to.id === "FixedSizeList") return canCastValues(from.item.type, to.item.type);
    if (isString(to)) return canCastValues(from.item.type, to);
  }
  if (from.id === "FixedSizeList") {
    if (isList(to)) return canCastValues(from.item.type, to.item.type);
    if (to.id === "FixedSizeList" && from.size === to.size) return canCastValues(from.item.type, to.item.type);
  }
  if (isList(to)) return canCastValues(from, to.item.type);
  if (to.id === "FixedSizeList" && to.size === 1) return canCastValues(from, to.item.type);
  if (from.id === "FixedSizeList" && from.size === 1) return canCastValues(from.item.type, to);
  return isList(from) || from.id === "FixedSizeList" || to.id === "FixedSizeList" ? false : undefined;
}

function canCastStruct(from: StructType, to: StructType): boolean {
  if (from.fields.length !== to.fields.length) return false;
  const byName = to.fields.every((field) => {
    const source = from.fields.find((other) => other.name === field.name);
    return source !== undefined && canCastValues(source.type, field.type);
  });
  return byName || to.fields.every((field, k) => canCastValues(from.fields[k]!.type, field.type));
}

/** Between types without children. */
function canCastFlat(from: ArrowType, to: ArrowType): boolean {
  if (isDecimal(to) && (isNumeric(from) || isString(from))) return true;
  if (isDecimal(from) && (isNumeric(to) || isString(to) || to.id === "Null")) return true;
  if (to.id === "Boolean") return isInteger(from) || isFloat(from) || isString(from);
  if (from.id === "Boolean") return isInteger(to) || isFloat(to) || isString(to);
  if (isVariableBinary(from)) return isVariableBinary(to) || isString(to) || isFixedFrom(from, to);
  if (from.id === "FixedSizeBinary") return isVariableBinary(to);
  if (isString(from)) {
    return isString(to) || isVariableBinary(to) || isNumeric(to) || to.id === "Date32" || to.id === "Date64" ||
      to.id === "Time32" || to.id === "Time64" || to.id === "Timestamp" || to.id === "Interval";
  }
  if (isString(to)) return isPrimitive(from);
  if (to.id === "Binary" || to.id === "LargeBinary") return isInteger(from);
  if (isNumeric(from) && isNumeric(to)) return true;
  return canCastTemporal(from, to);
}

function isVariableBinary(type: ArrowType): boolean {
  return type.id === "Binary" || type.id === "LargeBinary" || type.id === "BinaryView";
}

function isFixedFrom(from: ArrowType, to: ArrowType): boolean {
  return to.id === "FixedSizeBinary" && from.id !== "BinaryView";
}

/** Fixed-width types with a value of their own, Boolean aside. */
function isPrimitive(type: ArrowType): boolean {
  switch (type.id) {
    case "Date32":
    case "Date64":
    case "Time32":
    case "Time64":
    case "Timestamp":
    case "Duration":
    case "Interval":
      return true;
    default:
      return isNumeric(type);
  }
}

function canCastTemporal(from: ArrowType, to: ArrowType): boolean {
  if (to.id === "Timestamp") {
    return isNumeric(from) || from.id === "Timestamp" || from.id === "Date32" || from.id === "Date64";
  }
  if (to.id === "Duration") {
    return isNumeric(from) || from.id === "Duration" || (from.id === "Interval" && from.unit === "MonthDayNano");
  }
  switch (from.id) {
    case "Timestamp":
      return isNumeric(to) || to.id === "Date32" || to.id === "Date64" || to.id === "Time32" || to.id === "Time64";
    case "Duration":
      return isNumeric(to) || (to.id === "Interval" && to.unit === "MonthDayNano");
    case "Interval":
      return to.id === "Interval" && to.unit === "MonthDayNano";
    case "Int32":
      return to.id === "Date32" || to.id === "Date64" || to.id === "Time32" ||
        (to.id === "Interval" && to.unit === "YearMonth");
    case "Int64":
      return to.id === "Date32" || to.id === "Date64" || to.id === "Time64";
    case "Date32":
    case "Date64":
      return to.id === "Int32" || to.id === "Int64" || to.id === "Date32" || to.id === "Date64";
    case "Time32":
      return to.id === "Int32" || to.id === "Int64" || to.id === "Time32" || to.id === "Time64";
    case "Time64":
      return to.id === "Int64" || to.id === "Time64" || (to.id === "Time32" && SMALL_UNITS.includes(to.unit));
    default:
      return false;
  }
}
