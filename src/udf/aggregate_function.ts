import type { ArrowType, Column, Field, Scalar } from "../arrow/mod.ts";
import type { FunctionDocumentation, QueryContext, ReturnFieldArgs, Volatility } from "./scalar_function.ts";

/** What an accumulator is made for. */
export interface AccumulatorArgs {
  readonly returnField: Field;
  /** One field per argument, after coercion. */
  readonly argFields: readonly Field[];
  /** Constant arguments (a percentile, a delimiter), else undefined. */
  readonly scalars: readonly (Scalar | undefined)[];
  readonly distinct: boolean;
  readonly ignoreNulls: boolean;
  /** Whether the query groups by keys: DataFusion's `min` and `max` treat NaN differently there. */
  readonly grouped?: boolean;
  /** Rows of each group arrive in this order where the call has ORDER BY; empty otherwise. */
  readonly orderBy: readonly { readonly field: Field; readonly ascending: boolean; readonly nullsFirst: boolean }[];
  readonly query: QueryContext;
}

/**
 * State of one aggregate for many groups; group ids are dense from 0.
 *
 * `groups[i]` is the group of row i. Rows that a FILTER removed, and duplicates under DISTINCT, are gone before `update`.
 * With ORDER BY the order keys follow the arguments in `columns`.
 */
export interface GroupsAccumulator {
  /** Adds rows. `numGroups` is the number of groups known so far; new groups start empty. */
  update(columns: readonly Column[], groups: Int32Array, numGroups: number): void;
  /** Adds states that `state` gave on another worker or partition. */
  merge(states: readonly Column[], groups: Int32Array, numGroups: number): void;
  /** One row per group, types as `stateFields` says. */
  state(numGroups: number): readonly Column[];
  /** One row per group. */
  evaluate(numGroups: number): Column;
  /** Takes rows back that `update` added, for sliding windows. Absent where that is impossible. */
  retract?(columns: readonly Column[], groups: Int32Array, numGroups: number): void;
  /**
   * One row per frame `[starts[i], ends[i])` of these rows: what `update` of a fresh state with just those rows, then `evaluate`,
   * would give. `starts` and `ends` never fall. The state is neither read nor changed. Absent where windows do as well without.
   */
  overFrames?(columns: readonly Column[], starts: Int32Array, ends: Int32Array): Column;
  /** Bytes held now, roughly. */
  sizeBytes?(): number;
}

/** An aggregate function: one result per group. */
export interface AggregateFunction {
  readonly kind: "aggregate";
  readonly name: string;
  readonly aliases: readonly string[];
  readonly volatility: Volatility;
  readonly documentation?: FunctionDocumentation;
  /** @throws {PlanError} if the number or types of arguments do not fit */
  coerceTypes(types: readonly ArrowType[]): readonly ArrowType[];
  /** Type and nullability of the result. @throws {PlanError} */
  returnField(args: ReturnFieldArgs): Field;
  /** Fields of the partial state; a function of the same arguments. */
  stateFields(args: AccumulatorArgs): readonly Field[];
  accumulator(args: AccumulatorArgs): GroupsAccumulator;
  /** Whether the order of rows changes the result. */
  readonly orderSensitive?: boolean;
  /** Whether accumulators compare the order keys themselves: rows then come in any order, and states can be merged. */
  readonly comparesOrder?: boolean;
  /** False where DataFusion refuses frames whose start moves (the aggregate forms of `first_value`, `last_value`, `nth_value`). */
  readonly slidingFrames?: boolean;
  /** Whether DISTINCT changes nothing (`min`, `max`, `bool_and`), or changes nothing under GROUP BY. */
  readonly distinctIrrelevant?: boolean | "grouped";
  /** The value for no rows; default null. */
  defaultValue?(type: ArrowType): Scalar;
  /** For accumulators that wait (async users' functions). */
  readonly isAsync?: boolean;
}
