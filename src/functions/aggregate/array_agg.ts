import { type ArrowType, type Column, field, listColumn, listType, newInt32 } from "../../arrow/mod.ts";
import { take } from "../../compute/select/mod.ts";
import { ResourcesExhaustedError } from "../../errors.ts";
import type { AggregateFunction, GroupsAccumulator } from "../../udf/mod.ts";
import { defineAggregate, expectCount } from "./define_aggregate.ts";
import { filled, GroupedRows, validRows } from "./grouped_rows.ts";

/** `array_agg`: all values as one list, nulls included unless IGNORE NULLS; null for no rows. */
export const arrayAgg: AggregateFunction = defineAggregate({
  name: "array_agg",
  section: "General Functions",
  description:
    "Returns an array created from the expression elements. If ordering is required, elements are inserted in the specified order.",
  syntax: "array_agg(expression [ORDER BY expression])",
  args: [{ name: "expression", description: "The expression to operate on." }],
  examples: [{
    sql: "SELECT array_agg(column_name ORDER BY other_column) FROM table_name;",
    result:
      "+-----------------------------------------------+\n| array_agg(column_name ORDER BY other_column)  |\n+-----------------------------------------------+\n| [element1, element2, element3]                |\n+-----------------------------------------------+",
  }],
  coerce(types) {
    expectCount("array_agg", types, 1);
    return types;
  },
  result: ([type]) => listType(field("item", type!)),
  stateFields: ({ returnField }) => [field("array_agg", returnField.type)],
  accumulator: ({ argFields, returnField, ignoreNulls }) =>
    new ArrayAgg(argFields[0]!.type, returnField.type, ignoreNulls),
  orderSensitive: true,
});

class ArrayAgg implements GroupsAccumulator {
  private readonly rows: GroupedRows;
  private readonly result: ArrowType;
  private readonly ignoreNulls: boolean;

  constructor(type: ArrowType, result: ArrowType, ignoreNulls: boolean) {
    this.rows = new GroupedRows(type);
    this.result = result;
    this.ignoreNulls = ignoreNulls;
  }
  update(columns: readonly Column[], groups: Int32Array, _numGroups: number): void {
    if (this.ignoreNulls) this.rows.addValid(columns[0]!, groups);
    else this.rows.add(columns[0]!, groups);
  }
  retract(columns: readonly Column[], groups: Int32Array, numGroups: number): void {
    this.rows.drop(columns[0]!, groups, numGroups, !this.ignoreNulls);
  }
  merge(states: readonly Column[], groups: Int32Array, _numGroups: number): void {
    this.rows.addLists(states[0]!, groups);
  }
  state(numGroups: number): readonly Column[] {
    return [this.evaluate(numGroups)];
  }
  evaluate(numGroups: number): Column {
    return this.rows.toLists(numGroups, this.result);
  }
  overFrames(columns: readonly Column[], starts: Int32Array, ends: Int32Array): Column {
    let column = columns[0]!;
    let from = starts;
    let to = ends;
    if (this.ignoreNulls && column.nullCount > 0) {
      const kept = validRows(column);
      const before = newInt32(column.length + 1);
      for (const row of kept) before[row + 1] = 1;
      for (let i = 0; i < column.length; i++) before[i + 1]! += before[i]!;
      column = take(column, kept);
      from = starts.map((row) => before[row]!);
      to = ends.map((row) => before[row]!);
    }
    return framesAsLists(column, from, to, this.result);
  }
}

/** The rows of each frame as a list; null where a frame is empty. */
function framesAsLists(column: Column, starts: Int32Array, ends: Int32Array, type: ArrowType): Column {
  const n = starts.length;
  let total = 0;
  for (let i = 0; i < n; i++) total += Math.max(0, ends[i]! - starts[i]!);
  if (total > 0x7fff_ffff) {
    throw new ResourcesExhaustedError({
      message: `Cannot collect ${n} frames: they have ${total} rows in all, must be at most 2147483647`,
      remedy: "use a narrower frame",
    });
  }
  const offsets = newInt32(n + 1);
  const rows = newInt32(total);
  let at = 0;
  for (let i = 0; i < n; i++) {
    for (let row = starts[i]!; row < ends[i]!; row++) rows[at++] = row;
    offsets[i + 1] = at;
  }
  return listColumn(offsets, take(column, rows), filled(offsets, n), undefined, type);
}
