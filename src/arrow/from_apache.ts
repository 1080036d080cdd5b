import type {
  Data as ApacheData,
  DataType as ApacheType,
  Field as ApacheField,
  RecordBatch as ApacheBatch,
  Schema as ApacheSchema,
  Table as ApacheTable,
  Vector as ApacheVector,
} from "apache-arrow";
import { InvalidDataError, NotSupportedError, ResourcesExhaustedError } from "../errors.ts";
import { newBytes, newInt32 } from "./allocate.ts";
import {
  type ArrowType,
  decimalType,
  type DecimalTypeId,
  dictionaryType,
  durationType,
  fixedSizeBinaryType,
  fixedSizeListType,
  intervalType,
  type IntervalUnit,
  listType,
  mapType,
  structType,
  T,
  timestampType,
  timeType,
  type TimeUnit,
} from "./arrow_type.ts";
import { bitmapBytes, sliceBits } from "./bitmap.ts";
import type { Batch, Column, PrimitiveValues } from "./column.ts";
import { concatColumns } from "./concat_columns.ts";
import { type Field, field, type Metadata, type Schema, schema } from "./field.ts";
import { emptyColumn } from "./fill_column.ts";
import { keysToInt32, viewsToBytes } from "./ipc_body.ts";
import { type PrimitiveKind, primitiveKind, strideOf } from "./layout.ts";
import {
  booleanColumn,
  bytesColumn,
  dictionaryColumn,
  fixedBytesColumn,
  fixedListColumn,
  listColumn,
  nullTypeColumn,
  primitiveColumn,
  structColumn,
  unionColumn,
  wideColumn,
} from "./make_column.ts";
import { sliceColumn } from "./slice_column.ts";
import { validateColumn } from "./validate.ts";

/**
 * apache-arrow's classes → our types and columns.
 *
 * Objects are told apart by what they carry (`typeId`, `fields`, `data`), never by `instanceof`: a user's copy of apache-arrow need
 * not be ours. Buffers are shared, not copied, wherever the layouts agree, and never detached.
 */

/** `Type` of apache-arrow, as far as types have numbers of their own; stable across its versions. */
const Id = {
  Null: 1,
  Int: 2,
  Float: 3,
  Binary: 4,
  Utf8: 5,
  Bool: 6,
  Decimal: 7,
  Date: 8,
  Time: 9,
  Timestamp: 10,
  Interval: 11,
  List: 12,
  Struct: 13,
  Union: 14,
  FixedSizeBinary: 15,
  FixedSizeList: 16,
  Map: 17,
  Duration: 18,
  LargeBinary: 19,
  LargeUtf8: 20,
  LargeList: 21,
  BinaryView: 23,
  Utf8View: 24,
  Dictionary: -1,
} as const;

const TIME_UNITS: readonly TimeUnit[] = ["s", "ms", "us", "ns"];
const INTERVAL_UNITS: readonly IntervalUnit[] = ["YearMonth", "DayTime", "MonthDayNano"];
const FLOATS: readonly ArrowType[] = [T.Float16, T.Float32, T.Float64];

/** What apache-arrow's types carry, by the type number that they have. */
interface TypeParts {
  readonly typeId: number;
  readonly bitWidth: number;
  readonly isSigned: boolean;
  readonly precision: number;
  readonly scale: number;
  readonly unit: number;
  readonly timezone?: string | null;
  readonly byteWidth: number;
  readonly listSize: number;
  readonly keysSorted: boolean;
  readonly mode: number;
  readonly typeIds: Iterable<number>;
  readonly children: readonly ApacheField[];
  readonly indices: ApacheType;
  readonly dictionary: ApacheType;
}

/** Whether something is a type of apache-arrow, of whatever version. */
export function isApacheType(value: unknown): value is ApacheType {
  return typeof value === "object" && value !== null && typeof (value as TypeParts).typeId === "number" &&
    !("type" in value); // fields, vectors and chunks carry the number of their type, too
}

