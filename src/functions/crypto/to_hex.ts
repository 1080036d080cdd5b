import { bytesColumn, int32Words, isInteger, newBytes, newInt32, T } from "../../arrow/mod.ts";
import type { ScalarFunction } from "../../udf/mod.ts";
import { primitive } from "../primitive.ts";
import { defineScalar } from "../define_scalar.ts";
import { argumentsOf, examples, SECTIONS } from "../documentation.ts";
import { isRow } from "../operands.ts";
import { type ArgRule, signature, valueType } from "../signature.ts";

/** Integers of every width as they are. */
const anyInteger: ArgRule = {
  expected: "an integer",
  accept: (type) => {
    const plain = valueType(type);
    return isInteger(plain) ? plain : plain.id === "Null" ? T.Int64 : undefined;
  },
};

/** `to_hex(n)`. */
export const toHex: ScalarFunction = defineScalar({
  name: "to_hex",
  section: SECTIONS.string,
  description: "An integer as hexadecimal digits; a negative one as the 64 bits of its two's complement.",
  syntax: "to_hex(int)",
  args: argumentsOf({ int: "An integer." }),
  examples: examples(["to_hex(12345689)", "bc6159"], ["to_hex(-1)", "ffffffffffffffff"]),
  coerce: signature("to_hex", [anyInteger]),
  result: () => T.Utf8,
  evaluate: ([arg], numRows) => {
    const { values, validity } = primitive(arg!);
    const wide = values instanceof BigInt64Array || values instanceof BigUint64Array;
    const words = wide ? int32Words(values) : undefined;
    const signed = !(values instanceof Uint32Array);
    const out = newBytes(numRows * 16);
    const offsets = newInt32(numRows + 1);
    let at = 0;
    for (let i = 0; i < numRows; i++) {
      if (isRow(validity, i)) {
        const low = words === undefined ? (values[i] as number) | 0 : words[2 * i]!;
        const high = words === undefined ? (signed ? low >> 31 : 0) : words[2 * i + 1]!;
        at = writeHex(out, at, high, low);
      }
      offsets[i + 1] = at;
    }
    return bytesColumn(T.Utf8, offsets, out.subarray(0, at), validity);
  },
});

const DIGITS = "0123456789abcdef";

/** Writes 64 bits without leading zeros and gives the end. */
function writeHex(out: Uint8Array, at: number, high: number, low: number): number {
  const digits = high !== 0 ? 16 - (Math.clz32(high) >> 2) : Math.max(1, 8 - (Math.clz32(low) >> 2));
  for (let k = digits - 1; k >= 0; k--) {
    out[at++] = DIGITS.charCodeAt(((k >= 8 ? high : low) >>> ((k & 7) * 4)) & 15);
  }
  return at;
}
