import {
  bytesColumn,
  type Column,
  encodeUtf8,
  field,
  isString,
  listType,
  newBytes,
  newInt32,
  T,
} from "../../arrow/mod.ts";
import { ResourcesExhaustedError } from "../../errors.ts";
import type { AggregateFunction, GroupsAccumulator } from "../../udf/mod.ts";
import { constantText, defineAggregate, expectCount, plainType, typeError } from "./define_aggregate.ts";
import { filled, GroupedRows } from "./grouped_rows.ts";

const STATE = listType(field("item", T.LargeUtf8));

/** `string_agg`: values joined by a constant delimiter; nulls are left out, null for no values. */
export const stringAgg: AggregateFunction = defineAggregate({
  name: "string_agg",
  section: "General Functions",
  description:
    "Concatenates the values of string expressions and places separator values between them. If ordering is required, strings are concatenated in the specified order. This aggregation function can only mix DISTINCT and ORDER BY if the ordering expression is exactly the same as the first argument expression.",
  syntax: "string_agg([DISTINCT] expression, delimiter [ORDER BY expression])",
  args: [
    { name: "expression", description: "The string expression to concatenate." },
    { name: "delimiter", description: "A literal string used as a separator between the concatenated values." },
  ],
  examples: [{
    sql: "SELECT string_agg(name, ', ') AS names_list FROM employee;",
    result:
      "+--------------------------+\n| names_list               |\n+--------------------------+\n| Alice, Bob, Bob, Charlie |\n+--------------------------+",
  }],
  coerce(types) {
    expectCount("string_agg", types, 2);
    const type = plainType(types[0]!);
    if (type.id === "FixedSizeBinary" || type.id === "Struct" || type.id === "Map" || type.id === "Union") {
      throw typeError("string_agg", types[0]!, "text, or a type that casts to text");
    }
    return [T.LargeUtf8, isString(types[1]!) || types[1]!.id === "Null" ? types[1]! : T.LargeUtf8];
  },
  result: () => T.LargeUtf8,
  stateFields: () => [field("string_agg", STATE)],
  accumulator: (args) => new StringAgg(encodeUtf8(constantText("string_agg", args, 1, "delimiter"))),
  orderSensitive: true,
});

class StringAgg implements GroupsAccumulator {
  private readonly delimiter: Uint8Array;
  private readonly rows: GroupedRows = new GroupedRows(T.LargeUtf8);

  constructor(delimiter: Uint8Array) {
    this.delimiter = delimiter;
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
    return [this.rows.toLists(numGroups, STATE)];
  }
  evaluate(numGroups: number): Column {
    const { values, offsets } = this.rows.byGroup(numGroups);
    const texts = newInt32(numGroups + 1);
    if (values.layout !== "bytes") return bytesColumn(T.LargeUtf8, texts, newBytes(0), filled(offsets, numGroups));
    const data = joined(values.data, values.offsets, offsets, this.delimiter, texts);
    return bytesColumn(T.LargeUtf8, texts, data, filled(offsets, numGroups));
  }
}

/** Joins the texts of each group; `texts` gets the offsets of the results. */
function joined(
  source: Uint8Array,
  rows: Int32Array,
  groups: Int32Array,
  delimiter: Uint8Array,
  texts: Int32Array,
): Uint8Array {
  const numGroups = groups.length - 1;
  let total = 0;
  for (let g = 0; g < numGroups; g++) {
    const count = groups[g + 1]! - groups[g]!;
    total += rows[groups[g + 1]!]! - rows[groups[g]!]! + Math.max(0, count - 1) * delimiter.length;
  }
  if (total > 0x7fff_ffff) {
    throw new ResourcesExhaustedError({
      message: `Cannot join text with "string_agg": the result has ${total} bytes, must be at most 2147483647`,
      remedy: "group by more keys, or filter",
    });
  }
  const data = newBytes(total);
  let at = 0;
  for (let g = 0; g < numGroups; g++) {
    for (let row = groups[g]!; row < groups[g + 1]!; row++) {
      if (row > groups[g]!) {
        data.set(delimiter, at);
        at += delimiter.length;
      }
      const start = rows[row]!;
      const end = rows[row + 1]!;
      data.set(source.subarray(start, end), at);
      at += end - start;
    }
    texts[g + 1] = at;
  }
  return data;
}
