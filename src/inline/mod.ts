/**
 * Functions as data: a JavaScript function ⇄ inert bytes.
 *
 * - A function is read once, when it is defined; captured values are copied there and then.
 * - A description ({@linkcode InlineFunction}) is frozen plain data. Decoding, inspecting and re-encoding run nothing;
 *   source is parsed and run in {@linkcode reviveFunction} only, once per content and realm.
 * - The same function gives the same bytes on every runtime. Only `runtime_stamp.ts` asks which runtime this is.
 * - Values of higher rooms travel by {@linkcode ValueReducer} and reviver; none of them is imported.
 *
 * May import: `errors`, npm `acorn`.
 *
 * The way out: `inlineFunction(fn, options)` → `encodeInlineFunction(description)` → `encodeFrame(kind, payload)`.
 * The way in: `readFrame(bytes)` → `decodeInlineFunction(payload)` → `await loadImports(description)` →
 * `checkRuntime(…)` → `reviveFunction(description, options)`.
 */
export { capture, type CaptureMark, captureMark, type CaptureOptions } from "./capture.ts";
export { captureScope, type CaptureScopeOptions } from "./capture_scope.ts";
export { type CaptureSize, captureSizes } from "./capture_sizes.ts";
export { canEvaluate } from "./evaluate_source.ts";
export { type CaptureUse, explainInline, type InlineExplanation } from "./explain_inline.ts";
export { analyzeFunction, type FreeName, type FunctionAnalysis } from "./function_analysis.ts";
export {
  type AnyFunction,
  type FunctionForm,
  type FunctionSource,
  functionSourceFromText,
  readFunctionSource,
} from "./function_source.ts";
export { type ImportSource, normalizeImports } from "./import_source.ts";
export { inlineFunction, inlineModuleExport, type InlineOptions } from "./inline_builder.ts";
export type { InlineContract, InlineFunction, InlineImport, ModuleExport } from "./inline_function.ts";
export { decodeInlineFunction, encodeInlineFunction } from "./inline_function_wire.ts";
export {
  encodeFrame,
  type ForeignFrame,
  INLINE_WIRE_VERSION,
  type InlineFrame,
  type InlineKind,
  readFrame,
  SUPPORTED_WIRE_VERSIONS,
  withoutStamp,
} from "./inline_frame.ts";
export { checkInlineSize, INLINE_MAX_BYTES, INLINE_WARN_BYTES } from "./inline_limits.ts";
export { type FunctionInspection, type InspectOptions, inspectPayload } from "./inspect_payload.ts";
export { importsLoaded, loadImports, type ModuleImporter, neededModules } from "./module_loader.ts";
export { contentKey, reviveFunction, type ReviveOptions } from "./revive_function.ts";
export { assertCompatible, assertExact, checkRuntime, type RuntimeNeeds, type RuntimePolicy } from "./runtime_check.ts";
export { currentRuntime, type Runtime, type RuntimeName, runtimeStamp } from "./runtime_stamp.ts";
export { isSecret, Secret, secret } from "./secret.ts";
export { sha256, sha256Hex } from "./sha256.ts";
export type { ValueReducer, ValueRevivers } from "./value_format.ts";
export { decodeValue, encodeValue } from "./value_codec.ts";
