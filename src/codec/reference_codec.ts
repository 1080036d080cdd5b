import type { ExprNode } from "../expr/mod.ts";
import { LogicalExprNodeSchema } from "../gen/datafusion/datafusion_pb.ts";
import type { CodecContext, EncodeTarget } from "./codec_context.ts";
import { exprFromProto } from "./expr_from_proto.ts";
import { exprToProto } from "./expr_to_proto.ts";
import { FunctionDecoder } from "./function_decoder.ts";
import { FunctionEncoder } from "./function_encoder.ts";
import { toProstBytes } from "./prost_bytes.ts";
import { readWholeMessage, REFERENCE_DEPTH } from "./read_message.ts";

/** Encodes through the generated messages: what {@linkcode encodeExpr} must give, byte for byte. */
export function encodeExprByReference(
  node: ExprNode,
  context: CodecContext = {},
  target: EncodeTarget = "self",
): Uint8Array<ArrayBuffer> {
  return toProstBytes(LogicalExprNodeSchema, exprToProto(node, new FunctionEncoder(context, target)));
}

/** Decodes through the generated messages: what {@linkcode decodeExpr} must give. @throws {DecodeError} */
export function decodeExprByReference(bytes: Uint8Array, context: CodecContext = {}): ExprNode {
  const functions = new FunctionDecoder(context);
  const node = exprFromProto(readWholeMessage(LogicalExprNodeSchema, bytes, REFERENCE_DEPTH), functions);
  functions.finish();
  return node;
}
