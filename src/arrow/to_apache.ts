import * as apache from "apache-arrow";
import { NotSupportedError } from "../errors.ts";
import { newInt64 } from "./allocate.ts";
import type { ArrowType, IntervalUnit, TimeUnit } from "./arrow_type.ts";
import type { Batch, Column } from "./column.ts";
import type { Field, Metadata, Schema } from "./field.ts";
import { bytesToViews } from "./ipc_assemble.ts";
import { newValues } from "./layout.ts";
import { sliceColumn } from "./slice_column.ts";

/**
 * Our types and columns → apache-arrow's classes. Buffers are shared wherever the layouts agree; apache-arrow's builders are never
 * used: they compile code at run time, which pages may forbid.
 */

const TIME_UNITS: { readonly [K in TimeUnit]: apache.TimeUnit } = {
  s: apache.TimeUnit.SECOND,
  ms: apache.TimeUnit.MILLISECOND,
  us: apache.TimeUnit.MICROSECOND,
  ns: apache.TimeUnit.NANOSECOND,
};
const INTERVAL_UNITS: { readonly [K in IntervalUnit]: () => apache.DataType } = {
  YearMonth: () => new apache.IntervalYearMonth(),
  DayTime: () => new apache.IntervalDayTime(),
  MonthDayNano: () => new apache.IntervalMonthDayNano(),
};

/**
 * The type of apache-arrow for a type of ours. List views become lists; dictionaries get a fresh id.
 *
 * @throws {NotSupportedError} for run-end encoded types, which apache-arrow lacks
 */
export function toApacheType(type: ArrowType): apache.DataType {
  switch (type.id) {
    case "Null":
      return new apache.Null();
    case "Boolean":
      return new apache.Bool();
    case "Int8":
      return new apache.Int8();
    case "Int16":
      return new apache.Int16();
    case "Int32":
      return new apache.Int32();
    case "Int64":
      return new apache.Int64();
    case "UInt8":
      return new apache.Uint8();
    case "UInt16":
      return new apache.Uint16();
    case "UInt32":
      return new apache.Uint32();
    case "UInt64":
      return new apache.Uint64();
    case "Float16":
      return new apache.Float16();
    case "Float32":
      return new apache.Float32();
    case "Float64":
      return new apache.Float64();
    case "Utf8":
      return new apache.Utf8();
    case "LargeUtf8":
      return new apache.LargeUtf8();
    case "Utf8View":
      return new apache.Utf8View();
    case "Binary":
      return new apache.Binary();
    case "LargeBinary":
      return new apache.LargeBinary();
    case "BinaryView":
      return new apache.BinaryView();
    case "FixedSizeBinary":
      return new apache.FixedSizeBinary(type.byteWidth);
    case "Date32":
      return new apache.DateDay();
    case "Date64":
      return new apache.DateMillisecond();
    case "Time32":
      return new apache.Time(TIME_UNITS[type.unit] as apache.TimeUnit.SECOND, 32);
    case "Time64":
      return new apache.Time(TIME_UNITS[type.unit] as apache.TimeUnit.SECOND, 64);
    case "Timestamp":
      return new apache.Timestamp(TIME_UNITS[type.unit], type.timezone);
    case "Duration":
      return new apache.Duration(TIME_UNITS[type.unit]);
    case "Interval":
      return INTERVAL_UNITS[type.unit]();
    case "Decimal32":
    case "Decimal64":
    case "Decimal128":
    case "Decimal256":
      return new apache.Decimal(type.scale, type.precision, Number(type.id.slice(7)));
    case "List":
    case "ListView":
      return new apache.List(toApacheField(type.item));
    case "LargeList":
    case "LargeListView":
      return new apache.LargeList(toApacheField(type.item));
    case "FixedSizeList":
      return new apache.FixedSizeList(type.size, toApacheField(type.item));
    case "Struct":
      return new apache.Struct(type.fields.map(toApacheField));
    case "Map":
      return new apache.Map_(toApacheField(type.entries), type.keysSorted);
    case "Dictionary":
      return new apache.Dictionary(toApacheType(type.value), toApacheType(type.key) as apache.Int32);
    case "Union":
      return new apache.Union(
        type.mode === "Dense" ? apache.UnionMode.Dense : apache.UnionMode.Sparse,
        [...type.typeIds],
        type.fields.map(toApacheField),
      );
    case "RunEndEncoded":
      throw new NotSupportedError({
        message: "Cannot give a run-end encoded type to apache-arrow: it has no such type",
        remedy: "cast the column to the type of its values",
      });
  }
}

/** The field of apache-arrow for a field of ours. */
export function toApacheField(f: Field): apache.Field {
  return new apache.Field(f.name, toApacheType(f.type), f.nullable, toApacheMetadata(f.metadata));
}

function toApacheMetadata(metadata: Metadata | undefined): Map<string, string> {
  return new Map(Object.entries(metadata ?? {}));
}

const schemas = new WeakMap<Schema, apache.Schema>();

/** The schema of apache-arrow; the same object for the same schema, so that batches of one table share dictionary ids. */
export function toApacheSchema(value: Schema): apache.Schema {
  let found = schemas.get(value);
  if (found === undefined) {
    found = new apache.Schema(value.fields.map(toApacheField), toApacheMetadata(value.metadata));
    schemas.set(value, found);
  }
  return found;
}

