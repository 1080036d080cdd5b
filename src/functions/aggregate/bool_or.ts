import { field, T } from "../../arrow/mod.ts";
import type { AggregateFunction } from "../../udf/mod.ts";
import { BooleanFold } from "./boolean_fold.ts";
import { defineAggregate, expectCount, plainType, typeError } from "./define_aggregate.ts";

/** `bool_or`: whether any value is true; nulls do not count. */
export const boolOr: AggregateFunction = defineAggregate({
  name: "bool_or",
  section: "General Functions",
  description: "Returns true if any non-null input value is true, otherwise false.",
  syntax: "bool_or(expression)",
  args: [{ name: "expression", description: "The expression to operate on: booleans." }],
  examples: [{
    sql: "SELECT bool_or(column_name) FROM table_name;",
    result:
      "+----------------------------+\n| bool_or(column_name)        |\n+----------------------------+\n| true                        |\n+----------------------------+",
  }],
  coerce(types) {
    expectCount("bool_or", types, 1);
    const type = plainType(types[0]!);
    if (type.id !== "Boolean" && type.id !== "Null") throw typeError("bool_or", types[0]!, "a boolean");
    return [T.Boolean];
  },
  result: () => T.Boolean,
  stateFields: () => [field("bool_or", T.Boolean)],
  accumulator: () => new BooleanFold(true),
  distinctIrrelevant: true,
});
