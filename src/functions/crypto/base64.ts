const ALPHABET = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
const CODES: Uint8Array = Uint8Array.from(ALPHABET, (char) => char.charCodeAt(0));
const PAD = 0x3d;
/** 255: no symbol. */
const VALUES: Uint8Array = (() => {
  const values = new Uint8Array(256).fill(255);
  for (let i = 0; i < 64; i++) values[CODES[i]!] = i;
  return values;
})();

/** Characters of the Base64 form of `bytes` bytes. */
export function base64Length(bytes: number, padded: boolean): number {
  return padded ? 4 * Math.ceil(bytes / 3) : Math.ceil(bytes * 4 / 3);
}

/** Writes the Base64 form (RFC 4648, section 4) of `data[start .. end)` and gives the end. */
export function writeBase64(
  data: Uint8Array,
  start: number,
  end: number,
  out: Uint8Array,
  at: number,
  padded: boolean,
): number {
  let i = start;
  for (; i + 3 <= end; i += 3) {
    const bits = (data[i]! << 16) | (data[i + 1]! << 8) | data[i + 2]!;
    out[at] = CODES[bits >> 18]!;
    out[at + 1] = CODES[(bits >> 12) & 63]!;
    out[at + 2] = CODES[(bits >> 6) & 63]!;
    out[at + 3] = CODES[bits & 63]!;
    at += 4;
  }
  const rest = end - i;
  if (rest === 0) return at;
  const bits = (data[i]! << 16) | (rest === 2 ? data[i + 1]! << 8 : 0);
  out[at++] = CODES[bits >> 18]!;
  out[at++] = CODES[(bits >> 12) & 63]!;
  if (rest === 2) out[at++] = CODES[(bits >> 6) & 63]!;
  for (let k = rest; padded && k < 3; k++) out[at++] = PAD;
  return at;
}

/**
 * Writes the bytes of a Base64 text, padded or not, and gives the end; -1 - offset of the first character that is wrong.
 * `target` must have three bytes for each four characters. The bits left over in the last character must be zero.
 */
export function readBase64(text: Uint8Array, start: number, end: number, out: Uint8Array, at: number): number {
  let stop = end;
  // Padding completes a group of four: at most two, and not more than are missing.
  while (stop > start && end - stop < 2 && text[stop - 1] === PAD) stop--;
  const symbols = stop - start;
  const rest = symbols & 3;
  if (end > stop && (rest === 0 || rest + end - stop > 4)) return wrongAt(text, start, start, stop);
  let i = start;
  for (; i + 4 <= stop; i += 4) {
    const a = VALUES[text[i]!]!;
    const b = VALUES[text[i + 1]!]!;
    const c = VALUES[text[i + 2]!]!;
    const d = VALUES[text[i + 3]!]!;
    if ((a | b | c | d) > 63) return wrongAt(text, start, i, stop);
    const bits = (a << 18) | (b << 12) | (c << 6) | d;
    out[at] = bits >> 16;
    out[at + 1] = bits >> 8;
    out[at + 2] = bits;
    at += 3;
  }
  if (rest === 0) return at;
  let bits = 0;
  for (let k = 0; k < rest; k++) {
    const value = VALUES[text[i + k]!]!;
    if (value > 63) return wrongAt(text, start, i + k, stop);
    bits |= value << (18 - 6 * k);
  }
  const kept = rest === 3 ? 16 : rest === 2 ? 8 : 0;
  if (kept === 0 || (bits & ((1 << (24 - kept)) - 1)) !== 0) return -1 - (i + rest - 1 - start);
  out[at++] = bits >> 16;
  if (rest === 3) out[at++] = bits >> 8;
  return at;
}

/** Points at the first character that is no symbol, else at the end. */
function wrongAt(text: Uint8Array, start: number, from: number, stop: number): number {
  let i = from;
  while (i < stop && VALUES[text[i]!]! <= 63) i++;
  return -1 - (i - start);
}
