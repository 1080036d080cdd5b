/** Aggregate functions: one result per group. Options stand in one object, last. */
import { scalar, T } from "../../arrow/mod.ts";
import { aggregateFunction, type NullTreatment } from "../../expr/mod.ts";
import { functionRef } from "../../udf/mod.ts";
import { Expr, type ExprInput } from "../expr.ts";
import { SortExpr, type SortInput, sortKeys } from "../sort_expr.ts";
import { checkOptions } from "./call.ts";
import { nullTreatmentOf } from "../null_treatment.ts";

/** What an aggregate may be told. */
export interface AggregateOptions {
  /** Only rows for which this is true count. */
  readonly filter?: ExprInput;
}
/** What most aggregates may be told. */
export interface DistinctOptions extends AggregateOptions {
  /** Each distinct value counts once. */
  readonly distinct?: boolean | undefined;
}
/** What aggregates may be told whose result depends on the order of rows. */
export interface OrderedOptions extends DistinctOptions {
  /** The order in which rows are taken. */
  readonly orderBy?: SortInput | readonly SortInput[] | null | undefined;
}
/** What `firstValue` and its kin may be told. */
export interface ValueOptions extends AggregateOptions {
  readonly orderBy?: SortInput | readonly SortInput[] | null | undefined;
  /** Whether nulls count. Default: they do. */
  readonly nullTreatment?: NullTreatment | undefined;
}
/** What approximate percentiles may be told. */
export interface CentroidOptions extends AggregateOptions {
  /** Centroids of the digest: more are more exact and larger. */
  readonly numCentroids?: number | undefined;
}

interface Options extends OrderedOptions {
  readonly nullTreatment?: NullTreatment | undefined;
}

function call(name: string, args: readonly ExprInput[], options: Options, known: readonly string[]): Expr {
  checkOptions(name, options, known);
  return Expr.fromNode(
    aggregateFunction(functionRef("aggregate", name), args.map((arg) => Expr.from(arg).node), {
      distinct: options.distinct ?? false,
      filter: options.filter === undefined || options.filter === null ? null : Expr.from(options.filter).node,
      orderBy: sortKeys(options.orderBy),
      nullTreatment: nullTreatmentOf(name, options.nullTreatment),
    }),
  );
}

const PLAIN = ["filter"];
const DISTINCT = ["filter", "distinct"];
const ORDERED = ["filter", "distinct", "orderBy"];
const VALUE = ["filter", "orderBy", "nullTreatment"];

