import {
  type ArrowType,
  type Column,
  columnBuilder,
  decimalValue,
  field,
  isDecimal,
  isFloat,
  isInteger,
  listType,
  newFloat64,
  newInt32,
  nullColumn,
  T,
} from "../../arrow/mod.ts";
import { columnComparator } from "../../compute/order/mod.ts";
import type { AggregateFunction, GroupsAccumulator } from "../../udf/mod.ts";
import { defineAggregate, expectCount, plainType, typeError } from "./define_aggregate.ts";
import { floatColumn } from "./float_column.ts";
import { filled, GroupedRows, type RowsByGroup } from "./grouped_rows.ts";
import { sortedFloats } from "./sorted_floats.ts";

/** `median`: the middle value, or the mean of the two middle ones; integers as Float64, decimals rounded towards zero. */
export const median: AggregateFunction = defineAggregate({
  name: "median",
  section: "General Functions",
  description: "Returns the median value in the specified column.",
  syntax: "median(expression)",
  args: [{ name: "expression", description: "The expression to operate on: numbers." }],
  examples: [{
    sql: "SELECT median(column_name) FROM table_name;",
    result:
      "+----------------------+\n| median(column_name)   |\n+----------------------+\n| 45.5                 |\n+----------------------+",
  }],
  coerce(types) {
    expectCount("median", types, 1);
    const type = plainType(types[0]!);
    if (isInteger(type)) return [T.Float64];
    if (isFloat(type) || isDecimal(type) || type.id === "Null") return [type];
    throw typeError("median", types[0]!, "a number");
  },
  result: ([type]) => type!,
  stateFields: ({ argFields }) => [field("median", listType(field("item", argFields[0]!.type)))],
  accumulator: ({ argFields }) => new Median(argFields[0]!.type),
});

class Median implements GroupsAccumulator {
  private readonly type: ArrowType;
  private readonly rows: GroupedRows;

  constructor(type: ArrowType) {
    this.type = type;
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
    if (this.type.id === "Null") return nullColumn(this.type, numGroups);
    const rows = this.rows.byGroup(numGroups);
    return isDecimal(this.type) ? decimalMedians(this.type, rows, numGroups) : floatMedians(this.type, rows, numGroups);
  }
}

function floatMedians(type: ArrowType, rows: RowsByGroup, numGroups: number): Column {
  const { offsets } = rows;
  const sorted = sortedFloats(rows);
  const out = newFloat64(numGroups);
  for (let g = 0; g < numGroups; g++) {
    const start = offsets[g]!;
    const count = offsets[g + 1]! - start;
    if (count === 0) continue;
    const upper = start + (count >>> 1);
    out[g] = (count & 1) === 1 ? sorted[upper]! : (sorted[upper - 1]! + sorted[upper]!) / 2;
  }
  return floatColumn(type, out, filled(offsets, numGroups));
}

function decimalMedians(type: ArrowType, { values, offsets }: RowsByGroup, numGroups: number): Column {
  const order = columnComparator(values, values, { descending: false, nullsFirst: true });
  const builder = columnBuilder(type);
  const indices = newInt32(values.length);
  for (let i = 0; i < indices.length; i++) indices[i] = i;
  for (let g = 0; g < numGroups; g++) {
    const rows = indices.subarray(offsets[g]!, offsets[g + 1]!).sort(order);
    const middle = rows.length >>> 1;
    if (rows.length === 0) builder.appendNull();
    else if ((rows.length & 1) === 1) builder.appendFrom(values, rows[middle]!);
    else builder.append((decimalValue(values, rows[middle - 1]!) + decimalValue(values, rows[middle]!)) / 2n);
  }
  return builder.finish();
}
