/**
 * Fusewire: one expression, any worker.
 *
 * A driver builds an expression; JavaScript functions and the values they capture travel inside its bytes; any worker decodes and runs it
 * over Arrow data. The bytes are Apache DataFusion 55's own protobuf.
 *
 * @example
 * ```ts
 * import { col, Expr, SessionContext, types, udf } from "@fusewire/fusewire";
 * import { assertEquals } from "@std/assert";
 *
 * const rates = { NO: 1.25, IT: 1.22 };
 * const gross = udf(
 *   (net: number, country: "NO" | "IT") => net * rates[country],
 *   [types.float64(), types.utf8()],
 *   types.float64(),
 *   { name: "gross", captures: { rates } },
 * );
 * const bytes = gross(col("net"), col("country")).alias("gross").toBytes(); // send them anywhere
 *
 * const df = new SessionContext().fromColumns({ net: [100, 200], country: ["NO", "IT"] });
 * assertEquals(await df.select(Expr.fromBytes(bytes)).toColumns(), { gross: [125, 244] });
 * ```
 *
 * @module
 */
import "./src/library.ts";

export { types } from "./src/arrow/mod.ts";
export type { ArrowType, Field, FieldInput, Schema, TypeInput } from "./src/arrow/mod.ts";
export * from "./src/errors.ts";
export {
  AggregateUDF,
  type AliasOptions,
  type BytesInspection,
  capture,
  type CaptureOptions,
  captureScope,
  CaseBuilder,
  caseWhen,
  type CodecContextSource,
  col,
  column,
  type EncodeTarget,
  explainUdf,
  Expr,
  ExprFuncBuilder,
  type ExprInput,
  type FunctionOptions,
  GroupingSet,
  inspectBytes,
  type InspectedFunction,
  type LikeOptions,
  lit,
  literal,
  type LiteralValue,
  type ModuleFunctionOptions,
  type NegatedOptions,
  pack,
  type Packed,
  ScalarUDF,
  SortExpr,
  type SortInput,
  type SortOptions,
  type ToBytesOptions,
  udaf,
  udf,
  udfFromModule,
  udwf,
  unpack,
  when,
  Window,
  WindowFrame,
  WindowFrameBound,
  type WindowFrameDistance,
  type WindowFrameUnits,
  type WindowOptions,
  WindowUDF,
} from "./src/fluent/mod.ts";
export * as functions from "./src/fluent/functions.ts";
export { secret } from "./src/inline/mod.ts";
export {
  Catalog,
  DataFrame,
  type ExprOrName,
  type JoinOptions,
  type RuntimeCheck,
  RuntimeEnvBuilder,
  SchemaCatalog,
  SessionConfig,
  SessionContext,
} from "./src/session/mod.ts";
export {
  type CallOptions,
  type EvaluateData,
  type EvaluateExprs,
  type ImapOptions,
  type PoolOptions,
  type PoolStats,
  type Progress,
  WorkerPool,
  type WorkerStats,
} from "./src/worker/mod.ts";
