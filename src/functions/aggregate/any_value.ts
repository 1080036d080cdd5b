import type { AggregateFunction } from "../../udf/mod.ts";
import { defineAggregate, expectCount } from "./define_aggregate.ts";
import { FirstLast, firstLastState } from "./first_last.ts";

/** `any_value`: the first value that is not null. */
export const anyValue: AggregateFunction = defineAggregate({
  name: "any_value",
  section: "General Functions",
  description: "Returns an arbitrary non-null value from a group, or NULL if the group contains only NULL values.",
  syntax: "any_value(expression)",
  args: [{ name: "expression", description: "The expression to operate on." }],
  coerce(types) {
    expectCount("any_value", types, 1);
    return types;
  },
  result: ([type]) => type!,
  stateFields: firstLastState,
  accumulator: (args) => new FirstLast(args, false, true),
  comparesOrder: true,
  slidingFrames: false,
  distinctIrrelevant: true,
});
