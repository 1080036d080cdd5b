import { DecodeError, NotSupportedError } from "../errors.ts";
import { newBytes } from "./allocate.ts";
import { type ArrowType, dictionaryType } from "./arrow_type.ts";
import type { Batch, Column, DictionaryColumn } from "./column.ts";
import { concatColumns } from "./concat_columns.ts";
import { type Field, field, type Schema, schema } from "./field.ts";
import { FlatTable } from "./flatbuffer_reader.ts";
import { type FlatOffset, FlatWriter } from "./flatbuffer_writer.ts";
import { type AssembleOptions, BodyWriter } from "./ipc_assemble.ts";
import { BodyReader } from "./ipc_body.ts";
import {
  childFields,
  type DictionaryIds,
  DictionaryNumbers,
  readSchema,
  withChildFields,
  writeSchema,
} from "./ipc_schema.ts";
import { retypeColumn } from "./retype_column.ts";
import { validateColumn } from "./validate.ts";

/** Values of `MessageHeader` in Arrow's `Message.fbs`. */
const Header = { Schema: 1, DictionaryBatch: 2, RecordBatch: 3 } as const;
const METADATA_V5 = 4;
const METADATA_V4 = 3;
const MAGIC = [0x41, 0x52, 0x52, 0x4f, 0x57, 0x31]; // ARROW1
const CONTINUATION = 0xffff_ffff;

/** What a stream or file holds. */
export interface IpcContents {
  readonly schema: Schema;
  readonly batches: readonly Batch[];
}

/** How far bytes are trusted. */
export interface IpcReadOptions {
  /**
   * Whether to check offsets, keys and UTF-8 before anybody reads them (default true); what comes from another process or a
   * file should be checked, what this process wrote need not.
   */
  readonly validate?: boolean;
}

/**
 * Reads an Arrow IPC stream or file.
 *
 * Buffers are views of `bytes` where they are aligned: do not write into `bytes` while the batches live. Run-end encoded columns
 * come out plain, and so does their type in the schema; views come out as plain strings under their view type.
 *
 * @throws {DecodeError} if the bytes are truncated or malformed
 * @throws {InvalidDataError} if a column contradicts itself; names column and row
 * @throws {NotSupportedError} for big-endian data and for compression that this runtime lacks
 */
export function readIpc(bytes: Uint8Array, options: IpcReadOptions = {}): IpcContents {
  const reader = new StreamReader(options.validate ?? true);
  if (isFile(bytes)) reader.file(bytes);
  else reader.stream(bytes);
  return reader.contents();
}

/** The schema of a stream or file, without its batches. */
export function readIpcSchema(bytes: Uint8Array): Schema {
  const reader = new StreamReader(false);
  if (isFile(bytes)) reader.footer(bytes);
  else reader.message(messageAt(bytes, 0, bytes));
  return reader.contents().schema;
}

interface Message {
  readonly table: FlatTable;
  readonly sizeBytes: number;
  readonly header: number;
  readonly body: Uint8Array;
  /** First byte after the message. */
  readonly end: number;
}

function isFile(bytes: Uint8Array): boolean {
  return MAGIC.every((byte, i) => bytes[i] === byte);
}

/** The message at `at`, or null at the end of the stream. */
function messageAt(bytes: Uint8Array, at: number, all: Uint8Array): Message | null {
  const view = new DataView(all.buffer, all.byteOffset, all.byteLength);
  if (at === bytes.length) return null;
  if (at + 4 > bytes.length) throw truncated(at);
  let length = view.getUint32(at, true);
  at += 4;
  if (length === CONTINUATION) {
    if (at + 4 > bytes.length) throw truncated(at);
    length = view.getUint32(at, true);
    at += 4;
  }
  if (length === 0) return null;
  if (at + length > bytes.length) throw truncated(at);
  return parseMessage(bytes.subarray(at, at + length), bytes, at + length);
}

function parseMessage(metadata: Uint8Array, bytes: Uint8Array, bodyStart: number): Message {
  const table = FlatTable.root(metadata);
  const version = table.int16(0);
  if (version !== METADATA_V5 && version !== METADATA_V4) {
    throw new NotSupportedError({
      message: `Cannot read Arrow message: it has metadata version ${version + 1}, must be 4 or 5`,
    });
  }
  const bodyLength = table.int64(3);
  if (bodyLength < 0 || bodyStart + bodyLength > bytes.length) throw truncated(bodyStart);
  const body = bytes.subarray(bodyStart, bodyStart + bodyLength);
  return { table, sizeBytes: metadata.length, header: table.uint8(1), body, end: bodyStart + bodyLength };
}

function truncated(offset: number): DecodeError {
  return new DecodeError({ message: `Cannot read Arrow data: it ends within a message at byte ${offset}`, offset });
}

