import { DecodeError, UnresolvedFunctionError } from "../errors.ts";
import type { FunctionKind, FunctionRef } from "../udf/mod.ts";
import type { CodecContext, NamedKind } from "./codec_context.ts";
import { dataFusionName } from "./datafusion_names.ts";
import { DECODE_HOOKS, JavaScriptCodec } from "./javascript_codec.ts";

/** Makes references of the functions of one expression. Looks names up, opens nothing. */
export class FunctionDecoder {
  readonly #context: CodecContext;
  #codec: JavaScriptCodec | undefined;
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
    this.#codec ??= new JavaScriptCodec(this.#context.extensionCodec, this.#context);
    try {
      return this.#codec[DECODE_HOOKS[kind]](name, payload);
    } catch (error) {
      // The codec counts from the beginning of the definition.
      if (error instanceof DecodeError) Object.assign(error, { offset: offset + (error.offset ?? 0) });
      throw error;
    }
  }
}
