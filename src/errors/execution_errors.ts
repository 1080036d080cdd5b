import { registerErrors } from "./error_data.ts";
import { FusewireError } from "./fusewire_error.ts";

/** A query that failed while it ran; the base of what data can cause. */
export class ExecutionError extends FusewireError {
  readonly code: string = "E_EXECUTION";
}

/** An integer division or modulo by zero. */
export class DivideByZeroError extends ExecutionError {
  override readonly code = "E_DIVIDE_BY_ZERO";
}

/** A result outside the range of its type. */
export class ArithmeticOverflowError extends ExecutionError {
  override readonly code = "E_OVERFLOW";
}

/** A value that a CAST cannot convert. */
export class CastError extends ExecutionError {
  override readonly code = "E_CAST";
}

/** A function argument that the function does not accept at run time. */
export class ArgumentError extends ExecutionError {
  override readonly code = "E_ARGUMENT";
  declare readonly functionName: string | undefined;
}

/** A memory limit, row limit or size limit that was reached. */
export class ResourcesExhaustedError extends ExecutionError {
  override readonly code = "E_RESOURCES_EXHAUSTED";
}

/** Arrow data, or a file, that contradicts its own description. */
export class InvalidDataError extends ExecutionError {
  override readonly code = "E_INVALID_DATA";
  /** The column, as a path into nested ones (`a.item`), where one is to blame. */
  declare readonly column: string | undefined;
  /** Row of that column, 0-based, where one row is to blame. */
  declare readonly row: number | undefined;
}

/** An int64 or decimal that a JavaScript number cannot hold exactly. */
export class InexactNumberError extends ExecutionError {
  override readonly code = "E_INEXACT_NUMBER";
  declare readonly column: string | undefined;
}

registerErrors({
  ExecutionError,
  DivideByZeroError,
  ArithmeticOverflowError,
  CastError,
  ArgumentError,
  ResourcesExhaustedError,
  InvalidDataError,
  InexactNumberError,
});
