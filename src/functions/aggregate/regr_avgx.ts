import type { AggregateFunction } from "../../udf/mod.ts";
import { statistic } from "./statistic.ts";

/** `regr_avgx`: the mean of x over the pairs; null for no pairs. */
export const regrAvgx: AggregateFunction = statistic({
  name: "regr_avgx",
  args: ["expression_y", "expression_x"],
  description:
    "Computes the average of the independent variable (input) expression_x for the non-null paired data points.",
  result: ({ count, meanX }) => count > 0 ? meanX : null,
});
