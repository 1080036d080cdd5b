import type { AggregateFunction } from "../../udf/mod.ts";
import { defineAggregate, expectCount } from "./define_aggregate.ts";
import { FirstLast, firstLastState } from "./first_last.ts";

/** `first_value` as an aggregate: the value of the first row, null included unless IGNORE NULLS. */
export const firstValue: AggregateFunction = defineAggregate({
  name: "first_value",
  section: "General Functions",
  description:
    "Returns the first element in an aggregation group according to the requested ordering. If no ordering is given, returns an arbitrary element from the group.",
  syntax: "first_value(expression [ORDER BY expression])",
  args: [{ name: "expression", description: "The expression to operate on." }],
  coerce(types) {
    expectCount("first_value", types, 1);
    return types;
  },
  result: ([type]) => type!,
  stateFields: firstLastState,
  accumulator: (args) => new FirstLast(args, false, args.ignoreNulls),
  orderSensitive: true,
  comparesOrder: true,
  slidingFrames: false,
});
