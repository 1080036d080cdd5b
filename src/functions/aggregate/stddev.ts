import type { AggregateFunction } from "../../udf/mod.ts";
import { statistic } from "./statistic.ts";

/** `stddev`: the sample standard deviation; null for fewer than two numbers. */
export const stddev: AggregateFunction = statistic({
  name: "stddev",
  aliases: ["stddev_samp"],
  args: ["expression"],
  description: "Returns the standard deviation of a set of numbers.",
  result: ({ count, m2x }) => count > 1 ? Math.sqrt(m2x / (count - 1)) : null,
});
