import { InvalidDataError, PlanError } from "../errors.ts";
import { int32Words, newBytes, newFloat64, newInt64 } from "./allocate.ts";
import { type ArrowType, T } from "./arrow_type.ts";
import { bitmapBytes, newBitmap, setBit } from "./bitmap.ts";
import type { ColumnBuilder } from "./base_builder.ts";
import { columnBuilder } from "./builder.ts";
import type { ListBuilder, StructBuilder } from "./nested_builders.ts";
import type { Column, PrimitiveValues } from "./column.ts";
import { scalarAt } from "./column_value.ts";
import { elementType, Shape, ValueProblem } from "./infer_type.ts";
import { booleanColumn, nullTypeColumn, primitiveColumn, utf8FromStrings } from "./make_column.ts";
import type { Scalar } from "./scalar.ts";

/**
 * JavaScript values as a column whose type they decide, as `from_pydict` of datafusion-python does:
 *
 * whole numbers → Int64 · other numbers (also NaN, -0 and beyond 2^53) → Float64 · bigints → Int64, or UInt64 where they need it ·
 * strings → Utf8 · booleans → Boolean · Dates → Timestamp(µs) without zone · Uint8Arrays → Binary · other typed arrays → lists of
 * their elements · arrays → List · plain objects → Struct (all keys seen, in order; missing ones null) · Maps → Map.
 * Null and undefined are null; only nulls → Null.
 *
 * @param name what messages call the column
 * @throws {InvalidDataError} if values of different kinds meet; names column and row
 */
export function columnFromValues(values: readonly unknown[], name = "column"): Column {
  try {
    return inferColumn(values);
  } catch (error) {
    if (!(error instanceof ValueProblem)) throw error;
    throw new InvalidDataError({
      message: `Cannot make column ${JSON.stringify(name)}: ${error.message}`,
      column: name,
      row: error.row,
    });
  }
}

/** One JavaScript value as a scalar, by the rules of {@linkcode columnFromValues}. @throws {PlanError} if it has no type */
export function scalarFromValue(value: unknown): Scalar {
  try {
    return scalarAt(inferColumn([value]), 0);
  } catch (error) {
    if (!(error instanceof ValueProblem)) throw error;
    throw new PlanError({ message: `Cannot make a literal: its value is ${error.found}, must be ${error.must}` });
  }
}

function inferColumn(values: readonly unknown[]): Column {
  const shape = new Shape();
  const n = values.length;
  let nulls = 0;
  for (let i = 0; i < n; i++) {
    const value = values[i];
    if (value === null || value === undefined) nulls++;
    else shape.add(value, i);
  }
  return fill(shape.type(), values, nulls);
}

function fill(type: ArrowType, values: readonly unknown[], nulls: number): Column {
  const n = values.length;
  switch (type) {
    case T.Null:
      return nullTypeColumn(n);
    case T.Utf8:
      return utf8FromStrings(type, values as (string | null)[]);
    case T.Float64: {
      const out = newFloat64(n);
      for (let i = 0; i < n; i++) out[i] = (values[i] as number | null | undefined) ?? 0;
      return primitiveColumn(type, out, validityOf(values, nulls), nulls);
    }
    case T.Int64:
    case T.UInt64: {
      const out = newInt64(n);
      const words = int32Words(out);
      for (let i = 0; i < n; i++) {
        const value = values[i];
        if (typeof value === "number") {
          words[2 * i] = value; // stores wrap to 32 bits
          words[2 * i + 1] = Math.floor(value / 4294967296);
        } else if (typeof value === "bigint") out[i] = BigInt.asIntN(64, value);
      }
      const typed = type === T.Int64 ? out : new BigUint64Array(out.buffer, out.byteOffset, n);
      return primitiveColumn(type, typed, validityOf(values, nulls), nulls);
    }
    case T.Boolean: {
      const out = newBitmap(n);
      for (let i = 0; i < n; i++) if (values[i] === true) setBit(out, i);
      return booleanColumn(out, n, validityOf(values, nulls), nulls);
    }
  }
  const builder = columnBuilder(type);
  for (let i = 0; i < n; i++) append(builder, type, values[i]);
  return builder.finish();
}

function validityOf(values: readonly unknown[], nulls: number): Uint8Array | null {
  if (nulls === 0) return null;
  const out = newBytes(bitmapBytes(values.length));
  for (let i = 0; i < values.length; i++) if (values[i] !== null && values[i] !== undefined) setBit(out, i);
  return out;
}

/** Adds one value of an inferred type: it fits. */
function append(builder: ColumnBuilder, type: ArrowType, value: unknown): void {
  if (value === null || value === undefined) return builder.appendNull();
  switch (type.id) {
    case "Int64":
    case "UInt64":
      return builder.append(BigInt(value as number | bigint));
    case "Timestamp":
      return builder.append(BigInt((value as Date).getTime()) * 1000n);
    case "Binary":
      return builder.append(value instanceof ArrayBuffer ? new Uint8Array(value) : value as Uint8Array);
    case "List": {
      const list = builder as ListBuilder;
      if (ArrayBuffer.isView(value)) {
        const items = columnFromTyped(value as PrimitiveValues);
        list.child.appendRange(items, 0, items.length);
      } else {
        for (const item of value as unknown[]) append(list.child, type.item.type, item);
      }
      return list.close();
    }
    case "Struct": {
      const struct = builder as StructBuilder;
      type.fields.forEach((f, k) => append(struct.children[k]!, f.type, ownValue(value as object, f.name)));
      return struct.close();
    }
    case "Map": {
      const map = builder as ListBuilder;
      const entries = map.child as StructBuilder;
      const struct = type.entries.type;
      if (struct.id !== "Struct") return;
      for (const [key, item] of value as Map<unknown, unknown>) {
        append(entries.children[0]!, struct.fields[0]!.type, key);
        append(entries.children[1]!, struct.fields[1]!.type, item);
        entries.close();
      }
      return map.close();
    }
    default:
      return builder.append(value as number);
  }
}

/** The value of an own key: `toString` and the like are no columns. */
export function ownValue(object: object, key: string): unknown {
  return Object.hasOwn(object, key) ? (object as Record<string, unknown>)[key] : undefined;
}

/** A typed array as a column that shares its memory. */
export function columnFromTyped(values: ArrayBufferView): Column {
  const type = elementType(values);
  if (type === undefined) throw new TypeError("a DataView has no element type");
  const tag = (values as unknown as { readonly [Symbol.toStringTag]: string })[Symbol.toStringTag];
  const { buffer, byteOffset } = values;
  const { length } = values as unknown as { readonly length: number };
  // Two kinds have no column of their own: their bits are read as another.
  if (tag === "Uint8ClampedArray") return primitiveColumn(type, new Uint8Array(buffer, byteOffset, length));
  if (tag === "Float16Array") return primitiveColumn(type, new Uint16Array(buffer, byteOffset, length));
  return primitiveColumn(type, values as PrimitiveValues);
}
