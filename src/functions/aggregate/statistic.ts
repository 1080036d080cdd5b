import { type Field, T } from "../../arrow/mod.ts";
import type { AggregateFunction, FunctionDocumentation, GroupsAccumulator } from "../../udf/mod.ts";
import { defineAggregate, expectCount, toFloat64 } from "./define_aggregate.ts";
import { momentFields, type Moments, MomentsAccumulator } from "./moments.ts";

/** What differs between the statistics of one or two numbers. */
export interface Statistic extends Omit<FunctionDocumentation, "section" | "args" | "syntax"> {
  readonly name: string;
  readonly aliases?: readonly string[];
  /** The names of the arguments; all are numbers. Of two, the first is y and the second x, unless `xFirst`. */
  readonly args: readonly string[];
  readonly xFirst?: boolean;
  /** The statistic of one group; null where it is undefined. */
  readonly result: (moments: Moments) => number | null;
  /** Another way under GROUP BY, with its state. */
  readonly grouped?: { readonly fields: readonly Field[]; readonly make: () => GroupsAccumulator };
}

/** The definition of a statistic: all arguments become Float64, the result is Float64. */
export function statistic({ args, result, grouped, xFirst, ...rest }: Statistic): AggregateFunction {
  const { name } = rest;
  return defineAggregate({
    ...rest,
    section: "Statistical Functions",
    syntax: `${name}(${args.join(", ")})`,
    args: args.map((arg) => ({
      name: arg,
      description: "Numeric expression; may be a column, constant or calculation.",
    })),
    coerce(types) {
      expectCount(name, types, args.length);
      return types.map((type) => toFloat64(name, type));
    },
    result: () => T.Float64,
    stateFields: (given) => grouped && given.grouped ? grouped.fields : momentFields,
    accumulator: (given) => grouped && given.grouped ? grouped.make() : new MomentsAccumulator(result, xFirst ?? false),
  });
}
