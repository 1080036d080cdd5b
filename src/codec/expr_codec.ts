import type { ExprNode } from "../expr/mod.ts";
import { type CodecContext, DEFAULT_CODEC_CONTEXT, DEFAULT_MAX_DEPTH, type EncodeTarget } from "./codec_context.ts";
import { readExprBytes } from "./expr_reader.ts";
import { writeExprBytes } from "./expr_writer.ts";
import { FunctionDecoder } from "./function_decoder.ts";
import { FunctionEncoder } from "./function_encoder.ts";
import { depthProblem, targetError, targetProblems } from "./target_check.ts";

/**
 * Encodes an expression as DataFusion 55's `datafusion.LogicalExprNode`. The result is a fresh array.
 *
 * @param target for whom: this library, or DataFusion in Rust or Python, which takes functions by name only
 * @throws {EncodeError} if a node has no place in DataFusion's bytes
 * @throws {TargetError} if `target` is `datafusion` and it cannot read a node; lists every one
 * @throws {InlineSizeError} if an inlined function is larger than the context allows
 */
export function encodeExpr(
  node: ExprNode,
  context: CodecContext = DEFAULT_CODEC_CONTEXT,
  target: EncodeTarget = "self",
): Uint8Array<ArrayBuffer> {
  const functions = new FunctionEncoder(context, target);
  if (target === "self") return writeExprBytes(node, functions);
  const problems = targetProblems(node);
  if (problems.length > 0) throw targetError(problems);
  const bytes = writeExprBytes(node, functions);
  const problem = depthProblem(node, bytes);
  if (problem !== undefined) throw targetError([problem]);
  return bytes;
}

/**
 * Decodes `datafusion.LogicalExprNode` bytes. Runs nothing. `bytes` are neither kept nor changed.
 *
 * @throws {DecodeError} with the offset of what is wrong
 * @throws {InlineRefusedError} if the context refuses inlined functions and there is one
 * @throws {UnresolvedFunctionError} if the context refuses names that nobody knows; lists every one
 */
export function decodeExpr(bytes: Uint8Array, context: CodecContext = DEFAULT_CODEC_CONTEXT): ExprNode {
  const functions = new FunctionDecoder(context);
  const node = readExprBytes(bytes, functions, context.maxDepth ?? DEFAULT_MAX_DEPTH);
  functions.finish();
  return node;
}
