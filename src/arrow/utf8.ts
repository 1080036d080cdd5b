/** UTF-8 ⇄ JavaScript strings: short ASCII without the decoder, whose call costs as much as 100 bytes. */
const decoder = new TextDecoder("utf-8", { ignoreBOM: true });
const strictDecoder = new TextDecoder("utf-8", { ignoreBOM: true, fatal: true });
const encoder = new TextEncoder();

const SHORT = 32;

/** The string in `data[start .. end)`; malformed sequences become U+FFFD. */
export function decodeUtf8(data: Uint8Array, start = 0, end: number = data.length): string {
  const length = end - start;
  if (length <= SHORT) {
    let text = "";
    let i = start;
    for (; i < end; i++) {
      const byte = data[i]!;
      if (byte >= 0x80) break;
      text += String.fromCharCode(byte);
    }
    if (i === end) return text;
  }
  return decoder.decode(ownBytes(data, start, end));
}

/** The string in `bytes`. @throws {TypeError} if it is not valid UTF-8 */
export function decodeUtf8Strict(bytes: Uint8Array): string {
  return strictDecoder.decode(ownBytes(bytes, 0, bytes.length));
}

/** Web decoders refuse views of shared memory. */
function ownBytes(data: Uint8Array, start: number, end: number): Uint8Array<ArrayBuffer> {
  if (data.buffer instanceof ArrayBuffer) return data.subarray(start, end) as Uint8Array<ArrayBuffer>;
  return new Uint8Array(data.subarray(start, end));
}

/** The UTF-8 bytes of `text`; lone surrogates become U+FFFD. */
export function encodeUtf8(text: string): Uint8Array {
  return encoder.encode(text);
}

/** Writes `text` at `offset` and gives the number of bytes, at most three per UTF-16 unit; `target` must have the room. */
export function encodeUtf8Into(text: string, target: Uint8Array, offset: number): number {
  const length = text.length;
  let i = 0;
  if (length <= SHORT) {
    for (; i < length; i++) {
      const unit = text.charCodeAt(i);
      if (unit >= 0x80) break;
      target[offset + i] = unit;
    }
    if (i === length) return length;
  }
  if (target.buffer instanceof ArrayBuffer) {
    return encoder.encodeInto(text, target.subarray(offset) as Uint8Array<ArrayBuffer>).written;
  }
  const bytes = encoder.encode(text);
  target.set(bytes, offset);
  return bytes.length;
}

/** Index of the first byte in `data[start .. end)` that is not well-formed UTF-8, or -1. */
export function invalidUtf8At(data: Uint8Array, start: number, end: number): number {
  let i = start;
  while (i < end) {
    const b = data[i]!;
    if (b < 0x80) {
      i++;
      continue;
    }
    let more: number;
    let low = 0x80;
    let high = 0xbf;
    // Ranges of the second byte: Unicode standard, table 3-7.
    if (b >= 0xc2 && b <= 0xdf) more = 1;
    else if (b >= 0xe0 && b <= 0xef) {
      more = 2;
      if (b === 0xe0) low = 0xa0;
      else if (b === 0xed) high = 0x9f;
    } else if (b >= 0xf0 && b <= 0xf4) {
      more = 3;
      if (b === 0xf0) low = 0x90;
      else if (b === 0xf4) high = 0x8f;
    } else return i;
    if (i + more >= end) return i;
    if (data[i + 1]! < low || data[i + 1]! > high) return i;
    for (let k = 2; k <= more; k++) if ((data[i + k]! & 0xc0) !== 0x80) return i;
    i += more + 1;
  }
  return -1;
}
