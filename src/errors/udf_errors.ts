import { registerErrors } from "./error_data.ts";
import { FusewireError } from "./fusewire_error.ts";

/** Where something stands in a function's source; both 1-based. */
export interface SourcePosition {
  readonly line: number;
  readonly column: number;
}

/** A function that reads a name which exists only in the module that defines it. */
export class UdfFreeVariableError extends FusewireError {
  readonly code = "E_UDF_FREE_VARIABLE" as const;
  declare readonly udf: string;
  declare readonly variable: string;
  declare readonly position: SourcePosition | undefined;
}

/** A function whose source cannot travel: native, bound, a proxy, or rewritten by a compiler. */
export class UdfSourceError extends FusewireError {
  readonly code = "E_UDF_SOURCE" as const;
  declare readonly udf: string;
}

/** A captured value that cannot travel; `path` leads to it. */
export class UdfCaptureError extends FusewireError {
  readonly code = "E_UDF_CAPTURE" as const;
  declare readonly udf: string;
  /** For example `captures.model.session`. */
  declare readonly path: string;
}

/** Inlined functions that together are larger than the limit. */
export class InlineSizeError extends FusewireError {
  readonly code = "E_INLINE_SIZE" as const;
  declare readonly udf: string;
  declare readonly sizeBytes: number;
  declare readonly limitBytes: number;
  /** The capture that weighs most. */
  declare readonly heaviest: string | undefined;
}

/** An inlined function that this realm cannot run: syntax, globals, modules, or no `eval`. */
export class UdfRuntimeError extends FusewireError {
  readonly code = "E_UDF_RUNTIME" as const;
  declare readonly udf: string;
}

/** A module that an inlined function imports and that cannot be loaded here. */
export class UdfImportError extends FusewireError {
  readonly code = "E_UDF_IMPORT" as const;
  declare readonly udf: string;
  declare readonly module: string;
}

/** A user's function that threw, or returned something that its declaration forbids. */
export class UdfError extends FusewireError {
  readonly code = "E_UDF" as const;
  declare readonly udf: string;
  /** Row in the whole input, 0-based, where one row is to blame. */
  declare readonly row: number | undefined;
  /** Batch in the whole input, 0-based. */
  declare readonly batch: number | undefined;
  /** Worker that ran it. */
  declare readonly workerId: number | undefined;
  /** The offending arguments, shortened, as text. */
  declare readonly args: readonly string[] | undefined;
}

/** Options of `udf`, `udaf` or `udwf` that contradict each other or the function. */
export class UdfDefinitionError extends FusewireError {
  readonly code = "E_UDF_DEFINITION" as const;
  declare readonly udf: string | undefined;
}

registerErrors({
  UdfFreeVariableError,
  UdfSourceError,
  UdfCaptureError,
  InlineSizeError,
  UdfRuntimeError,
  UdfImportError,
  UdfError,
  UdfDefinitionError,
});
