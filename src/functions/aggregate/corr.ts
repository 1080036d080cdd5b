import type { AggregateFunction } from "../../udf/mod.ts";
import { correlationFields, CorrelationSums } from "./correlation_sums.ts";
import type { Moments } from "./moments.ts";
import { statistic } from "./statistic.ts";

/** `corr`: Pearson's correlation; null for fewer than two pairs, and where either side does not vary. */
export const corr: AggregateFunction = statistic({
  name: "corr",
  args: ["expression1", "expression2"],
  xFirst: true,
  description: "Returns the coefficient of correlation between two numeric values.",
  result: corrOf,
  grouped: { fields: correlationFields, make: () => new CorrelationSums() },
});

/** Divided by the two deviations one after the other, so that the product of large variances does not overflow. */
function corrOf({ count, c, m2x, m2y }: Moments): number | null {
  if (count < 2 || m2x === 0 || m2y === 0) return null;
  return c / count / (Math.sqrt(m2x / count) * Math.sqrt(m2y / count));
}
