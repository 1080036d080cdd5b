import type { Scalar } from "../arrow/mod.ts";

// JavaScript may change the bits of a NaN that passes through a number, so literals that are another NaN than the usual
// one keep their bytes aside.
const odd = new WeakMap<Scalar, Uint8Array>();

/** The bytes of a NaN that is not the usual one; undefined for the usual. */
export function oddNan(scalar: Scalar): Uint8Array | undefined {
  return odd.get(scalar);
}

/** Remembers the bytes (little endian) of a float that is NaN, if it is not the usual one. */
export function keepNan(scalar: Scalar, bytes: Uint8Array): void {
  const last = bytes.length - 1;
  const usual = bytes[last] === 0x7f && bytes[last - 1] === (last === 7 ? 0xf8 : 0xc0) &&
    bytes.subarray(0, last - 1).every((byte) => byte === 0);
  if (!usual) odd.set(scalar, bytes.slice());
}
