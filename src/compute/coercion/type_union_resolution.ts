import type { ArrowType, Field, StructType } from "../../arrow/mod.ts";
import {
  dictionaryType,
  field,
  isNumeric,
  isString,
  isTemporal,
  structType,
  typesEqual,
  typeText,
} from "../../arrow/mod.ts";
import { PlanError } from "../../errors.ts";
import { listCoercion, mapCoercion, runEndCoercion } from "./nested_coercion.ts";
import { nullCoercion } from "./null_coercion.ts";
import { binaryNumericCoercion } from "./numeric_coercion.ts";
import { binaryCoercion, stringCoercion, stringNumericCoercion } from "./string_coercion.ts";
import { temporalCoercionNonstrictTimezone } from "./temporal_coercion.ts";

type Category = "array" | "boolean" | "numeric" | "dateTime" | "composite" | "unknown" | "none";

function categoryOf(type: ArrowType): Category {
  if (type.id === "Dictionary") return categoryOf(type.value);
  if (type.id === "RunEndEncoded") return categoryOf(type.values.type);
  if (isNumeric(type)) return "numeric";
  if (type.id === "Boolean") return "boolean";
  if (type.id === "List" || type.id === "LargeList" || type.id === "FixedSizeList") return "array";
  if (isString(type) || type.id === "Null") return "unknown";
  if (isTemporal(type)) return "dateTime";
  return type.id === "Map" || type.id === "Struct" || type.id === "Union" ? "composite" : "none";
}

/**
 * The one type of the arguments of `coalesce`, `make_array`, VALUES and the like, or null: all must be of one category
 * (numbers, times, lists, …), text fits to any. Nulls do not count; only nulls are text. Binaries have no category.
 * Source: DataFusion 55, `type_union_resolution`.
 */
export function typeUnionResolution(types: readonly ArrowType[]): ArrowType | null {
  const first = types[0];
  if (first === undefined) return null;
  if (types.every((type) => typesEqual(type, first))) return first;
  const present = types.filter((type) => type.id !== "Null");
  const categories = new Set(present.map(categoryOf));
  if (categories.has("none")) return null;
  categories.delete("unknown");
  if (categories.size > 1) return null;
  let candidate: ArrowType | null = null;
  for (const type of present) {
    candidate = candidate === null ? type : typeUnionResolutionCoercion(type, candidate);
    if (candidate === null) return null;
  }
  return candidate;
}

/** Source: DataFusion 55, `type_union_resolution_coercion`. */
export function typeUnionResolutionCoercion(left: ArrowType, right: ArrowType): ArrowType | null {
  if (typesEqual(left, right)) return left;
  if (left.id === "Dictionary" || right.id === "Dictionary") return dictionaries(left, right);
  if (left.id === "RunEndEncoded" || right.id === "RunEndEncoded") {
    return runEndCoercion(left, right, typeUnionResolutionCoercion);
  }
  if (left.id === "Struct" && right.id === "Struct") return structsByName(left, right);
  return binaryNumericCoercion(left, right) ??
    listCoercion(left, right, typeUnionResolutionCoercion) ??
    mapCoercion(left, right, typeUnionResolutionCoercion) ??
    temporalCoercionNonstrictTimezone(left, right) ??
    stringCoercion(left, right) ??
    nullCoercion(left, right) ??
    stringNumericCoercion(left, right) ??
    binaryCoercion(left, right);
}

function dictionaries(left: ArrowType, right: ArrowType): ArrowType | null {
  if (left.id === "Dictionary" && right.id === "Dictionary") {
    const key = typeUnionResolutionCoercion(left.key, right.key);
    const value = typeUnionResolutionCoercion(left.value, right.value);
    return key && value && dictionaryType(key, value);
  }
  const dictionary = left.id === "Dictionary" ? left : right;
  if (dictionary.id !== "Dictionary") return null;
  const value = typeUnionResolutionCoercion(dictionary.value, dictionary === left ? right : left);
  // A dictionary of views would index twice.
  return value === null || value.id === "Utf8View" ? value : dictionaryType(dictionary.key, value);
}

function structsByName(left: StructType, right: StructType): StructType | null {
  if (left.fields.length !== right.fields.length) return null;
  const fields: Field[] = [];
  for (const [i, l] of left.fields.entries()) {
    const same = right.fields.find((f) => f.name === l.name);
    const type = same && typeUnionResolutionCoercion(l.type, same.type);
    if (!type) return null;
    fields.push(field(l.name, type, l.nullable || right.fields[i]!.nullable));
  }
  return structType(fields);
}

/**
 * One type per argument, all unified: structs of the same keys keep their own fields' nullability, everything else gets
 * the type of {@linkcode typeUnionResolution}. Source: DataFusion 55, `try_type_union_resolution`.
 * @throws {PlanError} if there is no common type
 */
export function tryTypeUnionResolution(types: readonly ArrowType[]): readonly ArrowType[] {
  const structs = structsUnified(types);
  if (structs !== null) return structs;
  const common = typeUnionResolution(types);
  if (common === null) {
    throw new PlanError({
      message: `Cannot find a common type: ${types.map(typeText).join(", ")} do not fit together`,
    });
  }
  return types.map(() => common);
}

function structsUnified(types: readonly ArrowType[]): readonly ArrowType[] | null {
  const structs = types.filter((type) => type.id === "Struct");
  const first = structs[0];
  if (first === undefined || structs.length !== types.length) return null;
  const keys = (type: StructType): string => type.fields.map((f) => f.name).join(",");
  if (structs.some((type) => keys(type) !== keys(first))) return null;
  const common = first.fields.map((f) => f.type);
  for (const type of structs.slice(1)) {
    for (const [i, f] of type.fields.entries()) {
      const both = typeUnionResolutionCoercion(common[i]!, f.type);
      if (both === null) return null;
      common[i] = both;
    }
  }
  return structs.map((type) =>
    structType(type.fields.map((f, i) => field(f.name, common[i]!, f.nullable, f.metadata)))
  );
}
