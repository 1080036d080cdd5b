import type { Column, Field, Scalar } from "../../arrow/mod.ts";
import type { AccumulatorArgs, AggregateFunction, QueryContext } from "../../udf/mod.ts";

/** One aggregate of a query: the function and everything that is decided before data comes. */
export interface AggregateCall {
  readonly function: AggregateFunction;
  /** One field per argument, after coercion. */
  readonly argFields: readonly Field[];
  /** Constant arguments, else undefined. */
  readonly scalars: readonly (Scalar | undefined)[];
  readonly returnField: Field;
  readonly distinct: boolean;
  readonly ignoreNulls: boolean;
  /** ORDER BY inside the call; WITHIN GROUP of percentiles. */
  readonly orderBy: AccumulatorArgs["orderBy"];
  /** For `grouping`: which keys of GROUP BY its arguments are, by position. */
  readonly groupingOf?: readonly number[] | undefined;
}

/** The columns of one batch for one call. */
export interface AggregateInput {
  /** One column per argument; where partial states are merged, one per state field. */
  readonly args: readonly Column[];
  /** One column per ORDER BY key of the call. */
  readonly orderBy?: readonly Column[] | undefined;
  /** FILTER: rows where this is not true do not count. */
  readonly filter?: Column | null | undefined;
}

/** What the function's accumulators are made with. */
export function accumulatorArgs(call: AggregateCall, query: QueryContext, grouped: boolean): AccumulatorArgs {
  return {
    returnField: call.returnField,
    argFields: call.argFields,
    scalars: call.scalars,
    distinct: isDistinct(call, grouped),
    ignoreNulls: call.ignoreNulls,
    grouped,
    orderBy: call.orderBy,
    query,
  };
}

/** Whether DISTINCT has to be looked at. */
export function isDistinct(call: AggregateCall, grouped: boolean): boolean {
  const { distinctIrrelevant } = call.function;
  return call.distinct && !(distinctIrrelevant === "grouped" ? grouped : distinctIrrelevant);
}

/** Whether the rows of each group must be sorted before the function sees them. */
export function isSorted(call: AggregateCall): boolean {
  return call.orderBy.length > 0 && call.function.orderSensitive === true && !call.function.comparesOrder;
}
