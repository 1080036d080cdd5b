import type { AggregateFunction } from "../../udf/mod.ts";
import { statistic } from "./statistic.ts";

/** `var`: the sample variance; null for fewer than two numbers. */
export const variance: AggregateFunction = statistic({
  name: "var",
  aliases: ["var_samp", "var_sample"],
  args: ["expression"],
  description: "Returns the statistical sample variance of a set of numbers.",
  result: ({ count, m2x }) => count > 1 ? m2x / (count - 1) : null,
});