/** Sum of the values; integers wrap. Null without values. */
export function sum(expr: ExprInput, options: DistinctOptions = {}): Expr {
  return call("sum", [expr], options, DISTINCT);
}
/** Mean of the values. Null without values. */
export function avg(expr: ExprInput, options: DistinctOptions = {}): Expr {
  return call("avg", [expr], options, DISTINCT);
}
/** The same as {@linkcode avg}. */
export const mean: typeof avg = avg;
/** Smallest value. */
export function min(expr: ExprInput, options: AggregateOptions = {}): Expr {
  return call("min", [expr], options, PLAIN);
}
/** Largest value; NaN is the largest float. */
export function max(expr: ExprInput, options: AggregateOptions = {}): Expr {
  return call("max", [expr], options, PLAIN);
}
/** Middle value, interpolated. */
export function median(expr: ExprInput, options: DistinctOptions = {}): Expr {
  return call("median", [expr], options, DISTINCT);
}
/** Some value that is not null. */
export function anyValue(expr: ExprInput, options: AggregateOptions = {}): Expr {
  return call("any_value", [expr], options, PLAIN);
}
/** Number of distinct values, approximately. UInt64. */
export function approxDistinct(expr: ExprInput, options: AggregateOptions = {}): Expr {
  return call("approx_distinct", [expr], options, PLAIN);
}
/** Middle value, approximately. */
export function approxMedian(expr: ExprInput, options: AggregateOptions = {}): Expr {
  return call("approx_median", [expr], options, PLAIN);
}
/** Bits set in all values. */
export function bitAnd(expr: ExprInput, options: DistinctOptions = {}): Expr {
  return call("bit_and", [expr], options, DISTINCT);
}
/** Bits set in any value. */
export function bitOr(expr: ExprInput, options: DistinctOptions = {}): Expr {
  return call("bit_or", [expr], options, DISTINCT);
}
/** Bits set in an odd number of values. */
export function bitXor(expr: ExprInput, options: DistinctOptions = {}): Expr {
  return call("bit_xor", [expr], options, DISTINCT);
}
/** Whether all values are true. */
export function boolAnd(expr: ExprInput, options: AggregateOptions = {}): Expr {
  return call("bool_and", [expr], options, PLAIN);
}
/** Whether any value is true. */
export function boolOr(expr: ExprInput, options: AggregateOptions = {}): Expr {
  return call("bool_or", [expr], options, PLAIN);
}
/** Correlation of two columns, -1 to 1. */
export function corr(y: ExprInput, x: ExprInput, options: AggregateOptions = {}): Expr {
  return call("corr", [y, x], options, PLAIN);
}
/** Covariance of a population. */
export function covarPop(y: ExprInput, x: ExprInput, options: AggregateOptions = {}): Expr {
  return call("covar_pop", [y, x], options, PLAIN);
}
/** Covariance of a sample. */
export function covarSamp(y: ExprInput, x: ExprInput, options: AggregateOptions = {}): Expr {
  return call("covar_samp", [y, x], options, PLAIN);
}
/** The same as {@linkcode covarSamp}. */
export const covar: typeof covarSamp = covarSamp;
/** Which of the grouping sets a row belongs to: 1 where it is aggregated over the expression. */
export function grouping(expr: ExprInput, options: DistinctOptions = {}): Expr {
  return call("grouping", [expr], options, DISTINCT);
}
/** Standard deviation of a sample. */
export function stddev(expr: ExprInput, options: AggregateOptions = {}): Expr {
  return call("stddev", [expr], options, PLAIN);
}
/** The same as {@linkcode stddev}. */
export const stddevSamp: typeof stddev = stddev;
/** Standard deviation of a population. */
export function stddevPop(expr: ExprInput, options: AggregateOptions = {}): Expr {
  return call("stddev_pop", [expr], options, PLAIN);
}
/** Variance of a sample. */
export function varSamp(expr: ExprInput, options: AggregateOptions = {}): Expr {
  return call("var", [expr], options, PLAIN);
}
/** The same as {@linkcode varSamp}. */
export const varSample: typeof varSamp = varSamp;
/** Variance of a population. */
export function varPop(expr: ExprInput, options: AggregateOptions = {}): Expr {
  return call("var_pop", [expr], options, PLAIN);
}
/** The same as {@linkcode varPop}. */
export const varPopulation: typeof varPop = varPop;
/** Mean of `x` where neither is null. */
export function regrAvgx(y: ExprInput, x: ExprInput, options: AggregateOptions = {}): Expr {
  return call("regr_avgx", [y, x], options, PLAIN);
}
/** Mean of `y` where neither is null. */
export function regrAvgy(y: ExprInput, x: ExprInput, options: AggregateOptions = {}): Expr {
  return call("regr_avgy", [y, x], options, PLAIN);
}
/** Number of pairs without null. */
export function regrCount(y: ExprInput, x: ExprInput, options: AggregateOptions = {}): Expr {
  return call("regr_count", [y, x], options, PLAIN);
}
/** Where the fitted line meets the y axis. */
export function regrIntercept(y: ExprInput, x: ExprInput, options: AggregateOptions = {}): Expr {
  return call("regr_intercept", [y, x], options, PLAIN);
}
/** Square of the correlation. */
export function regrR2(y: ExprInput, x: ExprInput, options: AggregateOptions = {}): Expr {
  return call("regr_r2", [y, x], options, PLAIN);
}
/** Slope of the fitted line. */
export function regrSlope(y: ExprInput, x: ExprInput, options: AggregateOptions = {}): Expr {
  return call("regr_slope", [y, x], options, PLAIN);
}
/** Sum of squares of `x` around its mean. */
export function regrSxx(y: ExprInput, x: ExprInput, options: AggregateOptions = {}): Expr {
  return call("regr_sxx", [y, x], options, PLAIN);
}
/** Sum of products around the means. */
export function regrSxy(y: ExprInput, x: ExprInput, options: AggregateOptions = {}): Expr {
  return call("regr_sxy", [y, x], options, PLAIN);
}
/** Sum of squares of `y` around its mean. */
export function regrSyy(y: ExprInput, x: ExprInput, options: AggregateOptions = {}): Expr {
  return call("regr_syy", [y, x], options, PLAIN);
}
/** The same as {@linkcode varSamp}. */
const variance: typeof varSamp = varSamp;
export { variance as var };

