/** Window functions: one result per row, seen with its partition. Without options, say `.over(window)`. */
import type { Scalar } from "../../arrow/mod.ts";
import { type NullTreatment, windowFunction } from "../../expr/mod.ts";
import { functionRef } from "../../udf/mod.ts";
import { Expr, type ExprInput } from "../expr.ts";
import { defaultFrame } from "../expr_func_builder.ts";
import type { LiteralValue } from "../literal_scalar.ts";
import { type SortInput, sortKeys } from "../sort_expr.ts";
import { checkOptions } from "./call.ts";

/** What a window function may be told. */
export interface RankOptions {
  /** Rows with equal values here belong together. Expressions or column names. */
  readonly partitionBy?: Expr | string | readonly (Expr | string)[];
  /** The order within a partition. */
  readonly orderBy?: SortInput | readonly SortInput[];
}
/** What `lag` and `lead` may be told. */
export interface ShiftOptions extends RankOptions {
  /** The value where there is no such row. Default: null. */
  readonly defaultValue?: LiteralValue | Scalar;
  /** Whether nulls count. */
  readonly nullTreatment?: NullTreatment;
}

const RANK = ["partitionBy", "orderBy"];
const SHIFT = [...RANK, "defaultValue", "nullTreatment"];

function call(
  name: string,
  args: readonly ExprInput[],
  { partitionBy = [], orderBy, nullTreatment = null }: RankOptions & { nullTreatment?: NullTreatment },
): Expr {
  const list = (Array.isArray(partitionBy) ? partitionBy : [partitionBy]) as readonly (Expr | string)[];
  const order = sortKeys(orderBy);
  return Expr.fromNode(
    windowFunction(functionRef("window", name), args.map((arg) => Expr.from(arg).node), {
      partitionBy: list.map((each) => (typeof each === "string" ? Expr.column(each) : each).node),
      orderBy: order,
      frame: defaultFrame(order),
      nullTreatment,
    }),
  );
}

function rankCall(name: string, args: readonly ExprInput[], options: RankOptions): Expr {
  checkOptions(name, options, RANK);
  return call(name, args, options);
}

/** Number of the row in its partition, from 1. UInt64. */
export function rowNumber(options: RankOptions = {}): Expr {
  return rankCall("row_number", [], options);
}
/** Rank with gaps: 1 plus the rows before the first peer. UInt64. */
export function rank(options: RankOptions = {}): Expr {
  return rankCall("rank", [], options);
}
/** Rank without gaps. UInt64. */
export function denseRank(options: RankOptions = {}): Expr {
  return rankCall("dense_rank", [], options);
}
/** Rank from 0 to 1. */
export function percentRank(options: RankOptions = {}): Expr {
  return rankCall("percent_rank", [], options);
}
/** Share of rows up to the last peer. */
export function cumeDist(options: RankOptions = {}): Expr {
  return rankCall("cume_dist", [], options);
}
/** Number of the group, from 1, when the partition is cut into as equal groups as possible. */
export function ntile(groups: number, options: RankOptions = {}): Expr {
  return rankCall("ntile", [groups], options);
}
/** The value of the row `offset` rows later. */
export function lead(expr: ExprInput, offset = 1, options: ShiftOptions = {}): Expr {
  checkOptions("lead", options, SHIFT);
  return call("lead", [expr, offset, options.defaultValue ?? null], options);
}
/** The value of the row `offset` rows before. */
export function lag(expr: ExprInput, offset = 1, options: ShiftOptions = {}): Expr {
  checkOptions("lag", options, SHIFT);
  return call("lag", [expr, offset, options.defaultValue ?? null], options);
}