class StreamReader {
  private readonly validate: boolean;
  private readonly ids: DictionaryIds = new Map();
  private readonly dictionaries: Map<number, Column> = new Map();
  /** As the bytes have it, and with run-end encoded types replaced by what they hold. */
  private encoded: Schema | undefined;
  private decoded: Schema | undefined;
  private valueFields: Map<number, Field> = new Map();
  private readonly batches: Batch[] = [];

  constructor(validate: boolean) {
    this.validate = validate;
  }

  contents(): IpcContents {
    if (this.decoded === undefined) throw new DecodeError({ message: "Cannot read Arrow data: it has no schema" });
    return { schema: this.decoded, batches: this.batches };
  }

  stream(bytes: Uint8Array): void {
    for (let at = 0;;) {
      const message = messageAt(bytes, at, bytes);
      if (message === null) return;
      this.message(message);
      at = message.end;
    }
  }

  file(bytes: Uint8Array): void {
    const footer = this.footer(bytes);
    for (const slot of [2, 3]) {
      const blocks = footer.vector(slot, 24);
      for (let i = 0; i < blocks.length; i++) {
        const offset = footer.int64At(blocks.start + 24 * i);
        if (offset < 0 || offset > bytes.length) throw truncated(offset);
        const message = messageAt(bytes, offset, bytes);
        if (message === null) throw truncated(offset);
        this.message(message);
      }
    }
  }

  /** Reads a file's schema from its end. */
  footer(bytes: Uint8Array): FlatTable {
    const tail = bytes.length - 10;
    if (tail < 8 || !MAGIC.every((byte, i) => bytes[tail + 4 + i] === byte)) {
      throw new DecodeError({ message: "Cannot read Arrow file: it does not end in ARROW1, is it truncated?" });
    }
    const length = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength).getInt32(tail, true);
    if (length <= 0 || length > tail - 8) throw truncated(tail);
    const footer = FlatTable.root(bytes.subarray(tail - length, tail));
    const table = footer.table(1);
    if (table === null) throw new DecodeError({ message: "Cannot read Arrow file: its footer has no schema" });
    this.setSchema(table, length);
    return footer;
  }

  message(message: Message | null): void {
    if (message === null) return;
    const header = message.table.table(2);
    if (header === null) throw new DecodeError({ message: "Cannot read Arrow message: it has no header" });
    if (message.header === Header.Schema) {
      if (this.encoded !== undefined) throw new DecodeError({ message: "Cannot read Arrow data: it has two schemas" });
      this.setSchema(header, message.sizeBytes);
    } else if (message.header === Header.DictionaryBatch) {
      this.dictionary(header, message.body);
    } else if (message.header === Header.RecordBatch) {
      this.batch(header, message.body);
    } else {
      throw new NotSupportedError({
        message: `Cannot read Arrow message: it has header type ${message.header}, must be a schema or a batch`,
      });
    }
  }

  private setSchema(table: FlatTable, sizeBytes: number): void {
    this.encoded = readSchema(table, this.ids, sizeBytes);
    for (const [type, id] of this.ids) {
      if (type.id !== "Dictionary") continue;
      this.valueFields.set(id, field("dictionary", type.value));
    }
    const { fields, metadata } = this.encoded;
    this.decoded = schema(fields.map(plainField), metadata);
  }

  private dictionary(table: FlatTable, body: Uint8Array): void {
    const id = table.int64(0);
    const valueField = this.valueFields.get(id);
    const data = table.table(1);
    if (valueField === undefined || data === null) {
      throw new DecodeError({ message: `Cannot read Arrow data: its schema has no dictionary ${id}` });
    }
    const reader = new BodyReader(data, body, this.dictionaries, this.ids);
    let values = reader.column(valueField);
    if (this.validate) validateColumn(values, valueField.name);
    const before = this.dictionaries.get(id);
    if (table.bool(2) && before !== undefined) values = concatColumns([before, values]);
    this.dictionaries.set(id, values);
  }

  private batch(table: FlatTable, body: Uint8Array): void {
    if (this.encoded === undefined || this.decoded === undefined) {
      throw new DecodeError({ message: "Cannot read Arrow data: a batch stands before the schema" });
    }
    const reader = new BodyReader(table, body, this.dictionaries, this.ids);
    const { fields } = this.decoded;
    const columns = this.encoded.fields.map((f, i) => {
      const column = retypeColumn(reader.column(f), fields[i]!.type);
      if (column.length !== reader.length) {
        throw new DecodeError({
          message: `Cannot read column ${
            JSON.stringify(f.name)
          }: it has ${column.length} rows, must be ${reader.length}`,
        });
      }
      if (this.validate) validateColumn(column, f.name);
      return column;
    });
    this.batches.push({ schema: this.decoded, columns, numRows: reader.length });
  }
}

