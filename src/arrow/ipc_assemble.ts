import { NotSupportedError } from "../errors.ts";
import { newBytes, newInt32, newInt64 } from "./allocate.ts";
import type { ArrowType } from "./arrow_type.ts";
import { bitmapBytes } from "./bitmap.ts";
import type { BytesColumn, Column, DictionaryColumn } from "./column.ts";
import { newValues } from "./layout.ts";
import { sliceColumn } from "./slice_column.ts";

/** How a body is laid out. */
export interface AssembleOptions {
  /** Buffers start at multiples of this. */
  readonly alignment: 8 | 64;
  /** Columns without nulls get a bitmap of ones, as the Rust library writes them, instead of an empty buffer. */
  readonly validityAlways: boolean;
}

/** Called for every dictionary column met, in the order of the schema. */
export type OnDictionary = (column: DictionaryColumn) => void;

/** Flattens columns to what a `RecordBatch` message lists: nodes, buffers, counts of view buffers. */
export class BodyWriter {
  /** Pairs of length and null count. */
  readonly nodes: number[] = [];
  /** Pairs of offset and length. */
  readonly buffers: number[] = [];
  readonly variadicCounts: number[] = [];
  /** Bytes of the body, padding included. */
  bodyBytes = 0;
  private readonly parts: { readonly at: number; readonly bytes: Uint8Array }[] = [];
  private readonly options: AssembleOptions;
  private readonly onDictionary: OnDictionary;

  constructor(options: AssembleOptions, onDictionary: OnDictionary) {
    this.options = options;
    this.onDictionary = onDictionary;
  }

  /** The body as one array. */
  body(): Uint8Array {
    const out = newBytes(this.bodyBytes);
    this.writeTo(out, 0);
    return out;
  }

  /** Copies the body to `offset`; the gaps must be zero already. */
  writeTo(target: Uint8Array, offset: number): void {
    for (const { at, bytes } of this.parts) target.set(bytes, offset + at);
  }

  private put(values: ArrayBufferView): void {
    const bytes = new Uint8Array(values.buffer, values.byteOffset, values.byteLength);
    this.buffers.push(this.bodyBytes, bytes.length);
    if (bytes.length > 0) this.parts.push({ at: this.bodyBytes, bytes });
    const { alignment } = this.options;
    this.bodyBytes += Math.ceil(bytes.length / alignment) * alignment;
  }

  private validity(column: Column): void {
    const n = bitmapBytes(column.length);
    if (column.validity !== null) this.put(column.validity.subarray(0, n));
    else this.put(this.options.validityAlways ? newBytes(n).fill(0xff) : EMPTY);
  }

  column(column: Column): void {
    const { length, type } = column;
    switch (column.layout) {
      case "null":
        this.nodes.push(length, length);
        return;
      case "union":
        this.nodes.push(length, 0);
        this.put(column.typeIds.subarray(0, length));
        return this.unionChildren(column);
      case "dictionary":
        return this.dictionary(column);
    }
    this.nodes.push(length, column.nullCount);
    this.validity(column);
    switch (column.layout) {
      case "boolean":
        return this.put(column.values.subarray(0, bitmapBytes(length)));
      case "primitive":
        return this.put(column.values.subarray(0, length));
      case "wide":
        return this.put(column.values.subarray(0, length * column.stride));
      case "fixedBytes":
        return this.put(column.data.subarray(0, length * column.width));
      case "bytes":
        return this.strings(column);
      case "list": {
        const start = column.offsets[0] ?? 0;
        const end = column.offsets[length] ?? 0;
        if (type.id === "ListView" || type.id === "LargeListView") this.listView(column, start);
        else this.offsets(column.offsets, length, start, type.id === "LargeList");
        return this.column(sliceColumn(column.child, start, end - start));
      }
      case "fixedList":
        return this.column(sliceColumn(column.child, 0, length * column.size));
      case "struct":
        for (const child of column.children) this.column(sliceColumn(child, 0, length));
    }
  }

  private strings(column: BytesColumn): void {
    const { type, length, offsets, data } = column;
    if (type.id === "Utf8View" || type.id === "BinaryView") {
      const { views, buffer } = bytesToViews(column);
      this.put(views);
      if (buffer !== null) this.put(buffer);
      this.variadicCounts.push(buffer === null ? 0 : 1);
      return;
    }
    const start = offsets[0] ?? 0;
    this.offsets(offsets, length, start, type.id === "LargeUtf8" || type.id === "LargeBinary");
    this.put(data.subarray(start, offsets[length] ?? 0));
  }

