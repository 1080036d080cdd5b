import { newInt32 } from "../../arrow/mod.ts";
import { finish, hash1, hash2, mix } from "./hash_words.ts";

/**
 * Hash tables from keys of fixed width to dense ids 0, 1, 2, … in the order of first appearance.
 *
 * Open addressing, at most half full. A slot holds what decides most probes (the key itself, or its hash) beside the id plus one, so
 * that a hit touches one cache line. Written as plain loops over typed arrays: the shape that a WebAssembly kernel will have.
 */
export interface WordTable {
  /** Ids given so far. */
  readonly size: number;
  /** Words of every key, by id. */
  readonly store: Int32Array;
  /**
   * Id of every row's key. Rows whose bit in `skip` is clear keep what `out` has. Unknown keys get a new id, or -1 unless `insert`.
   */
  lookup(words: Int32Array, valid: Uint8Array | null, n: number, out: Int32Array, insert: boolean): void;
  /** Bytes held. */
  sizeBytes(): number;
}

const START_BITS = 9;

function grownStore(store: Int32Array, needed: number): Int32Array {
  if (needed <= store.length) return store;
  const grown = newInt32(Math.max(needed, store.length * 2));
  grown.set(store);
  return grown;
}

/** Keys of one word. */
export class Word1Table implements WordTable {
  size = 0;
  store: Int32Array = newInt32(256);
  /** Pairs of key and id + 1. */
  private slots: Int32Array = newInt32(2 << START_BITS);
  private mask = (1 << START_BITS) - 1;

  lookup(words: Int32Array, valid: Uint8Array | null, n: number, out: Int32Array, insert: boolean): void {
    n = n | 0;
    let { slots, mask } = this;
    for (let i = 0; i < n; i++) {
      if (valid !== null && ((valid[i >>> 3]! >>> (i & 7)) & 1) === 0) continue;
      const key = words[i]!;
      let at = (hash1(key) & mask) << 1;
      let id = slots[at + 1]!;
      while (id !== 0 && slots[at] !== key) {
        at = (at + 2) & ((mask << 1) | 1);
        id = slots[at + 1]!;
      }
      if (id === 0 && insert) {
        id = this.add(at, key);
        slots = this.slots;
        mask = this.mask;
      }
      out[i] = id - 1;
    }
  }

  private add(at: number, key: number): number {
    const id = ++this.size;
    this.store = grownStore(this.store, id);
    this.store[id - 1] = key;
    this.slots[at] = key;
    this.slots[at + 1] = id;
    if (id * 2 > this.mask) this.grow();
    return id;
  }

  private grow(): void {
    const slots = newInt32(this.slots.length * 4);
    const mask = this.mask * 4 + 3;
    const { store, size } = this;
    for (let id = 1; id <= size; id++) {
      const key = store[id - 1]!;
      let at = (hash1(key) & mask) << 1;
      while (slots[at + 1] !== 0) at = (at + 2) & ((mask << 1) | 1);
      slots[at] = key;
      slots[at + 1] = id;
    }
    this.slots = slots;
    this.mask = mask;
  }

  sizeBytes(): number {
    return this.slots.byteLength + this.store.byteLength;
  }
}

/** Keys of two words. */
export class Word2Table implements WordTable {
  size = 0;
  store: Int32Array = newInt32(512);
  /** Low word, high word, id + 1, unused: 16 bytes never cross a cache line. */
  private slots: Int32Array = newInt32(4 << START_BITS);
  private mask = (1 << START_BITS) - 1;

  lookup(words: Int32Array, valid: Uint8Array | null, n: number, out: Int32Array, insert: boolean): void {
    n = n | 0;
    let { slots, mask } = this;
    for (let i = 0; i < n; i++) {
      if (valid !== null && ((valid[i >>> 3]! >>> (i & 7)) & 1) === 0) continue;
      const low = words[2 * i]!;
      const high = words[2 * i + 1]!;
      let at = (hash2(low, high) & mask) << 2;
      let id = slots[at + 2]!;
      while (id !== 0 && (slots[at] !== low || slots[at + 1] !== high)) {
        at = (at + 4) & ((mask << 2) | 3);
        id = slots[at + 2]!;
      }
      if (id === 0 && insert) {
        id = this.add(at, low, high);
        slots = this.slots;
        mask = this.mask;
      }
      out[i] = id - 1;
    }
  }

