import type { AggregateFunction } from "../../udf/mod.ts";
import { statistic } from "./statistic.ts";

/** `regr_sxx`: the sum of squared deviations of x; null for no pairs. */
export const regrSxx: AggregateFunction = statistic({
  name: "regr_sxx",
  args: ["expression_y", "expression_x"],
  description: "Computes the sum of squares of the independent variable.",
  result: ({ count, m2x }) => count > 0 ? m2x : null,
});
