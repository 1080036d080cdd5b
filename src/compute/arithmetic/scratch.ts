import type { ArrowType, Column, PrimitiveValues } from "../../arrow/mod.ts";
import { newValues, primitiveKind } from "../../arrow/mod.ts";

/**
 * Memory of intermediate results, for the next ones: making and zeroing a fresh array costs more than adding two columns.
 *
 * Arrays are handed back by the one owner that a column has ({@linkcode recycle}), and handed out with whatever is in them.
 */
const MAX_KEPT = 32;
const kept = new Map<string, PrimitiveValues[]>();

/** Values for a primitive-layout type that the caller overwrites wholly; their content is arbitrary. */
export function scratchValues(type: ArrowType, count: number): PrimitiveValues {
  const arrays = kept.get(primitiveKind(type));
  const last = arrays?.pop();
  if (last === undefined) return newValues(type, count);
  if (last.length === count) return last;
  // Another batch size: what is left is of no use.
  arrays!.length = 0;
  return newValues(type, count);
}

/** Gives the values of a column back. Nobody may hold them any more: no slice, no other column, no user. */
export function recycle(column: Column): void {
  if (column.layout !== "primitive" || column.length === 0) return;
  const kind = primitiveKind(column.type);
  const arrays = kept.get(kind);
  if (arrays === undefined) kept.set(kind, [column.values]);
  else if (arrays.length < MAX_KEPT) arrays.push(column.values);
}
