import type { AggregateFunction } from "../../udf/mod.ts";
import { statistic } from "./statistic.ts";

/** `covar_pop`: the population covariance; null for no pairs. */
export const covarPop: AggregateFunction = statistic({
  name: "covar_pop",
  args: ["expression1", "expression2"],
  xFirst: true,
  description: "Returns the population covariance of a set of number pairs.",
  result: ({ count, c }) => count > 0 ? c / count : null,
});
