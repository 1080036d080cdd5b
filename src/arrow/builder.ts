import { newBytes, newInt32, newInt8 } from "./allocate.ts";
import type { ArrowType } from "./arrow_type.ts";
import { bitmapBytes, clearTail, copyBitsInto, fillBits, getBit, newBitmap, setBit } from "./bitmap.ts";
import type { Column, PrimitiveValues } from "./column.ts";
import { columnValue, isValidAt, unionChild } from "./column_value.ts";
import type { Field } from "./field.ts";
import { numberToFloat16 } from "./float16.ts";
import { layoutOf, newValues, newValuesLike, strideOf } from "./layout.ts";
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
import type { IntervalValue, ScalarData, WrappedScalar } from "./scalar.ts";
import { encodeUtf8Into } from "./utf8.ts";
import { writeInterval, writeWide } from "./wide.ts";

/**
 * Makes a column row by row; `finish` gives it and empties the builder. For results whose size is not known beforehand and
 * for values that come one at a time: kernels that know their size write into typed arrays.
 */
export interface ColumnBuilder {
  readonly type: ArrowType;
  /** Rows so far. */
  readonly length: number;
  /** One row of the form that {@linkcode ScalarData} describes for the type. */
  append(value: ScalarData): void;
  appendNull(): void;
  /** A copy of one row of a column of the same type; dictionaries of that type are looked up. */
  appendFrom(column: Column, row: number): void;
  /** Copies of rows `[start, end)`. */
  appendRange(column: Column, start: number, end: number): void;
  finish(): Column;
}

/** A builder for columns of `type`. */
export function columnBuilder(type: ArrowType): ColumnBuilder {
  switch (layoutOf(type)) {
    case "null":
      return new NullBuilder(type);
    case "boolean":
      return new BooleanBuilder(type);
    case "primitive":
      return new PrimitiveBuilder(type);
    case "wide":
      return new WideBuilder(type);
    case "bytes":
      return new BytesBuilder(type);
    case "fixedBytes":
      return new FixedBytesBuilder(type);
    case "list":
      return new ListBuilder(type);
    case "fixedList":
      return new FixedListBuilder(type);
    case "struct":
      return new StructBuilder(type);
    case "dictionary":
      return new DictionaryBuilder(type);
    case "union":
      return new UnionBuilder(type);
  }
}

/** A list type's items, a map's entries. */
export function itemField(type: ArrowType): Field {
  switch (type.id) {
    case "List":
    case "LargeList":
    case "ListView":
    case "LargeListView":
    case "FixedSizeList":
      return type.item;
    case "Map":
      return type.entries;
    default:
      throw new TypeError(`type ${type.id} has no items`);
  }
}

function doubled(capacity: number, needed: number): number {
  return Math.max(needed, capacity * 2, 32);
}

/** Length and validity, common to all builders; the bitmap exists from the first null on. */
abstract class BaseBuilder implements ColumnBuilder {
  readonly type: ArrowType;
  length = 0;
  protected validity: Uint8Array | null = null;
  protected nullCount = 0;

  constructor(type: ArrowType) {
    this.type = type;
  }

  /** Room for `rows` rows in the value buffers. */
  protected abstract reserve(rows: number): void;
  protected abstract write(value: Exclude<ScalarData, null>): void;
  protected abstract writeNull(): void;
  protected abstract copy(column: Column, row: number): void;
  protected abstract build(validity: Uint8Array | null, nullCount: number): Column;

  append(value: ScalarData): void {
    if (value === null) return this.appendNull();
    this.reserve(this.length + 1);
    this.write(value);
    this.valid();
  }

  appendNull(): void {
    this.reserve(this.length + 1);
    this.writeNull();
    this.growValidity(this.length + 1);
    this.nullCount++;
    this.length++;
  }

  appendFrom(column: Column, row: number): void {
    if (!isValidAt(column, row)) return this.appendNull();
    if (column.layout === "dictionary" && this.type.id !== "Dictionary") {
      return this.appendFrom(column.dictionary, column.keys[row]!);
    }
    this.reserve(this.length + 1);
    this.copy(column, row);
    this.valid();
  }

  appendRange(column: Column, start: number, end: number): void {
    this.reserve(this.length + end - start);
    for (let row = start; row < end; row++) this.appendFrom(column, row);
  }

  finish(): Column {
    const { validity } = this;
    if (validity) clearTail(validity, this.length);
    const column = this.build(validity ? validity.subarray(0, bitmapBytes(this.length)) : null, this.nullCount);
    this.length = 0;
    this.validity = null;
    this.nullCount = 0;
    return column;
  }

  protected valid(): void {
    if (this.validity !== null) {
      this.growValidity(this.length + 1);
      setBit(this.validity, this.length);
    }
    this.length++;
  }