  /** Offsets from zero on. */
  private offsets(offsets: Int32Array, length: number, start: number, large: boolean): void {
    if (large) {
      const wide = newInt64(length + 1);
      const words = new Int32Array(wide.buffer, wide.byteOffset, 2 * (length + 1));
      for (let i = 0; i <= length; i++) words[2 * i] = offsets[i]! - start;
      return this.put(wide);
    }
    if (start === 0) return this.put(offsets.subarray(0, length + 1));
    const moved = newInt32(length + 1);
    for (let i = 0; i <= length; i++) moved[i] = offsets[i]! - start;
    this.put(moved);
  }

  private listView(column: Column & { layout: "list" }, start: number): void {
    const { length, offsets, type } = column;
    const step = type.id === "LargeListView" ? 2 : 1;
    const starts = newInt32(length * step);
    const sizes = newInt32(length * step);
    for (let i = 0; i < length; i++) {
      starts[i * step] = offsets[i]! - start;
      sizes[i * step] = offsets[i + 1]! - offsets[i]!;
    }
    this.put(starts);
    this.put(sizes);
  }

  private unionChildren(column: Column & { layout: "union" }): void {
    if (column.offsets !== null) this.put(column.offsets.subarray(0, column.length));
    for (const child of column.children) {
      this.column(column.offsets === null ? sliceColumn(child, 0, column.length) : child);
    }
  }

  private dictionary(column: DictionaryColumn): void {
    const { type, length, keys } = column;
    if (type.id !== "Dictionary") throw new TypeError("a dictionary column needs a dictionary type");
    this.onDictionary(column);
    this.nodes.push(length, column.nullCount);
    this.validity(column);
    const narrow = newValues(type.key, length);
    if (narrow instanceof Int32Array) return this.put(keys.subarray(0, length));
    const limit = narrow.BYTES_PER_ELEMENT >= 4 ? 2 ** 31 : 2 ** (8 * narrow.BYTES_PER_ELEMENT - signBit(type.key));
    if (column.dictionary.length > limit) {
      throw new NotSupportedError({
        message: `Cannot write a dictionary of ${column.dictionary.length} entries: keys of ${type.key.id} reach ` +
          `${limit} entries`,
      });
    }
    if (narrow instanceof BigInt64Array || narrow instanceof BigUint64Array) {
      const words = new Int32Array(narrow.buffer, narrow.byteOffset, 2 * length);
      for (let i = 0; i < length; i++) words[2 * i] = keys[i]!;
    } else {
      for (let i = 0; i < length; i++) narrow[i] = keys[i]!;
    }
    this.put(narrow);
  }
}

const EMPTY = new Uint8Array(0);

function signBit(key: ArrowType): 0 | 1 {
  return key.id[0] === "I" ? 1 : 0;
}

/** Views of 16 bytes, and one buffer for the values longer than 12 bytes (null where there is none). */
export function bytesToViews(column: BytesColumn): { views: Uint8Array; buffer: Uint8Array | null } {
  const { length, offsets, data, validity } = column;
  const views = newBytes(16 * length);
  const words = new Int32Array(views.buffer, views.byteOffset, 4 * length);
  let long = 0;
  for (let i = 0; i < length; i++) {
    const size = offsets[i + 1]! - offsets[i]!;
    if (size > 12 && isSet(validity, i)) long += size;
  }
  const buffer = long === 0 ? null : newBytes(long);
  let at = 0;
  for (let i = 0; i < length; i++) {
    if (!isSet(validity, i)) continue;
    const start = offsets[i]!;
    const size = offsets[i + 1]! - start;
    words[4 * i] = size;
    const inline = size > 12 ? 4 : size;
    for (let k = 0; k < inline; k++) views[16 * i + 4 + k] = data[start + k]!;
    if (size > 12) {
      words[4 * i + 3] = at;
      buffer!.set(data.subarray(start, start + size), at);
      at += size;
    }
  }
  return { views, buffer };
}

function isSet(validity: Uint8Array | null, i: number): boolean {
  return validity === null || ((validity[i >>> 3]! >>> (i & 7)) & 1) === 1;
}
