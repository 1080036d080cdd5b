import { checkInlineSize, decodeInlineFunction, INLINE_WARN_BYTES, readFrame } from "../inline/mod.ts";
import type { FunctionRef } from "../udf/mod.ts";
import { type CodecContext, DEFAULT_MAX_INLINE_BYTES, type EncodeTarget, type NamedKind } from "./codec_context.ts";
import type { ExtensionHook } from "./extension_codec.ts";

type FunctionHook = Extract<ExtensionHook, "tryEncodeUdf" | "tryEncodeUdaf" | "tryEncodeUdwf">;

const ENCODE_HOOKS: { readonly [K in NamedKind]: FunctionHook | null } = {
  scalar: "tryEncodeUdf",
  aggregate: "tryEncodeUdaf",
  window: "tryEncodeUdwf",
  higherOrder: null,
};

/** Whether a `fun_definition` begins like a frame of ours, readable or not. */
export function isOurFrame(payload: Uint8Array): boolean {
  return payload.length >= 4 && payload[0] === 0x44 && payload[1] === 0x46 && payload[2] === 0x4a &&
    payload[3] === 0x53;
}

/** Decides how the functions of one expression travel. */
export class FunctionEncoder {
  readonly #context: CodecContext;
  readonly #byName: boolean;
  /** Made when it is first needed: most expressions have no function that travels. */
  #definitions: Map<FunctionRef, Uint8Array | undefined> | undefined;

  constructor(context: CodecContext, target: EncodeTarget) {
    this.#context = context;
    // DataFusion in Rust and Python cannot open our frames, and does not look at the name where there is one.
    this.#byName = context.inlining === false || target === "datafusion";
  }

  /**
   * The `fun_definition` of a function, undefined where it travels by name. Ours first, then the user's codec, then whatever
   * it came with.
   */
  definition(kind: NamedKind, fn: FunctionRef): Uint8Array | undefined {
    if (fn.payload === undefined && fn.implementation === undefined && this.#context.extensionCodec === undefined) {
      return undefined;
    }
    const definitions = this.#definitions ??= new Map();
    if (definitions.has(fn)) return definitions.get(fn);
    const definition = this.#decide(kind, fn);
    definitions.set(fn, definition);
    return definition;
  }

  #decide(kind: NamedKind, fn: FunctionRef): Uint8Array | undefined {
    const hook = ENCODE_HOOKS[kind];
    if (this.#byName && fn.implementation !== undefined && this.#context.extensionCodec === undefined) {
      // Asking a local function for its payload makes it: not needed here. Foreign payloads have no implementation.
      return undefined;
    }
    const { payload } = fn;
    if (payload !== undefined && isOurFrame(payload)) {
      if (this.#byName) return undefined;
      this.#checkSize(fn.name, payload);
      return payload;
    }
    if (payload !== undefined) return payload;
    const encoded = hook === null ? undefined : this.#context.extensionCodec?.[hook]?.(fn);
    if (encoded === undefined || encoded.length === 0) return undefined;
    // A codec that hands out a frame of ours would smuggle an inline function past strict mode.
    return this.#byName && isOurFrame(encoded) && readFrame(encoded).family === "fusewire" ? undefined : encoded;
  }

  #checkSize(name: string, payload: Uint8Array): void {
    const limitBytes = this.#context.maxInlineBytes ?? DEFAULT_MAX_INLINE_BYTES;
    if (payload.length < INLINE_WARN_BYTES && payload.length <= limitBytes) return;
    const frame = readFrame(payload);
    if (frame.family === "foreign") return;
    checkInlineSize({ ...decodeInlineFunction(frame.payload), name }, payload.length, limitBytes);
  }
}
