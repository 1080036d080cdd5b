/**
 * Hashes of 32-bit words and bytes: MurmurHash3's mixing (Austin Appleby, public domain). Not stable across releases: hashes
 * never leave the process.
 */
export function hash1(word: number): number {
  let h = Math.imul(word ^ (word >>> 16), 0x85ebca6b);
  h = Math.imul(h ^ (h >>> 13), 0xc2b2ae35);
  return h ^ (h >>> 16);
}

/** Hash of a 64-bit value given as two words. */
export function hash2(low: number, high: number): number {
  let h = Math.imul(low ^ (low >>> 15), 0x9e3779b1) ^ Math.imul(high ^ (high >>> 13), 0x85ebca77);
  h = Math.imul(h ^ (h >>> 16), 0x85ebca6b);
  h = Math.imul(h ^ (h >>> 13), 0xc2b2ae35);
  return h ^ (h >>> 16);
}

/** `hash` with one more word in it. */
export function mix(hash: number, word: number): number {
  let k = Math.imul(word, 0xcc9e2d51);
  k = (k << 15) | (k >>> 17);
  hash ^= Math.imul(k, 0x1b873593);
  hash = (hash << 13) | (hash >>> 19);
  return (Math.imul(hash, 5) + 0xe6546b64) | 0;
}

/** Last step after {@linkcode mix}. */
export function finish(hash: number): number {
  hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b);
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35);
  return hash ^ (hash >>> 16);
}

/** Hash of `data[start .. end)`, four bytes at a time. */
export function hashBytes(data: Uint8Array, start: number, end: number): number {
  let hash = (end - start) | 0;
  let i = start;
  for (const last = end - 3; i < last; i += 4) {
    hash = mix(hash, data[i]! | (data[i + 1]! << 8) | (data[i + 2]! << 16) | (data[i + 3]! << 24));
  }
  if (i < end) {
    let word = data[i]!;
    if (i + 1 < end) word |= data[i + 1]! << 8;
    if (i + 2 < end) word |= data[i + 2]! << 16;
    hash = mix(hash, word);
  }
  return finish(hash);
}
