import { DecodeError, InvalidDataError, ResourcesExhaustedError } from "../errors.ts";
import { newBytes, newInt32 } from "./allocate.ts";
import type { ArrowType } from "./arrow_type.ts";
import { bitmapBytes, getBit } from "./bitmap.ts";
import { columnBuilder } from "./builder.ts";
import type { Column, PrimitiveValues } from "./column.ts";
import type { Field } from "./field.ts";
import type { FlatTable } from "./flatbuffer_reader.ts";
import { emptyColumn } from "./fill_column.ts";
import { decompressBuffer } from "./ipc_compression.ts";
import type { DictionaryIds } from "./ipc_schema.ts";
import { layoutOf, type PrimitiveKind, primitiveKind, strideOf } from "./layout.ts";
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
  unionChildOf,
  unionColumn,
  wideColumn,
} from "./make_column.ts";
import { sliceColumn } from "./slice_column.ts";

/** Rows of columns without storage (Null, empty structs, runs) are cheap to claim: more than this is refused. */
const MAX_UNBACKED_ROWS = 1 << 26;

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

/**
 * Reads the columns of one `RecordBatch` message. Nodes and buffers come in a fixed order: this walks them in that order.
 *
 * Buffers are views of the body where they are aligned, else copies. Sizes are checked here; what is in the buffers is
 * checked by `validate.ts`, except where reading has to look at it.
 */
export class BodyReader {
  /** Rows of the batch. */
  readonly length: number;
  private readonly table: FlatTable;
  private readonly body: Uint8Array;
  private readonly dictionaries: ReadonlyMap<number, Column>;
  private readonly ids: DictionaryIds;
  private readonly codec: number | null;
  private readonly nodes: { readonly start: number; readonly length: number };
  private readonly buffers: { readonly start: number; readonly length: number };
  private readonly variadic: { readonly start: number; readonly length: number };
  private node = 0;
  private buffer = 0;
  private view = 0;

  constructor(
    batch: FlatTable,
    body: Uint8Array,
    dictionaries: ReadonlyMap<number, Column>,
    ids: DictionaryIds,
  ) {
    this.table = batch;
    this.body = body;
    this.dictionaries = dictionaries;
    this.ids = ids;
    this.length = rows(batch.int64(0));
    this.nodes = batch.vector(1, 16);
    this.buffers = batch.vector(2, 16);
    this.variadic = batch.vector(4, 8);
    const compression = batch.table(3);
    this.codec = compression === null ? null : compression.uint8(0);
    if (compression !== null && compression.uint8(1) !== 0) {
      throw new DecodeError({ message: `Cannot read Arrow batch: unknown compression method ${compression.uint8(1)}` });
    }
  }

  /** The next column; `path` is its name in messages. */
  column(field: Field, path: string = field.name): Column {
    const { type } = field;
    if (this.node >= this.nodes.length) throw invalid(path, "the message has fewer nodes than the schema needs");
    const at = this.nodes.start + 16 * this.node++;
    const length = rows(this.table.int64At(at));
    const nullCount = this.table.int64At(at + 8);
    if (type.id === "Null") return nullTypeColumn(this.unbacked(length, path));
    if (type.id === "Union") return this.union(type, length, path);
    if (type.id === "RunEndEncoded") return this.runs(type, length, path);
    let validity: Uint8Array | null = this.raw(path, "validity");
    if (nullCount === 0 || length === 0) validity = null;
    else validity = this.sized(validity, bitmapBytes(length), path, "validity");
    return this.ofLayout(type, length, validity, path);
  }

