import { DecodeError } from "../errors.ts";
import { decodeUtf8Strict } from "./utf8.ts";

/** A vector inside a flatbuffer: where its first element stands, and how many there are. */
export interface FlatVector {
  readonly start: number;
  readonly length: number;
}

/**
 * A table inside a flatbuffer. Every read is checked against the bytes: what is out of range is a {@linkcode DecodeError},
 * never a wrong value. Slots are numbered from 0 in the order of the schema's fields.
 */
export class FlatTable {
  private readonly bytes: Uint8Array;
  private readonly view: DataView;
  private readonly position: number;
  private readonly vtable: number;
  private readonly vtableBytes: number;

  private constructor(bytes: Uint8Array, view: DataView, position: number) {
    this.bytes = bytes;
    this.view = view;
    this.position = position;
    ensure(position >= 0 && position + 4 <= bytes.length, position);
    this.vtable = position - view.getInt32(position, true);
    ensure(this.vtable >= 0 && this.vtable + 4 <= bytes.length, this.vtable);
    this.vtableBytes = view.getUint16(this.vtable, true);
    ensure(this.vtableBytes >= 4 && this.vtable + this.vtableBytes <= bytes.length, this.vtable);
  }

  /** The table that the first four bytes point to. */
  static root(bytes: Uint8Array): FlatTable {
    ensure(bytes.length >= 8, 0);
    const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
    return new FlatTable(bytes, view, view.getUint32(0, true));
  }

  /** Where the field of a slot stands, or 0 where it is absent; `size` bytes are readable there. */
  private at(slot: number, size: number): number {
    const entry = 4 + 2 * slot;
    if (entry + 2 > this.vtableBytes) return 0;
    const offset = this.view.getUint16(this.vtable + entry, true);
    if (offset === 0) return 0;
    const at = this.position + offset;
    ensure(at + size <= this.bytes.length, at);
    return at;
  }

  uint8(slot: number, absent = 0): number {
    const at = this.at(slot, 1);
    return at === 0 ? absent : this.view.getUint8(at);
  }

  bool(slot: number, absent = false): boolean {
    const at = this.at(slot, 1);
    return at === 0 ? absent : this.view.getUint8(at) !== 0;
  }

  int16(slot: number, absent = 0): number {
    const at = this.at(slot, 2);
    return at === 0 ? absent : this.view.getInt16(at, true);
  }

  int32(slot: number, absent = 0): number {
    const at = this.at(slot, 4);
    return at === 0 ? absent : this.view.getInt32(at, true);
  }

  /** A 64-bit length, count or id. @throws {DecodeError} if a number does not hold it exactly */
  int64(slot: number, absent = 0): number {
    const at = this.at(slot, 8);
    return at === 0 ? absent : this.int64At(at);
  }

  /** A 64-bit number at a position, for structs inside vectors. */
  int64At(at: number): number {
    ensure(at + 8 <= this.bytes.length, at);
    const value = Number(this.view.getBigInt64(at, true));
    ensure(Number.isSafeInteger(value), at);
    return value;
  }

  int32At(at: number): number {
    ensure(at + 4 <= this.bytes.length, at);
    return this.view.getInt32(at, true);
  }

  private indirect(at: number): number {
    const target = at + this.view.getUint32(at, true);
    ensure(target + 4 <= this.bytes.length, at);
    return target;
  }

  table(slot: number): FlatTable | null {
    const at = this.at(slot, 4);
    return at === 0 ? null : new FlatTable(this.bytes, this.view, this.indirect(at));
  }

  string(slot: number): string | null {
    const at = this.at(slot, 4);
    if (at === 0) return null;
    const target = this.indirect(at);
    const length = this.view.getUint32(target, true);
    ensure(target + 4 + length <= this.bytes.length, target);
    try {
      return decodeUtf8Strict(this.bytes.subarray(target + 4, target + 4 + length));
    } catch (cause) {
      throw new DecodeError({
        message: `Cannot read flatbuffer: text at byte ${target} is not valid UTF-8`,
        offset: target,
        cause,
      });
    }
  }

  /** A vector of elements of `elementBytes` bytes; empty where it is absent. */
  vector(slot: number, elementBytes: number): FlatVector {
    const at = this.at(slot, 4);
    if (at === 0) return { start: 0, length: 0 };
    const target = this.indirect(at);
    const length = this.view.getUint32(target, true);
    ensure(target + 4 + length * elementBytes <= this.bytes.length, target);
    return { start: target + 4, length };
  }

  /** Whether the slot is present at all. */
  has(slot: number): boolean {
    return this.at(slot, 0) !== 0;
  }

  /** Element `index` of a vector of tables. */
  tableIn(vector: FlatVector, index: number): FlatTable {
    return new FlatTable(this.bytes, this.view, this.indirect(vector.start + 4 * index));
  }
}

function ensure(condition: boolean, offset: number): asserts condition {
  if (!condition) {
    throw new DecodeError({ message: `Cannot read flatbuffer: it points outside of itself at byte ${offset}`, offset });
  }
}
