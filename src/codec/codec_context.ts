import type { FunctionKind, FunctionRef } from "../udf/mod.ts";
import type { InlineFunction } from "../inline/mod.ts";
import type { LogicalExtensionCodec } from "./extension_codec.ts";

/** A kind of function as the wire tells them apart; functions that take functions have names of their own. */
export type NamedKind = FunctionKind | "higherOrder";

/** Who will read the bytes: this library, or DataFusion in Rust or Python. */
export type EncodeTarget = "self" | "datafusion";

/** What a runtime check refuses: what cannot run here, or any other runtime or version than the sender's. */
export type RuntimeCheck = "compatible" | "exact";

/** Where names are looked up; a `FunctionRegistry` is one. Asked with the name as it travelled; answers may have another name (aliases). */
export interface FunctionLookup {
  scalar(name: string): FunctionRef["implementation"] | undefined;
  aggregate(name: string): FunctionRef["implementation"] | undefined;
  window(name: string): FunctionRef["implementation"] | undefined;
}

/**
 * Everything that encoding and decoding depend on. Plain data: a context that users see (`SessionContext`) gives one.
 * Every property may be absent; the defaults are those of {@linkcode DEFAULT_CODEC_CONTEXT}.
 */
export interface CodecContext {
  /** Whether functions travel inside the bytes. Off: they are encoded by name, and inlined ones are refused. Default true. */
  readonly inlining?: boolean | undefined;
  /** Default `compatible`. */
  readonly runtimeCheck?: RuntimeCheck | undefined;
  /** The user's codec; ours stands before it and forwards to it. See `composeCodecs` for several. */
  readonly extensionCodec?: LogicalExtensionCodec | undefined;
  /** Functions that names may mean. */
  readonly registry?: FunctionLookup | undefined;
  /**
   * The main name of a function, by that name or an alias, for functions beyond those that DataFusion knows; undefined for any
   * other name. Aliases are written as the main name.
   */
  readonly canonicalName?: ((kind: NamedKind, name: string) => string | undefined) | undefined;
  /**
   * What to do with names that neither `registry`, `canonicalName` nor DataFusion knows: keep them (they print, encode again, and fail when
   * evaluated), or refuse the bytes with one error that lists them all, as DataFusion does. Default `keep`.
   */
  readonly unresolved?: "keep" | "refuse" | undefined;
  /** Bytes of one inlined function, at most. Default 64 MiB. */
  readonly maxInlineBytes?: number | undefined;
  /** Levels of expressions inside expressions, at most. Default 50,000. */
  readonly maxDepth?: number | undefined;
  /** Makes the definition of a decoded inline function. Must run nothing: source is parsed and run at the first call. */
  readonly openInline?:
    | ((kind: FunctionKind, description: InlineFunction, stamp: string) => FunctionRef["implementation"])
    | undefined;
}

/** Used where no context is given: functions travel, nothing is registered. */
export const DEFAULT_CODEC_CONTEXT: CodecContext = Object.freeze({});

/** 64 MiB. */
export const DEFAULT_MAX_INLINE_BYTES: number = 64 * 1024 * 1024;
/** Far deeper than DataFusion's 50 or so, and shallow enough that no input can exhaust memory. */
export const DEFAULT_MAX_DEPTH = 50_000;
