import { bigEndian, type Hash, paddedBlocks, writeBigEndian } from "./hash.ts";
import { CUBE_ROOTS, halves, NEXT_SQUARE_ROOTS, SQUARE_ROOTS } from "./prime_roots.ts";

const ROUNDS: Int32Array = halves(CUBE_ROOTS, "high").subarray(0, 64);

const state = new Int32Array(8);
const words = new Int32Array(64);
const tail = new Uint8Array(128);

/** SHA-224 (FIPS 180-4). */
export const sha224Hash: Hash = sha2(28, halves(NEXT_SQUARE_ROOTS, "low"));
/** SHA-256 (FIPS 180-4). */
export const sha256Hash: Hash = sha2(32, halves(SQUARE_ROOTS, "high"));

function sha2(size: number, initial: Int32Array): Hash {
  return {
    size,
    digest(data, start, end, out, at) {
      state.set(initial);
      paddedBlocks(data, start, end, tail, 64, 8, true, compress);
      writeBigEndian(state, size / 4, out, at);
    },
  };
}

function compress(data: Uint8Array, at: number): void {
  for (let i = 0; i < 16; i++) words[i] = bigEndian(data, at + 4 * i);
  for (let i = 16; i < 64; i++) {
    const x = words[i - 15]!;
    const y = words[i - 2]!;
    const s0 = ((x >>> 7) | (x << 25)) ^ ((x >>> 18) | (x << 14)) ^ (x >>> 3);
    const s1 = ((y >>> 17) | (y << 15)) ^ ((y >>> 19) | (y << 13)) ^ (y >>> 10);
    words[i] = words[i - 16]! + s0 + words[i - 7]! + s1;
  }
  let a = state[0]!;
  let b = state[1]!;
  let c = state[2]!;
  let d = state[3]!;
  let e = state[4]!;
  let f = state[5]!;
  let g = state[6]!;
  let h = state[7]!;
  for (let i = 0; i < 64; i++) {
    const s1 = ((e >>> 6) | (e << 26)) ^ ((e >>> 11) | (e << 21)) ^ ((e >>> 25) | (e << 7));
    const one = (h + s1 + ((e & f) ^ (~e & g)) + ROUNDS[i]! + words[i]!) | 0;
    const s0 = ((a >>> 2) | (a << 30)) ^ ((a >>> 13) | (a << 19)) ^ ((a >>> 22) | (a << 10));
    const two = (s0 + ((a & b) ^ (a & c) ^ (b & c))) | 0;
    h = g;
    g = f;
    f = e;
    e = (d + one) | 0;
    d = c;
    c = b;
    b = a;
    a = (one + two) | 0;
  }
  state[0]! += a;
  state[1]! += b;
  state[2]! += c;
  state[3]! += d;
  state[4]! += e;
  state[5]! += f;
  state[6]! += g;
  state[7]! += h;
}
