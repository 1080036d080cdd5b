import { registerErrors } from "./error_data.ts";
import { FusewireError } from "./fusewire_error.ts";

/** A query or expression that cannot be planned: wrong types, wrong number of arguments, contradictory clauses. */
export class PlanError extends FusewireError {
  readonly code = "E_PLAN" as const;
}

/** A column, table or field name that does not exist, or that exists more than once. */
export class SchemaError extends FusewireError {
  readonly code = "E_SCHEMA" as const;
  /** The name as it was written. */
  declare readonly unresolvedName: string | undefined;
  /** Names that would have been valid. */
  declare readonly valid: readonly string[] | undefined;
}

/** A function name that no registry knows. */
export class UnknownFunctionError extends FusewireError {
  readonly code = "E_UNKNOWN_FUNCTION" as const;
  declare readonly functionName: string;
  declare readonly functionKind: "scalar" | "aggregate" | "window" | "table";
  /** The nearest known name. */
  declare readonly suggestion: string | undefined;
}

/** Something that DataFusion has and this build cannot do; never thrown for a mistake of the user. */
export class NotSupportedError extends FusewireError {
  readonly code = "E_NOT_SUPPORTED" as const;
}

/** SQL text that does not parse; positions are 1-based. */
export class SqlSyntaxError extends FusewireError {
  readonly code = "E_SQL_SYNTAX" as const;
  declare readonly line: number | undefined;
  declare readonly column: number | undefined;
  declare readonly expected: string | undefined;
}

/** An option, setting or keyword with a value that it cannot have. */
export class ConfigError extends FusewireError {
  readonly code = "E_CONFIG" as const;
  declare readonly key: string | undefined;
}

registerErrors({ PlanError, SchemaError, UnknownFunctionError, NotSupportedError, SqlSyntaxError, ConfigError });
