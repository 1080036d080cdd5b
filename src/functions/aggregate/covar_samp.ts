import type { AggregateFunction } from "../../udf/mod.ts";
import { statistic } from "./statistic.ts";

/** `covar_samp`: the sample covariance; null for fewer than two pairs. */
export const covarSamp: AggregateFunction = statistic({
  name: "covar_samp",
  aliases: ["covar"],
  args: ["expression1", "expression2"],
  xFirst: true,
  description: "Returns the sample covariance of a set of number pairs.",
  result: ({ count, c }) => count > 1 ? c / (count - 1) : null,
});