  private ofLayout(type: ArrowType, length: number, validity: Uint8Array | null, path: string): Column {
    switch (layoutOf(type)) {
      case "boolean":
        return booleanColumn(this.bytes(bitmapBytes(length), path, "values"), length, validity, undefined, type);
      case "primitive": {
        const values = this.typed(CONSTRUCTORS[primitiveKind(type)], length, path, "values");
        return primitiveColumn(type, values, validity, undefined, length);
      }
      case "wide": {
        const values = this.typed(Int32Array, length * strideOf(type), path, "values") as Int32Array;
        return wideColumn(type, values, validity);
      }
      case "fixedBytes": {
        const width = type.id === "FixedSizeBinary" ? type.byteWidth : 0;
        if (width === 0) this.unbacked(length, path);
        return fixedBytesColumn(type, this.bytes(length * width, path, "values"), validity, undefined, length);
      }
      case "bytes":
        return this.strings(type, length, validity, path);
      case "list":
        return this.list(type, length, validity, path);
      case "fixedList": {
        if (type.id !== "FixedSizeList") break;
        const child = this.column(type.item, `${path}.${type.item.name}`);
        if (child.length < length * type.size) {
          throw invalid(path, `its items have ${child.length} rows, must be at least ${length * type.size}`);
        }
        if (type.size === 0) this.unbacked(length, path);
        const items = sliceColumn(child, 0, length * type.size);
        return fixedListColumn(type.size, length, items, validity, undefined, type);
      }
      case "struct": {
        if (type.id !== "Struct") break;
        if (type.fields.length === 0) this.unbacked(length, path);
        const children = type.fields.map((f) => {
          const child = this.column(f, `${path}.${f.name}`);
          if (child.length < length) {
            throw invalid(path, `its child ${JSON.stringify(f.name)} has ${child.length} rows, must be ${length}`);
          }
          return sliceColumn(child, 0, length);
        });
        return structColumn(type.fields, children, validity, undefined, length, type);
      }
      case "dictionary": {
        if (type.id !== "Dictionary") break;
        const id = this.ids.get(type);
        const dictionary = (id === undefined ? undefined : this.dictionaries.get(id)) ?? emptyColumn(type.value);
        const values = this.typed(CONSTRUCTORS[primitiveKind(type.key)], length, path, "keys");
        const keys = keysToInt32(values, validity, length, dictionary.length, path);
        return dictionaryColumn(type, keys, dictionary, validity);
      }
    }
    throw new TypeError(`no reader for ${type.id}`);
  }

  private strings(type: ArrowType, length: number, validity: Uint8Array | null, path: string): Column {
    if (type.id === "Utf8View" || type.id === "BinaryView") return this.views(type, length, validity, path);
    const large = type.id === "LargeUtf8" || type.id === "LargeBinary";
    const offsets = this.offsets(length, large, path);
    const data = this.raw(path, "data");
    return bytesColumn(type, offsets, data, validity);
  }

  /** Views of 16 bytes (length, then the bytes, or a prefix and where the rest is) → offsets and one data buffer. */
  private views(type: ArrowType, length: number, validity: Uint8Array | null, path: string): Column {
    const views = this.typed(Int32Array, length * 4, path, "views") as Int32Array;
    if (this.view >= this.variadic.length) throw invalid(path, "the message does not say how many buffers it has");
    const count = this.table.int64At(this.variadic.start + 8 * this.view++);
    if (count < 0 || count > this.buffers.length - this.buffer) throw invalid(path, `it claims ${count} buffers`);
    const buffers: Uint8Array[] = [];
    for (let i = 0; i < count; i++) buffers.push(this.raw(path, "data"));
    return viewsToBytes(type, views, buffers, length, validity, path);
  }

  private list(type: ArrowType, length: number, validity: Uint8Array | null, path: string): Column {
    if (type.id === "ListView" || type.id === "LargeListView") {
      const large = type.id === "LargeListView";
      const starts = this.int32Or64(length, large, path, "offsets");
      const sizes = this.int32Or64(length, large, path, "sizes");
      const child = this.column(type.item, `${path}.${type.item.name}`);
      return listViewsToList(type, starts, sizes, child, length, validity, path);
    }
    const item = type.id === "Map" ? type.entries : (type as { item: Field }).item;
    const offsets = this.offsets(length, type.id === "LargeList", path);
    const child = this.column(item, `${path}.${item.name}`);
    return listColumn(offsets, child, validity, undefined, type);
  }

  private union(type: ArrowType & { id: "Union" }, length: number, path: string): Column {
    const typeIds = this.typed(Int8Array, length, path, "type ids") as Int8Array;
    const dense = type.mode === "Dense";
    const offsets = dense ? this.typed(Int32Array, length, path, "offsets") as Int32Array : null;
    const children = type.fields.map((f) => {
      const child = this.column(f, `${path}.${f.name}`);
      if (dense) return child;
      if (child.length < length) throw invalid(path, `its child ${JSON.stringify(f.name)} is too short`);
      return sliceColumn(child, 0, length);
    });
    const childOf = unionChildOf(type);
    for (let i = 0; i < length; i++) {
      const child = children[childOf[typeIds[i]! + 128]!];
      if (!child) throw invalidRow(path, i, `has the unknown type id ${typeIds[i]}`);
      if (offsets !== null && (offsets[i]! < 0 || offsets[i]! >= child.length)) {
        throw invalidRow(path, i, `points to row ${offsets[i]} of ${child.length}`);
      }
    }
    return unionColumn(type, typeIds, offsets, children);
  }

