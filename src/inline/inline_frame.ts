import { DecodeError, EncodeError, WireVersionError } from "../errors.ts";
import { runtimeStamp } from "./runtime_stamp.ts";

/** What an inlined function is for: one of the three UDF kinds, or a plain function for a pool. */
export type InlineKind = "scalar" | "aggregate" | "window" | "function";

/** The wire version that this build writes. */
export const INLINE_WIRE_VERSION = 1;
/** The wire versions that this build reads. */
export const SUPPORTED_WIRE_VERSIONS: readonly number[] = Object.freeze([1]);

/** A frame of ours: everything before the payload was read, the payload was not looked at. */
export interface InlineFrame {
  readonly family: "fusewire";
  readonly kind: InlineKind;
  readonly wireVersion: number;
  /** `runtime/major.minor` of the sender. */
  readonly stamp: string;
  /** A view of the frame's bytes, not a copy. */
  readonly payload: Uint8Array;
}

/** A frame that somebody else made: carried verbatim, never opened. */
export interface ForeignFrame {
  readonly family: "foreign";
  /** The language or library whose prefix it is, `unknown` if nobody's that we know. */
  readonly name: string;
  /** The first 7 bytes as text, dots for what is not printable. */
  readonly prefix: string;
  readonly kind: InlineKind | undefined;
  /** What its header says about versions, for example `wire version 1, Python 3.11`. */
  readonly versions: string | undefined;
}

const PREFIX_BYTES = 7;
const STAMP = /^[a-z][a-z0-9_-]*\/\d+\.\d+$/;
const OUR_FAMILY = "DFJS";
const KIND_OF_PREFIX: Readonly<Record<string, InlineKind>> = {
  DFJSUDF: "scalar",
  DFJSUDA: "aggregate",
  DFJSUDW: "window",
  DFJSFUN: "function",
};
const PREFIX_OF_KIND: Readonly<Record<InlineKind, string>> = {
  scalar: "DFJSUDF",
  aggregate: "DFJSUDA",
  window: "DFJSUDW",
  function: "DFJSFUN",
};
const FOREIGN_KINDS: Readonly<Record<string, InlineKind>> = { UDF: "scalar", UDA: "aggregate", UDW: "window" };
/** Prefixes of other languages' inline functions; `DFPY` is what datafusion-python writes. */
const FOREIGN_FAMILIES: Readonly<Record<string, string>> = { DFPY: "Python" };

/**
 * Wraps a payload: 7 bytes prefix, wire version, stamp length, stamp, payload.
 *
 * @param stamp `runtime/major.minor`; default: this runtime's
 * @throws {EncodeError} if the stamp is not like that
 */
export function encodeFrame(kind: InlineKind, payload: Uint8Array, stamp: string = runtimeStamp()): Uint8Array {
  if (!STAMP.test(stamp) || stamp.length > 255) {
    throw new EncodeError({
      message: `Cannot write the runtime stamp ${JSON.stringify(stamp)}: it must be like "deno/2.9", at most 255 bytes`,
    });
  }
  const frame = new Uint8Array(PREFIX_BYTES + 2 + stamp.length + payload.length);
  writeAscii(frame, 0, PREFIX_OF_KIND[kind]);
  frame[PREFIX_BYTES] = INLINE_WIRE_VERSION;
  frame[PREFIX_BYTES + 1] = stamp.length;
  writeAscii(frame, PREFIX_BYTES + 2, stamp);
  frame.set(payload, PREFIX_BYTES + 2 + stamp.length);
  return frame;
}

/**
 * Reads the header of a frame; looks at no byte of the payload.
 *
 * @throws {DecodeError} if it is ours and ends inside the header, or has a malformed header
 * @throws {WireVersionError} if it is ours and of a version that this build does not read
 */
