import { field } from "../../arrow/mod.ts";
import type { AggregateFunction } from "../../udf/mod.ts";
import { defineAggregate, expectCount, plainType } from "./define_aggregate.ts";
import { extremeAccumulator } from "./extreme.ts";

/** `min`: the smallest value of any type that has an order; nulls do not count. */
export const min: AggregateFunction = defineAggregate({
  name: "min",
  section: "General Functions",
  description: "Returns the minimum value in the specified column.",
  syntax: "min(expression)",
  args: [{ name: "expression", description: "The expression to operate on." }],
  examples: [{
    sql: "SELECT min(column_name) FROM table_name;",
    result:
      "+----------------------+\n| min(column_name)     |\n+----------------------+\n| 12                  |\n+----------------------+",
  }],
  coerce(types) {
    expectCount("min", types, 1);
    return [plainType(types[0]!)];
  },
  result: ([type]) => plainType(type!),
  stateFields: ({ returnField }) => [field("min", returnField.type)],
  accumulator: (args) => extremeAccumulator(args, -1),
  distinctIrrelevant: true,
});