  /** Copies validity of rows `[start, end)`; the caller adds to `length`. */
  protected validityRange(column: Column, start: number, end: number): void {
    const rows = end - start;
    if (column.validity === null) {
      if (this.validity !== null) {
        this.growValidity(this.length + rows);
        fillBits(this.validity, this.length, rows, true);
      }
      return;
    }
    this.growValidity(this.length + rows);
    copyBitsInto(this.validity!, this.length, column.validity, start, rows);
    for (let row = start; row < end; row++) if (!getBit(column.validity, row)) this.nullCount++;
  }

  private growValidity(rows: number): void {
    if (this.validity === null) {
      this.validity = newBitmap(doubled(this.length, rows + 512));
      fillBits(this.validity, 0, this.length, true);
    } else if (rows > this.validity.length * 8) {
      const grown = newBitmap(doubled(this.validity.length * 8, rows));
      grown.set(this.validity);
      this.validity = grown;
    }
  }
}

class NullBuilder extends BaseBuilder {
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

class BooleanBuilder extends BaseBuilder {
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
class PrimitiveBuilder extends BaseBuilder {
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

class WideBuilder extends BaseBuilder {
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

class FixedBytesBuilder extends BaseBuilder {
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

/** Lists and maps: add items to `child`, then `close` the row. */
export class ListBuilder extends BaseBuilder {
  /** Items of all rows; those added since the last row belong to the next one. */
  readonly child: ColumnBuilder;
  private offsets: Int32Array = newInt32(33);

  constructor(type: ArrowType) {
    super(type);
    this.child = columnBuilder(itemField(type).type);
  }

  /** Ends a row: its items are those added to `child` since the last row. */
  close(): void {
    this.reserve(this.length + 1);
    this.offsets[this.length + 1] = this.child.length;
    this.valid();
  }

