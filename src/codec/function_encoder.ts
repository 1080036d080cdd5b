import type { FunctionRef } from "../udf/mod.ts";
import type { CodecContext, EncodeTarget, NamedKind } from "./codec_context.ts";
import { ENCODE_HOOKS, isOurFrame, JavaScriptCodec } from "./javascript_codec.ts";

/** Decides how the functions of one expression travel. */
export class FunctionEncoder {
  readonly #context: CodecContext;
  readonly #target: EncodeTarget;
  /** Made when they are first needed: most expressions have no function that travels. */
  #codec: JavaScriptCodec | undefined;
  #definitions: Map<FunctionRef, Uint8Array | undefined> | undefined;

  constructor(context: CodecContext, target: EncodeTarget) {
    this.#context = context;
    this.#target = target;
  }

  /** The `fun_definition` of a function, undefined where it travels by name. */
  definition(kind: NamedKind, fn: FunctionRef): Uint8Array | undefined {
    if (this.#context.extensionCodec === undefined) {
      // Built-ins, mostly. A local function makes its payload when it is asked for it, which by name is not needed.
      const byName = this.#context.inlining === false || this.#target === "datafusion";
      if (byName && fn.implementation !== undefined || fn.payload === undefined) return undefined;
    }
    const definitions = this.#definitions ??= new Map();
    if (definitions.has(fn)) return definitions.get(fn);
    const definition = this.#encode(kind, fn);
    definitions.set(fn, definition);
    return definition;
  }

  #encode(kind: NamedKind, fn: FunctionRef): Uint8Array | undefined {
    if (kind === "higherOrder") return fn.payload !== undefined && !isOurFrame(fn.payload) ? fn.payload : undefined;
    const { extensionCodec } = this.#context;
    // DataFusion in Rust and Python cannot open our frames, and does not look at the name where there is one.
    const settings = this.#target === "datafusion" ? { ...this.#context, inlining: false } : this.#context;
    this.#codec ??= new JavaScriptCodec(extensionCodec, settings);
    return this.#codec[ENCODE_HOOKS[kind]](fn);
  }
}