/** Number of rows where no argument is null; of all rows without an argument. Int64, never null. */
export function count(exprs?: ExprInput | readonly Expr[], options: DistinctOptions = {}): Expr {
  const args = exprs === undefined ? [1] : Array.isArray(exprs) ? exprs as readonly Expr[] : [exprs as ExprInput];
  if (args.length === 0) throw new TypeError("Cannot call count(): its list is empty, must hold an expression");
  return call("count", args, options, DISTINCT);
}
/** Number of rows. */
export function countStar(options: AggregateOptions = {}): Expr {
  checkOptions("countStar", options, PLAIN);
  return count(1, options);
}
/** All values as a list. */
export function arrayAgg(expr: ExprInput, options: OrderedOptions = {}): Expr {
  return call("array_agg", [expr], options, ORDERED);
}
/** All texts in one, with a delimiter between them; nulls are left out. */
export function stringAgg(expr: ExprInput, delimiter: string, options: OrderedOptions = {}): Expr {
  return call("string_agg", [expr, Expr.stringLiteral(delimiter)], options, ORDERED);
}
/** The value of the first row. */
export function firstValue(expr: ExprInput, options: ValueOptions = {}): Expr {
  return call("first_value", [expr], { nullTreatment: "respectNulls", ...options }, VALUE);
}
/** The value of the last row. */
export function lastValue(expr: ExprInput, options: ValueOptions = {}): Expr {
  return call("last_value", [expr], { nullTreatment: "respectNulls", ...options }, VALUE);
}
/** The value of the n-th row, counted from 1; from the end where negative. */
export function nthValue(expr: ExprInput, n: number, options: ValueOptions = {}): Expr {
  return call("nth_value", [expr, n], { nullTreatment: "respectNulls", ...options }, VALUE);
}

/** The value below which a share (0 to 1) of all values lies, interpolated. */
export function percentileCont(sortExpr: Expr | SortExpr, percentile: number, options: DistinctOptions = {}): Expr {
  const name = "percentile_cont";
  return percentileOf(name, sortExpr, [float(name, percentile)], options, DISTINCT);
}
/** The same as {@linkcode percentileCont}. */
export const quantileCont: typeof percentileCont = percentileCont;
/** {@linkcode percentileCont} by a digest: approximate, in little memory. */
export function approxPercentileCont(
  sortExpr: Expr | SortExpr,
  percentile: number,
  numCentroids?: number | CentroidOptions,
  options: CentroidOptions = {},
): Expr {
  const name = "approx_percentile_cont";
  const [centroids, rest] = centroidsOf(name, numCentroids, options);
  return percentileOf(name, sortExpr, [float(name, percentile), ...centroids], rest, PLAIN);
}
/** {@linkcode approxPercentileCont} where every value counts by its weight. */
export function approxPercentileContWithWeight(
  sortExpr: Expr | SortExpr,
  weight: ExprInput,
  percentile: number,
  numCentroids?: number | CentroidOptions,
  options: CentroidOptions = {},
): Expr {
  const name = "approx_percentile_cont_with_weight";
  const [centroids, rest] = centroidsOf(name, numCentroids, options);
  return percentileOf(name, sortExpr, [weight, float(name, percentile), ...centroids], rest, PLAIN);
}

/** The number of centroids, given before the options or in them, and the other options. */
function centroidsOf(
  name: string,
  numCentroids: number | CentroidOptions | undefined,
  options: CentroidOptions,
): readonly [centroids: readonly number[], rest: AggregateOptions] {
  const given = typeof numCentroids === "object" ? numCentroids : { numCentroids, ...options };
  checkOptions(name, given, [...PLAIN, "numCentroids"]);
  const { numCentroids: count, ...rest } = given;
  return [count === undefined || count === null ? [] : [count], rest];
}

function percentileOf(
  name: string,
  sortExpr: Expr | SortExpr,
  args: readonly ExprInput[],
  options: DistinctOptions,
  known: readonly string[],
): Expr {
  checkOptions(name, options, known);
  const key = sortExpr instanceof SortExpr ? sortExpr : new SortExpr(sortExpr);
  return call(name, [key.expr(), ...args], { ...options, orderBy: key }, ORDERED);
}

/** Percentiles are floats even where they are whole. */
function float(name: string, value: number): Expr {
  if (typeof value === "number") return Expr.literal(scalar(T.Float64, value));
  throw new TypeError(`Cannot call ${name}(): its percentile is ${String(value)}, must be a number from 0 to 1`);
}
