import type { Schema } from "../arrow/mod.ts";
import { InlineRefusedError, InlineSizeError } from "../errors.ts";
import type { TableReference } from "../expr/mod.ts";
import {
  assertExact,
  checkInlineSize,
  decodeInlineFunction,
  INLINE_WARN_BYTES,
  type InlineFrame,
  readFrame,
} from "../inline/mod.ts";
import type { FunctionKind, FunctionRef } from "../udf/mod.ts";
import { type CodecContext, DEFAULT_MAX_INLINE_BYTES } from "./codec_context.ts";
import { decodeFailure } from "./decode_failure.ts";
import type { LogicalExtensionCodec } from "./extension_codec.ts";

/** What of a context the codec of JavaScript functions looks at. */
export type InlineSettings = Pick<CodecContext, "inlining" | "runtimeCheck" | "maxInlineBytes" | "openInline">;

type Definition = FunctionRef["implementation"];

const DECODE_HOOKS = { scalar: "tryDecodeUdf", aggregate: "tryDecodeUdaf", window: "tryDecodeUdwf" } as const;
const ENCODE_HOOKS = { scalar: "tryEncodeUdf", aggregate: "tryEncodeUdaf", window: "tryEncodeUdwf" } as const;

/** Whether a `fun_definition` begins like a frame of ours, readable or not. */
export function isOurFrame(payload: Uint8Array): boolean {
  return payload.length >= 4 && payload[0] === 0x44 && payload[1] === 0x46 && payload[2] === 0x4a &&
    payload[3] === 0x53;
}

/**
 * The codec of functions that travel as JavaScript (frames `DFJSUDF`, `DFJSUDA`, `DFJSUDW`), around another codec. What begins with a
 * prefix of ours is ours; everything else, every plan, table and file format too, is the inner codec's.
 *
 * Decoding a function runs nothing of it.
 */
export class JavaScriptCodec implements LogicalExtensionCodec {
  readonly #inner: LogicalExtensionCodec;
  readonly #settings: InlineSettings;

  constructor(inner: LogicalExtensionCodec = {}, settings: InlineSettings = {}) {
    this.#inner = inner;
    this.#settings = settings;
  }

  /** @throws {InlineRefusedError} where inlining is off @throws {DecodeError} if it is ours and unreadable */
  tryDecodeUdf(name: string, bytes: Uint8Array): Definition | undefined {
    return this.#decode("scalar", name, bytes);
  }
  /** Nothing where the function is to travel by name. @throws {InlineSizeError} */
  tryEncodeUdf(fn: FunctionRef): Uint8Array | undefined {
    return this.#encode("scalar", fn);
  }
  /** @throws {InlineRefusedError} where inlining is off @throws {DecodeError} if it is ours and unreadable */
  tryDecodeUdaf(name: string, bytes: Uint8Array): Definition | undefined {
    return this.#decode("aggregate", name, bytes);
  }
  /** Nothing where the function is to travel by name. @throws {InlineSizeError} */
  tryEncodeUdaf(fn: FunctionRef): Uint8Array | undefined {
    return this.#encode("aggregate", fn);
  }
  /** @throws {InlineRefusedError} where inlining is off @throws {DecodeError} if it is ours and unreadable */
  tryDecodeUdwf(name: string, bytes: Uint8Array): Definition | undefined {
    return this.#decode("window", name, bytes);
  }
  /** Nothing where the function is to travel by name. @throws {InlineSizeError} */
  tryEncodeUdwf(fn: FunctionRef): Uint8Array | undefined {
    return this.#encode("window", fn);
  }
  /** The inner codec's. */
  tryDecode(bytes: Uint8Array, inputs: readonly unknown[]): unknown {
    return this.#inner.tryDecode?.(bytes, inputs);
  }
  /** The inner codec's. */
  tryEncode(node: unknown): Uint8Array | undefined {
    return this.#inner.tryEncode?.(node);
  }
  /** The inner codec's. */
  tryDecodeTableProvider(bytes: Uint8Array, table: TableReference, schema: Schema): unknown {
    return this.#inner.tryDecodeTableProvider?.(bytes, table, schema);
  }
  /** The inner codec's. */
  tryEncodeTableProvider(table: TableReference, provider: unknown): Uint8Array | undefined {
    return this.#inner.tryEncodeTableProvider?.(table, provider);
  }
  /** The inner codec's. */
  tryDecodeFileFormat(bytes: Uint8Array): unknown {
    return this.#inner.tryDecodeFileFormat?.(bytes);
  }
  /** The inner codec's. */
  tryEncodeFileFormat(format: unknown): Uint8Array | undefined {
    return this.#inner.tryEncodeFileFormat?.(format);
  }

