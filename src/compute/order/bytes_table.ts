import { newBytes, newInt32 } from "../../arrow/mod.ts";
import { ResourcesExhaustedError } from "../../errors.ts";
import { hashBytes } from "./hash_words.ts";
import { grownSlots } from "./word_tables.ts";

/** A hash table from byte strings to dense ids 0, 1, 2, … in the order of first appearance. No JavaScript string is made. */
export class BytesTable {
  size = 0;
  /** Bytes of key `id` are `data[offsets[id] .. offsets[id + 1])`. */
  offsets: Int32Array = newInt32(257);
  data: Uint8Array = newBytes(4096);
  /** Pairs of hash and id + 1. */
  private slots: Int32Array = newInt32(1024);
  private mask = 511;

  /** Id of every row's bytes; rows whose bit in `valid` is clear keep what `out` has; unknown ones get -1 unless `insert`. */
  lookup(
    offsets: Int32Array,
    data: Uint8Array,
    valid: Uint8Array | null,
    n: number,
    out: Int32Array,
    insert: boolean,
  ): void {
    n = n | 0;
    for (let i = 0; i < n; i++) {
      if (valid !== null && ((valid[i >>> 3]! >>> (i & 7)) & 1) === 0) continue;
      const start = offsets[i]!;
      const end = offsets[i + 1]!;
      out[i] = this.probe(data, start, end, hashBytes(data, start, end), insert);
    }
  }

  private probe(bytes: Uint8Array, start: number, end: number, hash: number, insert: boolean): number {
    const { slots, mask, offsets, data } = this;
    const length = end - start;
    let at = (hash & mask) << 1;
    for (let id = slots[at + 1]!; id !== 0; id = slots[at + 1]!) {
      if (slots[at] === hash) {
        const key = offsets[id - 1]!;
        if (offsets[id]! - key === length) {
          let k = 0;
          while (k < length && data[key + k] === bytes[start + k]) k++;
          if (k === length) return id - 1;
        }
      }
      at = (at + 2) & ((mask << 1) | 1);
    }
    return insert ? this.add(at, bytes, start, end, hash) : -1;
  }

  private add(at: number, bytes: Uint8Array, start: number, end: number, hash: number): number {
    const id = ++this.size;
    const from = this.offsets[id - 1]!;
    const to = from + end - start;
    if (to > 0x7fff_ffff) {
      throw new ResourcesExhaustedError({
        message: `Cannot hold ${id} distinct keys: they have more than 2147483647 bytes`,
      });
    }
    if (id + 1 > this.offsets.length) {
      const grown = newInt32(this.offsets.length * 2);
      grown.set(this.offsets);
      this.offsets = grown;
    }
    if (to > this.data.length) {
      const grown = newBytes(Math.min(0x7fff_ffff, Math.max(to, this.data.length * 2)));
      grown.set(this.data.subarray(0, from));
      this.data = grown;
    }
    if (end - start > 30) this.data.set(bytes.subarray(start, end), from);
    else for (let i = start, k = from; i < end; i++) this.data[k++] = bytes[i]!;
    this.offsets[id] = to;
    this.slots[at] = hash;
    this.slots[at + 1] = id;
    if (id * 2 > this.mask) {
      this.slots = grownSlots(this.slots, this.mask);
      this.mask = this.mask * 2 + 1;
    }
    return id - 1;
  }

  sizeBytes(): number {
    return this.slots.byteLength + this.offsets.byteLength + this.data.byteLength;
  }
}
