import type * as apache from "apache-arrow";
import { InvalidDataError, SchemaError } from "../errors.ts";
import type { Batch, Column } from "./column.ts";
import { type Field, field, type Schema, schema } from "./field.ts";
import {
  fromApacheBatch,
  fromApacheData,
  fromApacheSchema,
  fromApacheTable,
  fromApacheVector,
  isApacheBatch,
  isApacheData,
  isApacheTable,
  isApacheVector,
} from "./from_apache.ts";
import { columnFromTyped, columnFromValues, ownValue } from "./from_values.ts";
import { elementType, isPlain } from "./infer_type.ts";
import { type IpcContents, readIpc, writeIpcStream } from "./ipc.ts";
import { batch } from "./make_column.ts";
import { schemasEqual } from "./types_equal.ts";

/** Record batches of apache-arrow. */
export type RecordBatch = apache.RecordBatch;
/** Tables of apache-arrow. */
export type Table = apache.Table;
/** Schemas of apache-arrow; `Schema` is the library's own form. */
export type ApacheSchema = apache.Schema;

/** Arrow data in any form: a Table, RecordBatches of one schema, or IPC bytes (stream or file). */
export type ArrowSource = apache.Table | apache.RecordBatch | readonly apache.RecordBatch[] | Uint8Array | ArrayBuffer;

/** What one column may be made of: values, a typed array (shared, not copied), an Arrow vector or chunk. */
export type ColumnInput = readonly unknown[] | ArrayBufferView | apache.Vector | apache.Data;
/** Columns by name, all of one length. */
export type ColumnsInput = Readonly<Record<string, ColumnInput>>;

/**
 * The schema and batches of Arrow data. Buffers are shared with the source: it must not be written to while they live.
 *
 * @throws {DecodeError} @throws {InvalidDataError} if bytes are malformed
 * @throws {SchemaError} if there are no batches, or they have different schemas
 */
export function batchesFromArrow(data: ArrowSource): IpcContents {
  if (data instanceof ArrayBuffer) return readIpc(new Uint8Array(data));
  if (ArrayBuffer.isView(data)) return readIpc(new Uint8Array(data.buffer, data.byteOffset, data.byteLength));
  if (isApacheTable(data)) return fromApacheTable(data);
  const batches = isApacheBatch(data) ? [data] : data;
  if (!Array.isArray(batches) || !batches.every(isApacheBatch)) {
    throw new InvalidDataError({
      message: `Cannot read Arrow data: it is ${describe(data)}, must be a Table, RecordBatches or IPC bytes`,
    });
  }
  const [first] = batches as readonly apache.RecordBatch[];
  if (first === undefined) {
    throw new SchemaError({
      message: "Cannot make a table of no record batches: they have no schema, must be at least one",
    });
  }
  const ours = fromApacheSchema(first.schema);
  const converted = (batches as readonly apache.RecordBatch[]).map((one, i): Batch => {
    if (one.schema !== first.schema && !schemasEqual(fromApacheSchema(one.schema), ours)) {
      throw new SchemaError({
        message: `Cannot make a table of record batches: batch ${i} has another schema than batch 0, must be the same`,
      });
    }
    return fromApacheBatch(one, ours);
  });
  return { schema: ours, batches: converted };
}

/**
 * A batch of columns by name. Types follow {@linkcode columnFromValues}; every column is nullable.
 *
 * @throws {InvalidDataError} if a column cannot be made, or lengths differ; names the column
 */
export function batchFromColumns(columns: ColumnsInput): Batch {
  const fields: Field[] = [];
  const made: Column[] = [];
  for (const [name, input] of Object.entries(columns)) {
    const column = columnFromInput(input, name);
    if (made.length > 0 && column.length !== made[0]!.length) {
      throw new InvalidDataError({
        message:
          `Cannot make column ${JSON.stringify(name)}: it has ${column.length} rows, must be ${made[0]!.length} ` +
          `like ${JSON.stringify(fields[0]!.name)}`,
        column: name,
      });
    }
    fields.push(field(name, column.type));
    made.push(column);
  }
  return batch(schema(fields), made);
}

/** One column of whatever a user may pass. @throws {InvalidDataError} names the column */
export function columnFromInput(input: ColumnInput, name: string): Column {
  if (Array.isArray(input)) return columnFromValues(input, name);
  if (elementType(input) !== undefined) return columnFromTyped(input as ArrayBufferView);
  if (isApacheVector(input)) return fromApacheVector(input, name);
  if (isApacheData(input)) return fromApacheData(input, name);
  throw new InvalidDataError({
    message: `Cannot make column ${JSON.stringify(name)}: it is ${describe(input)}, must be an array, typed array or ` +
      `Arrow vector`,
    column: name,
  });
}

/**
 * A batch of rows: the columns are all keys seen, in order; a missing key is null.
 *
 * @throws {InvalidDataError} if a row is no plain object, or values of one column do not go together
 */
export function batchFromRows(rows: readonly Readonly<Record<string, unknown>>[]): Batch {
  const names = new Set<string>();
  rows.forEach((row, i) => {
    if (typeof row !== "object" || row === null || !isPlain(row)) {
      throw new InvalidDataError({
        message: `Cannot make a table: row ${i} is ${describe(row)}, must be a plain object`,
        row: i,
      });
    }
    for (const name of Object.keys(row)) names.add(name);
  });
  const fields: Field[] = [];
  const columns = [...names].map((name) => {
    const column = columnFromValues(rows.map((row) => ownValue(row, name)), name);
    fields.push(field(name, column.type));
    return column;
  });
  return batch(schema(fields), columns, rows.length);
}

/** Batches as an Arrow IPC stream: a fresh array. */
export function batchesToIpc(ours: Schema, batches: readonly Batch[]): Uint8Array<ArrayBuffer> {
  const bytes = writeIpcStream({ schema: ours, batches });
  // What a user is handed is ordinary memory of its own, whatever the allocator.
  return bytes.buffer instanceof ArrayBuffer ? bytes as Uint8Array<ArrayBuffer> : new Uint8Array(bytes);
}

function describe(value: unknown): string {
  if (value === null) return "null";
  if (typeof value !== "object") return typeof value === "undefined" ? "undefined" : `a ${typeof value}`;
  const name = value.constructor?.name;
  return name === undefined || name === "Object" ? "an object" : name === "Array" ? "an array" : `a ${name}`;
}
