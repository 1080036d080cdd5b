/** Bits of a hash that choose a register. */
const INDEX_BITS = 14;
const REGISTERS = 1 << INDEX_BITS;
const RANK_BITS = 64 - INDEX_BITS;
/** Entries that a sketch keeps one by one; beyond, it keeps all registers. */
const SPARSE_ENTRIES = 1024;

/**
 * A HyperLogLog sketch: the number of distinct hashes, give or take 0.8 %, in at most 16 KiB. Small sets are kept as the few
 * registers that are not zero.
 *
 * Source: Philippe Flajolet et al., "HyperLogLog" (2007); the estimate is that of Otmar Ertl, "New cardinality estimation algorithms
 * for HyperLogLog sketches" (2017), as in DataFusion.
 */
export class HyperLogLog {
  /** `register · 64 + rank`, open addressing by register; -1 is free. Null once `registers` is there. */
  private entries: Int32Array | null = new Int32Array(8).fill(-1);
  private used = 0;
  private registers: Uint8Array | null = null;

  /** Adds a 64-bit hash: the low 14 bits choose a register, the trailing zeros of the rest are its rank. */
  add(low: number, high: number): void {
    const index = low & (REGISTERS - 1);
    const rest = (low >>> INDEX_BITS) | (high << (32 - INDEX_BITS));
    const top = high >>> INDEX_BITS;
    const rank = rest !== 0 ? trailingZeros(rest) + 1 : top !== 0 ? 33 + trailingZeros(top) : RANK_BITS + 1;
    this.raise(index, Math.min(rank, RANK_BITS + 1));
  }

  private raise(index: number, rank: number): void {
    if (this.registers !== null) {
      if (this.registers[index]! < rank) this.registers[index] = rank;
      return;
    }
    const entries = this.entries!;
    const mask = entries.length - 1;
    let at = Math.imul(index, 0x9e3779b1) >>> 16 & mask;
    while (entries[at]! >= 0 && entries[at]! >>> 6 !== index) at = (at + 1) & mask;
    if (entries[at]! >= 0) {
      if ((entries[at]! & 63) < rank) entries[at] = index << 6 | rank;
      return;
    }
    entries[at] = index << 6 | rank;
    if (++this.used * 2 > entries.length) this.grow();
  }

  private grow(): void {
    const old = this.entries!;
    if (this.used > SPARSE_ENTRIES) {
      this.registers = new Uint8Array(REGISTERS);
      this.entries = null;
    } else this.entries = new Int32Array(old.length * 2).fill(-1);
    this.used = 0;
    for (const entry of old) if (entry >= 0) this.raise(entry >>> 6, entry & 63);
  }

  /** Adds what `toBytes` gave. */
  merge(bytes: Uint8Array): void {
    if (bytes.length === REGISTERS) {
      for (let i = 0; i < REGISTERS; i++) if (bytes[i]! > 0) this.raise(i, bytes[i]!);
      return;
    }
    for (let at = 0; at + 4 <= bytes.length; at += 4) {
      const entry = bytes[at]! | (bytes[at + 1]! << 8) | (bytes[at + 2]! << 16);
      this.raise(entry >>> 6, entry & 63);
    }
  }

  /** All registers, or four bytes for each that is not zero. */
  toBytes(): Uint8Array {
    if (this.registers !== null) return this.registers;
    const bytes = new Uint8Array(this.used * 4);
    let at = 0;
    for (const entry of this.entries!) {
      if (entry < 0) continue;
      for (let k = 0; k < 4; k++) bytes[at++] = entry >>> (8 * k);
    }
    return bytes;
  }

  /** The estimated number of distinct hashes. */
  count(): number {
    const histogram = new Int32Array(RANK_BITS + 2);
    if (this.registers !== null) { for (const rank of this.registers) histogram[rank]!++; }
    else {
      for (const entry of this.entries!) if (entry >= 0) histogram[entry & 63]!++;
      histogram[0] = REGISTERS - this.used;
    }
    let z = REGISTERS * tau((REGISTERS - histogram[RANK_BITS + 1]!) / REGISTERS);
    for (let rank = RANK_BITS; rank >= 1; rank--) z = (z + histogram[rank]!) * 0.5;
    z += REGISTERS * sigma(histogram[0]! / REGISTERS);
    return Math.round(0.5 / Math.LN2 * REGISTERS * REGISTERS / z);
  }
}

function trailingZeros(value: number): number {
  return 31 - Math.clz32(value & -value);
}

function sigma(x: number): number {
  if (x === 1) return Infinity;
  let y = 1;
  let z = x;
  for (let before = NaN; before !== z;) {
    x *= x;
    before = z;
    z += x * y;
    y += y;
  }
  return z;
}

function tau(x: number): number {
  if (x === 0 || x === 1) return 0;
  let y = 1;
  let z = 1 - x;
  for (let before = NaN; before !== z;) {
    x = Math.sqrt(x);
    before = z;
    y *= 0.5;
    z -= (1 - x) ** 2 * y;
  }
  return z / 3;
}