  #encode(kind: FunctionKind, fn: FunctionRef): Uint8Array | undefined {
    const hook = this.#inner[ENCODE_HOOKS[kind]];
    const byName = this.#settings.inlining === false;
    // A local function makes its payload when it is asked for it: not needed here. Foreign payloads have no definition.
    if (byName && fn.implementation !== undefined && hook === undefined) return undefined;
    const { payload } = fn;
    if (payload !== undefined && !isOurFrame(payload)) return payload;
    if (payload !== undefined && !byName) {
      this.#checkSize(fn.name, payload);
      return payload;
    }
    const encoded = hook?.call(this.#inner, fn);
    if (encoded === undefined || encoded.length === 0) return undefined;
    // A codec that hands out a frame of ours would smuggle a function past strict mode.
    return byName && isOurFrame(encoded) ? undefined : encoded;
  }

  #checkSize(name: string, payload: Uint8Array): void {
    const limitBytes = this.#settings.maxInlineBytes ?? DEFAULT_MAX_INLINE_BYTES;
    if (payload.length < INLINE_WARN_BYTES && payload.length <= limitBytes) return;
    const frame = readFrame(payload);
    if (frame.family === "foreign") return;
    checkInlineSize({ ...decodeInlineFunction(frame.payload), name }, payload.length, limitBytes);
  }

  #decode(kind: FunctionKind, name: string, bytes: Uint8Array): Definition | undefined {
    const frame = readFrame(bytes);
    return frame.family === "foreign"
      ? this.#inner[DECODE_HOOKS[kind]]?.(name, bytes)
      : this.#open(kind, name, bytes, frame);
  }

  #open(kind: FunctionKind, name: string, bytes: Uint8Array, frame: InlineFrame): Definition | undefined {
    const { inlining, runtimeCheck, maxInlineBytes: limitBytes = DEFAULT_MAX_INLINE_BYTES, openInline } =
      this.#settings;
    if (inlining === false) {
      throw new InlineRefusedError({
        message: `Cannot decode UDF "${name}": it travels inside the bytes, and this context refuses inlined functions`,
        udf: name,
        offset: 0,
        remedy: `register "${name}" here and encode with inlining off on the sender (ctx.withJsUdfInlining(false)), ` +
          "or decode with a context that allows inlining",
      });
    }
    if (frame.kind !== kind) {
      throw decodeFailure(0, `inline function "${name}" is of kind ${frame.kind}, must be ${kind}`);
    }
    if (bytes.length > limitBytes) {
      throw new InlineSizeError({
        message: `Cannot decode UDF "${name}": it is ${bytes.length} bytes, must be at most ${limitBytes}`,
        udf: name,
        sizeBytes: bytes.length,
        limitBytes,
      });
    }
    if (runtimeCheck === "exact") assertExact({ udf: name, stamp: frame.stamp });
    // Read also where nobody opens it: what cannot be read is an error here, not at the first call.
    const description = decodeInlineFunction(frame.payload);
    return openInline?.(kind, description, frame.stamp);
  }
}

export { DECODE_HOOKS, ENCODE_HOOKS };
