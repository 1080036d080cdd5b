import { field } from "../../arrow/mod.ts";
import type { AggregateFunction } from "../../udf/mod.ts";
import { defineAggregate, expectCount, plainType } from "./define_aggregate.ts";
import { extremeAccumulator } from "./extreme.ts";

/** `max`: the greatest value of any type that has an order; nulls do not count. */
export const max: AggregateFunction = defineAggregate({
  name: "max",
  section: "General Functions",
  description: "Returns the maximum value in the specified column.",
  syntax: "max(expression)",
  args: [{ name: "expression", description: "The expression to operate on." }],
  examples: [{
    sql: "SELECT max(column_name) FROM table_name;",
    result:
      "+----------------------+\n| max(column_name)     |\n+----------------------+\n| 150                  |\n+----------------------+",
  }],
  coerce(types) {
    expectCount("max", types, 1);
    return [plainType(types[0]!)];
  },
  result: ([type]) => plainType(type!),
  stateFields: ({ returnField }) => [field("max", returnField.type)],
  accumulator: (args) => extremeAccumulator(args, 1),
  distinctIrrelevant: true,
});
