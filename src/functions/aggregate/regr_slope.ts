import type { AggregateFunction } from "../../udf/mod.ts";
import { statistic } from "./statistic.ts";

/** `regr_slope`: the slope of the least-squares line; null for fewer than two pairs, and where x does not vary. */
export const regrSlope: AggregateFunction = statistic({
  name: "regr_slope",
  args: ["expression_y", "expression_x"],
  description:
    "Returns the slope of the linear regression line for non-null pairs in aggregate columns. Given input column Y and X: regr_slope(Y, X) returns the slope (k in Y = k*X + b) using minimal RSS fitting.",
  result: ({ count, c, m2x }) => count > 1 && m2x !== 0 ? c / m2x : null,
});
