import { nullColumn, T } from "../../arrow/mod.ts";
import type { AggregateFunction, GroupsAccumulator } from "../../udf/mod.ts";
import { ApproxPercentile, digestFields } from "./approx_percentile.ts";
import { defineAggregate, expectCount } from "./define_aggregate.ts";
import { interpolatedType } from "./percentile_cont.ts";

/** `approx_median`: the 50th percentile estimated by a t-digest. */
export const approxMedian: AggregateFunction = defineAggregate({
  name: "approx_median",
  section: "Approximate Functions",
  description:
    "Returns the approximate median (50th percentile) of input values. It is an alias of `approx_percentile_cont(0.5) WITHIN GROUP (ORDER BY x)`.",
  syntax: "approx_median(expression)",
  args: [{ name: "expression", description: "The expression to operate on: numbers." }],
  examples: [{
    sql: "SELECT approx_median(column_name) FROM table_name;",
    result:
      "+-----------------------------------+\n| approx_median(column_name)        |\n+-----------------------------------+\n| 23.5                              |\n+-----------------------------------+",
  }],
  coerce(types) {
    expectCount("approx_median", types, 1);
    return [types[0]!.id === "Null" ? types[0]! : interpolatedType("approx_median", types[0]!)];
  },
  result: ([type]) => type!,
  stateFields: () => digestFields,
  accumulator: ({ returnField }) => {
    const options = { percentile: 0.5, maxSize: 100, weighted: false };
    if (returnField.type.id !== "Null") return new ApproxPercentile({ type: returnField.type, ...options });
    const none: GroupsAccumulator = new ApproxPercentile({ type: T.Float64, ...options });
    return {
      update: (columns, groups, n) => none.update(columns, groups, n),
      merge: (states, groups, n) => none.merge(states, groups, n),
      state: (n) => none.state(n),
      evaluate: (n) => nullColumn(T.Null, n),
    };
  },
});
