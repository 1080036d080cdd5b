import type { ArrowType, Datum, Field, Scalar } from "../arrow/mod.ts";

/** Whether equal arguments give equal results: always, within one query, or never. */
export type Volatility = "immutable" | "stable" | "volatile";

/** What a function may ask about its query. One instant and one zone hold for the whole query. */
export interface QueryContext {
  /** Microseconds since 1970 of the query's start: what `now()` gives, times 1000. */
  readonly queryStartUs: bigint;
  /** The session's time zone, for example `+00:00`. */
  readonly timezone: string;
}

/** What is known of the arguments when the result type is decided. */
export interface ReturnFieldArgs {
  /** One field per argument, after coercion. */
  readonly fields: readonly Field[];
  /** The constant value of each argument that is a literal (after coercion), else undefined. */
  readonly scalars: readonly (Scalar | undefined)[];
}

/** What a scalar function is called with: once per batch. */
export interface ScalarCall {
  /** One datum per argument, already coerced; columns all have `numRows` rows. Scalars stand for every row. */
  readonly args: readonly Datum[];
  readonly numRows: number;
  /** The field that `returnField` gave. */
  readonly returnField: Field;
  readonly argFields: readonly Field[];
  readonly query: QueryContext;
}

/** Text for `docs/functions.md`, `information_schema.routines` and doc comments. */
export interface FunctionDocumentation {
  /** Heading in the documentation, for example `Math Functions`. */
  readonly section: string;
  readonly description: string;
  /** For example `abs(numeric_expression)`. */
  readonly syntax: string;
  readonly args?: readonly { readonly name: string; readonly description: string }[];
  /** SQL and its printed result. */
  readonly examples?: readonly { readonly sql: string; readonly result: string }[];
}

/**
 * A scalar function: one result row per input row. Built-ins and users' functions implement the same contract.
 *
 * `invoke` gives a column of `numRows` rows, or a scalar when it is the same for every row; it never writes into its arguments.
 */
export interface ScalarFunction {
  readonly kind: "scalar";
  readonly name: string;
  readonly aliases: readonly string[];
  readonly volatility: Volatility;
  readonly documentation?: FunctionDocumentation;
  /**
   * The types the arguments are cast to before the call.
   * @throws {PlanError} if the number or types of arguments do not fit any signature
   */
  coerceTypes(types: readonly ArrowType[]): readonly ArrowType[];
  /** Type, nullability and metadata of the result; the name is ignored. @throws {PlanError} */
  returnField(args: ReturnFieldArgs): Field;
  /** Whether arguments after the first may not be evaluated for rows that earlier ones decide (`coalesce`). */
  readonly shortCircuits?: boolean;
  /** The name under which the result column stands, where it differs from `name(args)`. */
  schemaName?(args: readonly string[]): string;
  /** The display text of a call, where it differs from `name(args)`. */
  displayName?(args: readonly string[]): string;
  invoke(call: ScalarCall): Datum;
  /** For functions that wait: called instead of `invoke`. */
  invokeAsync?(call: ScalarCall): Promise<Datum>;
}
