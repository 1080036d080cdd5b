import {
  type ArrowType,
  type Column,
  decimalType,
  field,
  isDecimal,
  isFloat,
  isSignedInteger,
  isUnsignedInteger,
  MAX_PRECISION,
  T,
} from "../../arrow/mod.ts";
import { PlanError } from "../../errors.ts";
import type { AggregateFunction, GroupsAccumulator } from "../../udf/mod.ts";
import { defineAggregate, expectCount, plainType, typeError } from "./define_aggregate.ts";
import { ExactSum } from "./exact_sum.ts";
import { FloatSum } from "./float_sum.ts";

/** `sum`: integers wrap, decimals gain ten digits, floats are summed as Float64. */
export const sum: AggregateFunction = defineAggregate({
  name: "sum",
  section: "General Functions",
  description: "Returns the sum of all values in the specified column.",
  syntax: "sum(expression)",
  args: [{ name: "expression", description: "The expression to operate on: numbers, durations or intervals." }],
  examples: [{
    sql: "SELECT sum(column_name) FROM table_name;",
    result:
      "+-----------------------+\n| sum(column_name)       |\n+-----------------------+\n| 12345                 |\n+-----------------------+",
  }],
  coerce(types) {
    expectCount("sum", types, 1);
    return [summedType(types[0]!)];
  },
  result: ([type]) => sumType(type!),
  stateFields: ({ argFields }) => [field("sum", sumType(argFields[0]!.type))],
  accumulator: ({ argFields }) => {
    const type = sumType(argFields[0]!.type);
    return type.id === "Float64" ? new FloatSumAccumulator() : new ExactSumAccumulator(type);
  },
});

function summedType(given: ArrowType): ArrowType {
  const type = plainType(given);
  if (type.id === "Null") {
    throw new PlanError({ message: `Cannot call "sum": the argument is Null, must be a number, duration or interval` });
  }
  if (isSignedInteger(type)) return T.Int64;
  if (isUnsignedInteger(type)) return T.UInt64;
  if (isFloat(type)) return T.Float64;
  if (isDecimal(type) || type.id === "Duration" || type.id === "Interval") return type;
  throw typeError("sum", given, "a number, duration or interval");
}

function sumType(type: ArrowType): ArrowType {
  if (!isDecimal(type)) return summedType(type);
  return decimalType(Math.min(MAX_PRECISION[type.id], type.precision + 10), type.scale, type.id);
}

class FloatSumAccumulator implements GroupsAccumulator {
  private readonly sum: FloatSum = new FloatSum();

  update(columns: readonly Column[], groups: Int32Array, numGroups: number): void {
    this.sum.add(columns[0]!, groups, numGroups);
  }
  merge(states: readonly Column[], groups: Int32Array, numGroups: number): void {
    this.sum.add(states[0]!, groups, numGroups);
  }
  retract(columns: readonly Column[], groups: Int32Array, numGroups: number): void {
    this.sum.add(columns[0]!, groups, numGroups, -1);
  }
  state(numGroups: number): readonly Column[] {
    return [this.sum.column(numGroups)];
  }
  evaluate(numGroups: number): Column {
    return this.sum.column(numGroups);
  }
  overFrames(columns: readonly Column[], starts: Int32Array, ends: Int32Array): Column {
    return this.sum.overFrames(columns[0]!, starts, ends).column(starts.length);
  }
  sizeBytes(): number {
    return this.sum.sums.byteLength + this.sum.counts.byteLength;
  }
}

class ExactSumAccumulator implements GroupsAccumulator {
  private readonly sum: ExactSum;

  constructor(type: ArrowType) {
    this.sum = new ExactSum(type);
  }
  update(columns: readonly Column[], groups: Int32Array, numGroups: number): void {
    this.sum.add(columns[0]!, groups, numGroups);
  }
  merge(states: readonly Column[], groups: Int32Array, numGroups: number): void {
    this.sum.add(states[0]!, groups, numGroups);
  }
  retract(columns: readonly Column[], groups: Int32Array, numGroups: number): void {
    this.sum.add(columns[0]!, groups, numGroups, -1);
  }
  state(numGroups: number): readonly Column[] {
    return [this.sum.column(numGroups)];
  }
  evaluate(numGroups: number): Column {
    return this.sum.column(numGroups);
  }
  overFrames(columns: readonly Column[], starts: Int32Array, ends: Int32Array): Column {
    return this.sum.overFrames(columns[0]!, starts, ends).column(starts.length);
  }
  sizeBytes(): number {
    return this.sum.counts.length * (this.sum.stride + 1) * 4;
  }
}
