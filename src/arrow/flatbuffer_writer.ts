import { encodeUtf8 } from "./utf8.ts";

/** Where something stands, counted from the end of the finished bytes. */
export type FlatOffset = number;

/**
 * Writes flatbuffers back to front, as the reference implementations do: children before parents, fields of a table in the
 * order of the calls, equal vtables shared. With the same calls the bytes are those of the Rust library.
 */
export class FlatWriter {
  private bytes: Uint8Array<ArrayBuffer> = new Uint8Array(256);
  private view: DataView<ArrayBuffer> = new DataView(this.bytes.buffer);
  /** Bytes written, at the end of `bytes`. */
  private used = 0;
  private minAlign = 1;
  private vtables: FlatOffset[] = [];
  private slots: { slot: number; offset: FlatOffset }[] = [];
  private tableEnd = 0;

  private room(size: number): void {
    if (this.used + size <= this.bytes.length) return;
    const grown = new Uint8Array(Math.max(this.bytes.length * 2, this.used + size));
    grown.set(this.bytes.subarray(this.bytes.length - this.used), grown.length - this.used);
    this.bytes = grown;
    this.view = new DataView(grown.buffer);
  }

  /** Pads so that after `size` more bytes the end is a multiple of `align`. */
  private align(size: number, align: number): void {
    this.minAlign = Math.max(this.minAlign, align);
    const padding = (align - ((this.used + size) % align)) % align;
    this.room(padding + size);
    this.bytes.fill(0, this.bytes.length - this.used - padding, this.bytes.length - this.used);
    this.used += padding;
  }

  /** Makes room for an aligned value of `size` bytes and gives its index in `bytes`. */
  private push(size: number): number {
    this.align(size, size);
    this.used += size;
    return this.bytes.length - this.used;
  }

  // `push` may replace the view: it is called before the view is read.
  private putInt16(value: number): void {
    const at = this.push(2);
    this.view.setInt16(at, value, true);
  }
  private putInt32(value: number): void {
    const at = this.push(4);
    this.view.setInt32(at, value, true);
  }
  private putUint32(value: number): void {
    const at = this.push(4);
    this.view.setUint32(at, value, true);
  }
  private putBigInt64(value: bigint): void {
    const at = this.push(8);
    this.view.setBigInt64(at, value, true);
  }

  private pushOffset(target: FlatOffset): void {
    const at = this.push(4);
    this.view.setUint32(at, this.used - target, true);
  }

  string(text: string): FlatOffset {
    const utf8 = encodeUtf8(text);
    this.align(utf8.length + 1, 4);
    this.used += utf8.length + 1;
    this.bytes[this.bytes.length - this.used + utf8.length] = 0;
    this.bytes.set(utf8, this.bytes.length - this.used);
    this.putUint32(utf8.length);
    return this.used;
  }

  /** A vector of tables or strings. */
  offsets(targets: readonly FlatOffset[]): FlatOffset {
    this.align(4 * targets.length, 4);
    for (let i = targets.length - 1; i >= 0; i--) this.pushOffset(targets[i]!);
    this.putUint32(targets.length);
    return this.used;
  }

  int32s(values: readonly number[]): FlatOffset {
    this.align(4 * values.length, 4);
    for (let i = values.length - 1; i >= 0; i--) this.putInt32(values[i]!);
    this.putUint32(values.length);
    return this.used;
  }

  /** A vector of structs, each of `words` 64-bit numbers; with `words` 1 a vector of 64-bit numbers. */
  int64s(values: readonly number[], words = 1): FlatOffset {
    this.align(8 * values.length, 4);
    this.align(8 * values.length, 8);
    for (let i = values.length - 1; i >= 0; i--) this.putBigInt64(BigInt(values[i]!));
    this.putUint32(values.length / words);
    return this.used;
  }

  startTable(): void {
    this.slots = [];
    this.tableEnd = this.used;
  }

  private slot(slot: number): void {
    this.slots.push({ slot, offset: this.used });
  }

  /** Scalars that equal `absent` are not written. */
  uint8Field(slot: number, value: number, absent = 0): void {
    if (value === absent) return;
    const at = this.push(1); // may move the bytes
    this.bytes[at] = value;
    this.slot(slot);
  }
  boolField(slot: number, value: boolean): void {
    this.uint8Field(slot, value ? 1 : 0);
  }
  int16Field(slot: number, value: number, absent = 0): void {
    if (value === absent) return;
    this.putInt16(value);
    this.slot(slot);
  }
  int32Field(slot: number, value: number, absent = 0): void {
    if (value === absent) return;
    this.putInt32(value);
    this.slot(slot);
  }
  int64Field(slot: number, value: number, absent = 0): void {
    if (value === absent) return;
    this.putBigInt64(BigInt(value));
    this.slot(slot);
  }
  /** A string, vector or table; not written where it is null. */
  offsetField(slot: number, target: FlatOffset | null): void {
    if (target === null) return;
    this.pushOffset(target);
    this.slot(slot);
  }

  endTable(): FlatOffset {
    // The table begins with the distance to its vtable, known only below.
    this.push(4);
    const table = this.used;
    const last = this.slots.reduce((most, s) => Math.max(most, s.slot), -1);
    const entries = new Uint16Array(2 + last + 1);
    entries[0] = 2 * entries.length;
    entries[1] = table - this.tableEnd;
    for (const { slot, offset } of this.slots) entries[2 + slot] = table - offset;
    let vtable = this.vtables.find((at) => this.sameVtable(at, entries));
    if (vtable === undefined) {
      this.room(2 * entries.length);
      this.used += 2 * entries.length;
      const start = this.bytes.length - this.used;
      entries.forEach((entry, i) => this.view.setUint16(start + 2 * i, entry, true));
      vtable = this.used;
      this.vtables.push(vtable);
    }
    this.view.setInt32(this.bytes.length - table, vtable - table, true);
    return table;
  }

  private sameVtable(at: FlatOffset, entries: Uint16Array): boolean {
    const start = this.bytes.length - at;
    if (this.view.getUint16(start, true) !== entries[0]) return false;
    return entries.every((entry, i) => this.view.getUint16(start + 2 * i, true) === entry);
  }

  /** The finished bytes, a copy, with `root` as their table. */
  finish(root: FlatOffset): Uint8Array {
    this.align(4, this.minAlign);
    this.pushOffset(root);
    return this.bytes.slice(this.bytes.length - this.used);
  }
}
