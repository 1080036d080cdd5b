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

  /** The hash of up to 16 bytes as two 64-bit numbers: an integer of at most 64 bits has zeros in the second. */
  hashWords(w0: number, w1: number, w2: number, w3: number): void {
    this.fold(w0 ^ START_LOW, w1 ^ START_HIGH, w2 ^ FOLD_LOW, w3 ^ FOLD_HIGH);
    this.finish();
  }

  /** The hash of `data[start .. end)`, followed by the byte 0xff as strings are. */
  hashText(data: Uint8Array, start: number, end: number): void {
    const length = end - start;
    rotateRight(this, START_LOW, START_HIGH, length & 63);
    if (length <= 16) this.hashShort(data, start, end);
    else if (length < 256) {
      const { low, high } = this;
      add(this, low, high, EXPAND_LOW, EXPAND_HIGH);
      this.hashMedium(data, start, end, low, high, this.low, this.high);
    } else this.hashLong(data, start, end);
    this.fold(this.low ^ 0xff, this.high, FOLD_LOW, FOLD_HIGH);
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

  /** At least 16 bytes: 16 from the front and 16 from the back a step, until they meet. */
  private hashMedium(
    data: Uint8Array,
    start: number,
    end: number,
    aLow: number,
    aHigh: number,
    bLow: number,
    bHigh: number,
  ): void {
    for (let front = start, back = end; front < back && front + 16 <= end; front += 16, back -= 16) {
      const tail = back - 16;
      this.fold(
        aLow ^ word(data, front),
        aHigh ^ word(data, front + 4),
        FOLD_LOW ^ word(data, tail),
        FOLD_HIGH ^ word(data, tail + 4),
      );
      aLow = this.low;
      aHigh = this.high;
      this.fold(
        bLow ^ word(data, front + 8),
        bHigh ^ word(data, front + 12),
        FOLD_LOW ^ word(data, tail + 8),
        FOLD_HIGH ^ word(data, tail + 12),
      );
      bLow = this.low;
      bHigh = this.high;
    }
    this.low = aLow ^ bLow;
    this.high = aHigh ^ bHigh;
  }

  /** 64 bytes a step in four lanes. */
  private hashLong(data: Uint8Array, start: number, end: number): void {
    const { low, high } = this;
    const lanes = new Int32Array(8);
    lanes[0] = low;
    lanes[1] = high;
    LANE_SEEDS.forEach(([seedLow, seedHigh], k) => {
      add(this, low, high, seedLow, seedHigh);
      lanes[2 * k + 2] = this.low;
      lanes[2 * k + 3] = this.high;
    });
    let at = start;
    for (; at + 64 <= end; at += 64) {
      for (let k = 0; k < 4; k++) {
        this.fold(
          lanes[2 * k]! ^ word(data, at + 8 * k),
          lanes[2 * k + 1]! ^ word(data, at + 8 * k + 4),
          FOLD_LOW ^ word(data, at + 32 + 8 * k),
          FOLD_HIGH ^ word(data, at + 36 + 8 * k),
        );
        lanes[2 * k] = this.low;
        lanes[2 * k + 1] = this.high;
      }
    }
    const aLow = lanes[0]! ^ lanes[4]!;
    const aHigh = lanes[1]! ^ lanes[5]!;
    const bLow = lanes[2]! ^ lanes[6]!;
    const bHigh = lanes[3]! ^ lanes[7]!;
    if (at < end) this.hashMedium(data, end - Math.max(16, end - at), end, aLow, aHigh, bLow, bHigh);
    else {
      this.low = aLow ^ bLow;
      this.high = aHigh ^ bHigh;
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
