import type { Column, Field, Scalar } from "../../arrow/mod.ts";
import type { WindowFrame } from "../../expr/mod.ts";
import type { AggregateFunction, QueryContext, WindowFunction } from "../../udf/mod.ts";

/** One window expression: the function and everything that is decided before data comes. */
export interface WindowCall {
  readonly function: AggregateFunction | WindowFunction;
  /** One field per argument, after coercion. */
  readonly argFields: readonly Field[];
  /** Constant arguments, else undefined. */
  readonly scalars: readonly (Scalar | undefined)[];
  readonly returnField: Field;
  /** Only for aggregates. */
  readonly distinct: boolean;
  readonly ignoreNulls: boolean;
  readonly frame: WindowFrame;
  readonly query: QueryContext;
}

/** The columns of one window expression, in the order of the input. */
export interface WindowInput {
  readonly args: readonly Column[];
  /** FILTER, for aggregates: rows where this is not true do not count. */
  readonly filter?: Column | null | undefined;
}

/** Where each row of a partition looks: rows `[starts[i], ends[i])`. Both never fall, and no frame leaves its partition. */
export interface Frames {
  readonly starts: Int32Array;
  readonly ends: Int32Array;
}
