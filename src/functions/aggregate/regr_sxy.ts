import type { AggregateFunction } from "../../udf/mod.ts";
import { statistic } from "./statistic.ts";

/** `regr_sxy`: the sum of products of deviations; null for no pairs. */
export const regrSxy: AggregateFunction = statistic({
  name: "regr_sxy",
  args: ["expression_y", "expression_x"],
  description: "Computes the sum of products of paired data points.",
  result: ({ count, c }) => count > 0 ? c : null,
});
