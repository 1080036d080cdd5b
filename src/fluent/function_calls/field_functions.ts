/** Types, metadata, and values of structs, maps and unions. Plain values become literals; names are Utf8 as in SQL. */
import { toArrowType, type TypeInput } from "../../arrow/mod.ts";
import { PlanError } from "../../errors.ts";
import { Expr, type ExprInput } from "../expr.ts";
import { callScalar, isOptions, named, type Optional, utf8 } from "./call.ts";

/** Value cast to a type: an Arrow type, or its name such as `Timestamp(Nanosecond, None)`. Raises where it does not fit. */
export function arrowCast(value: ExprInput, dataType: TypeInput | ExprInput): Expr {
  return isType(dataType)
    ? Expr.from(value).cast(dataType)
    : callScalar("arrow_cast", [value, utf8(dataType as ExprInput)]);
}

/** {@linkcode arrowCast} that gives null where the value does not fit. */
export function arrowTryCast(value: ExprInput, dataType: TypeInput | ExprInput): Expr {
  return isType(dataType)
    ? Expr.from(value).tryCast(dataType)
    : callScalar("arrow_try_cast", [value, utf8(dataType as ExprInput)]);
}

/** The metadata of a value's field: of one key as text, null where the field has none; without a key all of it as a map. */
export function arrowMetadata(value: ExprInput, key?: Optional<"key">): Expr {
  const { key: only } = named<"key", ExprInput>("arrow_metadata", ["key"], [key]);
  return callScalar("arrow_metadata", only === undefined ? [value] : [value, utf8(only)]);
}

/**
 * The value, with metadata added to its field. Without entries the value itself.
 *
 * @throws {PlanError} on an empty key
 */
export function withMetadata(value: ExprInput, metadata: Readonly<Record<string, string>>): Expr {
  const entries = Object.entries(metadata);
  if (entries.some(([key]) => key === "")) {
    throw new PlanError({ message: "Cannot call with_metadata(): a key is empty, must be text" });
  }
  if (entries.length === 0) return Expr.from(value);
  return callScalar("with_metadata", [value, ...entries.flat().map((text) => Expr.stringLiteral(text))]);
}

/**
 * A field of a struct, or of a struct inside it, or the value of a map's key; null where the map has no such key.
 *
 * @throws {PlanError} without a name
 */
export function getField(value: ExprInput, ...names: readonly ExprInput[]): Expr {
  if (names.length === 0) {
    throw new PlanError({ message: "Cannot call get_field(): it is given no name, must be at least one" });
  }
  return callScalar("get_field", [value, ...names.map(utf8)]);
}

/** The value of a union's field; null in rows that chose another one. */
export function unionExtract(value: ExprInput, name: ExprInput): Expr {
  return callScalar("union_extract", [value, utf8(name)]);
}

/** A struct with named fields, in order: pairs of name and value, or an object. */
export function namedStruct(
  fields: Readonly<Record<string, ExprInput>> | readonly (readonly [string, ExprInput])[],
): Expr {
  const pairs = Array.isArray(fields) ? fields as readonly (readonly [string, ExprInput])[] : Object.entries(fields);
  return callScalar("named_struct", pairs.flatMap(([name, value]) => [Expr.stringLiteral(name), value]));
}

/**
 * A map in every row: from an object or a `Map`, from a list of keys and a list of values, or from keys and values in turn.
 *
 * @throws {PlanError} if there are not as many keys as values
 */
export function makeMap(
  ...args:
    | readonly [Readonly<Record<string, ExprInput>> | ReadonlyMap<ExprInput, ExprInput>]
    | readonly [readonly ExprInput[], readonly ExprInput[]]
    | readonly ExprInput[]
): Expr {
  const [keys, values] = mapParts(args);
  if (keys.length !== values.length) {
    throw new PlanError({
      message: `Cannot call make_map(): there are ${keys.length} keys and ${values.length} values, must be as many`,
    });
  }
  return callScalar("map", [callScalar("make_array", keys), callScalar("make_array", values)]);
}

function isType(value: unknown): value is TypeInput {
  if (typeof value !== "object" || value === null || value instanceof Expr) return false;
  if ("typeId" in value) return true;
  return typeof (value as { id?: unknown }).id === "string" && toArrowType(value as TypeInput) !== undefined;
}

function mapParts(args: readonly unknown[]): readonly [readonly ExprInput[], readonly ExprInput[]] {
  const [first, second] = args;
  if (args.length === 1 && (first instanceof Map || isOptions(first))) {
    const entries: readonly (readonly [ExprInput, ExprInput])[] = first instanceof Map
      ? [...first]
      : Object.entries(first);
    return [entries.map(([key]) => key), entries.map(([, value]) => value)];
  }
  if (args.length === 2 && Array.isArray(first) && Array.isArray(second)) return [first, second];
  if (args.length >= 2 && args.length % 2 === 0) {
    const list = args as readonly ExprInput[];
    return [list.filter((_, k) => k % 2 === 0), list.filter((_, k) => k % 2 === 1)];
  }
  throw new PlanError({
    message: "Cannot call make_map(): it must be given an object, two lists, or keys and values in turn",
  });
}