/** Our type for a type of apache-arrow. @throws {NotSupportedError} for type numbers that are not known */
export function fromApacheType(type: ApacheType): ArrowType {
  const t = type as unknown as TypeParts;
  switch (t.typeId) {
    case Id.Null:
      return T.Null;
    case Id.Int: {
      const ids = t.isSigned ? [T.Int8, T.Int16, T.Int32, T.Int64] : [T.UInt8, T.UInt16, T.UInt32, T.UInt64];
      return ids[Math.log2(t.bitWidth) - 3]!;
    }
    case Id.Float:
      return FLOATS[t.precision]!;
    case Id.Binary:
      return T.Binary;
    case Id.Utf8:
      return T.Utf8;
    case Id.Bool:
      return T.Boolean;
    case Id.Decimal:
      return decimalType(t.precision, t.scale, `Decimal${t.bitWidth ?? 128}` as DecimalTypeId);
    case Id.Date:
      return t.unit === 0 ? T.Date32 : T.Date64;
    case Id.Time:
      return timeType(TIME_UNITS[t.unit]!);
    case Id.Timestamp:
      return timestampType(TIME_UNITS[t.unit]!, t.timezone || null);
    case Id.Interval:
      return intervalType(INTERVAL_UNITS[t.unit]!);
    case Id.List:
      return listType(fromApacheField(t.children[0]!));
    case Id.LargeList:
      return listType(fromApacheField(t.children[0]!), "LargeList");
    case Id.Struct:
      return structType(t.children.map(fromApacheField));
    case Id.Union:
      return Object.freeze({
        id: "Union",
        mode: t.mode === 1 ? "Dense" : "Sparse",
        typeIds: Object.freeze([...t.typeIds]),
        fields: Object.freeze(t.children.map(fromApacheField)),
      });
    case Id.FixedSizeBinary:
      return fixedSizeBinaryType(t.byteWidth);
    case Id.FixedSizeList:
      return fixedSizeListType(fromApacheField(t.children[0]!), t.listSize);
    case Id.Map:
      return mapType(fromApacheField(t.children[0]!), t.keysSorted);
    case Id.Duration:
      return durationType(TIME_UNITS[t.unit]!);
    case Id.LargeBinary:
      return T.LargeBinary;
    case Id.LargeUtf8:
      return T.LargeUtf8;
    case Id.BinaryView:
      return T.BinaryView;
    case Id.Utf8View:
      return T.Utf8View;
    case Id.Dictionary:
      return dictionaryType(fromApacheType(t.indices), fromApacheType(t.dictionary));
    default:
      throw new NotSupportedError({
        message: `Cannot read type "${String(type)}": apache-arrow's type number ${t.typeId} is not known`,
      });
  }
}

/** Our field for a field of apache-arrow. */
export function fromApacheField(f: ApacheField): Field {
  return field(f.name, fromApacheType(f.type), f.nullable, fromApacheMetadata(f.metadata));
}

function fromApacheMetadata(metadata: ReadonlyMap<string, string> | null | undefined): Metadata | undefined {
  return metadata && metadata.size > 0 ? Object.freeze(Object.fromEntries(metadata)) : undefined;
}

/** Our schema for a schema of apache-arrow. */
export function fromApacheSchema(value: ApacheSchema): Schema {
  return schema(value.fields.map(fromApacheField), fromApacheMetadata(value.metadata));
}

/** Whether something is a table, record batch, vector or chunk of apache-arrow, of whatever version. */
export function isApacheTable(value: unknown): value is ApacheTable {
  return hasKeys(value, "schema", "batches");
}
/** See {@linkcode isApacheTable}. */
export function isApacheBatch(value: unknown): value is ApacheBatch {
  return hasKeys(value, "schema", "data") && !Array.isArray((value as ApacheBatch).data);
}
/** See {@linkcode isApacheTable}. */
export function isApacheVector(value: unknown): value is ApacheVector {
  return hasKeys(value, "type", "data") && Array.isArray((value as ApacheVector).data);
}
/** See {@linkcode isApacheTable}. */
export function isApacheData(value: unknown): value is ApacheData {
  return hasKeys(value, "type", "values", "nullBitmap") && !("layout" in (value as object));
}

function hasKeys(value: unknown, ...keys: string[]): boolean {
  return typeof value === "object" && value !== null && keys.every((key) => key in value);
}

const CONSTRUCTORS: {
  readonly [K in PrimitiveKind]: new (buffer: ArrayBufferLike, byteOffset: number, length: number) => PrimitiveValues;
} = {
  Int8: Int8Array,
  Int16: Int16Array,
  Int32: Int32Array,
  Int64: BigInt64Array,
  UInt8: Uint8Array,
  UInt16: Uint16Array,
  UInt32: Uint32Array,
  UInt64: BigUint64Array,
  Float32: Float32Array,
  Float64: Float64Array,
};

/** Converted dictionaries: batches that share one there share one here. */
const dictionaries = new WeakMap<object, Column>();

/**
 * One chunk of apache-arrow as a column that shares its buffers.
 *
 * @param name what messages call the column
 * @throws {InvalidDataError} if buffers are too short or offsets wrong; UTF-8 is not checked
 */
export function fromApacheData(data: ApacheData, name = "column"): Column {
  const column = convert(data, fromApacheType(data.type), name);
  validateColumn(column, name, { utf8: false });
  return column;
}

