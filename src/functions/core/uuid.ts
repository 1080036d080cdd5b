import { bytesColumn, newBytes, newInt32, T } from "../../arrow/mod.ts";
import type { ScalarFunction } from "../../udf/mod.ts";
import { defineScalar } from "../define_scalar.ts";
import { SECTIONS } from "../documentation.ts";
import { signature } from "../signature.ts";

const LENGTH = 36;
/** The most bytes that `getRandomValues` gives at once. */
const QUOTA = 65_536;
const DIGITS = "0123456789abcdef";

/** `uuid()`: another one for every row. */
export const uuid: ScalarFunction = defineScalar({
  name: "uuid",
  volatility: "volatile",
  section: SECTIONS.string,
  description: "A random UUID (version 4), another one for each row.",
  syntax: "uuid()",
  coerce: signature("uuid", []),
  result: () => T.Utf8,
  evaluate: (_args, numRows) => {
    const random = new Uint8Array(numRows * 16);
    for (let at = 0; at < random.length; at += QUOTA) crypto.getRandomValues(random.subarray(at, at + QUOTA));
    const offsets = newInt32(numRows + 1);
    const data = newBytes(numRows * LENGTH);
    for (let i = 0; i < numRows; i++) {
      // RFC 9562: version 4 in the high half of byte 6, variant 10 in the top bits of byte 8.
      random[i * 16 + 6] = (random[i * 16 + 6]! & 0x0f) | 0x40;
      random[i * 16 + 8] = (random[i * 16 + 8]! & 0x3f) | 0x80;
      writeUuid(random, i * 16, data, i * LENGTH);
      offsets[i + 1] = (i + 1) * LENGTH;
    }
    return bytesColumn(T.Utf8, offsets, data);
  },
});

/** 8-4-4-4-12 hexadecimal digits. */
function writeUuid(bytes: Uint8Array, from: number, target: Uint8Array, at: number): void {
  for (let k = 0; k < 16; k++) {
    if (k === 4 || k === 6 || k === 8 || k === 10) target[at++] = 0x2d;
    const byte = bytes[from + k]!;
    target[at++] = DIGITS.charCodeAt(byte >> 4);
    target[at++] = DIGITS.charCodeAt(byte & 15);
  }
}
