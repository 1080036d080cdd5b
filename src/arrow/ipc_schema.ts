import { DecodeError, NotSupportedError } from "../errors.ts";
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
  type SimpleTypeId,
  structType,
  T,
  timestampType,
  timeType,
  type TimeUnit,
} from "./arrow_type.ts";
import { type Field, field, type Metadata, type Schema, schema } from "./field.ts";
import type { FlatTable } from "./flatbuffer_reader.ts";
import type { FlatOffset, FlatWriter } from "./flatbuffer_writer.ts";

/** Tags of the `Type` union in Arrow's `Schema.fbs`. */
const Tag = {
  Null: 1,
  Int: 2,
  FloatingPoint: 3,
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
  RunEndEncoded: 22,
  BinaryView: 23,
  Utf8View: 24,
  ListView: 25,
  LargeListView: 26,
} as const;

const TIME_UNITS: readonly TimeUnit[] = ["s", "ms", "us", "ns"];
const INTERVAL_UNITS: readonly IntervalUnit[] = ["YearMonth", "DayTime", "MonthDayNano"];
const FLOATS: readonly SimpleTypeId[] = ["Float16", "Float32", "Float64"];
const DECIMALS: Readonly<Record<number, DecimalTypeId>> = {
  32: "Decimal32",
  64: "Decimal64",
  128: "Decimal128",
  256: "Decimal256",
};
/** Types nested deeper than this are refused: reading and evaluating them recurses. */
const MAX_DEPTH = 64;

/** Which dictionary a dictionary type's values are in; by the identity of the type, which is fresh for every schema read. */
export type DictionaryIds = Map<ArrowType, number>;

/** Reads `Schema` tables. */
export function readSchema(table: FlatTable, ids: DictionaryIds, sizeBytes: number): Schema {
  if (table.int16(0) !== 0) {
    throw new NotSupportedError({ message: "Cannot read Arrow data: it is big-endian, must be little-endian" });
  }
  // Tables may be shared inside a flatbuffer, so that few bytes describe a huge tree: no honest field takes less than 8 bytes.
  const budget = { fields: Math.ceil(sizeBytes / 8) };
  const vector = table.vector(1, 4);
  const fields: Field[] = [];
  for (let i = 0; i < vector.length; i++) fields.push(readField(table.tableIn(vector, i), ids, 0, budget));
  return schema(fields, readMetadata(table, 2, budget));
}

function readMetadata(table: FlatTable, slot: number, budget: { fields: number }): Metadata {
  const vector = table.vector(slot, 4);
  const entries: [string, string][] = [];
  for (let i = 0; i < vector.length; i++) {
    spend(budget);
    const pair = table.tableIn(vector, i);
    entries.push([pair.string(0) ?? "", pair.string(1) ?? ""]);
  }
  return Object.fromEntries(entries);
}

function spend(budget: { fields: number }): void {
  if (--budget.fields < 0) throw invalid("it describes more fields than its bytes can hold");
}

function readField(table: FlatTable, ids: DictionaryIds, depth: number, budget: { fields: number }): Field {
  spend(budget);
  if (depth > MAX_DEPTH) throw invalid(`its types are nested deeper than ${MAX_DEPTH} levels`);
  const vector = table.vector(5, 4);
  const children: Field[] = [];
  for (let i = 0; i < vector.length; i++) children.push(readField(table.tableIn(vector, i), ids, depth + 1, budget));
  const name = table.string(0) ?? "";
  let type = readType(table.uint8(2), table.table(3), children, name);
  const dictionary = table.table(4);
  if (dictionary !== null) {
    const index = dictionary.table(1);
    const key = index === null ? T.Int32 : intType(index.int32(0), index.bool(1), name);
    // A type of its own, never one of the shared instances: its identity leads to the dictionary.
    type = dictionaryType(key, type);
    ids.set(type, dictionary.int64(0));
  }
  return field(name, type, table.bool(1), readMetadata(table, 6, budget));
}