  /** Run ends and values → one value a row. */
  private runs(type: ArrowType & { id: "RunEndEncoded" }, length: number, path: string): Column {
    this.unbacked(length, path);
    const ends = this.column(type.runEnds, `${path}.${type.runEnds.name}`);
    const values = this.column(type.values, `${path}.${type.values.name}`);
    if (ends.layout !== "primitive" || ends.nullCount > 0 || ends.length !== values.length) {
      throw invalid(path, "its run ends do not fit its values");
    }
    const builder = columnBuilder(type.values.type);
    let row = 0;
    for (let i = 0; i < ends.length && row < length; i++) {
      const end = Number(ends.values[i]);
      if (end <= row) throw invalidRow(path, row, `is in a run that ends at ${end}`);
      for (const stop = Math.min(end, length); row < stop; row++) builder.appendFrom(values, i);
    }
    if (row < length) throw invalid(path, `its runs end at row ${row} of ${length}`);
    return builder.finish();
  }

  private unbacked(length: number, path: string): number {
    if (length <= MAX_UNBACKED_ROWS) return length;
    throw new ResourcesExhaustedError({
      message: `Cannot read column ${JSON.stringify(path)}: it claims ${length} rows without data for them, ` +
        `must be at most ${MAX_UNBACKED_ROWS}`,
    });
  }

  /** The next buffer as it is, decompressed. */
  private raw(path: string, what: string): Uint8Array {
    if (this.buffer >= this.buffers.length) throw invalid(path, `the message has no ${what} buffer for it`);
    const at = this.buffers.start + 16 * this.buffer++;
    const offset = this.table.int64At(at);
    const length = this.table.int64At(at + 8);
    if (offset < 0 || length < 0 || offset + length > this.body.length) {
      throw invalid(path, `its ${what} buffer lies outside of the message body of ${this.body.length} bytes`);
    }
    const bytes = this.body.subarray(offset, offset + length);
    return this.codec === null || length === 0 ? bytes : decompressBuffer(bytes, this.codec, path);
  }

  private sized(bytes: Uint8Array, needed: number, path: string, what: string): Uint8Array {
    if (bytes.length >= needed) return bytes.subarray(0, needed);
    throw invalid(path, `its ${what} buffer has ${bytes.length} bytes, must be at least ${needed}`);
  }

  private bytes(needed: number, path: string, what: string): Uint8Array {
    return this.sized(this.raw(path, what), needed, path, what);
  }

  private typed(
    constructor: new (buffer: ArrayBufferLike, byteOffset: number, length: number) => PrimitiveValues,
    length: number,
    path: string,
    what: string,
  ): PrimitiveValues {
    const width = (constructor as unknown as { BYTES_PER_ELEMENT: number }).BYTES_PER_ELEMENT;
    let bytes = this.bytes(length * width, path, what);
    if (bytes.byteOffset % width !== 0) {
      const copy = newBytes(bytes.length);
      copy.set(bytes);
      bytes = copy;
    }
    return new constructor(bytes.buffer, bytes.byteOffset, length);
  }

  private int32Or64(length: number, large: boolean, path: string, what: string): Int32Array {
    if (!large) return this.typed(Int32Array, length, path, what) as Int32Array;
    const wide = this.typed(Int32Array, 2 * length, path, what) as Int32Array;
    return narrowed(wide, length, path, what);
  }

  /** `length + 1` offsets; writers may leave the buffer out where there are no rows. */
  private offsets(length: number, large: boolean, path: string): Int32Array {
    if (length > 0) return this.int32Or64(length + 1, large, path, "offsets");
    this.raw(path, "offsets");
    return newInt32(1);
  }
}

function narrowed(words: Int32Array, length: number, path: string, what: string): Int32Array {
  const out = newInt32(length);
  for (let i = 0; i < length; i++) {
    const low = words[2 * i]!;
    if (words[2 * i + 1] !== 0 || low < 0) {
      throw new ResourcesExhaustedError({
        message: `Cannot read column ${JSON.stringify(path)}: its ${what} pass 2147483647 at row ${i}`,
        remedy: "write the column in smaller batches",
      });
    }
    out[i] = low;
  }
  return out;
}

