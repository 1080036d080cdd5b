import { ResourcesExhaustedError } from "../errors.ts";

/** Bytes that kernels may read past the end of any buffer made here: one wide vector load. */
export const PADDING_BYTES = 64;

/** A region of memory: `byteOffset` is a multiple of 64 in `buffer`, and `PADDING_BYTES` readable bytes follow it. */
export interface Region {
  readonly buffer: ArrayBufferLike;
  readonly byteOffset: number;
}

/** Where buffers come from. Regions are zeroed. */
export interface Allocator {
  allocate(byteLength: number): Region;
}

/** Ordinary memory of the JavaScript heap: one buffer per region, freed by the garbage collector. */
export const heapAllocator: Allocator = {
  allocate(byteLength: number): Region {
    return { buffer: new ArrayBuffer(paddedLength(byteLength)), byteOffset: 0 };
  },
};

let current: Allocator = heapAllocator;

/** The allocator that all functions below use; gives the one that was in use before. */
export function setAllocator(allocator: Allocator): Allocator {
  const before = current;
  current = allocator;
  return before;
}

/** `byteLength` rounded up to 64 plus the padding. */
export function paddedLength(byteLength: number): number {
  return Math.ceil(byteLength / 64) * 64 + PADDING_BYTES;
}

function region(count: number, width: number): Region {
  const byteLength = count * width;
  if (!(byteLength <= 0x7fff_ffff * width) || count > 0x7fff_ffff) {
    throw new ResourcesExhaustedError({
      message: `Cannot allocate ${count} values of ${width} bytes: one buffer holds at most 2147483647 values`,
    });
  }
  try {
    return current.allocate(byteLength);
  } catch (cause) {
    throw new ResourcesExhaustedError({ message: `Cannot allocate ${byteLength} bytes: out of memory`, cause });
  }
}

/** Zeroed bytes. */
export function newBytes(count: number): Uint8Array {
  const r = region(count, 1);
  return new Uint8Array(r.buffer, r.byteOffset, count);
}
/** Zeroed 8-bit integers. */
export function newInt8(count: number): Int8Array {
  const r = region(count, 1);
  return new Int8Array(r.buffer, r.byteOffset, count);
}
/** Zeroed 16-bit integers. */
export function newInt16(count: number): Int16Array {
  const r = region(count, 2);
  return new Int16Array(r.buffer, r.byteOffset, count);
}
/** Zeroed unsigned 16-bit integers. */
export function newUint16(count: number): Uint16Array {
  const r = region(count, 2);
  return new Uint16Array(r.buffer, r.byteOffset, count);
}
/** Zeroed 32-bit integers. */
export function newInt32(count: number): Int32Array {
  const r = region(count, 4);
  return new Int32Array(r.buffer, r.byteOffset, count);
}
/** Zeroed unsigned 32-bit integers. */
export function newUint32(count: number): Uint32Array {
  const r = region(count, 4);
  return new Uint32Array(r.buffer, r.byteOffset, count);
}
/** Zeroed 64-bit integers. */
export function newInt64(count: number): BigInt64Array {
  const r = region(count, 8);
  return new BigInt64Array(r.buffer, r.byteOffset, count);
}
/** Zeroed unsigned 64-bit integers. */
export function newUint64(count: number): BigUint64Array {
  const r = region(count, 8);
  return new BigUint64Array(r.buffer, r.byteOffset, count);
}
/** Zeroed 32-bit floats. */
export function newFloat32(count: number): Float32Array {
  const r = region(count, 4);
  return new Float32Array(r.buffer, r.byteOffset, count);
}
/** Zeroed 64-bit floats. */
export function newFloat64(count: number): Float64Array {
  const r = region(count, 8);
  return new Float64Array(r.buffer, r.byteOffset, count);
}

/** The two little-endian 32-bit words of every value, in the same memory: word `2 * i` is the low one of value i. */
export function int32Words(values: BigInt64Array | BigUint64Array | Float64Array): Int32Array {
  return new Int32Array(values.buffer, values.byteOffset, values.length * 2);
}
