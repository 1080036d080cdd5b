import {
  type ArrowType,
  type Column,
  decimalType,
  type Field,
  field,
  int32Words,
  isDecimal,
  isFloat,
  isInteger,
  layoutOf,
  MAX_PRECISION,
  newFloat64,
  newInt32,
  newInt64,
  newUint64,
  newValues,
  primitiveColumn,
  strideOf,
  T,
  wideColumn,
  writeWide,
} from "../../arrow/mod.ts";
import { ArithmeticOverflowError } from "../../errors.ts";
import type { AggregateFunction, GroupsAccumulator } from "../../udf/mod.ts";
import { defineAggregate, expectCount, plainType, typeError } from "./define_aggregate.ts";
import { ExactSum } from "./exact_sum.ts";
import { FloatSum } from "./float_sum.ts";
import { bitsAbove, countsToWords } from "./grow.ts";

/** `avg`: Float64 for integers and floats, exact for decimals (four more digits of scale) and durations. */
export const avg: AggregateFunction = defineAggregate({
  name: "avg",
  aliases: ["mean"],
  section: "General Functions",
  description: "Returns the average of numeric values in the specified column.",
  syntax: "avg(expression)",
  args: [{ name: "expression", description: "The expression to operate on: numbers or durations." }],
  examples: [{
    sql: "SELECT avg(column_name) FROM table_name;",
    result:
      "+---------------------------+\n| avg(column_name)           |\n+---------------------------+\n| 42.75                      |\n+---------------------------+",
  }],
  coerce(types) {
    expectCount("avg", types, 1);
    const type = plainType(types[0]!);
    if (isInteger(type) || isFloat(type) || type.id === "Null") return [T.Float64];
    if (isDecimal(type) || type.id === "Duration") return [type];
    throw typeError("avg", types[0]!, "a number or duration");
  },
  result: ([type]) => avgType(type!),
  stateFields: ({ argFields }) => stateFields(argFields[0]!.type),
  accumulator: ({ argFields, returnField }) => {
    const { type } = argFields[0]!;
    return type.id === "Float64" ? new FloatAvg() : new ExactAvg(type, returnField.type);
  },
});

function avgType(type: ArrowType): ArrowType {
  if (!isDecimal(type)) return type.id === "Duration" ? type : T.Float64;
  const max = MAX_PRECISION[type.id];
  return decimalType(Math.min(max, type.precision + 4), Math.min(max, type.scale + 4), type.id);
}

function stateFields(type: ArrowType): readonly Field[] {
  return [field("count", T.UInt64), field("sum", type)];
}

/** Adds the counts of partial states to `counts`, instead of one per row. */
function mergeCounts(counts: Int32Array, states: Column, sums: Column, groups: Int32Array): void {
  if (states.layout !== "primitive") return;
  const words = int32Words(states.values as BigUint64Array);
  const { validity } = sums;
  for (let i = 0; i < states.length; i++) {
    // The sum has counted its row as one already.
    const counted = validity === null || ((validity[i >>> 3]! >>> (i & 7)) & 1) === 1 ? 1 : 0;
    counts[groups[i]!]! += words[2 * i]! - counted;
  }
}

function countColumn(counts: Int32Array, numGroups: number): Column {
  const values = newUint64(numGroups);
  countsToWords(counts, int32Words(values), numGroups);
  return primitiveColumn(T.UInt64, values);
}

class FloatAvg implements GroupsAccumulator {
  private readonly sum: FloatSum = new FloatSum();

  update(columns: readonly Column[], groups: Int32Array, numGroups: number): void {
    this.sum.add(columns[0]!, groups, numGroups);
  }
  merge(states: readonly Column[], groups: Int32Array, numGroups: number): void {
    this.sum.add(states[1]!, groups, numGroups);
    mergeCounts(this.sum.counts, states[0]!, states[1]!, groups);
  }
  retract(columns: readonly Column[], groups: Int32Array, numGroups: number): void {
    this.sum.add(columns[0]!, groups, numGroups, -1);
  }
  state(numGroups: number): readonly Column[] {
    this.sum.grow(numGroups);
    return [countColumn(this.sum.counts, numGroups), this.sum.column(numGroups)];
  }
  evaluate(numGroups: number): Column {
    return averages(this.sum, numGroups);
  }
  overFrames(columns: readonly Column[], starts: Int32Array, ends: Int32Array): Column {
    return averages(this.sum.overFrames(columns[0]!, starts, ends), starts.length);
  }
  sizeBytes(): number {
    return this.sum.sums.byteLength + this.sum.counts.byteLength;
  }
}

