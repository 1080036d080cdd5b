/**
 * What users write: expressions and their methods, literals, UDFs that can be called, and how all of it becomes bytes.
 *
 * - {@linkcode Expr} is a thin immutable wrapper around a node of `expr/`; it knows bytes and sessions, the node does not.
 * - A UDF reads its function and copies its captures when it is made, never later.
 * - Nothing here evaluates: see `session/` and `exec/`.
 *
 * May import: every room below (`codec`, `expr`, `plan`, `functions`, `inline`, `udf`, `compute`, `arrow`, `errors`).
 */
export { capture, type CaptureOptions, captureScope } from "./capture.ts";
export { type CloneGuard, dataFrameCloneGuard } from "./clone_guard.ts";
export { CaseBuilder, caseWhen, when } from "./case_builder.ts";
export { col, column, lit, literal } from "./col.ts";
export { explainUdf } from "./explain_udf.ts";
export {
  type AliasOptions,
  Expr,
  type ExprInput,
  type LikeOptions,
  type NegatedOptions,
  type ToBytesOptions,
} from "./expr.ts";
export type { EncodeTarget } from "../codec/mod.ts";
export { ExprFuncBuilder } from "./expr_func_builder.ts";
export type { ExprMethods } from "./expr_methods.ts";
export type { FunctionOptions, FunctionType } from "./function_options.ts";
export { GroupingSet } from "./grouping_set.ts";
export { type BytesInspection, inspectBytes, type InspectedFunction } from "./inspect_bytes.ts";
export {
  type CodecContextSource,
  decodingContext,
  encodingContext,
  type SessionCodecContext,
  setDefaultContext,
} from "./ipc.ts";
export * as ipc from "./ipc.ts";
export { setLibraryExports } from "./library_exports.ts";
export type { LiteralValue } from "./literal_scalar.ts";
export { printByToString, showInNotebooks } from "./inspect_symbols.ts";
export { definitionOf, openInline } from "./open_inline.ts";
export { pack, type Packed, unpack } from "./pack.ts";
export { parseColumnName } from "./parse_column_name.ts";
export { SortExpr, type SortInput, sortKeys, type SortOptions } from "./sort_expr.ts";
export { aggregateByRef, AggregateUDF, udaf } from "./udaf.ts";
export { type ModuleFunctionOptions, scalarByRef, ScalarUDF, udf, udfFromModule } from "./udf.ts";
export { udwf, windowByRef, WindowUDF } from "./udwf.ts";
export { type UserFunctionParts, userFunctionParts } from "./user_function.ts";
export { valueReducers } from "./value_reducers.ts";
export { valueRevivers } from "./value_revivers.ts";
export { Window, type WindowOptions } from "./window.ts";
export { WindowFrame, WindowFrameBound, type WindowFrameDistance, type WindowFrameUnits } from "./window_frame.ts";
