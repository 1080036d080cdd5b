import type { AggregateFunction } from "../../udf/mod.ts";
import { statistic } from "./statistic.ts";

/** `var_pop`: the population variance; null for no numbers. */
export const variancePop: AggregateFunction = statistic({
  name: "var_pop",
  aliases: ["var_population"],
  args: ["expression"],
  description: "Returns the statistical population variance of a set of numbers.",
  result: ({ count, m2x }) => count > 0 ? m2x / count : null,
});
