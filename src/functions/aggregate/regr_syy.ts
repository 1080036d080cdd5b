import type { AggregateFunction } from "../../udf/mod.ts";
import { statistic } from "./statistic.ts";

/** `regr_syy`: the sum of squared deviations of y; null for no pairs. */
export const regrSyy: AggregateFunction = statistic({
  name: "regr_syy",
  args: ["expression_y", "expression_x"],
  description: "Computes the sum of squares of the dependent variable.",
  result: ({ count, m2y }) => count > 0 ? m2y : null,
});
