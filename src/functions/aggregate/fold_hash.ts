/**
 * A 64-bit hash of statistical quality over two 32-bit words: the "foldhash" construction (Orson Peters, 2024) with the seeds that
 * DataFusion's sketches use, so that sketches of the same values estimate the same numbers there and here.
 *
 * Every step multiplies 64 by 64 bits and folds the product: its high half XOR its low half. All seeds are digits of pi. Results
 * stand in `low` and `high` after a call: one object, nothing allocated per row.
 */
export class FoldHash {
  low = 0;
  high = 0;
  /** Six numbers, low word first. */
  private readonly lanes: Int32Array = new Int32Array(12);

  /** The hash of up to 16 bytes as two 64-bit numbers: an integer of at most 64 bits has zeros in the second. */
  hashWords(w0: number, w1: number, w2: number, w3: number): void {
    this.fold(w0 ^ START_LOW, w1 ^ START_HIGH, w2 ^ FOLD_LOW, w3 ^ FOLD_HIGH);
    this.finish();
  }

  /** The hash of text: its bytes, followed by the byte 0xff. */
  hashText(data: Uint8Array, start: number, end: number): void {
    this.hashBytes(data, start, end, 0xff);
  }

  /** The hash of binary data: its bytes with their number. */
  hashBinary(data: Uint8Array, start: number, end: number): void {
    this.hashBytes(data, start, end, end - start);
  }

  private hashBytes(data: Uint8Array, start: number, end: number, mark: number): void {
    const length = end - start;
    rotateRight(this, START_LOW, START_HIGH, length & 63);
    if (length <= 16) this.hashShort(data, start, end);
    else this.hashLong(data, start, end);
    this.fold(this.low ^ mark, this.high, FOLD_LOW, FOLD_HIGH);
    this.finish();
  }

  private finish(): void {
    this.fold(this.low, this.high, FINISH_LOW, FINISH_HIGH);
  }

  private hashShort(data: Uint8Array, start: number, end: number): void {
    let { low, high } = this;
    let otherLow = EXPAND_LOW;
    let otherHigh = EXPAND_HIGH;
    const length = end - start;
    if (length >= 8) {
      low ^= word(data, start);
      high ^= word(data, start + 4);
      otherLow ^= word(data, end - 8);
      otherHigh ^= word(data, end - 4);
    } else if (length >= 4) {
      low ^= word(data, start);
      otherLow ^= word(data, end - 4);
    } else if (length > 0) {
      low ^= data[start]!;
      otherLow ^= (data[end - 1]! << 8) | data[start + (length >>> 1)]!;
    }
    this.fold(low, high, otherLow, otherHigh);
  }

  /** More than 16 bytes: in six lanes down to 256, in four down to 128, then 16 bytes from either end at a step until they meet. */
  private hashLong(data: Uint8Array, start: number, end: number): void {
    const { low, high } = this;
    const { lanes } = this;
    lanes[0] = low;
    lanes[1] = high;
    LANE_SEEDS.forEach(([seedLow, seedHigh], k) => {
      add(this, low, high, seedLow, seedHigh);
      lanes[2 * k + 2] = this.low;
      lanes[2 * k + 3] = this.high;
    });
    let at = start;
    if (end - at > 128) {
      if (end - at > 256) {
        for (; end - at > 256; at += 96) this.foldLanes(data, at, at + 48, 6);
        for (let k = 0; k < 4; k++) lanes[k]! ^= lanes[k + 8]!;
      }
      for (; end - at > 128; at += 64) this.foldLanes(data, at, at + 32, 4);
      for (let k = 0; k < 4; k++) lanes[k]! ^= lanes[k + 4]!;
    }
    const steps = end - at >= 96 ? 4 : end - at >= 64 ? 3 : end - at >= 32 ? 2 : 1;
    for (let k = 0; k < steps; k++) this.foldLanes(data, at + 16 * k, end - 16 * (k + 1), 2);
    this.low = lanes[0]! ^ lanes[2]!;
    this.high = lanes[1]! ^ lanes[3]!;
  }

