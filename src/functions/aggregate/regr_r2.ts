import type { AggregateFunction } from "../../udf/mod.ts";
import { statistic } from "./statistic.ts";

/** `regr_r2`: the coefficient of determination; null for fewer than two pairs, and where either side does not vary. */
export const regrR2: AggregateFunction = statistic({
  name: "regr_r2",
  args: ["expression_y", "expression_x"],
  description: "Computes the square of the correlation coefficient between the independent and dependent variables.",
  result: ({ count, c, m2x, m2y }) => count > 1 && m2x !== 0 && m2y !== 0 ? (c * c) / (m2x * m2y) : null,
});
