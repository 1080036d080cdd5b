import { registerErrors } from "./error_data.ts";
import { FusewireError } from "./fusewire_error.ts";

/** Bytes that are not what they should be: truncated, malformed, too deep, too large. */
export class DecodeError extends FusewireError {
  readonly code: string = "E_DECODE";
  /** Where in the bytes, 0-based, where it is known. */
  declare readonly offset: number | undefined;
}

/** Something that has no wire form. */
export class EncodeError extends FusewireError {
  readonly code: string = "E_ENCODE";
}

/** An inline frame whose wire version this build does not read. */
export class WireVersionError extends DecodeError {
  override readonly code = "E_WIRE_VERSION";
  declare readonly found: number;
  declare readonly supported: readonly number[];
}

/** An inline function made by another runtime than the check allows. */
export class RuntimeMismatchError extends DecodeError {
  override readonly code = "E_RUNTIME_MISMATCH";
  declare readonly found: string;
  declare readonly here: string;
}

/** An inline function met where the context refuses them. */
export class InlineRefusedError extends DecodeError {
  override readonly code = "E_INLINE_REFUSED";
  declare readonly udf: string;
}

/** A payload of another family (for example Python's) that somebody tried to evaluate. */
export class ForeignFunctionError extends FusewireError {
  readonly code = "E_FOREIGN_FUNCTION" as const;
  declare readonly udf: string;
  declare readonly family: string;
}

/** Names that bytes refer to and that the receiving context does not know. */
export class UnresolvedFunctionError extends DecodeError {
  override readonly code = "E_UNRESOLVED_FUNCTION";
  declare readonly missing: readonly string[];
}

/** Nodes that a receiver of another language could not resolve or run. */
export class TargetError extends EncodeError {
  override readonly code = "E_TARGET";
  declare readonly problems: readonly string[];
}

registerErrors({
  DecodeError,
  EncodeError,
  WireVersionError,
  RuntimeMismatchError,
  InlineRefusedError,
  ForeignFunctionError,
  UnresolvedFunctionError,
  TargetError,
});
