import { type Hash, littleEndian, writeLittleEndian } from "./hash.ts";
import { halves, SQUARE_ROOTS } from "./prime_roots.ts";

const TWO_32 = 4_294_967_296;

/** RFC 7693, section 2.7: the order of the message's words in each round. */
const SIGMA: readonly Uint8Array[] = [
  "0123456789abcdef",
  "ea489fd61c02b753",
  "b8c052fdae367194",
  "7931dcbe265a40f8",
  "905724afe1bc683d",
  "2c6a0b834d75fe19",
  "c51fed4a0763928b",
  "db7ec13950f4862a",
  "6fe9b308c2d714a5",
  "a2847615fb9e3cd0",
].map((order) => Uint8Array.from(order, (digit) => parseInt(digit, 16)));

const IV_SMALL: Int32Array = halves(SQUARE_ROOTS, "high");
/** Low half first, as the message's bytes are. */
const IV_LARGE: Int32Array = SQUARE_ROOTS.map((_, i) => SQUARE_ROOTS[i ^ 1]!);

const tail = new Uint8Array(128);

/** Whole blocks but the last, then the last one, filled with zeros. `compress` gets the bytes so far. */
function blocks(
  data: Uint8Array,
  start: number,
  end: number,
  block: number,
  compress: (data: Uint8Array, at: number, length: number, last: boolean) => void,
): void {
  let at = start;
  for (; at + block < end; at += block) compress(data, at, at + block - start, false);
  tail.fill(0, 0, block);
  for (let k = at; k < end; k++) tail[k - at] = data[k]!;
  compress(tail, 0, end - start, true);
}

const state32 = new Int32Array(8);
const v32 = new Int32Array(16);
const m32 = new Int32Array(16);

/** BLAKE2s with 32 bytes of digest and no key (RFC 7693). */
export const blake2sHash: Hash = {
  size: 32,
  digest(data, start, end, out, at) {
    state32.set(IV_SMALL);
    state32[0]! ^= 0x01010000 ^ 32;
    blocks(data, start, end, 64, compress32);
    writeLittleEndian(state32, 8, out, at);
  },
};

function compress32(data: Uint8Array, at: number, length: number, last: boolean): void {
  for (let i = 0; i < 16; i++) m32[i] = littleEndian(data, at + 4 * i);
  v32.set(state32);
  v32.set(IV_SMALL, 8);
  v32[12]! ^= length;
  if (last) v32[14] = ~v32[14]!;
  for (let round = 0; round < 10; round++) {
    const s = SIGMA[round]!;
    for (let k = 0; k < 4; k++) mix32(k, 4 + k, 8 + k, 12 + k, m32[s[2 * k]!]!, m32[s[2 * k + 1]!]!);
    for (let k = 0; k < 4; k++) {
      mix32(k, 4 + ((k + 1) & 3), 8 + ((k + 2) & 3), 12 + ((k + 3) & 3), m32[s[8 + 2 * k]!]!, m32[s[9 + 2 * k]!]!);
    }
  }
  for (let i = 0; i < 8; i++) state32[i]! ^= v32[i]! ^ v32[i + 8]!;
}

function mix32(a: number, b: number, c: number, d: number, x: number, y: number): void {
  let va = (v32[a]! + v32[b]! + x) | 0;
  let vd = v32[d]! ^ va;
  vd = (vd >>> 16) | (vd << 16);
  let vc = (v32[c]! + vd) | 0;
  let vb = v32[b]! ^ vc;
  vb = (vb >>> 12) | (vb << 20);
  va = (va + vb + y) | 0;
  vd ^= va;
  vd = (vd >>> 8) | (vd << 24);
  vc = (vc + vd) | 0;
  vb ^= vc;
  v32[a] = va;
  v32[b] = (vb >>> 7) | (vb << 25);
  v32[c] = vc;
  v32[d] = vd;
}

const state64 = new Int32Array(16);
const v64 = new Int32Array(32);
const m64 = new Int32Array(32);

/** BLAKE2b with 64 bytes of digest and no key (RFC 7693). */
export const blake2bHash: Hash = {
  size: 64,
  digest(data, start, end, out, at) {
    state64.set(IV_LARGE);
    state64[0]! ^= 0x01010000 ^ 64;
    blocks(data, start, end, 128, compress64);
    writeLittleEndian(state64, 16, out, at);
  },
};

function compress64(data: Uint8Array, at: number, length: number, last: boolean): void {
  for (let i = 0; i < 32; i++) m64[i] = littleEndian(data, at + 4 * i);
  v64.set(state64);
  v64.set(IV_LARGE, 16);
  // Columns hold less than 2^31 bytes.
  v64[24]! ^= length;
  if (last) {
    v64[28] = ~v64[28]!;
    v64[29] = ~v64[29]!;
  }
  for (let round = 0; round < 12; round++) {
    const s = SIGMA[round % 10]!;
    for (let k = 0; k < 4; k++) mix64(2 * k, 8 + 2 * k, 16 + 2 * k, 24 + 2 * k, 2 * s[2 * k]!, 2 * s[2 * k + 1]!);
    for (let k = 0; k < 4; k++) {
      const [b, c, d] = [8 + 2 * ((k + 1) & 3), 16 + 2 * ((k + 2) & 3), 24 + 2 * ((k + 3) & 3)];
      mix64(2 * k, b, c, d, 2 * s[8 + 2 * k]!, 2 * s[9 + 2 * k]!);
    }
  }
  for (let i = 0; i < 16; i++) state64[i]! ^= v64[i]! ^ v64[i + 16]!;
}

/** Indices of low halves; the high half follows. Rotations right by 32, 24, 16 and 63. */
function mix64(a: number, b: number, c: number, d: number, x: number, y: number): void {
  add(a, b, m64[x]!, m64[x + 1]!);
  let low = v64[d]! ^ v64[a]!;
  let high = v64[d + 1]! ^ v64[a + 1]!;
  v64[d] = high;
  v64[d + 1] = low;
  add(c, d, 0, 0);
  low = v64[b]! ^ v64[c]!;
  high = v64[b + 1]! ^ v64[c + 1]!;
  v64[b] = (low >>> 24) | (high << 8);
  v64[b + 1] = (high >>> 24) | (low << 8);
  add(a, b, m64[y]!, m64[y + 1]!);
  low = v64[d]! ^ v64[a]!;
  high = v64[d + 1]! ^ v64[a + 1]!;
  v64[d] = (low >>> 16) | (high << 16);
  v64[d + 1] = (high >>> 16) | (low << 16);
  add(c, d, 0, 0);
  low = v64[b]! ^ v64[c]!;
  high = v64[b + 1]! ^ v64[c + 1]!;
  v64[b] = (low << 1) | (high >>> 31);
  v64[b + 1] = (high << 1) | (low >>> 31);
}

/** `v[to] += v[from] + extra`. */
function add(to: number, from: number, extraLow: number, extraHigh: number): void {
  const low = (v64[to]! >>> 0) + (v64[from]! >>> 0) + (extraLow >>> 0);
  v64[to] = low;
  v64[to + 1] = v64[to + 1]! + v64[from + 1]! + extraHigh + Math.floor(low / TWO_32);
}
