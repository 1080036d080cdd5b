/**
 * Nodes ⇄ bytes: expressions as Apache DataFusion 55's `LogicalExprNode`, byte for byte.
 *
 * - The generated messages are the reference; a hand-written reader and writer serve the hot nodes, byte-identical.
 * - Decoding executes nothing: functions inside the bytes become references whose payload is kept and written back verbatim.
 * - Users' codecs compose; every hook is forwarded to the inner codec.
 *
 * May import: `gen`, `expr`, `inline`, `udf`, `arrow`, `errors`.
 */
export {
  type CodecContext,
  DEFAULT_CODEC_CONTEXT,
  DEFAULT_MAX_DEPTH,
  DEFAULT_MAX_INLINE_BYTES,
  type EncodeTarget,
  type FunctionLookup,
  type NamedKind,
  type RuntimeCheck,
} from "./codec_context.ts";
export { decodeExpr, encodeExpr } from "./expr_codec.ts";
export { composeCodecs, EXTENSION_HOOKS, type ExtensionHook, type LogicalExtensionCodec } from "./extension_codec.ts";
export { decodeExprByReference, encodeExprByReference } from "./reference_codec.ts";
