import {
  type ArrowType,
  type Column,
  field,
  isDecimal,
  isFloat,
  isInteger,
  listType,
  newFloat64,
  T,
} from "../../arrow/mod.ts";
import { ArgumentError } from "../../errors.ts";
import type { AccumulatorArgs, AggregateFunction, GroupsAccumulator } from "../../udf/mod.ts";
import { constantNumber, defineAggregate, expectCount, plainType, toFloat64, typeError } from "./define_aggregate.ts";
import { floatColumn } from "./float_column.ts";
import { filled, GroupedRows } from "./grouped_rows.ts";
import { sortedFloats } from "./sorted_floats.ts";

/** `percentile_cont`: the exact percentile, interpolated between neighbours; with ORDER BY … DESC counted from the top. */
export const percentileCont: AggregateFunction = defineAggregate({
  name: "percentile_cont",
  aliases: ["quantile_cont"],
  section: "General Functions",
  description: "Returns the exact percentile of input values, interpolating between values if needed.",
  syntax: "percentile_cont(percentile) WITHIN GROUP (ORDER BY expression)",
  args: [
    { name: "expression", description: "The expression to operate on: numbers." },
    { name: "percentile", description: "Percentile to compute: a constant between 0 and 1, both included." },
  ],
  examples: [{
    sql: "SELECT percentile_cont(0.75) WITHIN GROUP (ORDER BY column_name) FROM table_name;",
    result:
      "+----------------------------------------------------------+\n| percentile_cont(0.75) WITHIN GROUP (ORDER BY column_name) |\n+----------------------------------------------------------+\n| 45.5                                                     |\n+----------------------------------------------------------+",
  }],
  coerce(types) {
    expectCount("percentile_cont", types, 2);
    return [interpolatedType("percentile_cont", types[0]!), toFloat64("percentile_cont", types[1]!)];
  },
  result: ([type]) => type!,
  stateFields: ({ argFields }) => [field("percentile_cont", listType(field("item", argFields[0]!.type)))],
  accumulator: (args) => new Percentile(args.argFields[0]!.type, percentileOf("percentile_cont", args, 1)),
});

/** The float type in which values between two of the given type are computed. @throws {PlanError} */
export function interpolatedType(name: string, given: ArrowType): ArrowType {
  const type = plainType(given);
  if (isFloat(type)) return type;
  if (isInteger(type) || isDecimal(type) || type.id === "Null") return T.Float64;
  throw typeError(name, given, "a number");
}

/** The constant percentile, from the other end where the order is descending. @throws {ArgumentError} */
export function percentileOf(name: string, args: AccumulatorArgs, index: number): number {
  const percentile = constantNumber(name, args, index, "percentile");
  if (!(percentile >= 0 && percentile <= 1)) {
    throw new ArgumentError({
      message: `Cannot call "${name}": the percentile is ${percentile}, must be between 0 and 1`,
      functionName: name,
    });
  }
  return args.orderBy[0]?.ascending === false ? 1 - percentile : percentile;
}

class Percentile implements GroupsAccumulator {
  private readonly type: ArrowType;
  private readonly percentile: number;
  private readonly rows: GroupedRows;

  constructor(type: ArrowType, percentile: number) {
    this.type = type;
    this.percentile = percentile;
    this.rows = new GroupedRows(type);
  }
  update(columns: readonly Column[], groups: Int32Array, _numGroups: number): void {
    this.rows.addValid(columns[0]!, groups);
  }
  retract(columns: readonly Column[], groups: Int32Array, numGroups: number): void {
    this.rows.drop(columns[0]!, groups, numGroups, false);
  }
  merge(states: readonly Column[], groups: Int32Array, _numGroups: number): void {
    this.rows.addLists(states[0]!, groups);
  }
  state(numGroups: number): readonly Column[] {
    return [this.rows.toLists(numGroups, listType(field("item", this.type)))];
  }
  evaluate(numGroups: number): Column {
    const rows = this.rows.byGroup(numGroups);
    const { offsets } = rows;
    const sorted = sortedFloats(rows);
    const out = newFloat64(numGroups);
    for (let g = 0; g < numGroups; g++) {
      if (offsets[g + 1]! > offsets[g]!) {
        out[g] = percentileOfSorted(sorted, offsets[g]!, offsets[g + 1]!, this.percentile);
      }
    }
    return floatColumn(this.type, out, filled(offsets, numGroups));
  }
}

/** DataFusion interpolates with six decimal digits of the fraction, cut off. */
const PRECISION = 1_000_000;

function percentileOfSorted(sorted: Float64Array, start: number, end: number, percentile: number): number {
  const last = end - start - 1;
  if (last === 0 || percentile === 0) return sorted[start]!;
  if (percentile === 1) return sorted[end - 1]!;
  const index = percentile * last;
  const below = Math.floor(index);
  const lower = sorted[start + below]!;
  if (below === index) return lower;
  const upper = sorted[start + below + 1]!;
  return lower + (upper - lower) * (Math.floor((index - below) * PRECISION) / PRECISION);
}