function convert(data: ApacheData, type: ArrowType, name: string): Column {
  const { length } = data;
  if (type.id === "Null") return nullTypeColumn(length);
  if (type.id === "Union") return convertUnion(data, type, name);
  const validity = validityOf(data, name);
  switch (type.id) {
    case "Boolean": {
      const values = bytesOf(data.values, name);
      return booleanColumn(sliceChecked(values, data.offset, length, name), length, validity, undefined, type);
    }
    case "Utf8":
    case "Binary":
      return bytesColumn(type, offsetsOf(data, length, false, name), dataBytes(data, name), validity);
    case "LargeUtf8":
    case "LargeBinary":
      return bytesColumn(type, offsetsOf(data, length, true, name), dataBytes(data, name), validity);
    case "Utf8View":
    case "BinaryView": {
      const views = typedView(Int32Array, data.values, 4 * length, name) as Int32Array;
      const buffers = (data.variadicBuffers ?? []).map((buffer) => bytesOf(buffer, name));
      return viewsToBytes(type, views, buffers, length, validity, name);
    }
    case "FixedSizeBinary":
      return fixedBytesColumn(type, bytesOf(data.values, name), validity, undefined, length);
    case "Decimal128":
    case "Decimal256":
      return wideColumn(type, wideValues(data, strideOf(type) * length, name), validity);
    case "Interval":
      if (type.unit !== "YearMonth") return wideColumn(type, wideValues(data, strideOf(type) * length, name), validity);
      break;
    case "List":
    case "Map": {
      const offsets = offsetsOf(data, length, false, name);
      return listColumn(offsets, childOf(data, type, 0, name), validity, undefined, type);
    }
    case "LargeList": {
      const offsets = offsetsOf(data, length, true, name);
      return listColumn(offsets, childOf(data, type, 0, name), validity, undefined, type);
    }
    case "FixedSizeList": {
      const child = cut(childOf(data, type, 0, name), length * type.size, name);
      return fixedListColumn(type.size, length, child, validity, undefined, type);
    }
    case "Struct": {
      const children = type.fields.map((_, i) => cut(childOf(data, type, i, name), length, name));
      return structColumn(type.fields, children, validity, undefined, length, type);
    }
    case "Dictionary": {
      const dictionary = dictionaryOf(data, type.value, name);
      const values = typedView(CONSTRUCTORS[primitiveKind(type.key)], data.values, length, name);
      const direct = values instanceof Int32Array && validity === null;
      const keys = direct ? values : keysToInt32(values, validity, length, dictionary.length, name);
      if (direct) validateKeys(keys, dictionary.length, name);
      return dictionaryColumn(type, keys, dictionary, validity);
    }
  }
  const values = typedView(CONSTRUCTORS[primitiveKind(type)], data.values, length, name);
  return primitiveColumn(type, values, validity, undefined, length);
}

function validateKeys(keys: Int32Array, entries: number, name: string): void {
  for (let i = 0; i < keys.length; i++) {
    if (keys[i]! < 0 || keys[i]! >= entries) {
      throw new InvalidDataError({
        message: `Cannot read column ${JSON.stringify(name)}: row ${i} has the dictionary key ${keys[i]}, ` +
          `must be below ${entries}`,
        column: name,
        row: i,
      });
    }
  }
}

function convertUnion(data: ApacheData, type: ArrowType & { id: "Union" }, name: string): Column {
  const typeIds = typedView(Int8Array, data.typeIds, data.length, name) as Int8Array;
  const dense = type.mode === "Dense";
  const offsets = dense ? typedView(Int32Array, data.valueOffsets, data.length, name) as Int32Array : null;
  const children = type.fields.map((_, i) => {
    const child = childOf(data, type, i, name);
    return dense ? child : cut(child, data.length, name);
  });
  return unionColumn(type, typeIds, offsets, children);
}

function childOf(data: ApacheData, type: ArrowType, index: number, name: string): Column {
  const childType = type.id === "Struct" || type.id === "Union"
    ? type.fields[index]!.type
    : type.id === "Map"
    ? type.entries.type
    : (type as { item: Field }).item.type;
  // Batches without rows may come without children.
  const child = data.children[index] as ApacheData | undefined;
  return child === undefined ? emptyColumn(childType) : convert(child, childType, `${name}.${index}`);
}

function cut(child: Column, length: number, name: string): Column {
  if (child.length < length) throw invalid(name, `a child has ${child.length} rows, must be at least ${length}`);
  return sliceColumn(child, 0, length);
}