function readType(tag: number, table: FlatTable | null, children: readonly Field[], name: string): ArrowType {
  if (table === null) throw invalid(`field ${JSON.stringify(name)} has no type`);
  const child = (index: number): Field => {
    const found = children[index];
    if (!found) throw invalid(`field ${JSON.stringify(name)} has ${children.length} children, needs ${index + 1}`);
    return found;
  };
  switch (tag) {
    case Tag.Null:
      return T.Null;
    case Tag.Int:
      return intType(table.int32(0), table.bool(1), name);
    case Tag.FloatingPoint:
      return T[known(FLOATS[table.int16(0)], name) as "Float64"];
    case Tag.Binary:
      return T.Binary;
    case Tag.Utf8:
      return T.Utf8;
    case Tag.Bool:
      return T.Boolean;
    case Tag.Decimal: {
      const id = known(DECIMALS[table.int32(2, 128)], name);
      return decimalType(table.int32(0), table.int32(1), id);
    }
    case Tag.Date:
      return table.int16(0, 1) === 0 ? T.Date32 : T.Date64;
    case Tag.Time:
      return timeType(known(TIME_UNITS[table.int16(0, 1)], name));
    case Tag.Timestamp:
      return timestampType(known(TIME_UNITS[table.int16(0)], name), table.string(1) || null);
    case Tag.Interval:
      return intervalType(known(INTERVAL_UNITS[table.int16(0)], name));
    case Tag.List:
      return listType(child(0));
    case Tag.Struct:
      return structType(children);
    case Tag.Union: {
      const ids = table.vector(1, 4);
      const typeIds = ids.length === 0
        ? children.map((_, i) => i)
        : Array.from({ length: ids.length }, (_, i) => table.int32At(ids.start + 4 * i));
      const valid = typeIds.length === children.length && typeIds.every((id) => id >= 0 && id < 128) &&
        new Set(typeIds).size === typeIds.length;
      if (!valid) throw invalid(`union ${JSON.stringify(name)} has wrong type ids`);
      return Object.freeze({
        id: "Union",
        mode: table.int16(0) === 0 ? "Sparse" : "Dense",
        typeIds: Object.freeze(typeIds),
        fields: Object.freeze([...children]),
      });
    }
    case Tag.FixedSizeBinary:
      return fixedSizeBinaryType(size(table.int32(0), name));
    case Tag.FixedSizeList:
      return fixedSizeListType(child(0), size(table.int32(0), name));
    case Tag.Map: {
      const entries = child(0);
      if (entries.type.id !== "Struct" || entries.type.fields.length !== 2) {
        throw invalid(`map ${JSON.stringify(name)} has no struct of key and value`);
      }
      return mapType(entries, table.bool(0));
    }
    case Tag.Duration:
      return durationType(known(TIME_UNITS[table.int16(0, 1)], name));
    case Tag.LargeBinary:
      return T.LargeBinary;
    case Tag.LargeUtf8:
      return T.LargeUtf8;
    case Tag.LargeList:
      return listType(child(0), "LargeList");
    case Tag.RunEndEncoded:
      return Object.freeze({ id: "RunEndEncoded", runEnds: child(0), values: child(1) });
    case Tag.BinaryView:
      return T.BinaryView;
    case Tag.Utf8View:
      return T.Utf8View;
    case Tag.ListView:
      return listType(child(0), "ListView");
    case Tag.LargeListView:
      return listType(child(0), "LargeListView");
    default:
      throw new NotSupportedError({
        message: `Cannot read Arrow schema: field ${JSON.stringify(name)} has the unknown type number ${tag}`,
      });
  }
}

function intType(bits: number, signed: boolean, name: string): ArrowType {
  switch (bits) {
    case 8:
      return signed ? T.Int8 : T.UInt8;
    case 16:
      return signed ? T.Int16 : T.UInt16;
    case 32:
      return signed ? T.Int32 : T.UInt32;
    case 64:
      return signed ? T.Int64 : T.UInt64;
    default:
      throw invalid(`field ${JSON.stringify(name)} has integers of ${bits} bits`);
  }
}

