import { type Hash, littleEndian, paddedBlocks, writeLittleEndian } from "./hash.ts";

/** RFC 1321: 2^32 times the sine of the round's number. */
const SINES: Int32Array = Int32Array.from(
  { length: 64 },
  (_, i) => Math.floor(Math.abs(Math.sin(i + 1)) * 2 ** 32) | 0,
);
const SHIFTS: Int32Array = Int32Array.of(7, 12, 17, 22, 5, 9, 14, 20, 4, 11, 16, 23, 6, 10, 15, 21);

const state = new Int32Array(4);
const words = new Int32Array(16);
const tail = new Uint8Array(128);

/** MD5 (RFC 1321). */
export const md5Hash: Hash = {
  size: 16,
  digest(data, start, end, out, at) {
    state.set([0x67452301, 0xefcdab89 | 0, 0x98badcfe | 0, 0x10325476]);
    paddedBlocks(data, start, end, tail, 64, 8, false, compress);
    writeLittleEndian(state, 4, out, at);
  },
};

function compress(data: Uint8Array, at: number): void {
  for (let i = 0; i < 16; i++) words[i] = littleEndian(data, at + 4 * i);
  let a = state[0]!;
  let b = state[1]!;
  let c = state[2]!;
  let d = state[3]!;
  for (let i = 0; i < 64; i++) {
    let f: number;
    let k: number;
    if (i < 16) {
      f = (b & c) | (~b & d);
      k = i;
    } else if (i < 32) {
      f = (d & b) | (~d & c);
      k = (5 * i + 1) & 15;
    } else if (i < 48) {
      f = b ^ c ^ d;
      k = (3 * i + 5) & 15;
    } else {
      f = c ^ (b | ~d);
      k = (7 * i) & 15;
    }
    const sum = (a + f + SINES[i]! + words[k]!) | 0;
    const shift = SHIFTS[((i >> 4) << 2) | (i & 3)]!;
    a = d;
    d = c;
    c = b;
    b = (b + ((sum << shift) | (sum >>> (32 - shift)))) | 0;
  }
  state[0]! += a;
  state[1]! += b;
  state[2]! += c;
  state[3]! += d;
}
