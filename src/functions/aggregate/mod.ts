/**
 * Aggregate functions: DataFusion's, one definition per file.
 *
 * - State is kept in typed arrays that grow by group; loops allocate nothing per row.
 * - Accumulators see columns whose types {@linkcode AggregateFunction.coerceTypes} asked for; FILTER and DISTINCT happened before.
 * - Partial states are ordinary columns, so that they travel as Arrow data.
 *
 * May import: `arrow`, `compute/*`, `udf`, `errors`.
 */
import type { AggregateFunction } from "../../udf/mod.ts";
import { anyValue } from "./any_value.ts";
import { approxDistinct } from "./approx_distinct.ts";
import { approxMedian } from "./approx_median.ts";
import { approxPercentileCont } from "./approx_percentile_cont.ts";
import { approxPercentileContWithWeight } from "./approx_percentile_cont_with_weight.ts";
import { arrayAgg } from "./array_agg.ts";
import { avg } from "./avg.ts";
import { bitAnd } from "./bit_and.ts";
import { bitOr } from "./bit_or.ts";
import { bitXor } from "./bit_xor.ts";
import { boolAnd } from "./bool_and.ts";
import { boolOr } from "./bool_or.ts";
import { corr } from "./corr.ts";
import { count } from "./count.ts";
import { covarPop } from "./covar_pop.ts";
import { covarSamp } from "./covar_samp.ts";
import { firstValue } from "./first_value.ts";
import { grouping } from "./grouping.ts";
import { lastValue } from "./last_value.ts";
import { max } from "./max.ts";
import { median } from "./median.ts";
import { min } from "./min.ts";
import { nthValue } from "./nth_value.ts";
import { percentileCont } from "./percentile_cont.ts";
import { regrAvgx } from "./regr_avgx.ts";
import { regrAvgy } from "./regr_avgy.ts";
import { regrCount } from "./regr_count.ts";
import { regrIntercept } from "./regr_intercept.ts";
import { regrR2 } from "./regr_r2.ts";
import { regrSlope } from "./regr_slope.ts";
import { regrSxx } from "./regr_sxx.ts";
import { regrSxy } from "./regr_sxy.ts";
import { regrSyy } from "./regr_syy.ts";
import { stddev } from "./stddev.ts";
import { stddevPop } from "./stddev_pop.ts";
import { stringAgg } from "./string_agg.ts";
import { sum } from "./sum.ts";
import { variance } from "./var.ts";
import { variancePop } from "./var_pop.ts";

/** Every aggregate function, by name. */
export const aggregateFunctions: readonly AggregateFunction[] = Object.freeze([
  anyValue,
  approxDistinct,
  approxMedian,
  approxPercentileCont,
  approxPercentileContWithWeight,
  arrayAgg,
  avg,
  bitAnd,
  bitOr,
  bitXor,
  boolAnd,
  boolOr,
  corr,
  count,
  covarPop,
  covarSamp,
  firstValue,
  grouping,
  lastValue,
  max,
  median,
  min,
  nthValue,
  percentileCont,
  regrAvgx,
  regrAvgy,
  regrCount,
  regrIntercept,
  regrR2,
  regrSlope,
  regrSxx,
  regrSxy,
  regrSyy,
  stddev,
  stddevPop,
  stringAgg,
  sum,
  variance,
  variancePop,
]);

export {
  anyValue,
  approxDistinct,
  approxMedian,
  approxPercentileCont,
  approxPercentileContWithWeight,
  arrayAgg,
  avg,
  bitAnd,
  bitOr,
  bitXor,
  boolAnd,
  boolOr,
  corr,
  count,
  covarPop,
  covarSamp,
  firstValue,
  grouping,
  lastValue,
  max,
  median,
  min,
  nthValue,
  percentileCont,
  regrAvgx,
  regrAvgy,
  regrCount,
  regrIntercept,
  regrR2,
  regrSlope,
  regrSxx,
  regrSxy,
  regrSyy,
  stddev,
  stddevPop,
  stringAgg,
  sum,
  variance,
  variancePop,
};