/** The field with run-end encoded types replaced by what they hold: the form in which columns are read. */
function plainField(f: Field): Field {
  const type = plainType(f.type);
  return type === f.type ? f : field(f.name, type, f.nullable, f.metadata);
}

function plainType(type: ArrowType): ArrowType {
  if (type.id === "RunEndEncoded") return plainType(type.values.type);
  if (type.id === "Dictionary") return type;
  return withChildFields(type, childFields(type).map(plainField));
}

const STREAM_OPTIONS: AssembleOptions = { alignment: 64, validityAlways: false };
const RUST_OPTIONS: AssembleOptions = { alignment: 64, validityAlways: true };

/** A message without its body: a `Message` table around the header. */
function message(
  header: number,
  bodyLength: number,
  write: (w: FlatWriter) => FlatOffset,
): Uint8Array {
  const w = new FlatWriter();
  const root = write(w);
  w.startTable();
  w.int16Field(0, METADATA_V5);
  w.uint8Field(1, header);
  w.int64Field(3, bodyLength);
  w.offsetField(2, root);
  return w.finish(w.endTable());
}

function writeBatchTable(w: FlatWriter, body: BodyWriter, numRows: number): FlatOffset {
  const buffers = w.int64s(body.buffers, 2);
  const nodes = w.int64s(body.nodes, 2);
  const variadic = body.variadicCounts.length === 0 ? null : w.int64s(body.variadicCounts);
  w.startTable();
  w.int64Field(0, numRows);
  w.offsetField(1, nodes);
  w.offsetField(2, buffers);
  w.offsetField(4, variadic);
  return w.endTable();
}

/** The dictionaries that columns need and that `known` does not have yet, inner ones before those whose values use them. */
function dictionaryMessages(
  columns: readonly Column[],
  options: AssembleOptions,
  known: Map<number, Column>,
): EncodedMessage[] {
  const out: EncodedMessage[] = [];
  const numbers = new DictionaryNumbers();
  const collect = ({ dictionary }: DictionaryColumn): void => {
    const body = new BodyWriter(options, collect);
    body.column(dictionary);
    const number = numbers.take();
    if (known.get(number) === dictionary) return;
    known.set(number, dictionary);
    const metadata = message(Header.DictionaryBatch, body.bodyBytes, (w) => {
      const data = writeBatchTable(w, body, dictionary.length);
      w.startTable();
      w.int64Field(0, number);
      w.offsetField(1, data);
      return w.endTable();
    });
    out.push({ metadata, body });
  };
  const outer = new BodyWriter(options, collect);
  for (const column of columns) outer.column(column);
  return out;
}

interface EncodedMessage {
  readonly metadata: Uint8Array;
  readonly body: BodyWriter | null;
}

function batchMessage(columns: readonly Column[], numRows: number, options: AssembleOptions): EncodedMessage {
  const body = new BodyWriter(options, () => {});
  for (const column of columns) body.column(column);
  const metadata = message(Header.RecordBatch, body.bodyBytes, (w) => writeBatchTable(w, body, numRows));
  return { metadata, body };
}

/**
 * Writes batches of one schema as an Arrow IPC stream. The result is a fresh array; dictionaries are written when they change.
 */
export function writeIpcStream(contents: { readonly schema: Schema; readonly batches: readonly Batch[] }): Uint8Array {
  const known = new Map<number, Column>();
  const messages: EncodedMessage[] = [{ metadata: schemaMessage(contents.schema), body: null }];
  for (const batch of contents.batches) {
    messages.push(...dictionaryMessages(batch.columns, STREAM_OPTIONS, known));
    messages.push(batchMessage(batch.columns, batch.numRows, STREAM_OPTIONS));
  }
  const sizes = messages.map((m) => Math.ceil((8 + m.metadata.length) / 64) * 64);
  let total = 8;
  messages.forEach((m, i) => total += sizes[i]! + (m.body?.bodyBytes ?? 0));
  const out = newBytes(total);
  const view = new DataView(out.buffer, out.byteOffset, total);
  let at = 0;
  messages.forEach(({ metadata, body }, i) => {
    view.setUint32(at, CONTINUATION, true);
    view.setUint32(at + 4, sizes[i]! - 8, true);
    out.set(metadata, at + 8);
    at += sizes[i]!;
    body?.writeTo(out, at);
    at += body?.bodyBytes ?? 0;
  });
  view.setUint32(at, CONTINUATION, true);
  return out;
}

function schemaMessage(value: Schema): Uint8Array {
  return message(Header.Schema, 0, (w) => writeSchema(w, value, new DictionaryNumbers()));
}

/** A schema as an encapsulated IPC message (continuation, length, `Message`): what readers call schema bytes. */
export function schemaToBytes(value: Schema): Uint8Array {
  const metadata = schemaMessage(value);
  const size = Math.ceil((8 + metadata.length) / 8) * 8;
  const out = new Uint8Array(size);
  const view = new DataView(out.buffer);
  view.setUint32(0, CONTINUATION, true);
  view.setUint32(4, size - 8, true);
  out.set(metadata, 8);
  return out;
}