function size(value: number, name: string): number {
  if (value < 0) throw invalid(`field ${JSON.stringify(name)} has the size ${value}`);
  return value;
}

function known<V>(value: V | undefined, name: string): V {
  if (value === undefined) throw invalid(`field ${JSON.stringify(name)} has an unknown unit or width`);
  return value;
}

function invalid(what: string): DecodeError {
  return new DecodeError({ message: `Cannot read Arrow schema: ${what}` });
}

/** Numbers dictionaries: those inside a dictionary's values before it, as the Rust library does, so that all sides agree. */
export class DictionaryNumbers {
  private next = 0;
  /** Gives the number of the next dictionary. */
  take(): number {
    return this.next++;
  }
}

/** Writes a `Schema` table; dictionaries are numbered depth first, inner ones before the dictionary around them. */
export function writeSchema(writer: FlatWriter, value: Schema, numbers: DictionaryNumbers): FlatOffset {
  const metadata = writeMetadata(writer, value.metadata);
  const fields = writer.offsets(value.fields.map((f) => writeField(writer, f, numbers)));
  writer.startTable();
  writer.offsetField(1, fields);
  writer.offsetField(2, metadata);
  return writer.endTable();
}

function writeMetadata(writer: FlatWriter, metadata: Metadata | undefined): FlatOffset | null {
  const keys = Object.keys(metadata ?? {}).sort();
  if (keys.length === 0) return null;
  return writer.offsets(keys.map((key) => {
    const k = writer.string(key);
    const v = writer.string(metadata![key]!);
    writer.startTable();
    writer.offsetField(0, k);
    writer.offsetField(1, v);
    return writer.endTable();
  }));
}

function writeField(writer: FlatWriter, value: Field, numbers: DictionaryNumbers): FlatOffset {
  const metadata = writeMetadata(writer, value.metadata);
  const name = writer.string(value.name);
  const type = value.type.id === "Dictionary" ? value.type.value : value.type;
  if (type.id === "Dictionary") {
    throw new NotSupportedError({
      message: `Cannot write Arrow schema: field ${JSON.stringify(value.name)} is a dictionary of dictionaries`,
    });
  }
  const children = childFields(type).map((child) => writeField(writer, child, numbers));
  const written = writeType(writer, type, children);
  const dictionary = value.type.id === "Dictionary" ? writeDictionary(writer, value.type.key, numbers.take()) : null;
  writer.startTable();
  writer.offsetField(0, name);
  writer.offsetField(4, dictionary);
  writer.uint8Field(2, written.tag);
  writer.boolField(1, value.nullable);
  writer.offsetField(5, written.children);
  writer.offsetField(3, written.offset);
  writer.offsetField(6, metadata);
  return writer.endTable();
}

function writeDictionary(writer: FlatWriter, key: ArrowType, number: number): FlatOffset {
  const index = writeIntType(writer, key);
  writer.startTable();
  // Zero is a number as good as any: written, although it is what an absent id means.
  writer.int64Field(0, number, -1);
  writer.offsetField(1, index);
  return writer.endTable();
}

function writeIntType(writer: FlatWriter, type: ArrowType): FlatOffset {
  writer.startTable();
  writer.boolField(1, type.id[0] === "I");
  writer.int32Field(0, Number(type.id.replace(/\D+/, "")));
  return writer.endTable();
}

/** The children that a type has in a schema, in order. */
export function childFields(type: ArrowType): readonly Field[] {
  switch (type.id) {
    case "List":
    case "LargeList":
    case "ListView":
    case "LargeListView":
    case "FixedSizeList":
      return [type.item];
    case "Struct":
    case "Union":
      return type.fields;
    case "Map":
      return [type.entries];
    case "RunEndEncoded":
      return [type.runEnds, type.values];
    default:
      return [];
  }
}

