import { invalidUtf8At } from "../arrow/mod.ts";
import { decodeFailure } from "./decode_failure.ts";

/** Wire types of protobuf. */
export const Wire = { Varint: 0, Fixed64: 1, Bytes: 2, GroupStart: 3, GroupEnd: 4, Fixed32: 5 } as const;
const WIRE_NAMES = ["varint", "fixed64", "length-delimited", "group start", "group end", "fixed32"];

const decoder = new TextDecoder("utf-8", { fatal: true, ignoreBOM: true });

// Names repeat, within an expression and from one to the next; making a string costs more than finding it here.
const CACHE_SIZE = 1024;
const MAX_CACHED_BYTES = 24;
const cachedStrings: string[] = new Array<string>(CACHE_SIZE).fill("");

/** Reads protobuf's wire format forwards, with the checks that prost makes. Offsets in errors count from the start of `bytes`. */
export class WireReader {
  readonly bytes: Uint8Array;
  pos = 0;
  /** Low and high word of the last varint. */
  lo = 0;
  hi = 0;

  constructor(bytes: Uint8Array) {
    this.bytes = bytes;
  }

  /** A tag, `field << 3 | wire type`; both are valid. */
  tag(end: number): number {
    const start = this.pos;
    const first = this.bytes[start]!;
    let tag = first;
    if (start < end && first < 0x80) this.pos = start + 1;
    else if ((tag = this.#small(end)) < 0) {
      this.#long(end);
      if (this.hi !== 0) throw decodeFailure(start, `field number ${this.hi * 2 ** 29} is out of range`);
      tag = this.lo >>> 0;
    }
    if (tag < 8) throw decodeFailure(start, "field number is 0, must be at least 1");
    if ((tag & 7) > Wire.Fixed32) throw decodeFailure(start, `wire type is ${tag & 7}, must be at most 5`);
    return tag;
  }

  /** A varint of up to 64 bits into `lo` and `hi`; gives `lo` as a signed number. */
  varint(end: number): number {
    const small = this.#small(end);
    if (small >= 0) {
      this.hi = 0;
      return this.lo = small;
    }
    return this.#long(end);
  }

  /** A varint of up to 28 bits; -1, with nothing read, for a longer one and for one that is cut short. */
  #small(end: number): number {
    const { bytes, pos } = this;
    if (pos + 4 > end) return this.#tiny(end);
    let byte = bytes[pos]!;
    if (byte < 0x80) {
      this.pos = pos + 1;
      return byte;
    }
    let value = byte & 0x7f;
    byte = bytes[pos + 1]!;
    if (byte < 0x80) {
      this.pos = pos + 2;
      return value | byte << 7;
    }
    value |= (byte & 0x7f) << 7;
    byte = bytes[pos + 2]!;
    if (byte < 0x80) {
      this.pos = pos + 3;
      return value | byte << 14;
    }
    value |= (byte & 0x7f) << 14;
    byte = bytes[pos + 3]!;
    if (byte < 0x80) {
      this.pos = pos + 4;
      return value | byte << 21;
    }
    return -1;
  }