  protected reserve(rows: number): void {
    if (rows < this.offsets.length) return;
    const grown = newInt32(doubled(this.offsets.length, rows + 1));
    grown.set(this.offsets);
    this.offsets = grown;
  }
  protected write(value: ScalarData): void {
    this.copy(value as Column, 0);
  }
  protected writeNull(): void {
    this.offsets[this.length + 1] = this.child.length;
  }
  protected copy(column: Column, row: number): void {
    if (column.layout === "list") {
      this.child.appendRange(column.child, column.offsets[row]!, column.offsets[row + 1]!);
    } else if (column.layout === "fixedList") {
      this.child.appendRange(column.child, row * column.size, (row + 1) * column.size);
    } else throw new TypeError(`a ${column.layout} column has no lists`);
    this.offsets[this.length + 1] = this.child.length;
  }
  protected build(validity: Uint8Array | null, nullCount: number): Column {
    const offsets = this.offsets.subarray(0, this.length + 1);
    this.offsets = newInt32(33);
    return listColumn(offsets, this.child.finish(), validity, nullCount, this.type);
  }
}

class FixedListBuilder extends BaseBuilder {
  private readonly child: ColumnBuilder;
  private readonly size: number;
  constructor(type: ArrowType) {
    super(type);
    this.child = columnBuilder(itemField(type).type);
    this.size = type.id === "FixedSizeList" ? type.size : 0;
  }
  protected reserve(): void {}
  protected write(value: ScalarData): void {
    this.copy(value as Column, 0);
  }
  protected writeNull(): void {
    for (let i = 0; i < this.size; i++) this.child.appendNull();
  }
  protected copy(column: Column, row: number): void {
    if (column.layout === "fixedList" && column.size === this.size) {
      this.child.appendRange(column.child, row * this.size, (row + 1) * this.size);
    } else if (column.layout === "list" && column.offsets[row + 1]! - column.offsets[row]! === this.size) {
      this.child.appendRange(column.child, column.offsets[row]!, column.offsets[row + 1]!);
    } else throw new RangeError(`value is not a list of ${this.size} items`);
  }
  protected build(validity: Uint8Array | null, nullCount: number): Column {
    return fixedListColumn(this.size, this.length, this.child.finish(), validity, nullCount, this.type);
  }
}

/** Structs: add one value to every child, then `close` the row. */
export class StructBuilder extends BaseBuilder {
  readonly children: readonly ColumnBuilder[];
  private readonly fields: readonly Field[];
  constructor(type: ArrowType) {
    super(type);
    this.fields = type.id === "Struct" ? type.fields : [];
    this.children = this.fields.map((f) => columnBuilder(f.type));
  }
  /** Ends a row whose values were added to the children. */
  close(): void {
    this.valid();
  }
  protected reserve(): void {}
  protected write(value: ScalarData): void {
    this.copy(value as Column, 0);
  }
  protected writeNull(): void {
    for (const child of this.children) child.appendNull();
  }
  protected copy(column: Column, row: number): void {
    if (column.layout !== "struct") throw new TypeError(`a ${column.layout} column has no structs`);
    for (let i = 0; i < this.children.length; i++) this.children[i]!.appendFrom(column.children[i]!, row);
  }
  protected build(validity: Uint8Array | null, nullCount: number): Column {
    const children = this.children.map((child) => child.finish());
    return structColumn(this.fields, children, validity, nullCount, this.length, this.type);
  }
}

/** Dictionaries: equal values of simple types share an entry. */
class DictionaryBuilder extends BaseBuilder {
  private keys: Int32Array = newInt32(32);
  private readonly entries: ColumnBuilder;
  private seen = new Map<unknown, number>();
  constructor(type: ArrowType) {
    super(type);
    if (type.id !== "Dictionary") throw new TypeError(`type ${type.id} has no dictionary`);
    this.entries = columnBuilder(type.value);
  }
  protected reserve(rows: number): void {
    if (rows <= this.keys.length) return;
    const grown = newInt32(doubled(this.keys.length, rows));
    grown.set(this.keys);
    this.keys = grown;
  }
  protected write(value: ScalarData): void {
    const inner = isWrapped(value) ? value.scalar.value : value;
    let identity: unknown = inner;
    if (Object.is(inner, -0)) identity = "-0 ";
    else if (inner instanceof Uint8Array) identity = "b" + inner.join();
    else if (typeof inner === "string") identity = "s" + inner;
    let key = this.seen.get(identity);
    if (key === undefined) {
      key = this.entries.length;
      this.entries.append(inner);
      this.seen.set(identity, key);
    }
    this.keys[this.length] = key;
  }
  override append(value: ScalarData): void {
    if (value !== null && isWrapped(value) && value.scalar.value === null) this.appendNull();
    else super.append(value);
  }
  protected writeNull(): void {}
  protected copy(column: Column, row: number): void {
    this.write(
      column.layout === "dictionary" ? columnValue(column.dictionary, column.keys[row]!) : columnValue(column, row),
    );
  }
  protected build(validity: Uint8Array | null, nullCount: number): Column {
    const keys = this.keys.subarray(0, this.length);
    this.keys = newInt32(32);
    this.seen = new Map();
    const entries = this.entries.finish();
    return dictionaryColumn(this.type, keys, entries, validity, nullCount);
  }
}

class UnionBuilder extends BaseBuilder {
  private typeIds: Int8Array = newInt8(32);
  private offsets: Int32Array = newInt32(32);
  private readonly children: readonly ColumnBuilder[];
  private readonly ids: readonly number[];
  private readonly dense: boolean;
  constructor(type: ArrowType) {
    super(type);
    if (type.id !== "Union") throw new TypeError(`type ${type.id} is no union`);
    this.ids = type.typeIds;
    this.dense = type.mode === "Dense";
    this.children = type.fields.map((f) => columnBuilder(f.type));
  }
  protected reserve(rows: number): void {
    if (rows <= this.typeIds.length) return;
    const n = doubled(this.typeIds.length, rows);
    const typeIds = newInt8(n);
    typeIds.set(this.typeIds);
    this.typeIds = typeIds;
    const offsets = newInt32(n);
    offsets.set(this.offsets);
    this.offsets = offsets;
  }
  private put(index: number, add: (child: ColumnBuilder) => void): void {
    if (index < 0) throw new RangeError("value has a type id that the union does not have");
    const child = this.children[index]!;
    this.typeIds[this.length] = this.ids[index]!;
    this.offsets[this.length] = child.length;
    add(child);
    if (!this.dense) this.children.forEach((other, i) => i !== index && other.appendNull());
    this.length++;
  }
  override append(value: ScalarData): void {
    if (value === null) return this.appendNull();
    this.reserve(this.length + 1);
    const wrapped = value as WrappedScalar;
    this.put(this.ids.indexOf(wrapped.typeId ?? this.ids[0]!), (child) => child.append(wrapped.scalar.value));
  }
  override appendNull(): void {
    this.reserve(this.length + 1);
    this.put(0, (child) => child.appendNull());
  }
  override appendFrom(column: Column, row: number): void {
    if (column.layout !== "union") return super.appendFrom(column, row);
    this.reserve(this.length + 1);
    const from = unionChild(column, row);
    this.put(this.ids.indexOf(column.typeIds[row]!), (child) => child.appendFrom(from.column, from.row));
  }
  protected write(): void {}
  protected writeNull(): void {}
  protected copy(column: Column): void {
    throw new TypeError(`a ${column.layout} column is no union`);
  }
  protected build(): Column {
    const typeIds = this.typeIds.subarray(0, this.length);
    const offsets = this.dense ? this.offsets.subarray(0, this.length) : null;
    this.typeIds = newInt8(32);
    this.offsets = newInt32(32);
    return unionColumn(this.type, typeIds, offsets, this.children.map((child) => child.finish()));
  }
}

function isWrapped(value: ScalarData): value is WrappedScalar {
  return typeof value === "object" && value !== null && "scalar" in value;
}
