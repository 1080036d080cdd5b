import { DecodeError, NotSupportedError, ResourcesExhaustedError } from "../errors.ts";
import { newBytes } from "./allocate.ts";

/** Values of `CompressionType` in Arrow's `Message.fbs`. */
const LZ4_FRAME = 0;
const ZSTD = 1;

/**
 * A compressed buffer of an IPC body: 8 bytes with the size it will have (-1: it is stored plain), then the data.
 *
 * LZ4 is decoded here; Zstandard by the runtime where it has it (Node from 22.15, Deno, Bun).
 */
export function decompressBuffer(bytes: Uint8Array, codec: number, path: string): Uint8Array {
  if (bytes.length < 8) throw broken(path, "it has no size");
  const size = Number(new DataView(bytes.buffer, bytes.byteOffset, 8).getBigInt64(0, true));
  const data = bytes.subarray(8);
  if (size === -1) return data;
  if (size < 0) throw broken(path, `it claims ${size} bytes`);
  // No decoder gives more than some 250 (LZ4) or some 50,000 (Zstandard) bytes for one.
  if (size > 0x7fff_ffff || size > (data.length + 64) * (codec === LZ4_FRAME ? 256 : 65536)) {
    throw new ResourcesExhaustedError({
      message: `Cannot decompress column ${JSON.stringify(path)}: ${data.length} bytes claim to become ${size}`,
    });
  }
  if (codec === LZ4_FRAME) return decodeLz4Frame(data, size, path);
  if (codec === ZSTD) return decodeZstd(data, size, path);
  throw new NotSupportedError({ message: `Cannot decompress column ${JSON.stringify(path)}: unknown codec ${codec}` });
}

/** LZ4 frame format, version 1.6.3: https://github.com/lz4/lz4/blob/dev/doc/lz4_Frame_format.md. Checksums are not verified. */
function decodeLz4Frame(data: Uint8Array, size: number, path: string): Uint8Array {
  const out = newBytes(size);
  let at = 0;
  let written = 0;
  const uint32 = (): number => {
    if (at + 4 > data.length) throw broken(path, "it ends too early");
    at += 4;
    return (data[at - 4]! | (data[at - 3]! << 8) | (data[at - 2]! << 16) | (data[at - 1]! << 24)) >>> 0;
  };
  while (at < data.length && written < size) {
    if (uint32() !== 0x184d2204) throw broken(path, "it is no LZ4 frame");
    const flags = data[at++] ?? 0;
    at++;
    if (flags >>> 6 !== 1) throw broken(path, "its LZ4 frame has an unknown version");
    if (flags & 0x01) throw broken(path, "its LZ4 frame needs a dictionary");
    if (flags & 0x08) at += 8;
    at++;
    for (;;) {
      const header = uint32();
      if (header === 0) break;
      const length = header & 0x7fff_ffff;
      if (at + length > data.length) throw broken(path, "it ends too early");
      if (header >>> 31) {
        if (written + length > size) throw broken(path, "it is longer than it says");
        out.set(data.subarray(at, at + length), written);
        written += length;
      } else {
        written = decodeLz4Block(data, at, at + length, out, written, path);
      }
      at += length;
      if (flags & 0x10) at += 4;
    }
    if (flags & 0x04) at += 4;
  }
  if (written !== size) throw broken(path, `it has ${written} bytes, must be ${size}`);
  return out;
}

function decodeLz4Block(
  data: Uint8Array,
  at: number,
  end: number,
  out: Uint8Array,
  written: number,
  path: string,
): number {
  const size = out.length;
  while (at < end) {
    const token = data[at++]!;
    let literals = token >>> 4;
    if (literals === 15) {
      let more: number;
      do {
        if (at >= end) throw broken(path, "it ends too early");
        more = data[at++]!;
        literals += more;
      } while (more === 255);
    }
    if (at + literals > end || written + literals > size) throw broken(path, "its LZ4 block is malformed");
    out.set(data.subarray(at, at + literals), written);
    at += literals;
    written += literals;
    if (at >= end) break; // the last sequence has literals only
    if (at + 2 > end) throw broken(path, "it ends too early");
    const distance = data[at]! | (data[at + 1]! << 8);
    at += 2;
    let length = (token & 15) + 4;
    if (length === 19) {
      let more: number;
      do {
        if (at >= end) throw broken(path, "it ends too early");
        more = data[at++]!;
        length += more;
      } while (more === 255);
    }
    if (distance === 0 || distance > written || written + length > size) {
      throw broken(path, "its LZ4 block is malformed");
    }
    for (let from = written - distance, stop = written + length; written < stop;) out[written++] = out[from++]!;
  }
  return written;
}

interface NodeZlib {
  readonly zstdDecompressSync?: (data: Uint8Array, options?: { maxOutputLength?: number }) => Uint8Array;
}
interface NodeProcess {
  readonly getBuiltinModule?: (id: string) => NodeZlib | undefined;
}

function decodeZstd(data: Uint8Array, size: number, path: string): Uint8Array {
  const zlib = (globalThis as { process?: NodeProcess }).process?.getBuiltinModule?.("node:zlib");
  if (zlib?.zstdDecompressSync === undefined) {
    throw new NotSupportedError({
      message: `Cannot decompress column ${JSON.stringify(path)}: this runtime has no Zstandard`,
      remedy: "write the data with LZ4 or without compression",
    });
  }
  let plain: Uint8Array;
  try {
    plain = zlib.zstdDecompressSync(data, { maxOutputLength: Math.max(size, 1) });
  } catch (cause) {
    throw new DecodeError({
      message: `Cannot decompress column ${JSON.stringify(path)}: its Zstandard data is broken`,
      cause,
    });
  }
  if (plain.length !== size) throw broken(path, `it has ${plain.length} bytes, must be ${size}`);
  // Node's buffers may start anywhere in a pool.
  const out = newBytes(size);
  out.set(plain);
  return out;
}

function broken(path: string, what: string): DecodeError {
  return new DecodeError({ message: `Cannot decompress column ${JSON.stringify(path)}: ${what}` });
}
