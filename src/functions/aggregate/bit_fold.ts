import {
  type ArrowType,
  type Column,
  field,
  int32Words,
  isInteger,
  newInt32,
  newValues,
  nullColumn,
  primitiveColumn,
} from "../../arrow/mod.ts";
import type { AggregateFunction, GroupsAccumulator } from "../../udf/mod.ts";
import { defineAggregate, expectCount, plainType, typeError } from "./define_aggregate.ts";
import { bitsAbove, growInt32 } from "./grow.ts";

/** Which bits of two integers are kept. */
export type BitOperator = "and" | "or" | "xor";

/** The definition of `bit_and`, `bit_or` or `bit_xor`. */
export function bitFunction(operator: BitOperator, description: string): AggregateFunction {
  const name = `bit_${operator}`;
  return defineAggregate({
    name,
    section: "General Functions",
    description,
    syntax: `${name}(expression)`,
    args: [{ name: "expression", description: "Integer expression to operate on." }],
    coerce(types) {
      expectCount(name, types, 1);
      const type = plainType(types[0]!);
      if (!isInteger(type) && type.id !== "Null") throw typeError(name, types[0]!, "an integer");
      return [type];
    },
    result: ([type]) => type!,
    stateFields: ({ returnField }) => [field(name, returnField.type)],
    accumulator: ({ returnField }) => new BitFold(returnField.type, operator),
    // DataFusion 55 does not look at DISTINCT here where rows are grouped.
    distinctIrrelevant: operator === "xor" ? "grouped" : true,
  });
}

/** Integers of every width by group, as one or two words. */
class BitFold implements GroupsAccumulator {
  private readonly type: ArrowType;
  private readonly operator: BitOperator;
  private readonly stride: 1 | 2;
  private words: Int32Array = newInt32(0);
  private counts: Int32Array = newInt32(0);
  retract?: (columns: readonly Column[], groups: Int32Array, numGroups: number) => void;

  constructor(type: ArrowType, operator: BitOperator) {
    this.type = type;
    this.operator = operator;
    this.stride = type.id === "Int64" || type.id === "UInt64" ? 2 : 1;
    // XOR undoes itself.
    if (operator === "xor") {
      this.retract = (columns, groups, numGroups) => this.fold(columns[0]!, groups, numGroups, -1);
    }
  }

  update(columns: readonly Column[], groups: Int32Array, numGroups: number): void {
    this.fold(columns[0]!, groups, numGroups, 1);
  }
  merge(states: readonly Column[], groups: Int32Array, numGroups: number): void {
    this.fold(states[0]!, groups, numGroups, 1);
  }
  private fold(column: Column, groups: Int32Array, numGroups: number, by: number): void {
    this.grow(numGroups);
    if (column.layout !== "primitive") return;
    const { words, counts, stride, operator } = this;
    const { validity, values } = column;
    const source = stride === 2 ? int32Words(values as BigInt64Array) : values as Int32Array;
    const n = column.length * stride;
    for (let k = 0; k < n; k++) {
      const i = stride === 2 ? k >>> 1 : k;
      if (validity !== null && ((validity[i >>> 3]! >>> (i & 7)) & 1) === 0) continue;
      const group = groups[i]!;
      const at = stride === 2 ? 2 * group + (k & 1) : group;
      const word = source[k]!;
      if (operator === "and") words[at] = counts[group] === 0 ? word : words[at]! & word;
      else if (operator === "or") words[at]! |= word;
      else words[at]! ^= word;
      if (stride === 1 || (k & 1) === 1) counts[group]! += by;
    }
  }
  state(numGroups: number): readonly Column[] {
    return [this.evaluate(numGroups)];
  }
  evaluate(numGroups: number): Column {
    if (this.type.id === "Null") return nullColumn(this.type, numGroups);
    this.grow(numGroups);
    const out = newValues(this.type, numGroups);
    if (this.stride === 2) int32Words(out as BigInt64Array).set(this.words.subarray(0, numGroups * 2));
    else (out as Int32Array).set(this.words.subarray(0, numGroups));
    return primitiveColumn(this.type, out, bitsAbove(this.counts, numGroups, 0));
  }
  private grow(numGroups: number): void {
    this.words = growInt32(this.words, numGroups * this.stride);
    this.counts = growInt32(this.counts, numGroups);
  }
}
