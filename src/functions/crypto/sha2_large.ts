import { bigEndian, type Hash, paddedBlocks, writeBigEndian } from "./hash.ts";
import { CUBE_ROOTS, NEXT_SQUARE_ROOTS, SQUARE_ROOTS } from "./prime_roots.ts";

const TWO_32 = 4_294_967_296;

/** Words of 64 bits as pairs, high half first. `work` holds a to h, moved by an index instead of by copies. */
const state = new Int32Array(16);
const work = new Int32Array(16);
const words = new Int32Array(160);
const tail = new Uint8Array(256);

/** SHA-384 (FIPS 180-4). */
export const sha384Hash: Hash = sha2(48, NEXT_SQUARE_ROOTS);
/** SHA-512 (FIPS 180-4). */
export const sha512Hash: Hash = sha2(64, SQUARE_ROOTS);

function sha2(size: number, initial: Int32Array): Hash {
  return {
    size,
    digest(data, start, end, out, at) {
      state.set(initial);
      paddedBlocks(data, start, end, tail, 128, 16, true, compress);
      writeBigEndian(state, size / 4, out, at);
    },
  };
}

function schedule(data: Uint8Array, at: number): void {
  for (let i = 0; i < 32; i++) words[i] = bigEndian(data, at + 4 * i);
  for (let i = 32; i < 160; i += 2) {
    const xh = words[i - 30]!;
    const xl = words[i - 29]!;
    const yh = words[i - 4]!;
    const yl = words[i - 3]!;
    // Rotations by 1 and 8 and a shift by 7; by 19 and 61 and a shift by 6.
    const h0 = ((xh >>> 1) | (xl << 31)) ^ ((xh >>> 8) | (xl << 24)) ^ (xh >>> 7);
    const l0 = ((xl >>> 1) | (xh << 31)) ^ ((xl >>> 8) | (xh << 24)) ^ ((xl >>> 7) | (xh << 25));
    const h1 = ((yh >>> 19) | (yl << 13)) ^ ((yl >>> 29) | (yh << 3)) ^ (yh >>> 6);
    const l1 = ((yl >>> 19) | (yh << 13)) ^ ((yh >>> 29) | (yl << 3)) ^ ((yl >>> 6) | (yh << 26));
    const low = (words[i - 31]! >>> 0) + (l0 >>> 0) + (words[i - 13]! >>> 0) + (l1 >>> 0);
    words[i + 1] = low;
    words[i] = words[i - 32]! + h0 + words[i - 14]! + h1 + Math.floor(low / TWO_32);
  }
}

function compress(data: Uint8Array, at: number): void {
  schedule(data, at);
  work.set(state);
  for (let i = 0; i < 160; i += 2) {
    // In round r, a stands at -r (mod 8) pairs, b one further, and so on.
    const a = (16 - i) & 15;
    const b = (a + 2) & 15;
    const c = (a + 4) & 15;
    const d = (a + 6) & 15;
    const e = (a + 8) & 15;
    const f = (a + 10) & 15;
    const g = (a + 12) & 15;
    const h = (a + 14) & 15;
    const eh = work[e]!;
    const el = work[e + 1]!;
    // Rotations by 14, 18 and 41.
    const h1 = ((eh >>> 14) | (el << 18)) ^ ((eh >>> 18) | (el << 14)) ^ ((el >>> 9) | (eh << 23));
    const l1 = ((el >>> 14) | (eh << 18)) ^ ((el >>> 18) | (eh << 14)) ^ ((eh >>> 9) | (el << 23));
    const oneLow = (work[h + 1]! >>> 0) + (l1 >>> 0) + (((el & work[f + 1]!) ^ (~el & work[g + 1]!)) >>> 0) +
      (CUBE_ROOTS[i + 1]! >>> 0) + (words[i + 1]! >>> 0);
    const oneHigh = (work[h]! + h1 + ((eh & work[f]!) ^ (~eh & work[g]!)) + CUBE_ROOTS[i]! + words[i]! +
      Math.floor(oneLow / TWO_32)) | 0;
    const ah = work[a]!;
    const al = work[a + 1]!;
    // Rotations by 28, 34 and 39.
    const h0 = ((ah >>> 28) | (al << 4)) ^ ((al >>> 2) | (ah << 30)) ^ ((al >>> 7) | (ah << 25));
    const l0 = ((al >>> 28) | (ah << 4)) ^ ((ah >>> 2) | (al << 30)) ^ ((ah >>> 7) | (al << 25));
    const majorityHigh = (ah & work[b]!) ^ (ah & work[c]!) ^ (work[b]! & work[c]!);
    const majorityLow = (al & work[b + 1]!) ^ (al & work[c + 1]!) ^ (work[b + 1]! & work[c + 1]!);
    const dLow = (work[d + 1]! >>> 0) + ((oneLow | 0) >>> 0);
    work[d + 1] = dLow;
    work[d] = work[d]! + oneHigh + Math.floor(dLow / TWO_32);
    // h becomes the next round's a.
    const low = ((oneLow | 0) >>> 0) + (l0 >>> 0) + (majorityLow >>> 0);
    work[h + 1] = low;
    work[h] = oneHigh + h0 + majorityHigh + Math.floor(low / TWO_32);
  }
  for (let i = 0; i < 16; i += 2) {
    const low = (state[i + 1]! >>> 0) + (work[i + 1]! >>> 0);
    state[i + 1] = low;
    state[i] = state[i]! + work[i]! + Math.floor(low / TWO_32);
  }
}
