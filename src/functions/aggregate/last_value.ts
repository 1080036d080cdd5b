import type { AggregateFunction } from "../../udf/mod.ts";
import { defineAggregate, expectCount } from "./define_aggregate.ts";
import { FirstLast, firstLastState } from "./first_last.ts";

/** `last_value` as an aggregate: the value of the last row, null included unless IGNORE NULLS. */
export const lastValue: AggregateFunction = defineAggregate({
  name: "last_value",
  section: "General Functions",
  description:
    "Returns the last element in an aggregation group according to the requested ordering. If no ordering is given, returns an arbitrary element from the group.",
  syntax: "last_value(expression [ORDER BY expression])",
  args: [{ name: "expression", description: "The expression to operate on." }],
  coerce(types) {
    expectCount("last_value", types, 1);
    return types;
  },
  result: ([type]) => type!,
  stateFields: firstLastState,
  accumulator: (args) => new FirstLast(args, true, args.ignoreNulls),
  orderSensitive: true,
  comparesOrder: true,
  slidingFrames: false,
});
