/**
 * Which context encodes and which one decodes, per realm: one slot for the sender, one for the worker.
 *
 * Decoding asks the context given, then the worker's, then the global one; encoding asks the context given, then the sender's, then takes
 * the defaults. Every realm (main thread, worker) has slots of its own. A slot holds its context until it is cleared.
 *
 * @example
 * ```ts
 * import { SessionContext } from "@fusewire/fusewire";
 * import { clearSenderCtx, getSenderCtx, setSenderCtx } from "@fusewire/fusewire/ipc";
 * import { assertEquals } from "@std/assert";
 *
 * setSenderCtx(new SessionContext().withJsUdfInlining(false)); // from here on, functions travel by name
 * clearSenderCtx();
 * assertEquals(getSenderCtx(), undefined);
 * ```
 *
 * @module
 */
import type { CodecContext } from "../codec/mod.ts";
import type { FunctionRegistry } from "../udf/mod.ts";

/** How to encode and decode, and which functions names may mean. */
export interface SessionCodecContext extends CodecContext {
  readonly registry: FunctionRegistry;
}

/** Whatever can say how to encode and decode; a `SessionContext` is one. */
export interface CodecContextSource {
  /** The settings as they are now. */
  codecContext(): SessionCodecContext;
}

let workerCtx: CodecContextSource | undefined;
let senderCtx: CodecContextSource | undefined;

/** Makes `ctx` the one that decodes in this realm; replaces any earlier one. */
export function setWorkerCtx(ctx: CodecContextSource): void {
  workerCtx = ctx;
}
/** The context set by {@linkcode setWorkerCtx}. */
export function getWorkerCtx(): CodecContextSource | undefined {
  return workerCtx;
}
/** Forgets the worker context. */
export function clearWorkerCtx(): void {
  workerCtx = undefined;
}
/** Makes `ctx` the one that encodes in this realm; replaces any earlier one. */
export function setSenderCtx(ctx: CodecContextSource): void {
  senderCtx = ctx;
}
/** The context set by {@linkcode setSenderCtx}. */
export function getSenderCtx(): CodecContextSource | undefined {
  return senderCtx;
}
/** Forgets the sender context. */
export function clearSenderCtx(): void {
  senderCtx = undefined;
}

/** Context for decoding: the one given, the worker's, the global one. */
export function decodingContext(ctx?: CodecContextSource): SessionCodecContext {
  return (ctx ?? workerCtx ?? defaultSource()).codecContext();
}
/** Context for encoding: the one given, the sender's, the defaults. */
export function encodingContext(ctx?: CodecContextSource): SessionCodecContext {
  return (ctx ?? senderCtx ?? defaultSource()).codecContext();
}
/** Says which context stands for "none given"; the session room does, which holds the global one. */
export function setDefaultContext(get: () => CodecContextSource): void {
  defaultSource = get;
}

let defaultSource: () => CodecContextSource = () => {
  throw new TypeError("Cannot find a context: the session has not been loaded, must be imported first");
};
