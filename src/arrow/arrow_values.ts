import * as apache from "apache-arrow";
import { DecodeError } from "../errors.ts";
import { field, schema } from "./field.ts";
import {
  fromApacheBatch,
  fromApacheField,
  fromApacheSchema,
  fromApacheTable,
  fromApacheType,
  fromApacheVector,
  isApacheBatch,
  isApacheTable,
  isApacheType,
  isApacheVector,
} from "./from_apache.ts";
import { readIpc, readIpcSchema, schemaToBytes, writeIpcStream } from "./ipc.ts";
import {
  toApacheBatch,
  toApacheField,
  toApacheSchema,
  toApacheTable,
  toApacheType,
  toApacheVector,
} from "./to_apache.ts";

/** Kinds of apache-arrow values that travel as IPC bytes. */
export type ArrowValueKind = "table" | "recordBatch" | "vector" | "schema" | "field" | "type";

let names: Map<unknown, string> | undefined;

/** The name under which apache-arrow exports a value. */
export function arrowExportName(value: unknown): string | undefined {
  names ??= new Map(Object.entries(apache).map(([name, exported]) => [exported, name]));
  return names.get(value);
}

/** apache-arrow's export of that name. */
export function arrowExport(name: string): unknown {
  return Object.hasOwn(apache, name) ? (apache as Record<string, unknown>)[name] : undefined;
}

/** What kind of apache-arrow value this is, whatever copy of the package made it; undefined for anything else. */
export function arrowValueKind(value: unknown): ArrowValueKind | undefined {
  if (typeof value !== "object" || value === null) return undefined;
  if (isApacheTable(value)) return "table";
  if (isApacheBatch(value)) return "recordBatch";
  if (isApacheVector(value)) return "vector";
  if (isApacheType(value)) return "type";
  if (value instanceof apache.Schema) return "schema";
  if (value instanceof apache.Field) return "field";
  return undefined;
}

/** A value as IPC bytes: a stream for data, a schema message for the rest. A fresh array. */
export function arrowValueToBytes(value: unknown): Uint8Array {
  if (isApacheTable(value)) return writeIpcStream(fromApacheTable(value));
  if (isApacheBatch(value)) {
    const batch = fromApacheBatch(value);
    return writeIpcStream({ schema: batch.schema, batches: [batch] });
  }
  if (isApacheVector(value)) {
    const column = fromApacheVector(value);
    const columnSchema = schema([field("", column.type)]);
    return writeIpcStream({
      schema: columnSchema,
      batches: [{ schema: columnSchema, columns: [column], numRows: column.length }],
    });
  }
  if (value instanceof apache.Schema) return schemaToBytes(fromApacheSchema(value));
  if (value instanceof apache.Field) return schemaToBytes(schema([fromApacheField(value)]));
  return schemaToBytes(schema([field("", fromApacheType(value as apache.DataType))]));
}

/** The way back. @throws {DecodeError | InvalidDataError} if the bytes are malformed */
export function arrowValueFromBytes(kind: ArrowValueKind, bytes: Uint8Array): unknown {
  switch (kind) {
    case "table": {
      const { schema, batches } = readIpc(bytes);
      return toApacheTable(schema, batches);
    }
    case "recordBatch":
      return toApacheBatch(only(readIpc(bytes).batches, kind));
    case "vector":
      return toApacheVector(only(only(readIpc(bytes).batches, kind).columns, kind));
    case "schema":
      return toApacheSchema(readIpcSchema(bytes));
    case "field":
      return toApacheField(only(readIpcSchema(bytes).fields, kind));
    case "type":
      return toApacheType(only(readIpcSchema(bytes).fields, kind).type);
    default:
      throw new DecodeError({
        message: `Cannot revive Arrow data: its kind is "${String(kind)}", which this version does not know`,
      });
  }
}

function only<T>(list: readonly T[], kind: string): T {
  if (list.length !== 1) {
    throw new DecodeError({ message: `Cannot revive a ${kind}: the bytes hold ${list.length}, must hold 1` });
  }
  return list[0]!;
}