function averages(sum: FloatSum, numGroups: number): Column {
  sum.grow(numGroups);
  const { sums, counts } = sum;
  const out = newFloat64(numGroups);
  for (let g = 0; g < numGroups; g++) out[g] = counts[g]! > 0 ? sums[g]! / counts[g]! : 0;
  return primitiveColumn(T.Float64, out, bitsAbove(counts, numGroups, 0));
}

/** Decimals and durations: an exact sum, divided once per group towards zero. */
class ExactAvg implements GroupsAccumulator {
  private readonly sum: ExactSum;
  private readonly result: ArrowType;

  constructor(type: ArrowType, result: ArrowType) {
    this.sum = new ExactSum(type);
    this.result = result;
  }
  update(columns: readonly Column[], groups: Int32Array, numGroups: number): void {
    this.sum.add(columns[0]!, groups, numGroups);
  }
  merge(states: readonly Column[], groups: Int32Array, numGroups: number): void {
    this.sum.add(states[1]!, groups, numGroups);
    mergeCounts(this.sum.counts, states[0]!, states[1]!, groups);
  }
  retract(columns: readonly Column[], groups: Int32Array, numGroups: number): void {
    this.sum.add(columns[0]!, groups, numGroups, -1);
  }
  state(numGroups: number): readonly Column[] {
    this.sum.grow(numGroups);
    return [countColumn(this.sum.counts, numGroups), this.sum.column(numGroups)];
  }
  evaluate(numGroups: number): Column {
    return exactAverages(this.sum, this.result, numGroups);
  }
  overFrames(columns: readonly Column[], starts: Int32Array, ends: Int32Array): Column {
    return exactAverages(this.sum.overFrames(columns[0]!, starts, ends), this.result, starts.length);
  }
  sizeBytes(): number {
    return this.sum.counts.length * (this.sum.stride + 1) * 4;
  }
}

function exactAverages(sum: ExactSum, result: ArrowType, numGroups: number): Column {
  sum.grow(numGroups);
  const { counts, type } = sum;
  const validity = bitsAbove(counts, numGroups, 0);
  if (!isDecimal(type) || !isDecimal(result)) {
    const out = newInt64(numGroups);
    for (let g = 0; g < numGroups; g++) if (counts[g]! > 0) out[g] = sum.valueAt(g) / BigInt(counts[g]!);
    return primitiveColumn(result, out, validity);
  }
  const factor = 10n ** BigInt(result.scale - type.scale);
  const limit = 10n ** BigInt(result.precision);
  const wide = layoutOf(result) === "wide";
  const stride = wide ? strideOf(result) : 0;
  const bits = wide ? 32 * stride : result.id === "Decimal32" ? 32 : 64;
  const words = newInt32(numGroups * stride);
  const values = wide ? newInt32(0) : newValues(result, numGroups);
  for (let g = 0; g < numGroups; g++) {
    if (!(counts[g]! > 0)) continue;
    const scaled = sum.valueAt(g) * factor;
    const value = scaled / BigInt(counts[g]!);
    if (BigInt.asIntN(bits, scaled) !== scaled || value >= limit || value <= -limit) {
      throw new ArithmeticOverflowError({
        message:
          `Cannot compute "avg": a sum of ${counts[g]} decimals with ${result.scale} digits after the point has more ` +
          `than ${result.precision} digits, must fit ${result.id}(${result.precision}, ${result.scale})`,
        remedy: "cast the argument to Decimal256 or to Float64",
      });
    }
    if (wide) writeWide(words, g, stride, value);
    else if (values instanceof Int32Array) values[g] = Number(value);
    else (values as BigInt64Array)[g] = value;
  }
  return wide ? wideColumn(result, words, validity) : primitiveColumn(result, values, validity);
}
