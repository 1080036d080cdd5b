import type { AggregateFunction } from "../../udf/mod.ts";
import { statistic } from "./statistic.ts";

/** `stddev_pop`: the population standard deviation; null for no numbers. */
export const stddevPop: AggregateFunction = statistic({
  name: "stddev_pop",
  args: ["expression"],
  description: "Returns the population standard deviation of a set of numbers.",
  result: ({ count, m2x }) => count > 0 ? Math.sqrt(m2x / count) : null,
});
