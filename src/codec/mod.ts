/**
 * Nodes ⇄ bytes: expressions as Apache DataFusion 55's `LogicalExprNode`, byte for byte.
 *
 * - The generated messages are the reference (`expr_to_proto.ts`, `expr_from_proto.ts`); a hand-written writer and reader
 *   (`expr_writer.ts`, `expr_reader.ts`) serve every call, give the same bytes and nodes, and take trees of any depth.
 * - Decoding executes nothing: functions inside the bytes become references whose payload is kept and written back verbatim.
 * - Whatever the bytes are, decoding ends in time proportional to their number, in nodes or in an error of ours with the offset.
 * - Users' codecs compose; every hook is forwarded to the inner codec.
 *
 * May import: `gen`, `expr`, `inline`, `udf`, `arrow`, `errors`; nobody else imports `gen`.
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
export { dataFusionName, dataFusionNames } from "./datafusion_names.ts";
export { decodeExpr, encodeExpr } from "./expr_codec.ts";
export { composeCodecs, EXTENSION_HOOKS, type ExtensionHook, type LogicalExtensionCodec } from "./extension_codec.ts";
export { type InlineSettings, isOurFrame, JavaScriptCodec } from "./javascript_codec.ts";
export { decodeExprByReference, encodeExprByReference } from "./reference_codec.ts";
export {
  encodeFrame,
  type ForeignFrame,
  INLINE_WIRE_VERSION,
  type InlineFrame,
  type InlineFunction,
  type InlineKind,
  readFrame,
  SUPPORTED_WIRE_VERSIONS,
} from "../inline/mod.ts";
