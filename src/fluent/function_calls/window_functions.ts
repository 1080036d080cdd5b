/** Window functions: one result per row, seen with its partition. Without options, say `.over(window)`. */
import { type Scalar, scalar, T } from "../../arrow/mod.ts";
import { type NullTreatment, windowFunction } from "../../expr/mod.ts";
import { functionRef } from "../../udf/mod.ts";
import { constantOf } from "../constant_of.ts";
import { Expr, type ExprInput } from "../expr.ts";
import { defaultFrame } from "../expr_func_builder.ts";
import type { LiteralValue } from "../literal_scalar.ts";
import { nullTreatmentOf } from "../null_treatment.ts";
import { type SortInput, sortKeys } from "../sort_expr.ts";
import { checkOptions, isOptions } from "./call.ts";

/** What a window function may be told. */
export interface RankOptions {
  /** Rows with equal values here belong together. Expressions or column names. */
  readonly partitionBy?: Expr | string | readonly (Expr | string)[] | null | undefined;
  /** The order within a partition. */
  readonly orderBy?: SortInput | readonly SortInput[] | null | undefined;
}

/** What `lag` and `lead` may be told. */
export interface ShiftOptions extends RankOptions {
  /** How many rows away. Default: 1. */
  readonly shiftOffset?: number | undefined;
  /** The value where there is no such row: a value, or `lit(value, type)`. Default: null. */
  readonly defaultValue?: LiteralValue | Scalar | Expr;
  /** Whether nulls count. Default: they do. */
  readonly nullTreatment?: NullTreatment | undefined;
}

const RANK = ["partitionBy", "orderBy"];
const SHIFT = [...RANK, "shiftOffset", "defaultValue", "nullTreatment"];

/** Number of the row in its partition, from 1. UInt64. */
export function rowNumber(options: RankOptions = {}): Expr {
  return rankCall("row_number", [], options);
}

/** Rank with gaps: 1 plus the number of rows before the first peer. Peers are rows with the same order keys. UInt64. */
export function rank(options: RankOptions = {}): Expr {
  return rankCall("rank", [], options);
}

/** Rank without gaps: the number of different keys up to the row. UInt64. */
export function denseRank(options: RankOptions = {}): Expr {
  return rankCall("dense_rank", [], options);
}

/** (rank - 1) / (rows - 1) of the partition; 0 where it has one row. Float64. */
export function percentRank(options: RankOptions = {}): Expr {
  return rankCall("percent_rank", [], options);
}

/** Share of the partition's rows up to and with the last peer. Float64, above 0. */
export function cumeDist(options: RankOptions = {}): Expr {
  return rankCall("cume_dist", [], options);
}

/** Number of the group, from 1, when the partition is cut into `groups` as equal as possible; the first ones are larger. */
export function ntile(groups: ExprInput, options: RankOptions = {}): Expr {
  return rankCall("ntile", [groups], options);
}

/** The value of the row `shiftOffset` rows later in the partition. */
export function lead(
  expr: ExprInput,
  shiftOffset?: number | ShiftOptions,
  defaultValue?: LiteralValue | Scalar | Expr | ShiftOptions,
  options?: ShiftOptions,
): Expr {
  return shiftCall("lead", expr, [shiftOffset, defaultValue, options]);
}

/** The value of the row `shiftOffset` rows earlier in the partition. */
export function lag(
  expr: ExprInput,
  shiftOffset?: number | ShiftOptions,
  defaultValue?: LiteralValue | Scalar | Expr | ShiftOptions,
  options?: ShiftOptions,
): Expr {
  return shiftCall("lag", expr, [shiftOffset, defaultValue, options]);
}

function rankCall(name: string, args: readonly ExprInput[], options: RankOptions): Expr {
  checkOptions(name, options, RANK);
  return call(name, args, options);
}

/** Offset and default stand before the options, or in them. A struct as a default is said by `lit(value)`. */
function shiftCall(name: string, expr: ExprInput, args: readonly unknown[]): Expr {
  const at = args.findIndex(isOptions);
  const [shiftOffset, defaultValue] = at < 0 ? args : args.slice(0, at);
  const given = { shiftOffset, defaultValue, ...(at < 0 ? undefined : args[at] as ShiftOptions) } as ShiftOptions;
  checkOptions(name, given, SHIFT);
  return call(name, [expr, given.shiftOffset ?? 1, defaultOf(name, given.defaultValue)], given);
}

/** Text is Utf8 here, as pyarrow makes it, where a literal would be a Utf8View. */
function defaultOf(name: string, input: LiteralValue | Scalar | Expr): ExprInput {
  const value = constantOf(input, `the default of ${name}()`);
  return typeof value === "string" ? scalar(T.Utf8, value) : value ?? null;
}

function call(
  name: string,
  args: readonly ExprInput[],
  { partitionBy, orderBy, nullTreatment }: RankOptions & { readonly nullTreatment?: NullTreatment | undefined },
): Expr {
  const list = (Array.isArray(partitionBy) ? partitionBy : [partitionBy ?? []].flat()) as readonly (Expr | string)[];
  const order = sortKeys(orderBy);
  return Expr.fromNode(
    windowFunction(functionRef("window", name), args.map((arg) => Expr.from(arg).node), {
      partitionBy: list.map((each) => (typeof each === "string" ? Expr.column(each) : each).node),
      orderBy: order,
      frame: defaultFrame(order),
      nullTreatment: nullTreatmentOf(name, nullTreatment),
    }),
  );
}
