import {
  type ArrowType,
  type Column,
  isBinary,
  isFloat,
  isNested,
  isSignedInteger,
  isString,
  isUnsignedInteger,
  newInt32,
  typesEqual,
  type UnionColumn,
  type UnionType,
} from "../../arrow/mod.ts";
import { take } from "../select/mod.ts";
import { typeError } from "./cast_error.ts";
import type { CastChild } from "./nested_cast.ts";

/** Index of the child that a cast to `to` takes: of the same type, else of the same family, else castable; -1 for none. */
export function unionChildFor(
  from: UnionType,
  to: ArrowType,
  castable: (from: ArrowType, to: ArrowType) => boolean,
): number {
  const types = from.fields.map((field) => field.type);
  const same = types.findIndex((type) => typesEqual(type, to));
  if (same >= 0) return same;
  const family = types.findIndex((type) => sameFamily(type, to));
  if (family >= 0 || isNested(to)) return family;
  return types.findIndex((type) => castable(type, to));
}

const FAMILIES: readonly ((type: ArrowType) => boolean)[] = [
  isString,
  (type) => isBinary(type) && type.id !== "FixedSizeBinary",
  isSignedInteger,
  isUnsignedInteger,
  isFloat,
];

function sameFamily(a: ArrowType, b: ArrowType): boolean {
  return FAMILIES.some((is) => is(a) && is(b));
}

/** Casts a union to another type: rows of the child that fits best, null where another child is chosen. */
export function castFromUnion(
  column: UnionColumn,
  to: ArrowType,
  safe: boolean,
  cast: CastChild,
  castable: (from: ArrowType, to: ArrowType) => boolean,
): Column {
  const type = column.type as UnionType;
  const index = unionChildFor(type, to, castable);
  const child = column.children[index];
  if (!child) throw typeError(type, to);
  const id = type.typeIds[index]!;
  const indices = newInt32(column.length);
  for (let i = 0; i < column.length; i++) {
    indices[i] = column.typeIds[i] !== id ? -1 : column.offsets === null ? i : column.offsets[i]!;
  }
  return cast(take(child, indices), to, safe);
}
