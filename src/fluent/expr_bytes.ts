import { decodeExpr, encodeExpr, type EncodeTarget } from "../codec/mod.ts";
import type { ExprNode } from "../expr/mod.ts";
import { type CodecContextSource, decodingContext, encodingContext } from "./ipc.ts";

/** `expr.toBytes` without the class. */
export function encodeExprNode(
  node: ExprNode,
  ctx?: CodecContextSource,
  target?: EncodeTarget,
): Uint8Array<ArrayBuffer> {
  return encodeExpr(node, encodingContext(ctx), target);
}

/** `expr.fromBytes` without the class. */
export function decodeExprNode(bytes: Uint8Array, ctx?: CodecContextSource): ExprNode {
  return decodeExpr(bytes, decodingContext(ctx));
}