/** The schema in an encapsulated IPC message, a stream, or a bare `Message`. @throws {DecodeError} */
export function schemaFromBytes(bytes: Uint8Array): Schema {
  const ids: DictionaryIds = new Map();
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const framed = bytes.length >= 8 && view.getUint32(0, true) === CONTINUATION;
  const found = framed ? messageAt(bytes, 0, bytes) : parseMessage(bytes, bytes, bytes.length);
  const table = found?.header === Header.Schema ? found.table.table(2) : null;
  if (!table) throw new DecodeError({ message: "Cannot read Arrow schema: the bytes hold no schema message" });
  return readSchema(table, ids, bytes.length);
}

/** One record batch as DataFusion's protobuf carries it: `Message` bytes without framing, and the body. */
export interface BatchMessage {
  readonly message: Uint8Array;
  readonly body: Uint8Array;
}

/** A batch and the dictionaries that it needs, in the order in which they must be read. */
export interface EncodedBatch extends BatchMessage {
  readonly dictionaries: readonly BatchMessage[];
}

/** One record batch, byte for byte as the Rust library writes it (64-byte alignment, a bitmap for every column). */
export function encodeBatchMessage(columns: readonly Column[], numRows: number): EncodedBatch {
  const dictionaries = dictionaryMessages(columns, RUST_OPTIONS, new Map());
  const main = batchMessage(columns, numRows, RUST_OPTIONS);
  return {
    message: main.metadata,
    body: main.body!.body(),
    dictionaries: dictionaries.map((d) => ({ message: d.metadata, body: d.body!.body() })),
  };
}

/**
 * The columns of one record batch message. Dictionary types of `fields` are numbered depth first from 0, inner ones before the
 * dictionary around them, as {@linkcode encodeBatchMessage} and the Rust library do.
 *
 * @throws {DecodeError} @throws {InvalidDataError}
 */
export function decodeBatchMessage(
  fields: readonly Field[],
  encoded: BatchMessage & { readonly dictionaries?: readonly BatchMessage[] },
): { readonly columns: readonly Column[]; readonly numRows: number } {
  const ids: DictionaryIds = new Map();
  const numbered = fields.map((f) => numberedField(f, ids));
  const dictionaries = new Map<number, Column>();
  for (const { message, body } of encoded.dictionaries ?? []) {
    const found = parseBare(message, body, Header.DictionaryBatch);
    const id = found.int64(0);
    const type = [...ids].find(([, number]) => number === id)?.[0];
    const data = found.table(1);
    if (type?.id !== "Dictionary" || data === null) {
      throw new DecodeError({ message: `Cannot read Arrow data: its schema has no dictionary ${id}` });
    }
    refuseCompression(data);
    const values = new BodyReader(data, body, dictionaries, ids).column(field("dictionary", type.value));
    validateColumn(values, "dictionary");
    dictionaries.set(id, values);
  }
  const table = parseBare(encoded.message, encoded.body, Header.RecordBatch);
  refuseCompression(table);
  const reader = new BodyReader(table, encoded.body, dictionaries, ids);
  const columns = numbered.map((f, i) => {
    const column = retypeColumn(reader.column(f), plainType(fields[i]!.type));
    if (column.length !== reader.length) {
      throw new DecodeError({
        message: `Cannot read column ${JSON.stringify(f.name)}: it has ${column.length} rows, must be ${reader.length}`,
      });
    }
    validateColumn(column, f.name);
    return column;
  });
  return { columns, numRows: reader.length };
}

/** Nobody compresses single values, and few bytes must not become many. */
function refuseCompression(batch: FlatTable): void {
  if (batch.table(3) === null) return;
  throw new DecodeError({ message: "Cannot read Arrow message: it is compressed, must be plain" });
}

function parseBare(metadata: Uint8Array, body: Uint8Array, header: number): FlatTable {
  const found = parseMessage(metadata, body, 0);
  const table = found.header === header ? found.table.table(2) : null;
  if (table === null) throw new DecodeError({ message: "Cannot read Arrow message: it is not the expected batch" });
  return table;
}

/** A copy of the field in which every dictionary type is an object of its own, which `ids` leads to its number. */
function numberedField(f: Field, ids: DictionaryIds): Field {
  const numbered = (type: ArrowType): ArrowType => {
    if (type.id === "Dictionary") {
      const own = dictionaryType(type.key, numbered(type.value));
      ids.set(own, ids.size);
      return own;
    }
    return withChildFields(type, childFields(type).map((child) => numberedField(child, ids)));
  };
  return field(f.name, numbered(f.type), f.nullable, f.metadata);
}