  private add(at: number, low: number, high: number): number {
    const id = ++this.size;
    this.store = grownStore(this.store, 2 * id);
    this.store[2 * id - 2] = low;
    this.store[2 * id - 1] = high;
    this.slots[at] = low;
    this.slots[at + 1] = high;
    this.slots[at + 2] = id;
    if (id * 2 > this.mask) this.grow();
    return id;
  }

  private grow(): void {
    const slots = newInt32(this.slots.length * 4);
    const mask = this.mask * 4 + 3;
    const { store, size } = this;
    for (let id = 1; id <= size; id++) {
      const low = store[2 * id - 2]!;
      const high = store[2 * id - 1]!;
      let at = (hash2(low, high) & mask) << 2;
      while (slots[at + 2] !== 0) at = (at + 4) & ((mask << 2) | 3);
      slots[at] = low;
      slots[at + 1] = high;
      slots[at + 2] = id;
    }
    this.slots = slots;
    this.mask = mask;
  }

  sizeBytes(): number {
    return this.slots.byteLength + this.store.byteLength;
  }
}

/** Keys of any number of words. */
export class WordNTable implements WordTable {
  size = 0;
  store: Int32Array;
  private readonly stride: number;
  /** Pairs of hash and id + 1. */
  private slots: Int32Array = newInt32(2 << START_BITS);
  private mask = (1 << START_BITS) - 1;

  constructor(stride: number) {
    this.stride = stride;
    this.store = newInt32(256 * stride);
  }

  lookup(words: Int32Array, valid: Uint8Array | null, n: number, out: Int32Array, insert: boolean): void {
    n = n | 0;
    const stride = this.stride | 0;
    for (let i = 0; i < n; i++) {
      if (valid !== null && ((valid[i >>> 3]! >>> (i & 7)) & 1) === 0) continue;
      const base = i * stride;
      let hash = stride;
      for (let k = 0; k < stride; k++) hash = mix(hash, words[base + k]!);
      out[i] = this.probe(words, base, finish(hash), insert);
    }
  }

  private probe(words: Int32Array, base: number, hash: number, insert: boolean): number {
    const { slots, mask, store, stride } = this;
    let at = (hash & mask) << 1;
    for (let id = slots[at + 1]!; id !== 0; id = slots[at + 1]!) {
      if (slots[at] === hash) {
        const key = (id - 1) * stride;
        let k = 0;
        while (k < stride && store[key + k] === words[base + k]) k++;
        if (k === stride) return id - 1;
      }
      at = (at + 2) & ((mask << 1) | 1);
    }
    if (!insert) return -1;
    const id = ++this.size;
    this.store = grownStore(store, id * stride);
    for (let k = 0; k < stride; k++) this.store[(id - 1) * stride + k] = words[base + k]!;
    slots[at] = hash;
    slots[at + 1] = id;
    if (id * 2 > mask) {
      this.slots = grownSlots(slots, mask);
      this.mask = mask * 2 + 1;
    }
    return id - 1;
  }

  sizeBytes(): number {
    return this.slots.byteLength + this.store.byteLength;
  }
}

/** Slots of hash and id + 1 in a table twice as large. */
export function grownSlots(slots: Int32Array, mask: number): Int32Array {
  const grown = newInt32(slots.length * 2);
  const wider = mask * 2 + 1;
  for (let from = 0; from < slots.length; from += 2) {
    if (slots[from + 1] === 0) continue;
    let at = (slots[from]! & wider) << 1;
    while (grown[at + 1] !== 0) at = (at + 2) & ((wider << 1) | 1);
    grown[at] = slots[from]!;
    grown[at + 1] = slots[from + 1]!;
  }
  return grown;
}