  /** {@linkcode WireReader.#small} close to the end. */
  #tiny(end: number): number {
    const { bytes, pos } = this;
    let value = 0;
    for (let at = pos, shift = 0; at < end; at++, shift += 7) {
      const byte = bytes[at]!;
      value |= (byte & 0x7f) << shift;
      if (byte < 0x80) {
        this.pos = at + 1;
        return value;
      }
    }
    return -1;
  }

  #long(end: number): number {
    const { bytes } = this;
    const start = this.pos;
    let lo = 0;
    let hi = 0;
    let at = start;
    for (let shift = 0; shift < 70; shift += 7) {
      if (at >= end) throw decodeFailure(start, "varint is cut short");
      const byte = bytes[at++]!;
      const part = byte & 0x7f;
      if (shift < 28) lo |= part << shift;
      else if (shift === 28) {
        lo |= part << 28;
        hi = part >>> 4;
      } else if (shift < 63) hi |= part << (shift - 32);
      else {
        if (byte > 1) break;
        hi |= part << 31;
      }
      if (byte < 0x80) {
        this.pos = at;
        this.lo = lo;
        this.hi = hi >>> 0;
        return lo;
      }
    }
    throw decodeFailure(start, "varint is longer than 64 bits");
  }

  /** A small unsigned varint, as a number below 2^53; larger ones give infinity. */
  size(end: number): number {
    const small = this.#small(end);
    if (small >= 0) return small;
    this.#long(end);
    return this.hi > 0x1fffff ? Infinity : this.hi * 2 ** 32 + (this.lo >>> 0);
  }

  /** The end of a length-delimited field that begins here and must lie within `end`. */
  end(end: number): number {
    const start = this.pos;
    const size = this.size(end);
    if (size > end - this.pos) {
      throw decodeFailure(start, `length is ${size}, must be at most ${end - this.pos}, what is left of its message`);
    }
    return this.pos + size;
  }

  bool(end: number): boolean {
    const first = this.bytes[this.pos]!;
    if (first < 0x80 && this.pos < end) {
      this.pos++;
      return first !== 0;
    }
    this.varint(end);
    return (this.lo | this.hi) !== 0;
  }

  /** The last varint as a signed integer of 64 bits. */
  int64(end: number): bigint {
    const lo = this.varint(end);
    const { hi } = this;
    if (hi === 0) return BigInt(lo >>> 0);
    if (hi === 0xffff_ffff && lo < 0) return BigInt(lo);
    return (BigInt(hi | 0) << 32n) | BigInt(lo >>> 0);
  }

  /** The last varint as an unsigned integer of 64 bits. */
  uint64(end: number): bigint {
    const lo = this.varint(end);
    return this.hi === 0 ? BigInt(lo >>> 0) : (BigInt(this.hi) << 32n) | BigInt(lo >>> 0);
  }

  /** Skips `size` bytes and gives where they began. */
  fixed(size: 4 | 8, end: number): number {
    const start = this.pos;
    if (start + size > end) throw decodeFailure(start, `${size} bytes are needed, ${end - start} are left`);
    this.pos = start + size;
    return start;
  }

  /** A copy of a bytes field. */
  blob(end: number): Uint8Array {
    const stop = this.end(end);
    const blob = this.bytes.slice(this.pos, stop);
    this.pos = stop;
    return blob;
  }

  /** A string field; must be well-formed UTF-8. */
  string(end: number): string {
    const stop = this.end(end);
    const { bytes, pos } = this;
    const length = stop - pos;
    this.pos = stop;
    if (length > MAX_CACHED_BYTES || length === 0) return length === 0 ? "" : longString(bytes, pos, stop);
    // Four bytes tell most names apart; what the slot holds is compared in full.
    const middle = bytes[pos + (length >> 1)]!;
    const hash = length ^ bytes[pos]! << 1 ^ middle << 3 ^ bytes[stop - 1]! << 5;
    const slot = hash & (CACHE_SIZE - 1);
    const cached = cachedStrings[slot]!;
    if (cached.length === length) {
      let i = 0;
      while (i < length && cached.charCodeAt(i) === bytes[pos + i]) i++;
      if (i === length) return cached;
    }
    for (let i = pos; i < stop; i++) if (bytes[i]! >= 0x80) return longString(bytes, pos, stop);
    let text = "";
    for (let i = pos; i < stop; i++) text += String.fromCharCode(bytes[i]!);
    return cachedStrings[slot] = text;
  }

  /** Refuses a field that came with another wire type than it has. */
  expectWire(tag: number, wire: number, at: number): void {
    if ((tag & 7) !== wire) {
      throw decodeFailure(at, `field ${tag >>> 3} is ${WIRE_NAMES[tag & 7]}, must be ${WIRE_NAMES[wire]}`);
    }
  }

  /** Skips the value of a field that nobody knows. */
  skip(tag: number, end: number): void {
    switch (tag & 7) {
      case Wire.Varint:
        this.varint(end);
        return;
      case Wire.Fixed64:
        this.fixed(8, end);
        return;
      case Wire.Fixed32:
        this.fixed(4, end);
        return;
      case Wire.Bytes:
        this.pos = this.end(end);
        return;
      case Wire.GroupStart:
        this.#skipGroup(tag >>> 3, end);
        return;
      default:
        throw decodeFailure(this.pos, "a group ends that never began");
    }
  }

  #skipGroup(field: number, end: number): void {
    const open = [field];
    while (open.length > 0) {
      const at = this.pos;
      if (at >= end) throw decodeFailure(at, `group ${open[open.length - 1]} never ends`);
      const tag = this.tag(end);
      if ((tag & 7) === Wire.GroupStart) open.push(tag >>> 3);
      else if ((tag & 7) !== Wire.GroupEnd) this.skip(tag, end);
      else if (open.pop() !== tag >>> 3) throw decodeFailure(at, `group ${tag >>> 3} ends that never began`);
    }
  }
}

function longString(bytes: Uint8Array, start: number, end: number): string {
  const bad = invalidUtf8At(bytes, start, end);
  if (bad >= 0) throw decodeFailure(bad, `byte 0x${bytes[bad]!.toString(16).padStart(2, "0")} is not UTF-8`);
  // Web decoders refuse views of shared memory.
  const own = bytes.buffer instanceof ArrayBuffer
    ? bytes.subarray(start, end) as Uint8Array<ArrayBuffer>
    : new Uint8Array(bytes.subarray(start, end));
  return decoder.decode(own);
}
