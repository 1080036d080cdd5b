import { field, T } from "../../arrow/mod.ts";
import type { AggregateFunction } from "../../udf/mod.ts";
import { BooleanFold } from "./boolean_fold.ts";
import { defineAggregate, expectCount, plainType, typeError } from "./define_aggregate.ts";

/** `bool_and`: whether all values are true; nulls do not count. */
export const boolAnd: AggregateFunction = defineAggregate({
  name: "bool_and",
  section: "General Functions",
  description: "Returns true if all non-null input values are true, otherwise false.",
  syntax: "bool_and(expression)",
  args: [{ name: "expression", description: "The expression to operate on: booleans." }],
  examples: [{
    sql: "SELECT bool_and(column_name) FROM table_name;",
    result:
      "+----------------------------+\n| bool_and(column_name)        |\n+----------------------------+\n| true                        |\n+----------------------------+",
  }],
  coerce(types) {
    expectCount("bool_and", types, 1);
    const type = plainType(types[0]!);
    if (type.id !== "Boolean" && type.id !== "Null") throw typeError("bool_and", types[0]!, "a boolean");
    return [T.Boolean];
  },
  result: () => T.Boolean,
  stateFields: () => [field("bool_and", T.Boolean)],
  accumulator: () => new BooleanFold(false),
  distinctIrrelevant: true,
});
