/**
 * Functions as contracts: what built-ins and users implement, and how an expression refers to them.
 *
 * - A function never sees expressions, plans or bytes: only types and columns.
 * - Definitions are immutable and shared; state lives in accumulators and evaluators.
 *
 * May import: `arrow`, `errors`.
 */
export type { AccumulatorArgs, AggregateFunction, GroupsAccumulator } from "./aggregate_function.ts";
export { type Accumulator, type AccumulatorFactory, aggregateUdf } from "./aggregate_udf.ts";
export { type FunctionKind, type FunctionRef, functionRef } from "./function_ref.ts";
export { type AnyFunctionDefinition, FunctionRegistry } from "./function_registry.ts";
export { editDistance, nearestName } from "./nearest_name.ts";
export type {
  FunctionDocumentation,
  QueryContext,
  ReturnFieldArgs,
  ScalarCall,
  ScalarFunction,
  Volatility,
} from "./scalar_function.ts";
export { scalarUdf } from "./scalar_udf.ts";
export { moveUdfError, shortText } from "./udf_failure.ts";
export {
  type CallMode,
  type Int64Policy,
  type NullPolicy,
  readyCode,
  type UserCode,
  type UserFunctionSpec,
} from "./user_function.ts";
export { valueReader } from "./value_reader.ts";
export { toScalarData, ValueMismatch, valueWriter } from "./value_writer.ts";
export type { PartitionArgs, PartitionEvaluator, PartitionInput, WindowFunction } from "./window_function.ts";
export { type EvalRange, type WindowEvaluator, type WindowEvaluatorFactory, windowUdf } from "./window_udf.ts";
