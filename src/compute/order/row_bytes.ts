import {
  type BytesColumn,
  bytesColumn,
  type Column,
  isValidAt,
  newBytes,
  newInt32,
  T,
  unionChild,
} from "../../arrow/mod.ts";
import { ResourcesExhaustedError } from "../../errors.ts";

/** In which direction rows are ordered. */
export interface SortOptions {
  readonly descending: boolean;
  readonly nullsFirst: boolean;
}

const ASCENDING: SortOptions = Object.freeze({ descending: false, nullsFirst: false });

/**
 * Every row as bytes whose order (`memcmp`) is the order of the rows, whatever the type, and which are equal exactly if the rows are.
 *
 * Nulls inside of nested values follow `nullsFirst` like those outside. All NaNs are one, after infinity; -0.0 comes before 0.0 and
 * differs from it, as inside nested values of DataFusion.
 */
export function rowBytes(column: Column, options: SortOptions = ASCENDING): BytesColumn {
  const writer = new RowWriter(options);
  const n = column.length;
  const offsets = newInt32(n + 1);
  for (let i = 0; i < n; i++) {
    writer.row(column, i);
    offsets[i + 1] = writer.used;
  }
  return bytesColumn(T.Binary, offsets, writer.data.subarray(0, writer.used));
}

const scratch = new DataView(new ArrayBuffer(8));

class RowWriter {
  data: Uint8Array = newBytes(1024);
  used = 0;
  private readonly nullByte: number;
  /** XOR-ed with every byte of a value. */
  private readonly flip: number;

  constructor(options: SortOptions) {
    this.nullByte = options.nullsFirst ? 0x00 : 0xff;
    this.flip = options.descending ? 0xff : 0x00;
  }

  private plain(byte: number): void {
    if (this.used === this.data.length) {
      if (this.used > 0x3fff_ffff) {
        throw new ResourcesExhaustedError({ message: "Cannot order rows: their keys have more than 1073741824 bytes" });
      }
      const grown = newBytes(this.data.length * 2);
      grown.set(this.data);
      this.data = grown;
    }
    this.data[this.used++] = byte;
  }

  private byte(byte: number): void {
    this.plain(byte ^ this.flip);
  }

  /** The first `bytes` bytes of the scratch, big endian already. */
  private fromScratch(bytes: number): void {
    for (let k = 0; k < bytes; k++) this.byte(scratch.getUint8(k));
  }

  private word(word: number): void {
    scratch.setInt32(0, word);
    this.fromScratch(4);
  }

  row(column: Column, i: number): void {
    if (!isValidAt(column, i)) return this.plain(this.nullByte);
    if (column.layout === "dictionary") return this.row(column.dictionary, column.keys[i]!);
    this.plain(0x01);
    switch (column.layout) {
      case "boolean":
        return this.byte((column.values[i >>> 3]! >>> (i & 7)) & 1);
      case "primitive":
        return this.primitive(column, i);
      case "wide": {
        const { stride, values } = column;
        const base = i * stride;
        if (column.type.id === "Interval") {
          this.word(values[base]! ^ 0x8000_0000);
          this.word(values[base + 1]! ^ 0x8000_0000);
          if (stride === 2) return;
          this.word(values[base + 3]! ^ 0x8000_0000);
          return this.word(values[base + 2]!);
        }
        for (let k = stride - 1; k >= 0; k--) {
          this.word(k === stride - 1 ? values[base + k]! ^ 0x8000_0000 : values[base + k]!);
        }
        return;
      }
      case "bytes": {
        const { data } = column;
        for (let k = column.offsets[i]!, end = column.offsets[i + 1]!; k < end; k++) {
          this.byte(data[k]!);
          // A zero inside is followed by 0xff, the end by another zero: so the end sorts first.
          if (data[k] === 0) this.byte(0xff);
        }
        this.byte(0);
        return this.byte(0);
      }
      case "fixedBytes":
        for (let k = i * column.width, end = k + column.width; k < end; k++) this.byte(column.data[k]!);
        return;
      case "list":
        for (let k = column.offsets[i]!, end = column.offsets[i + 1]!; k < end; k++) {
          this.byte(1);
          this.row(column.child, k);
        }
        return this.byte(0);
      case "fixedList":
        for (let k = i * column.size, end = k + column.size; k < end; k++) this.row(column.child, k);
        return;
      case "struct":
        for (const child of column.children) this.row(child, i);
        return;
      case "union": {
        const child = unionChild(column, i);
        this.byte(column.typeIds[i]! ^ 0x80);
        return this.row(child.column, child.row);
      }
    }
  }

  private primitive(column: Column & { layout: "primitive" }, i: number): void {
    const { values } = column;
    const value = values[i]!;
    if (typeof value === "bigint") {
      scratch.setBigInt64(0, value as bigint);
      if (values instanceof BigInt64Array) scratch.setUint8(0, scratch.getUint8(0) ^ 0x80);
      return this.fromScratch(8);
    }
    if (values instanceof Float64Array) {
      scratch.setFloat64(0, value === value ? value : NaN);
      if (value !== value) scratch.setUint32(0, 0x7ff80000);
      return this.float(8);
    }
    if (values instanceof Float32Array) {
      scratch.setFloat32(0, value);
      if (value !== value) scratch.setUint32(0, 0x7fc00000);
      return this.float(4);
    }
    if (column.type.id === "Float16") {
      scratch.setUint16(0, (value & 0x7fff) > 0x7c00 ? 0x7e00 : value);
      return this.float(2);
    }
    const width = values.BYTES_PER_ELEMENT;
    scratch.setInt32(0, value << (32 - 8 * width));
    if (values instanceof Int32Array || values instanceof Int16Array || values instanceof Int8Array) {
      scratch.setUint8(0, scratch.getUint8(0) ^ 0x80);
    }
    this.fromScratch(width);
  }

  /** Negative floats: all bits flipped; others: the sign flipped. */
  private float(bytes: number): void {
    const negative = scratch.getUint8(0) >= 0x80;
    for (let k = 0; k < bytes; k++) {
      this.byte(negative ? scratch.getUint8(k) ^ 0xff : scratch.getUint8(k) ^ (k === 0 ? 0x80 : 0));
    }
  }
}
