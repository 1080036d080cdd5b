import { encodeExpr } from "../codec/mod.ts";
import type { ExprNode } from "../expr/mod.ts";
import { sha256Hex, withoutStamp } from "../inline/mod.ts";
import type { FunctionRef } from "../udf/mod.ts";

/** Stands before a function's bytes, so that they are not a frame that names a sender's runtime. */
const BARE = 0;

/** A function's bytes without the runtime that made them; nothing for functions that travel by name. */
function bareFunction({ payload }: FunctionRef): Uint8Array | undefined {
  if (payload === undefined) return undefined;
  return Uint8Array.of(BARE, ...withoutStamp(payload));
}

const CONTEXT = Object.freeze({
  inlining: false,
  extensionCodec: Object.freeze({
    tryEncodeUdf: bareFunction,
    tryEncodeUdaf: bareFunction,
    tryEncodeUdwf: bareFunction,
  }),
});

/** The SHA-256, in 64 hex digits, of an expression's bytes with the stamps of its functions left out. */
export function fingerprint(node: ExprNode): string {
  return sha256Hex(encodeExpr(node, CONTEXT));
}
