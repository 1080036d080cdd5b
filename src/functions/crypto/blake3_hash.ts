import { type Hash, littleEndian, writeLittleEndian } from "./hash.ts";
import { halves, SQUARE_ROOTS } from "./prime_roots.ts";

const IV: Int32Array = halves(SQUARE_ROOTS, "high");
const PERMUTATION: Uint8Array = Uint8Array.of(2, 6, 3, 10, 7, 0, 4, 13, 1, 11, 12, 5, 9, 14, 15, 8);
const CHUNK_START = 1;
const CHUNK_END = 2;
const PARENT = 4;
const ROOT = 8;
const BLOCK = 64;
const CHUNK = 1024;

const v = new Int32Array(16);
const message = new Int32Array(16);
const permuted = new Int32Array(16);
const tail = new Uint8Array(BLOCK);
/** Chaining values of finished subtrees, the largest first: one for every bit of the number of chunks. */
const stack = new Int32Array(32 * 8);
const current = new Int32Array(8);

/** BLAKE3 with 32 bytes of digest and no key: a tree of chunks of 1 KiB (BLAKE3 specification, section 2). */
export const blake3Hash: Hash = {
  size: 32,
  digest(data, start, end, out, at) {
    let depth = 0;
    let chunk = 0;
    let from = start;
    for (; end - from > CHUNK; from += CHUNK, chunk++) {
      hashChunk(data, from, from + CHUNK, chunk, 0);
      // Subtrees of equal size join: as many as the number of chunks has trailing zeros.
      for (let total = chunk + 1; (total & 1) === 0; total >>>= 1) join(--depth, 0);
      stack.set(current, 8 * depth++);
    }
    hashChunk(data, from, end, chunk, depth === 0 ? ROOT : 0);
    while (depth > 0) join(--depth, depth === 0 ? ROOT : 0);
    writeLittleEndian(current, 8, out, at);
  },
};

/** Into `current`: the chaining value of one chunk. */
function hashChunk(data: Uint8Array, start: number, end: number, chunk: number, flags: number): void {
  current.set(IV);
  let at = start;
  let first = CHUNK_START;
  for (; end - at > BLOCK; at += BLOCK) {
    for (let i = 0; i < 16; i++) message[i] = littleEndian(data, at + 4 * i);
    compress(chunk, BLOCK, first);
    first = 0;
  }
  tail.fill(0);
  for (let k = at; k < end; k++) tail[k - at] = data[k]!;
  for (let i = 0; i < 16; i++) message[i] = littleEndian(tail, 4 * i);
  compress(chunk, end - at, first | CHUNK_END | flags);
}

/** Into `current`: the parent of the stack's subtree `index` (left) and `current` (right). */
function join(index: number, flags: number): void {
  message.set(stack.subarray(8 * index, 8 * index + 8));
  message.set(current, 8);
  current.set(IV);
  compress(0, BLOCK, PARENT | flags);
}

/** `current` is the chaining value before and after; `message` is used up. */
function compress(counter: number, length: number, flags: number): void {
  v.set(current);
  v.set(IV.subarray(0, 4), 8);
  v[12] = counter;
  v[13] = 0;
  v[14] = length;
  v[15] = flags;
  for (let round = 0;; round++) {
    for (let k = 0; k < 4; k++) mix(k, 4 + k, 8 + k, 12 + k, message[2 * k]!, message[2 * k + 1]!);
    for (let k = 0; k < 4; k++) {
      mix(k, 4 + ((k + 1) & 3), 8 + ((k + 2) & 3), 12 + ((k + 3) & 3), message[8 + 2 * k]!, message[9 + 2 * k]!);
    }
    if (round === 6) break;
    for (let i = 0; i < 16; i++) permuted[i] = message[PERMUTATION[i]!]!;
    message.set(permuted);
  }
  for (let i = 0; i < 8; i++) current[i] = v[i]! ^ v[i + 8]!;
}

function mix(a: number, b: number, c: number, d: number, x: number, y: number): void {
  let va = (v[a]! + v[b]! + x) | 0;
  let vd = v[d]! ^ va;
  vd = (vd >>> 16) | (vd << 16);
  let vc = (v[c]! + vd) | 0;
  let vb = v[b]! ^ vc;
  vb = (vb >>> 12) | (vb << 20);
  va = (va + vb + y) | 0;
  vd ^= va;
  vd = (vd >>> 8) | (vd << 24);
  vc = (vc + vd) | 0;
  vb ^= vc;
  v[a] = va;
  v[b] = (vb >>> 7) | (vb << 25);
  v[c] = vc;
  v[d] = vd;
}
