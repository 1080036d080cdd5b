import { field, scalar, T } from "../../arrow/mod.ts";
import type { AggregateFunction } from "../../udf/mod.ts";
import { CountAccumulator } from "./count_accumulator.ts";
import { defineAggregate, expectCount, toFloat64 } from "./define_aggregate.ts";

/** `regr_count`: pairs of which both numbers are valid. */
export const regrCount: AggregateFunction = defineAggregate({
  name: "regr_count",
  section: "Statistical Functions",
  description: "Counts the number of non-null paired data points.",
  syntax: "regr_count(expression_y, expression_x)",
  args: [
    { name: "expression_y", description: "Numeric expression; may be a column, constant or calculation." },
    { name: "expression_x", description: "Numeric expression; may be a column, constant or calculation." },
  ],
  coerce(types) {
    expectCount("regr_count", types, 2);
    return types.map((type) => toFloat64("regr_count", type));
  },
  result: () => T.UInt64,
  nullable: false,
  stateFields: () => [field("count", T.UInt64, false)],
  accumulator: () => new CountAccumulator(T.UInt64),
  defaultValue: () => scalar(T.UInt64, 0n),
});
