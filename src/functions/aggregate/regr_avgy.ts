import type { AggregateFunction } from "../../udf/mod.ts";
import { statistic } from "./statistic.ts";

/** `regr_avgy`: the mean of y over the pairs; null for no pairs. */
export const regrAvgy: AggregateFunction = statistic({
  name: "regr_avgy",
  args: ["expression_y", "expression_x"],
  description:
    "Computes the average of the dependent variable (output) expression_y for the non-null paired data points.",
  result: ({ count, meanY }) => count > 0 ? meanY : null,
});
