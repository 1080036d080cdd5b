import { field, scalar, T } from "../../arrow/mod.ts";
import { NotSupportedError } from "../../errors.ts";
import type { AggregateFunction } from "../../udf/mod.ts";
import { CountAccumulator } from "./count_accumulator.ts";
import { defineAggregate } from "./define_aggregate.ts";

/** `count`: rows in which no argument is null; without arguments all rows. */
export const count: AggregateFunction = defineAggregate({
  name: "count",
  section: "General Functions",
  description:
    "Returns the number of non-null values in the specified column. To include null values in the total count, use `count(*)`.",
  syntax: "count(expression)",
  args: [{ name: "expression", description: "The expression to operate on, or `*` for all rows." }],
  examples: [{
    sql: "SELECT count(column_name) FROM table_name;",
    result:
      "+-----------------------+\n| count(column_name)     |\n+-----------------------+\n| 100                   |\n+-----------------------+",
  }],
  coerce: (types) => types,
  result: () => T.Int64,
  nullable: false,
  stateFields: () => [field("count", T.Int64, false)],
  accumulator: ({ distinct, argFields }) => {
    if (distinct && argFields.length > 1) {
      throw new NotSupportedError({
        message: `Cannot count distinct rows of ${argFields.length} arguments: COUNT(DISTINCT …) takes one argument`,
        remedy: "count(DISTINCT struct(a, b))",
      });
    }
    return new CountAccumulator(T.Int64);
  },
  defaultValue: () => scalar(T.Int64, 0n),
});