function dictionaryOf(data: ApacheData, type: ArrowType, name: string): Column {
  const vector = data.dictionary as ApacheVector | undefined;
  if (!vector) return emptyColumn(type);
  const known = dictionaries.get(vector);
  if (known) return known;
  const chunks = vector.data.map((chunk) => convert(chunk, type, `${name}.dictionary`));
  const column = chunks.length === 0 ? emptyColumn(type) : concatColumns(chunks);
  dictionaries.set(vector, column);
  return column;
}

function validityOf(data: ApacheData, name: string): Uint8Array | null {
  const bitmap = data.nullBitmap as Uint8Array | null | undefined;
  if (!bitmap || bitmap.length === 0 || data.nullCount === 0) return null;
  return sliceChecked(bytesOf(bitmap, name), data.offset, data.length, name);
}

function sliceChecked(bits: Uint8Array, offset: number, length: number, name: string): Uint8Array {
  if (bits.length < bitmapBytes(offset + length)) {
    throw invalid(name, `a bitmap has ${bits.length} bytes, must be at least ${bitmapBytes(offset + length)}`);
  }
  return sliceBits(bits, offset, length);
}

function bytesOf(view: unknown, name: string): Uint8Array {
  if (view === undefined || view === null) return new Uint8Array(0);
  if (!ArrayBuffer.isView(view)) throw invalid(name, "its buffer is no typed array");
  return new Uint8Array(view.buffer, view.byteOffset, view.byteLength);
}

function dataBytes(data: ApacheData, name: string): Uint8Array {
  return bytesOf(data.values, name);
}

function wideValues(data: ApacheData, words: number, name: string): Int32Array {
  return typedView(Int32Array, data.values, words, name) as Int32Array;
}

/** The buffer as the wanted kind of array: a view, or a copy where it is not aligned. */
function typedView(
  constructor: new (buffer: ArrayBufferLike, byteOffset: number, length: number) => PrimitiveValues,
  view: unknown,
  length: number,
  name: string,
): PrimitiveValues {
  const width = (constructor as unknown as { BYTES_PER_ELEMENT: number }).BYTES_PER_ELEMENT;
  let bytes = bytesOf(view, name);
  if (bytes.length < length * width) {
    throw invalid(name, `a buffer has ${bytes.length} bytes, must be at least ${length * width}`);
  }
  if (bytes.byteOffset % width !== 0) {
    const copy = newBytes(length * width);
    copy.set(bytes.subarray(0, length * width));
    bytes = copy;
  }
  return new constructor(bytes.buffer, bytes.byteOffset, length);
}

function offsetsOf(data: ApacheData, length: number, large: boolean, name: string): Int32Array {
  if (length === 0) return newInt32(1);
  if (!large) return typedView(Int32Array, data.valueOffsets, length + 1, name) as Int32Array;
  const words = typedView(Int32Array, data.valueOffsets, 2 * (length + 1), name) as Int32Array;
  const out = newInt32(length + 1);
  for (let i = 0; i <= length; i++) {
    if (words[2 * i + 1] !== 0 || words[2 * i]! < 0) {
      throw new ResourcesExhaustedError({
        message: `Cannot read column ${JSON.stringify(name)}: its offsets pass 2147483647 at row ${i}`,
        remedy: "pass the column in smaller batches",
      });
    }
    out[i] = words[2 * i]!;
  }
  return out;
}

function invalid(name: string, what: string): InvalidDataError {
  return new InvalidDataError({ message: `Cannot read column ${JSON.stringify(name)}: ${what}`, column: name });
}

/** A vector as one column: shares buffers where it has one chunk, else joins the chunks. */
export function fromApacheVector(vector: ApacheVector, name = "column"): Column {
  const chunks = vector.data.map((chunk) => fromApacheData(chunk, name));
  return chunks.length === 0 ? emptyColumn(fromApacheType(vector.type)) : concatColumns(chunks);
}

/** A record batch. Buffers are shared. */
export function fromApacheBatch(batch: ApacheBatch, known?: Schema): Batch {
  const ours = known ?? fromApacheSchema(batch.schema);
  const columns = ours.fields.map((f, i) => {
    const data = batch.data.children[i];
    if (data === undefined) throw invalid(f.name, "the batch has no data for it");
    return fromApacheData(data, f.name);
  });
  return { schema: ours, columns, numRows: batch.data.length };
}

/** The schema and batches of a table. Buffers are shared. */
export function fromApacheTable(table: ApacheTable): { readonly schema: Schema; readonly batches: readonly Batch[] } {
  const ours = fromApacheSchema(table.schema);
  return { schema: ours, batches: table.batches.map((batch) => fromApacheBatch(batch, ours)) };
}
