import { newInt32, newInt8 } from "./allocate.ts";
import type { ArrowType } from "./arrow_type.ts";
import { BaseBuilder, type ColumnBuilder, doubled } from "./base_builder.ts";
import type { Column } from "./column.ts";
import { columnValue, unionChild } from "./column_value.ts";
import type { Field } from "./field.ts";
import { dictionaryColumn, fixedListColumn, listColumn, structColumn, unionColumn } from "./make_column.ts";
import type { ScalarData, WrappedScalar } from "./scalar.ts";

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

/** Makes the builders of the children. */
type BuilderFactory = (type: ArrowType) => ColumnBuilder;

/** Lists and maps: add items to `child`, then `close` the row. */
export class ListBuilder extends BaseBuilder {
  /** Items of all rows; those added since the last row belong to the next one. */
  readonly child: ColumnBuilder;
  private offsets: Int32Array = newInt32(33);

  constructor(type: ArrowType, make: BuilderFactory) {
    super(type);
    this.child = make(itemField(type).type);
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

export class FixedListBuilder extends BaseBuilder {
  private readonly child: ColumnBuilder;
  private readonly size: number;
  constructor(type: ArrowType, make: BuilderFactory) {
    super(type);
    this.child = make(itemField(type).type);
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
  constructor(type: ArrowType, make: BuilderFactory) {
    super(type);
    this.fields = type.id === "Struct" ? type.fields : [];
    this.children = this.fields.map((f) => make(f.type));
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
export class DictionaryBuilder extends BaseBuilder {
  private keys: Int32Array = newInt32(32);
  private readonly entries: ColumnBuilder;
  private seen = new Map<unknown, number>();
  constructor(type: ArrowType, make: BuilderFactory) {
    super(type);
    if (type.id !== "Dictionary") throw new TypeError(`type ${type.id} has no dictionary`);
    this.entries = make(type.value);
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

export class UnionBuilder extends BaseBuilder {
  private typeIds: Int8Array = newInt8(32);
  private offsets: Int32Array = newInt32(32);
  private readonly children: readonly ColumnBuilder[];
  private readonly ids: readonly number[];
  private readonly dense: boolean;
  constructor(type: ArrowType, make: BuilderFactory) {
    super(type);
    if (type.id !== "Union") throw new TypeError(`type ${type.id} is no union`);
    this.ids = type.typeIds;
    this.dense = type.mode === "Dense";
    this.children = type.fields.map((f) => make(f.type));
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
