import { assertEquals } from "@std/assert";
import fc from "fast-check";
import { test } from "node:test";
import {
  andBits,
  andNotBits,
  andValidity,
  bitIndices,
  bitmapBytes,
  copyBits,
  copyBitsInto,
  countBits,
  equalBits,
  fillBits,
  getBit,
  newBitmap,
  newBitmapOnes,
  notBits,
  orBits,
  setBit,
  sliceBits,
  xorBits,
} from "../../src/arrow/mod.ts";

const bools = fc.array(fc.boolean(), { maxLength: 200 });

function bitmapOf(bits: readonly boolean[], garbage = 0): Uint8Array {
  const out = new Uint8Array(bitmapBytes(bits.length));
  if (garbage && bits.length % 8 !== 0) out[out.length - 1] = garbage & (0xff << (bits.length % 8));
  bits.forEach((bit, i) => bit && setBit(out, i));
  return out;
}

function bitsOf(bitmap: Uint8Array, length: number): boolean[] {
  return Array.from({ length }, (_, i) => getBit(bitmap, i));
}

function tail(bitmap: Uint8Array, length: number): number {
  return length % 8 === 0 ? 0 : bitmap[length >> 3]! >> (length % 8);
}

test("bitmaps of results hold zeros past their last bit", () => {
  fc.assert(fc.property(bools, fc.nat(255), (bits, garbage) => {
    const n = bits.length;
    const a = bitmapOf(bits, garbage);
    for (
      const result of [
        andBits(a, a, n),
        orBits(a, a, n),
        xorBits(a, a, n),
        notBits(a, n),
        andNotBits(a, a, n),
        copyBits(a, 0, n),
        newBitmapOnes(n),
      ]
    ) {
      assertEquals([result.length, tail(result, n)], [bitmapBytes(n), 0]);
    }
  }));
});

test("logical operations work bit by bit", () => {
  fc.assert(fc.property(fc.array(fc.tuple(fc.boolean(), fc.boolean()), { maxLength: 100 }), (pairs) => {
    const n = pairs.length;
    const [a, b] = [bitmapOf(pairs.map(([x]) => x), 0xff), bitmapOf(pairs.map(([, y]) => y))];
    assertEquals(bitsOf(andBits(a, b, n), n), pairs.map(([x, y]) => x && y));
    assertEquals(bitsOf(orBits(a, b, n), n), pairs.map(([x, y]) => x || y));
    assertEquals(bitsOf(xorBits(a, b, n), n), pairs.map(([x, y]) => x !== y));
    assertEquals(bitsOf(andNotBits(a, b, n), n), pairs.map(([x, y]) => x && !y));
    assertEquals(bitsOf(notBits(a, n), n), pairs.map(([x]) => !x));
    assertEquals(equalBits(a, b, n), pairs.every(([x, y]) => x === y));
  }));
});

test("countBits() counts any range", () => {
  fc.assert(fc.property(bools, fc.nat(220), fc.nat(220), fc.nat(7), (bits, from, length, shift) => {
    const offset = Math.min(from, bits.length);
    const n = Math.min(length, bits.length - offset);
    // Not aligned to words, and with garbage after the end.
    const memory = new Uint8Array(shift + bitmapBytes(bits.length));
    memory.set(bitmapOf(bits, 0xff), shift);
    assertEquals(countBits(memory.subarray(shift), n, offset), bits.slice(offset, offset + n).filter(Boolean).length);
  }));
});

test("copyBitsInto() overwrites only its range", () => {
  fc.assert(fc.property(bools, fc.nat(200), fc.nat(40), fc.boolean(), (bits, from, at, before) => {
    const offset = Math.min(from, bits.length);
    const n = bits.length - offset;
    const target = new Uint8Array(bitmapBytes(at + n + 20)).fill(before ? 0xff : 0);
    copyBitsInto(target, at, bitmapOf(bits, 0xff), offset, n);
    const around = new Array<boolean>(at + n + 20).fill(before);
    around.splice(at, n, ...bits.slice(offset));
    assertEquals(bitsOf(target, at + n + 20), around);
    assertEquals(bitsOf(sliceBits(bitmapOf(bits), offset, n), n), bits.slice(offset));
  }));
});

test("fillBits() sets or clears a range", () => {
  fc.assert(fc.property(fc.nat(60), fc.nat(60), fc.boolean(), (offset, n, value) => {
    const target = new Uint8Array(16).fill(value ? 0 : 0xff);
    fillBits(target, offset, n, value);
    assertEquals(bitsOf(target, 128), Array.from({ length: 128 }, (_, i) => (i >= offset && i < offset + n) === value));
  }));
});

test("bitIndices() lists set bits", () => {
  fc.assert(fc.property(bools, (bits) => {
    assertEquals(Array.from(bitIndices(bitmapOf(bits, 0xff), bits.length)), bits.flatMap((bit, i) => bit ? [i] : []));
  }));
});

test("andValidity() of columns without nulls is no bitmap", () => {
  const some = newBitmap(3);
  assertEquals(andValidity(null, null, 3), null);
  assertEquals(andValidity(some, null, 3) === some, true);
  assertEquals(andValidity(null, some, 3) === some, true);
});
