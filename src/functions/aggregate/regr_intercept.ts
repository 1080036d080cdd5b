import type { AggregateFunction } from "../../udf/mod.ts";
import { statistic } from "./statistic.ts";

/** `regr_intercept`: where the least-squares line meets x = 0; null for fewer than two pairs, and where x does not vary. */
export const regrIntercept: AggregateFunction = statistic({
  name: "regr_intercept",
  args: ["expression_y", "expression_x"],
  description:
    "Computes the y-intercept of the linear regression line. For the equation (y = kx + b), this function returns b.",
  result: ({ count, c, m2x, meanX, meanY }) => count > 1 && m2x !== 0 ? meanY - (c / m2x) * meanX : null,
});
