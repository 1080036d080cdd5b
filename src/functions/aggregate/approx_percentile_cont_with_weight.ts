import { PlanError } from "../../errors.ts";
import type { AggregateFunction } from "../../udf/mod.ts";
import { ApproxPercentile, digestFields, digestSize } from "./approx_percentile.ts";
import { defineAggregate, expectCount, toFloat64 } from "./define_aggregate.ts";
import { interpolatedType, percentileOf } from "./percentile_cont.ts";

const NAME = "approx_percentile_cont_with_weight";

/** `approx_percentile_cont_with_weight`: a percentile estimated by a t-digest whose values have weights. */
export const approxPercentileContWithWeight: AggregateFunction = defineAggregate({
  name: NAME,
  section: "Approximate Functions",
  description: "Returns the weighted approximate percentile of input values using the t-digest algorithm.",
  syntax: "approx_percentile_cont_with_weight(weight, percentile [, centroids]) WITHIN GROUP (ORDER BY expression)",
  args: [
    { name: "expression", description: "The expression to operate on: numbers." },
    { name: "weight", description: "Expression for the weight of each value." },
    { name: "percentile", description: "Percentile to compute: a constant between 0 and 1, both included." },
    { name: "centroids", description: "Number of centroids to use in the t-digest algorithm; default 100." },
  ],
  coerce(types) {
    expectCount(NAME, types, 3, 4);
    if (types[0]!.id === "Null") {
      throw new PlanError({ message: `Cannot call "${NAME}": the argument is Null, must be a number` });
    }
    return [
      interpolatedType(NAME, types[0]!),
      ...types.slice(1).map((type, i) => i < 2 ? toFloat64(NAME, type) : type),
    ];
  },
  result: ([type]) => type!,
  stateFields: () => digestFields,
  accumulator: (args) =>
    new ApproxPercentile({
      type: args.returnField.type,
      percentile: percentileOf(NAME, args, 2),
      maxSize: digestSize(NAME, args, 3),
      weighted: true,
    }),
});
