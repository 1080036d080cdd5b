import { type ArrowType, type Column, field, listColumn, listType, newInt32, T } from "../../arrow/mod.ts";
import { take } from "../../compute/select/mod.ts";
import { ArgumentError } from "../../errors.ts";
import type { AccumulatorArgs, AggregateFunction, GroupsAccumulator } from "../../udf/mod.ts";
import { constantNumber, defineAggregate, expectCount } from "./define_aggregate.ts";
import { filled, GroupedRows } from "./grouped_rows.ts";

/**
 * `nth_value` as an aggregate: the nth row of a group, from the end for negative n; null where there is no such row. Nulls are rows like
 * others, IGNORE NULLS or not, as in DataFusion; the window function of that name does skip them.
 */
export const nthValue: AggregateFunction = defineAggregate({
  name: "nth_value",
  section: "General Functions",
  description: "Returns the nth value in a group of values.",
  syntax: "nth_value(expression, n ORDER BY expression)",
  args: [
    { name: "expression", description: "The column or expression to retrieve the nth value from." },
    { name: "n", description: "The position of the value to retrieve, counted from 1; negative from the end." },
  ],
  coerce(types) {
    expectCount("nth_value", types, 2);
    return [types[0]!, T.Int64];
  },
  result: ([type]) => type!,
  stateFields: ({ argFields }) => [field("nth_value", listType(field("item", argFields[0]!.type)))],
  accumulator: (args) => new NthValue(args.argFields[0]!.type, positionOf(args)),
  orderSensitive: true,
  slidingFrames: false,
});

function positionOf(args: AccumulatorArgs): number {
  const n = constantNumber("nth_value", args, 1, "position");
  if (n === 0) {
    throw new ArgumentError({
      message: `Cannot call "nth_value": the position is 0, must be at least 1, or negative to count from the end`,
      functionName: "nth_value",
    });
  }
  return n;
}

class NthValue implements GroupsAccumulator {
  private readonly type: ArrowType;
  private readonly n: number;
  private readonly rows: GroupedRows;

  constructor(type: ArrowType, n: number) {
    this.type = type;
    this.n = n;
    this.rows = new GroupedRows(type);
  }
  update(columns: readonly Column[], groups: Int32Array, _numGroups: number): void {
    this.rows.add(columns[0]!, groups);
  }
  merge(states: readonly Column[], groups: Int32Array, _numGroups: number): void {
    this.rows.addLists(states[0]!, groups);
  }
  /** No more rows than can still matter: the first n, or the last -n. */
  state(numGroups: number): readonly Column[] {
    const { values, offsets } = this.rows.byGroup(numGroups);
    const kept = newInt32(values.length);
    const bounds = newInt32(numGroups + 1);
    let count = 0;
    for (let g = 0; g < numGroups; g++) {
      const start = this.n > 0 ? offsets[g]! : Math.max(offsets[g]!, offsets[g + 1]! + this.n);
      const end = this.n > 0 ? Math.min(offsets[g + 1]!, offsets[g]! + this.n) : offsets[g + 1]!;
      for (let row = start; row < end; row++) kept[count++] = row;
      bounds[g + 1] = count;
    }
    const child = take(values, kept.subarray(0, count));
    return [listColumn(bounds, child, filled(bounds, numGroups), undefined, listType(field("item", this.type)))];
  }
  evaluate(numGroups: number): Column {
    const { values, offsets } = this.rows.byGroup(numGroups);
    const picked = newInt32(numGroups);
    for (let g = 0; g < numGroups; g++) picked[g] = nthRow(offsets[g]!, offsets[g + 1]!, this.n);
    return take(values, picked);
  }
  overFrames(columns: readonly Column[], starts: Int32Array, ends: Int32Array): Column {
    return take(columns[0]!, starts.map((start, i) => nthRow(start, ends[i]!, this.n)));
  }
}

function nthRow(start: number, end: number, n: number): number {
  const row = n > 0 ? start + n - 1 : end + n;
  return row >= start && row < end ? row : -1;
}
