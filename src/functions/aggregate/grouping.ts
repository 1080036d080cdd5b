import { field, T } from "../../arrow/mod.ts";
import { PlanError } from "../../errors.ts";
import type { AggregateFunction } from "../../udf/mod.ts";
import { defineAggregate } from "./define_aggregate.ts";

/**
 * `grouping`: one bit per argument, set where the row is aggregated over that key. It is a property of the grouping set, not of rows:
 * the aggregate operator answers it, and no accumulator exists.
 */
export const grouping: AggregateFunction = defineAggregate({
  name: "grouping",
  section: "General Functions",
  description:
    "Returns 1 if the data is aggregated across the specified column, or 0 if it is not aggregated in the result set.",
  syntax: "grouping(expression)",
  args: [{
    name: "expression",
    description:
      "Expression to evaluate whether data is aggregated across the specified column. Must be a key of GROUP BY.",
  }],
  coerce(types) {
    if (types.length === 0) {
      throw new PlanError({ message: `Cannot call "grouping": it got no arguments, must have at least one` });
    }
    return types;
  },
  result: () => T.Int32,
  stateFields: () => [field("grouping", T.Int32)],
  accumulator() {
    throw new PlanError({
      message: `Cannot call "grouping": it stands outside of an aggregation with keys, must name keys of GROUP BY`,
    });
  },
});
