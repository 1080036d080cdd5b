/**
 * Every error class of the library, by theme.
 *
 * - One class per mistake that a user can make; `code` is stable, fields are typed, `cause` is kept.
 * - Messages read `Cannot <do> "<x>": <what is>, must be <what>`; what to do stands in `remedy`.
 * - Errors cross workers as data and come back as the same class.
 *
 * May import: nothing.
 */
export { type ErrorData, errorFromData, errorToData, registerErrors } from "./errors/error_data.ts";
export { type ErrorDetails, FusewireError } from "./errors/fusewire_error.ts";
export {
  ArgumentError,
  ArithmeticOverflowError,
  CastError,
  DivideByZeroError,
  ExecutionError,
  InexactNumberError,
  InvalidDataError,
  ResourcesExhaustedError,
} from "./errors/execution_errors.ts";
export {
  ConfigError,
  NotSupportedError,
  PlanError,
  SchemaError,
  SqlSyntaxError,
  UnknownFunctionError,
} from "./errors/plan_errors.ts";
export {
  InlineSizeError,
  type SourcePosition,
  UdfCaptureError,
  UdfDefinitionError,
  UdfError,
  UdfFreeVariableError,
  UdfImportError,
  UdfRuntimeError,
  UdfSourceError,
} from "./errors/udf_errors.ts";
export {
  DecodeError,
  EncodeError,
  ForeignFunctionError,
  InlineRefusedError,
  RuntimeMismatchError,
  TargetError,
  UnresolvedFunctionError,
  WireVersionError,
} from "./errors/wire_errors.ts";
export {
  PoolClosedError,
  TaskAbortedError,
  TaskTimeoutError,
  UnclonableError,
  WorkerCrashError,
  WorkerStartError,
  WorkerVersionError,
} from "./errors/worker_errors.ts";