/** Vectors made for dictionaries: batches that share one here share one there. */
const dictionaries = new WeakMap<Column, apache.Vector>();

const NO_NULLS = new Uint8Array(0);

/** One chunk of apache-arrow that shares the column's buffers; `type` is the apache type where there is one already. */
export function toApacheData(column: Column, type: apache.DataType = toApacheType(column.type)): apache.Data {
  const { length, nullCount } = column;
  const nullBitmap = column.validity ?? NO_NULLS;
  const make = (
    buffers: { offsets?: unknown; values?: unknown; typeIds?: Int8Array },
    children: apache.Data[] = [],
    dictionary?: apache.Vector,
    variadic: Uint8Array[] = [],
  ): apache.Data => {
    const parts = { 0: buffers.offsets, 1: buffers.values, 2: nullBitmap, 3: buffers.typeIds };
    return new apache.Data(type, 0, length, nullCount, parts as never, children, dictionary, variadic);
  };
  const child = (of: Column, index: number): apache.Data => toApacheData(of, type.children[index]!.type);
  switch (column.layout) {
    case "null":
      return make({});
    case "boolean":
      return make({ values: column.values });
    case "primitive":
      return make({ values: isSmallDecimal(column.type) ? words(column.values) : column.values });
    case "wide":
      return make({ values: column.type.id === "Interval" ? column.values : words(column.values) });
    case "bytes":
      return bytesData(column, make);
    case "fixedBytes":
      return make({ values: column.data });
    case "list": {
      const { id } = column.type;
      const large = id === "LargeList" || id === "LargeListView";
      const offsets = large ? wideOffsets(column.offsets, length) : column.offsets;
      return make({ offsets }, [child(column.child, 0)]);
    }
    case "fixedList":
      return make({}, [child(sliceColumn(column.child, 0, length * column.size), 0)]);
    case "struct":
      return make({}, column.children.map(child));
    case "dictionary": {
      const dictionaryType = type as apache.Dictionary;
      let vector = dictionaries.get(column.dictionary);
      if (vector === undefined) {
        vector = new apache.Vector([toApacheData(column.dictionary, dictionaryType.dictionary)]);
        dictionaries.set(column.dictionary, vector);
      }
      return make({ values: narrowKeys(column) }, [], vector);
    }
    case "union":
      return make(
        { typeIds: column.typeIds, ...(column.offsets === null ? {} : { offsets: column.offsets }) },
        column.children.map(child),
      );
  }
}

function isSmallDecimal(type: ArrowType): boolean {
  return type.id === "Decimal32" || type.id === "Decimal64";
}

function words(values: ArrayBufferView): Uint32Array {
  return new Uint32Array(values.buffer, values.byteOffset, values.byteLength / 4);
}

function bytesData(
  column: Column & { layout: "bytes" },
  make: (
    buffers: { offsets?: unknown; values?: unknown },
    children?: apache.Data[],
    dictionary?: apache.Vector,
    variadic?: Uint8Array[],
  ) => apache.Data,
): apache.Data {
  switch (column.type.id) {
    case "Utf8View":
    case "BinaryView": {
      const { views, buffer } = bytesToViews(column);
      return make({ values: views }, [], undefined, buffer === null ? [] : [buffer]);
    }
    case "LargeUtf8":
    case "LargeBinary":
      return make({ offsets: wideOffsets(column.offsets, column.length), values: column.data });
    default:
      return make({ offsets: column.offsets, values: column.data });
  }
}

function wideOffsets(offsets: Int32Array, length: number): BigInt64Array {
  const out = newInt64(length + 1);
  const pairs = new Int32Array(out.buffer, out.byteOffset, 2 * (length + 1));
  for (let i = 0; i <= length; i++) pairs[2 * i] = offsets[i]!;
  return out;
}

/** Keys in the width that the type says. */
function narrowKeys(column: Column & { layout: "dictionary" }): ArrayBufferView {
  const { type, keys, length } = column;
  if (type.id !== "Dictionary" || type.key.id === "Int32") return keys;
  const out = newValues(type.key, length);
  if (out instanceof BigInt64Array || out instanceof BigUint64Array) {
    const pairs = new Int32Array(out.buffer, out.byteOffset, 2 * length);
    for (let i = 0; i < length; i++) pairs[2 * i] = keys[i]!;
  } else {
    for (let i = 0; i < length; i++) out[i] = keys[i]!;
  }
  return out;
}

/** A vector of one chunk. */
export function toApacheVector(column: Column): apache.Vector {
  return new apache.Vector([toApacheData(column)]);
}

/** A record batch that shares the columns' buffers. */
export function toApacheBatch(batch: Batch): apache.RecordBatch {
  const schema = toApacheSchema(batch.schema);
  const children = batch.columns.map((column, i) => toApacheData(column, schema.fields[i]!.type));
  const type = new apache.Struct(schema.fields);
  return new apache.RecordBatch(schema, new apache.Data(type, 0, batch.numRows, 0, {} as never, children));
}

/** A table; without batches it has the schema alone. */
export function toApacheTable(schema: Schema, batches: readonly Batch[]): apache.Table {
  const ours = toApacheSchema(schema);
  return new apache.Table(ours, batches.map((batch) => toApacheBatch({ ...batch, schema })));
}