/** The type with other children, given in the order of {@linkcode childFields}; the same object where they are the same. */
export function withChildFields(type: ArrowType, children: readonly Field[]): ArrowType {
  const before = childFields(type);
  if (children.every((child, i) => child === before[i])) return type;
  switch (type.id) {
    case "List":
    case "LargeList":
    case "ListView":
    case "LargeListView":
    case "FixedSizeList":
      return Object.freeze({ ...type, item: children[0]! });
    case "Struct":
    case "Union":
      return Object.freeze({ ...type, fields: Object.freeze([...children]) });
    case "Map":
      return Object.freeze({ ...type, entries: children[0]! });
    case "RunEndEncoded":
      return Object.freeze({ ...type, runEnds: children[0]!, values: children[1]! });
    default:
      return type;
  }
}

interface WrittenType {
  readonly tag: number;
  readonly offset: FlatOffset;
  readonly children: FlatOffset;
}

function writeType(w: FlatWriter, type: ArrowType, children: readonly FlatOffset[]): WrittenType {
  const list = w.offsets(children);
  const done = (tag: number): WrittenType => ({ tag, offset: w.endTable(), children: list });
  switch (type.id) {
    case "Int8":
    case "Int16":
    case "Int32":
    case "Int64":
    case "UInt8":
    case "UInt16":
    case "UInt32":
    case "UInt64":
      return { tag: Tag.Int, offset: writeIntType(w, type), children: list };
    case "Float16":
    case "Float32":
    case "Float64":
      w.startTable();
      w.int16Field(0, FLOATS.indexOf(type.id));
      return done(Tag.FloatingPoint);
    case "Decimal32":
    case "Decimal64":
    case "Decimal128":
    case "Decimal256":
      w.startTable();
      w.int32Field(2, Number(type.id.slice(7)), 128);
      w.int32Field(1, type.scale);
      w.int32Field(0, type.precision);
      return done(Tag.Decimal);
    case "Date32":
    case "Date64":
      w.startTable();
      w.int16Field(0, type.id === "Date32" ? 0 : 1, 1);
      return done(Tag.Date);
    case "Time32":
    case "Time64":
      w.startTable();
      w.int32Field(1, type.id === "Time32" ? 32 : 64, 32);
      w.int16Field(0, TIME_UNITS.indexOf(type.unit), 1);
      return done(Tag.Time);
    case "Timestamp": {
      const zone = type.timezone === null ? null : w.string(type.timezone);
      w.startTable();
      w.offsetField(1, zone);
      w.int16Field(0, TIME_UNITS.indexOf(type.unit));
      return done(Tag.Timestamp);
    }
    case "Interval":
      w.startTable();
      w.int16Field(0, INTERVAL_UNITS.indexOf(type.unit));
      return done(Tag.Interval);
    case "Duration":
      w.startTable();
      w.int16Field(0, TIME_UNITS.indexOf(type.unit), 1);
      return done(Tag.Duration);
    case "FixedSizeBinary":
      w.startTable();
      w.int32Field(0, type.byteWidth);
      return done(Tag.FixedSizeBinary);
    case "FixedSizeList":
      w.startTable();
      w.int32Field(0, type.size);
      return done(Tag.FixedSizeList);
    case "Map":
      w.startTable();
      w.boolField(0, type.keysSorted);
      return done(Tag.Map);
    case "Union": {
      const ids = w.int32s(type.typeIds);
      w.startTable();
      w.offsetField(1, ids);
      w.int16Field(0, type.mode === "Sparse" ? 0 : 1);
      return done(Tag.Union);
    }
    case "Dictionary":
      throw new TypeError("a dictionary's values and keys are written by their field");
    default:
      w.startTable();
      return done(type.id === "Boolean" ? Tag.Bool : Tag[type.id]);
  }
}
