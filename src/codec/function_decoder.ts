import { DecodeError, InlineRefusedError, InlineSizeError, UnresolvedFunctionError } from "../errors.ts";
import { assertExact, decodeInlineFunction, readFrame } from "../inline/mod.ts";
import type { FunctionKind, FunctionRef } from "../udf/mod.ts";
import { type CodecContext, DEFAULT_MAX_INLINE_BYTES, type NamedKind } from "./codec_context.ts";
import { dataFusionName } from "./datafusion_names.ts";
import { decodeFailure } from "./decode_failure.ts";

const DECODE_HOOKS = {
  scalar: "tryDecodeUdf",
  aggregate: "tryDecodeUdaf",
  window: "tryDecodeUdwf",
} as const;

/** Makes references of the functions of one expression. Looks names up, opens nothing. */
export class FunctionDecoder {
  readonly #context: CodecContext;
  /** References by name, by kind; made when they are first needed. */
  readonly #refs: { [K in NamedKind]: Map<string, FunctionRef> | undefined } = {
    scalar: undefined,
    aggregate: undefined,
    window: undefined,
    higherOrder: undefined,
  };
  /** Names that nobody knows, in the order in which they were met. */
  readonly #missing: string[] = [];

  constructor(context: CodecContext) {
    this.#context = context;
  }

  /** A function by name. */
  named(kind: NamedKind, name: string): FunctionRef {
    const refs = this.#refs[kind] ??= new Map();
    const known = refs.get(name);
    if (known !== undefined) return known;
    const { registry, canonicalName } = this.#context;
    const implementation = kind === "higherOrder" ? undefined : registry?.[kind](name);
    const main = implementation?.name ?? canonicalName?.(kind, name) ?? dataFusionName(kind, name);
    if (main === undefined) this.#missing.push(name);
    const functionKind: FunctionKind = kind === "higherOrder" ? "scalar" : kind;
    const ref: FunctionRef = Object.freeze(
      implementation
        ? { name: main ?? name, kind: functionKind, implementation }
        : { name: main ?? name, kind: functionKind },
    );
    refs.set(name, ref);
    return ref;
  }

  /**
   * A function by value. `payload` is kept and must be the reference's own copy; `offset` is where it stands in the bytes.
   *
   * @throws {InlineRefusedError} if it is ours and the context refuses inlined functions; its payload was not looked at
   * @throws {DecodeError} if it is ours and unreadable
   */
  inlined(kind: NamedKind, name: string, payload: Uint8Array, offset: number): FunctionRef {
    const functionKind: FunctionKind = kind === "higherOrder" ? "scalar" : kind;
    const implementation = kind === "higherOrder" ? undefined : this.#open(kind, name, payload, offset);
    return Object.freeze(
      implementation ? { name, kind: functionKind, implementation, payload } : { name, kind: functionKind, payload },
    );
  }

  /** To be called once, at the end. @throws {UnresolvedFunctionError} if the context refuses unknown names and there were some */
  finish(): void {
    if (this.#context.unresolved !== "refuse" || this.#missing.length === 0) return;
    const missing = [...new Set(this.#missing)];
    const names = missing.map((name) => `"${name}"`).join(", ");
    throw new UnresolvedFunctionError({
      message: `Cannot decode expression: it calls ${names}, which nobody registered here`,
      missing,
      remedy: "register them with ctx.registerUdf, ctx.registerUdaf or ctx.registerUdwf before decoding, or let them " +
        "travel inside the bytes (the sender's inlining is off)",
    });
  }

  #open(kind: FunctionKind, name: string, payload: Uint8Array, offset: number): FunctionRef["implementation"] {
    const context = this.#context;
    const frame = at(offset, () => readFrame(payload));
    if (frame.family === "foreign") return context.extensionCodec?.[DECODE_HOOKS[kind]]?.(name, payload);
    if (context.inlining === false) {
      throw new InlineRefusedError({
        message: `Cannot decode UDF "${name}": it travels inside the bytes, and this context refuses inlined functions`,
        udf: name,
        offset,
        remedy: `register "${name}" here and encode with inlining off on the sender (ctx.withJsUdfInlining(false)), ` +
          "or decode with a context that allows inlining",
      });
    }
    if (frame.kind !== kind) {
      throw decodeFailure(offset, `inline function "${name}" is of kind ${frame.kind}, must be ${kind}`);
    }
    const limitBytes = context.maxInlineBytes ?? DEFAULT_MAX_INLINE_BYTES;
    if (payload.length > limitBytes) {
      throw new InlineSizeError({
        message: `Cannot decode UDF "${name}": it is ${payload.length} bytes, must be at most ${limitBytes}`,
        udf: name,
        sizeBytes: payload.length,
        limitBytes,
      });
    }
    if (context.runtimeCheck === "exact") assertExact({ udf: name, stamp: frame.stamp });
    const description = at(
      offset + payload.length - frame.payload.length,
      () => decodeInlineFunction(frame.payload),
    );
    return context.openInline?.(kind, description, frame.stamp);
  }
}

/** Moves the offsets of errors from a part to the whole. */
function at<R>(offset: number, read: () => R): R {
  try {
    return read();
  } catch (error) {
    if (error instanceof DecodeError) Object.assign(error, { offset: offset + (error.offset ?? 0) });
    throw error;
  }
}