/** Dictionary keys of any width as Int32; keys of null rows become 0. @throws {InvalidDataError} for keys out of range */
export function keysToInt32(
  values: PrimitiveValues,
  validity: Uint8Array | null,
  length: number,
  entries: number,
  path: string,
): Int32Array {
  const out = newInt32(length);
  for (let i = 0; i < length; i++) {
    const key = Number(values[i]);
    if (key >= 0 && key < entries) out[i] = key;
    else if (validity === null || getBit(validity, i)) {
      throw invalidRow(path, i, `has the dictionary key ${key}, must be below ${entries}`);
    }
  }
  return out;
}

/** Views and their buffers as offsets and one data buffer. Every view is checked. */
export function viewsToBytes(
  type: ArrowType,
  views: Int32Array,
  buffers: readonly Uint8Array[],
  length: number,
  validity: Uint8Array | null,
  path: string,
): Column {
  const offsets = newInt32(length + 1);
  let total = 0;
  for (let i = 0; i < length; i++) {
    if (validity === null || getBit(validity, i)) {
      const size = views[4 * i]!;
      if (size < 0) throw invalidRow(path, i, `has the length ${size}`);
      if (size > 12) {
        const buffer = buffers[views[4 * i + 2]!];
        const start = views[4 * i + 3]!;
        if (buffer === undefined || start < 0 || start + size > buffer.length) {
          throw invalidRow(path, i, "points outside of its buffers");
        }
      }
      total += size;
    }
    offsets[i + 1] = total;
  }
  if (total > 0x7fff_ffff) {
    throw new ResourcesExhaustedError({
      message: `Cannot read column ${JSON.stringify(path)}: it has ${total} bytes, must be at most 2147483647`,
      remedy: "use smaller batches",
    });
  }
  const data = newBytes(total);
  const inline = new Uint8Array(views.buffer, views.byteOffset, views.byteLength);
  for (let i = 0; i < length; i++) {
    let at = offsets[i]!;
    const size = offsets[i + 1]! - at;
    if (size > 12) {
      const start = views[4 * i + 3]!;
      data.set(buffers[views[4 * i + 2]!]!.subarray(start, start + size), at);
    } else {
      for (let from = 16 * i + 4, end = from + size; from < end; from++) data[at++] = inline[from]!;
    }
  }
  return bytesColumn(type, offsets, data, validity);
}

/** List views as a list: the child is used as it is where the views are in order and without gaps, else gathered. */
function listViewsToList(
  type: ArrowType,
  starts: Int32Array,
  sizes: Int32Array,
  child: Column,
  length: number,
  validity: Uint8Array | null,
  path: string,
): Column {
  const offsets = newInt32(length + 1);
  let total = 0;
  let inOrder = true;
  for (let i = 0; i < length; i++) {
    if (validity === null || getBit(validity, i)) {
      const start = starts[i]!;
      const size = sizes[i]!;
      if (start < 0 || size < 0 || start + size > child.length) {
        throw invalidRow(path, i, `is the items ${start} to ${start + size} of ${child.length}`);
      }
      if (size > 0 && start !== total) inOrder = false;
      total += size;
    }
    offsets[i + 1] = total;
  }
  if (inOrder) return listColumn(offsets, child, validity, undefined, type);
  if (total > 0x7fff_ffff) {
    throw new ResourcesExhaustedError({
      message: `Cannot read column ${JSON.stringify(path)}: it has ${total} items, must be at most 2147483647`,
    });
  }
  const builder = columnBuilder(child.type);
  for (let i = 0; i < length; i++) {
    if (validity === null || getBit(validity, i)) builder.appendRange(child, starts[i]!, starts[i]! + sizes[i]!);
  }
  return listColumn(offsets, builder.finish(), validity, undefined, type);
}

function rows(length: number): number {
  if (length >= 0 && length <= 0x7fff_ffff) return length;
  throw new DecodeError({ message: `Cannot read Arrow batch: it claims ${length} rows` });
}

function invalid(path: string, what: string): InvalidDataError {
  return new InvalidDataError({ message: `Cannot read column ${JSON.stringify(path)}: ${what}`, column: path });
}

function invalidRow(path: string, row: number, what: string): InvalidDataError {
  return new InvalidDataError({
    message: `Cannot read column ${JSON.stringify(path)}: row ${row} ${what}`,
    column: path,
    row,
  });
}