export function readFrame(bytes: Uint8Array): InlineFrame | ForeignFrame {
  const prefix = ascii(bytes, 0, Math.min(PREFIX_BYTES, bytes.length));
  if (!isOurs(prefix)) return foreignFrame(bytes, prefix);
  if (bytes.length < PREFIX_BYTES) throw truncated(bytes.length, "its 7-byte prefix");
  const kind = Object.hasOwn(KIND_OF_PREFIX, prefix) ? KIND_OF_PREFIX[prefix] : undefined;
  if (kind === undefined) {
    throw new DecodeError({
      message: `Cannot read inline function: its kind is ${JSON.stringify(prefix.slice(OUR_FAMILY.length))}, ` +
        `must be UDF, UDA, UDW or FUN`,
      offset: OUR_FAMILY.length,
      remedy: "upgrade @fusewire/fusewire on the receiver if the sender is newer",
    });
  }
  if (bytes.length < PREFIX_BYTES + 1) throw truncated(bytes.length, "its wire version");
  const wireVersion = bytes[PREFIX_BYTES]!;
  if (!SUPPORTED_WIRE_VERSIONS.includes(wireVersion)) throw wrongVersion(wireVersion);
  if (bytes.length < PREFIX_BYTES + 2) throw truncated(bytes.length, "the length of its runtime stamp");
  const stampLength = bytes[PREFIX_BYTES + 1]!;
  const start = PREFIX_BYTES + 2;
  if (bytes.length < start + stampLength) throw truncated(bytes.length, `its runtime stamp of ${stampLength} bytes`);
  const stamp = ascii(bytes, start, start + stampLength);
  if (!STAMP.test(stamp)) {
    throw new DecodeError({
      message: `Cannot read inline function: its runtime stamp is ${JSON.stringify(stamp)}, ` +
        `must be like "deno/2.9"`,
      offset: start,
    });
  }
  return { family: "fusewire", kind, wireVersion, stamp, payload: bytes.subarray(start + stampLength) };
}

/**
 * The same bytes without the sender's stamp, for fingerprints: equal functions are equal wherever they were made.
 * Frames of others come back unchanged.
 *
 * @throws {DecodeError} as {@linkcode readFrame}
 */
export function withoutStamp(bytes: Uint8Array): Uint8Array {
  const frame = readFrame(bytes);
  if (frame.family === "foreign") return bytes;
  const start = PREFIX_BYTES + 2;
  const bare = new Uint8Array(start + frame.payload.length);
  bare.set(bytes.subarray(0, start - 1));
  bare.set(frame.payload, start);
  return bare;
}

/** Whether the bytes start with our prefix, complete or cut short. */
function isOurs(prefix: string): boolean {
  if (prefix.length >= OUR_FAMILY.length) return prefix.startsWith(OUR_FAMILY);
  // "D" and "DF" could become anybody's; three letters decide.
  return prefix.length === OUR_FAMILY.length - 1 && OUR_FAMILY.startsWith(prefix);
}

function foreignFrame(bytes: Uint8Array, prefix: string): ForeignFrame {
  const family = prefix.slice(0, 4);
  const name = Object.hasOwn(FOREIGN_FAMILIES, family) ? FOREIGN_FAMILIES[family]! : "unknown";
  const suffix = prefix.slice(4);
  const kind = name !== "unknown" && Object.hasOwn(FOREIGN_KINDS, suffix) ? FOREIGN_KINDS[suffix] : undefined;
  const versions = kind && bytes.length >= PREFIX_BYTES + 3
    ? `wire version ${bytes[7]}, ${name} ${bytes[8]}.${bytes[9]}`
    : undefined;
  return { family: "foreign", name, prefix: prefix.replace(/[^\x20-\x7e]/g, "."), kind, versions };
}

function truncated(length: number, inside: string): DecodeError {
  return new DecodeError({
    message: `Cannot read inline function: the bytes end after ${length}, inside ${inside}`,
    offset: length,
    remedy: "check how the bytes were stored or sent; they were cut short",
  });
}

function wrongVersion(found: number): WireVersionError {
  const newer = found > INLINE_WIRE_VERSION;
  return new WireVersionError({
    message: `Cannot read inline function: it uses wire version ${found}, ` +
      `this build reads ${SUPPORTED_WIRE_VERSIONS.join(", ")}`,
    offset: PREFIX_BYTES,
    found,
    supported: SUPPORTED_WIRE_VERSIONS,
    remedy: newer
      ? "upgrade @fusewire/fusewire on the receiver, or encode with the receiver's version on the sender"
      : "encode the function again on the sender; no release ever wrote this version",
  });
}

function writeAscii(target: Uint8Array, at: number, text: string): void {
  for (let i = 0; i < text.length; i++) target[at + i] = text.charCodeAt(i);
}

function ascii(bytes: Uint8Array, start: number, end: number): string {
  let text = "";
  for (let i = start; i < end; i++) text += String.fromCharCode(bytes[i]!);
  return text;
}
