import { newBytes, newInt32 } from "./allocate.ts";
import type { ArrowType } from "./arrow_type.ts";
import { BaseBuilder, doubled } from "./base_builder.ts";
import { getBit, newBitmap, setBit } from "./bitmap.ts";
import type { Column, PrimitiveValues } from "./column.ts";
import { numberToFloat16 } from "./float16.ts";
import { newValues, newValuesLike, strideOf } from "./layout.ts";
import {
  booleanColumn,
  bytesColumn,
  fixedBytesColumn,
  nullTypeColumn,
  primitiveColumn,
  wideColumn,
} from "./make_column.ts";
import type { IntervalValue, ScalarData } from "./scalar.ts";
import { encodeUtf8Into } from "./utf8.ts";
import { writeInterval, writeWide } from "./wide.ts";

export class NullBuilder extends BaseBuilder {
  protected reserve(): void {}
  override append(): void {
    this.length++;
  }
  override appendNull(): void {
    this.length++;
  }
  override appendFrom(): void {
    this.length++;
  }
  protected write(): void {}
  protected writeNull(): void {}
  protected copy(): void {}
  protected build(): Column {
    return nullTypeColumn(this.length);
  }
}

export class BooleanBuilder extends BaseBuilder {
  private values: Uint8Array = newBitmap(256);
  protected reserve(rows: number): void {
    if (rows <= this.values.length * 8) return;
    const grown = newBitmap(doubled(this.values.length * 8, rows));
    grown.set(this.values);
    this.values = grown;
  }
  protected write(value: ScalarData): void {
    if (value) setBit(this.values, this.length);
  }
  protected writeNull(): void {}
  protected copy(column: Column & { layout: "boolean" }, row: number): void {
    if (getBit(column.values, row)) setBit(this.values, this.length);
  }
  protected build(validity: Uint8Array | null, nullCount: number): Column {
    const { values } = this;
    this.values = newBitmap(256);
    return booleanColumn(values, this.length, validity, nullCount, this.type);
  }
}

/** Integers, floats, dates, times, timestamps, durations, small decimals. */
export class PrimitiveBuilder extends BaseBuilder {
  private values: PrimitiveValues;
  constructor(type: ArrowType) {
    super(type);
    this.values = newValues(type, 32);
  }
  protected reserve(rows: number): void {
    if (rows <= this.values.length) return;
    const grown = newValuesLike(this.values, doubled(this.values.length, rows));
    (grown as Float64Array).set(this.values as Float64Array);
    this.values = grown;
  }
  protected write(value: ScalarData): void {
    const { id } = this.type;
    if (id === "Float16") value = numberToFloat16(value as number);
    else if (id === "Decimal32") value = Number(value);
    (this.values as Float64Array)[this.length] = value as number;
  }
  protected writeNull(): void {}
  protected copy(column: Column & { layout: "primitive" }, row: number): void {
    (this.values as Float64Array)[this.length] = column.values[row] as number;
  }
  override appendRange(column: Column, start: number, end: number): void {
    if (column.layout !== "primitive") return super.appendRange(column, start, end);
    this.reserve(this.length + end - start);
    (this.values as Float64Array).set(column.values.subarray(start, end) as Float64Array, this.length);
    this.validityRange(column, start, end);
    this.length += end - start;
  }
  protected build(validity: Uint8Array | null, nullCount: number): Column {
    const { values } = this;
    this.values = newValuesLike(values, 32);
    return primitiveColumn(this.type, values, validity, nullCount, this.length);
  }
}

export class WideBuilder extends BaseBuilder {
  private readonly stride: number;
  private values: Int32Array;
  constructor(type: ArrowType) {
    super(type);
    this.stride = strideOf(type);
    this.values = newInt32(32 * this.stride);
  }
  protected reserve(rows: number): void {
    if (rows * this.stride <= this.values.length) return;
    const grown = newInt32(doubled(this.values.length, rows * this.stride));
    grown.set(this.values);
    this.values = grown;
  }
  protected write(value: ScalarData): void {
    if (this.type.id === "Interval") writeInterval(this.values, this.length, this.stride, value as IntervalValue);
    else writeWide(this.values, this.length, this.stride, value as bigint);
  }
  protected writeNull(): void {}
  protected copy(column: Column & { layout: "wide" }, row: number): void {
    const { stride, values } = this;
    for (let k = 0; k < stride; k++) values[this.length * stride + k] = column.values[row * stride + k]!;
  }
  protected build(validity: Uint8Array | null, nullCount: number): Column {
    const values = this.values.subarray(0, this.length * this.stride);
    this.values = newInt32(32 * this.stride);
    return wideColumn(this.type, values, validity, nullCount);
  }
}

