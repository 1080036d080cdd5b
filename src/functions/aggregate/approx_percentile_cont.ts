import { PlanError } from "../../errors.ts";
import type { AggregateFunction } from "../../udf/mod.ts";
import { ApproxPercentile, digestFields, digestSize } from "./approx_percentile.ts";
import { defineAggregate, expectCount, toFloat64 } from "./define_aggregate.ts";
import { interpolatedType, percentileOf } from "./percentile_cont.ts";

const NAME = "approx_percentile_cont";

/** `approx_percentile_cont`: a percentile estimated by a t-digest; with ORDER BY … DESC counted from the top. */
export const approxPercentileCont: AggregateFunction = defineAggregate({
  name: NAME,
  section: "Approximate Functions",
  description: "Returns the approximate percentile of input values using the t-digest algorithm.",
  syntax: "approx_percentile_cont(percentile [, centroids]) WITHIN GROUP (ORDER BY expression)",
  args: [
    { name: "expression", description: "The expression to operate on: numbers." },
    { name: "percentile", description: "Percentile to compute: a constant between 0 and 1, both included." },
    {
      name: "centroids",
      description:
        "Number of centroids to use in the t-digest algorithm; default 100. A higher number gives a more accurate approximation and needs more memory.",
    },
  ],
  examples: [{
    sql: "SELECT approx_percentile_cont(0.75, 100) WITHIN GROUP (ORDER BY column_name) FROM table_name;",
    result:
      "+------------------------------------------------------------------+\n| approx_percentile_cont(0.75, 100) WITHIN GROUP (ORDER BY column_name) |\n+------------------------------------------------------------------+\n| 65.0                                                             |\n+------------------------------------------------------------------+",
  }],
  coerce(types) {
    expectCount(NAME, types, 2, 3);
    if (types[0]!.id === "Null") {
      throw new PlanError({ message: `Cannot call "${NAME}": the argument is Null, must be a number` });
    }
    return [
      interpolatedType(NAME, types[0]!),
      ...types.slice(1).map((type, i) => i === 0 ? toFloat64(NAME, type) : type),
    ];
  },
  result: ([type]) => type!,
  stateFields: () => digestFields,
  accumulator: (args) =>
    new ApproxPercentile({
      type: args.returnField.type,
      percentile: percentileOf(NAME, args, 1),
      maxSize: digestSize(NAME, args, 2),
      weighted: false,
    }),
});
