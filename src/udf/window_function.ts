import type { ArrowType, Column, Field, Scalar } from "../arrow/mod.ts";
import type { FunctionDocumentation, QueryContext, ReturnFieldArgs, Volatility } from "./scalar_function.ts";

/** What a partition evaluator is made for. */
export interface PartitionArgs {
  readonly returnField: Field;
  readonly argFields: readonly Field[];
  readonly scalars: readonly (Scalar | undefined)[];
  readonly ignoreNulls: boolean;
  readonly query: QueryContext;
}

/** The rows of one partition, in window order. */
export interface PartitionInput {
  readonly numRows: number;
  /** One column per argument. */
  readonly values: readonly Column[];
  /** One column per ORDER BY key. */
  readonly orderKeys: readonly Column[];
  /** Start of each run of rows that are equal in all order keys, ascending; `peers[0]` is 0. */
  readonly peers: Int32Array;
  /** Frame of each row, `[frameStart[i], frameEnd[i])`; only if `usesFrame`. */
  readonly frameStart?: Int32Array | undefined;
  readonly frameEnd?: Int32Array | undefined;
}

/** Computes a window function for whole partitions, one after the other. */
export interface PartitionEvaluator {
  /** One row per input row. */
  evaluateAll(input: PartitionInput): Column;
}

/** A window function: one result row per input row, seen with its partition. */
export interface WindowFunction {
  readonly kind: "window";
  readonly name: string;
  readonly aliases: readonly string[];
  readonly volatility: Volatility;
  readonly documentation?: FunctionDocumentation;
  coerceTypes(types: readonly ArrowType[]): readonly ArrowType[];
  returnField(args: ReturnFieldArgs): Field;
  /** Whether the result depends on the frame (`first_value`), not only on the partition (`row_number`). */
  readonly usesFrame: boolean;
  evaluator(args: PartitionArgs): PartitionEvaluator;
}