/** Strings and binaries; `appendBytes` and `appendString` add one row without a ScalarData. */
export class BytesBuilder extends BaseBuilder {
  private offsets: Int32Array = newInt32(33);
  private data: Uint8Array = newBytes(256);
  private used = 0;

  /** A row with the bytes `source[start .. end)`. */
  appendBytes(source: Uint8Array, start: number, end: number): void {
    this.reserve(this.length + 1);
    this.put(source, start, end);
    this.valid();
  }

  /** A row with the UTF-8 form of `text`. */
  appendString(text: string): void {
    this.reserve(this.length + 1);
    this.write(text);
    this.valid();
  }

  protected reserve(rows: number): void {
    if (rows < this.offsets.length) return;
    const grown = newInt32(doubled(this.offsets.length, rows + 1));
    grown.set(this.offsets);
    this.offsets = grown;
  }
  private room(bytes: number): void {
    if (this.used + bytes <= this.data.length) return;
    const grown = newBytes(doubled(this.data.length, this.used + bytes));
    grown.set(this.data.subarray(0, this.used));
    this.data = grown;
  }
  private put(source: Uint8Array, start: number, end: number): void {
    this.room(end - start);
    // A call to `set` costs as much as copying about 30 bytes one by one.
    if (end - start > 30) this.data.set(source.subarray(start, end), this.used);
    else for (let i = start, at = this.used; i < end; i++) this.data[at++] = source[i]!;
    this.used += end - start;
    this.offsets[this.length + 1] = this.used;
  }
  protected write(value: ScalarData): void {
    if (typeof value === "string") {
      this.room(value.length * 3);
      this.used += encodeUtf8Into(value, this.data, this.used);
      this.offsets[this.length + 1] = this.used;
    } else {
      this.put(value as Uint8Array, 0, (value as Uint8Array).length);
    }
  }
  protected writeNull(): void {
    this.offsets[this.length + 1] = this.used;
  }
  protected copy(column: Column & { layout: "bytes" }, row: number): void {
    this.put(column.data, column.offsets[row]!, column.offsets[row + 1]!);
  }
  protected build(validity: Uint8Array | null, nullCount: number): Column {
    const column = bytesColumn(
      this.type,
      this.offsets.subarray(0, this.length + 1),
      this.data.subarray(0, this.used),
      validity,
      nullCount,
    );
    this.offsets = newInt32(33);
    this.data = newBytes(256);
    this.used = 0;
    return column;
  }
}

export class FixedBytesBuilder extends BaseBuilder {
  private readonly width: number;
  private data: Uint8Array;
  constructor(type: ArrowType) {
    super(type);
    this.width = type.id === "FixedSizeBinary" ? type.byteWidth : 0;
    this.data = newBytes(32 * this.width);
  }
  protected reserve(rows: number): void {
    if (rows * this.width <= this.data.length) return;
    const grown = newBytes(doubled(this.data.length, rows * this.width));
    grown.set(this.data);
    this.data = grown;
  }
  protected write(value: ScalarData): void {
    const bytes = value as Uint8Array;
    if (bytes.length !== this.width) throw new RangeError(`value has ${bytes.length} bytes, not ${this.width}`);
    this.data.set(bytes, this.length * this.width);
  }
  protected writeNull(): void {}
  protected copy(column: Column & { layout: "fixedBytes" }, row: number): void {
    const { width } = this;
    this.data.set(column.data.subarray(row * width, (row + 1) * width), this.length * width);
  }
  protected build(validity: Uint8Array | null, nullCount: number): Column {
    const data = this.data.subarray(0, this.length * this.width);
    this.data = newBytes(32 * this.width);
    return fixedBytesColumn(this.type, data, validity, nullCount, this.length);
  }
}