  /** Folds eight bytes from `front` on and eight from `back` on into each of the first lanes. */
  private foldLanes(data: Uint8Array, front: number, back: number, count: number): void {
    const { lanes } = this;
    for (let k = 0; k < count; k++) {
      this.fold(
        lanes[2 * k]! ^ word(data, front + 8 * k),
        lanes[2 * k + 1]! ^ word(data, front + 8 * k + 4),
        FOLD_LOW ^ word(data, back + 8 * k),
        FOLD_HIGH ^ word(data, back + 8 * k + 4),
      );
      lanes[2 * k] = this.low;
      lanes[2 * k + 1] = this.high;
    }
  }

  /** The product of two 64-bit numbers, its halves folded. */
  private fold(aLow: number, aHigh: number, bLow: number, bHigh: number): void {
    // Four products of 32 by 32 bits: p (low · low), q and r (crosswise), s (high · high).
    const p0 = Math.imul(aLow, bLow) >>> 0;
    const p1 = multiplyHigh(aLow, bLow);
    const q0 = Math.imul(aLow, bHigh) >>> 0;
    const q1 = multiplyHigh(aLow, bHigh);
    const r0 = Math.imul(aHigh, bLow) >>> 0;
    const r1 = multiplyHigh(aHigh, bLow);
    const s0 = Math.imul(aHigh, bHigh) >>> 0;
    const s1 = multiplyHigh(aHigh, bHigh);
    const w1 = p1 + q0 + r0;
    const w2 = q1 + r1 + s0 + Math.floor(w1 / TWO_32);
    const w3 = s1 + Math.floor(w2 / TWO_32);
    this.low = p0 ^ w2;
    this.high = w1 ^ w3;
  }
}

const TWO_32 = 4294967296;
// 64-bit pieces of the fraction of pi.
const FINISH_LOW = 0x85a308d3 | 0;
const FINISH_HIGH = 0x243f6a88 | 0;
const START_LOW = 0xec4e6c89 | 0;
const START_HIGH = 0x082efa98 | 0;
const FOLD_LOW = 0xc97c50dd | 0;
const FOLD_HIGH = 0xc0ac29b7 | 0;
const EXPAND_LOW = 0xb5470917 | 0;
const EXPAND_HIGH = 0x3f84d5b5 | 0;
const LANE_SEEDS: readonly (readonly [low: number, high: number])[] = [
  [EXPAND_LOW, EXPAND_HIGH],
  [0x8979fb1b | 0, 0x9216d5d9 | 0],
  [0x98dfb5ac | 0, 0xd1310ba6 | 0],
  [0xd01adfb7 | 0, 0x2ffd72db | 0],
  [0x6a267e96 | 0, 0xb8e1afed | 0],
];

/** The upper 32 bits of the product of two unsigned 32-bit numbers. */
function multiplyHigh(a: number, b: number): number {
  const aLow = a & 0xffff;
  const aHigh = a >>> 16;
  const bLow = b & 0xffff;
  const bHigh = b >>> 16;
  const middle = aLow * bHigh + aHigh * bLow + Math.floor(aLow * bLow / 65536);
  return aHigh * bHigh + Math.floor(middle / 65536);
}

function word(data: Uint8Array, at: number): number {
  return data[at]! | (data[at + 1]! << 8) | (data[at + 2]! << 16) | (data[at + 3]! << 24);
}

function add(out: FoldHash, aLow: number, aHigh: number, bLow: number, bHigh: number): void {
  const low = (aLow >>> 0) + (bLow >>> 0);
  out.low = low | 0;
  out.high = (aHigh + bHigh + (low >= TWO_32 ? 1 : 0)) | 0;
}

function rotateRight(out: FoldHash, low: number, high: number, by: number): void {
  if (by >= 32) [low, high] = [high, low];
  const bits = by & 31;
  out.low = bits === 0 ? low : (low >>> bits) | (high << (32 - bits));
  out.high = bits === 0 ? high : (high >>> bits) | (low << (32 - bits));
}
