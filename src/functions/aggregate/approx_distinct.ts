import {
  type ArrowType,
  BytesBuilder,
  type Column,
  field,
  getBit,
  int32Words,
  isString,
  newUint64,
  primitiveColumn,
  scalar,
  T,
} from "../../arrow/mod.ts";
import { rowBytes } from "../../compute/order/mod.ts";
import { decodeDictionary } from "../../compute/select/mod.ts";
import type { AggregateFunction, GroupsAccumulator } from "../../udf/mod.ts";
import { defineAggregate, expectCount } from "./define_aggregate.ts";
import { FoldHash } from "./fold_hash.ts";
import { HyperLogLog } from "./hyper_log_log.ts";

/** `approx_distinct`: distinct values by HyperLogLog; exact for booleans and integers of 8 and 16 bits. Nulls do not count. */
export const approxDistinct: AggregateFunction = defineAggregate({
  name: "approx_distinct",
  section: "Approximate Functions",
  description: "Returns the approximate number of distinct input values calculated using the HyperLogLog algorithm.",
  syntax: "approx_distinct(expression)",
  args: [{ name: "expression", description: "The expression to operate on." }],
  examples: [{
    sql: "SELECT approx_distinct(column_name) FROM table_name;",
    result:
      "+-----------------------------------+\n| approx_distinct(column_name)      |\n+-----------------------------------+\n| 42                                |\n+-----------------------------------+",
  }],
  coerce(types) {
    expectCount("approx_distinct", types, 1);
    return types;
  },
  result: () => T.UInt64,
  nullable: false,
  stateFields: () => [field("hll_registers", T.Binary)],
  accumulator: ({ argFields }) => isSmall(argFields[0]!.type) ? new ExactDistinct() : new ApproxDistinct(),
  distinctIrrelevant: true,
  defaultValue: () => scalar(T.UInt64, 0n),
});

function isSmall(type: ArrowType): boolean {
  switch (type.id) {
    case "Boolean":
    case "Int8":
    case "UInt8":
    case "Int16":
    case "UInt16":
      return true;
    default:
      return false;
  }
}

function counts(numGroups: number, countOf: (group: number) => number): Column {
  const values = newUint64(numGroups);
  for (let g = 0; g < numGroups; g++) values[g] = BigInt(countOf(g));
  return primitiveColumn(T.UInt64, values);
}

class ApproxDistinct implements GroupsAccumulator {
  private readonly sketches: HyperLogLog[] = [];

  update(columns: readonly Column[], groups: Int32Array, numGroups: number): void {
    this.grow(numGroups);
    const column = decodeDictionary(columns[0]!);
    if (column.layout === "null") return;
    const hash = new FoldHash();
    const hashRow = rowHasher(column, hash);
    const { sketches } = this;
    const { validity } = column;
    for (let i = 0; i < groups.length; i++) {
      if (validity !== null && ((validity[i >>> 3]! >>> (i & 7)) & 1) === 0) continue;
      hashRow(i);
      sketches[groups[i]!]!.add(hash.low, hash.high);
    }
  }
  merge(states: readonly Column[], groups: Int32Array, numGroups: number): void {
    this.grow(numGroups);
    const column = states[0]!;
    if (column.layout !== "bytes") return;
    for (let i = 0; i < groups.length; i++) {
      this.sketches[groups[i]!]!.merge(column.data.subarray(column.offsets[i]!, column.offsets[i + 1]!));
    }
  }
  state(numGroups: number): readonly Column[] {
    this.grow(numGroups);
    const builder = new BytesBuilder(T.Binary);
    for (let g = 0; g < numGroups; g++) builder.append(this.sketches[g]!.toBytes());
    return [builder.finish()];
  }
  evaluate(numGroups: number): Column {
    this.grow(numGroups);
    return counts(numGroups, (g) => this.sketches[g]!.count());
  }
  private grow(numGroups: number): void {
    while (this.sketches.length < numGroups) this.sketches.push(new HyperLogLog());
  }
}

/** Puts the hash of a row into `hash`: of the words of fixed-width values, of the bytes of all others. */
function rowHasher(column: Column, hash: FoldHash): (row: number) => void {
  switch (column.layout) {
    case "primitive": {
      const { values } = column;
      if (values instanceof BigInt64Array || values instanceof BigUint64Array || values instanceof Float64Array) {
        const words = int32Words(values);
        return (row) => hash.hashWords(words[2 * row]!, words[2 * row + 1]!, 0, 0);
      }
      const words = values instanceof Float32Array
        ? new Int32Array(values.buffer, values.byteOffset, values.length)
        : values;
      return (row) => hash.hashWords(words[row]!, 0, 0, 0);
    }
    case "wide": {
      const { values, stride } = column;
      if (stride === 2) return (row) => hash.hashWords(values[2 * row]!, values[2 * row + 1]!, 0, 0);
      if (stride === 4) {
        return (row) =>
          hash.hashWords(values[4 * row]!, values[4 * row + 1]!, values[4 * row + 2]!, values[4 * row + 3]!);
      }
      const bytes = new Uint8Array(values.buffer, values.byteOffset, values.byteLength);
      return (row) => hash.hashBinary(bytes, row * stride * 4, (row + 1) * stride * 4);
    }
    case "bytes": {
      const { data, offsets, type } = column;
      if (type.id === "Utf8View" || type.id === "BinaryView") return viewHasher(data, offsets, hash);
      return isString(type)
        ? (row) => hash.hashText(data, offsets[row]!, offsets[row + 1]!)
        : (row) => hash.hashBinary(data, offsets[row]!, offsets[row + 1]!);
    }
    case "fixedBytes": {
      const { data, width } = column;
      return (row) => hash.hashBinary(data, row * width, (row + 1) * width);
    }
    default: {
      const { data, offsets } = rowBytes(column, { descending: false, nullsFirst: true });
      return (row) => hash.hashText(data, offsets[row]!, offsets[row + 1]!);
    }
  }
}

/** Short values as views hold them in place: length and up to twelve bytes; longer ones as binary data. */
function viewHasher(data: Uint8Array, offsets: Int32Array, hash: FoldHash): (row: number) => void {
  const words = new Int32Array(3);
  return (row) => {
    const start = offsets[row]!;
    const end = offsets[row + 1]!;
    if (end - start > 12) return hash.hashBinary(data, start, end);
    words.fill(0);
    for (let k = 0; k < end - start; k++) words[k >> 2]! |= data[start + k]! << ((k & 3) << 3);
    hash.hashWords(end - start, words[0]!, words[1]!, words[2]!);
  };
}

/** Values of at most 16 bits: counted one by one. */
class ExactDistinct implements GroupsAccumulator {
  /** `group · 65536 + value`. */
  private readonly seen: Set<number> = new Set();
  private readonly perGroup: number[] = [];

  private add(group: number, value: number): void {
    const key = group * 65536 + value;
    if (this.seen.has(key)) return;
    this.seen.add(key);
    this.perGroup[group]!++;
  }
  private grow(numGroups: number): void {
    while (this.perGroup.length < numGroups) this.perGroup.push(0);
  }
  update(columns: readonly Column[], groups: Int32Array, numGroups: number): void {
    this.grow(numGroups);
    const column = columns[0]!;
    const { validity } = column;
    for (let i = 0; i < groups.length; i++) {
      if (validity !== null && !getBit(validity, i)) continue;
      if (column.layout === "boolean") this.add(groups[i]!, getBit(column.values, i) ? 1 : 0);
      else if (column.layout === "primitive") this.add(groups[i]!, (column.values[i] as number) & 0xffff);
    }
  }
  merge(states: readonly Column[], groups: Int32Array, numGroups: number): void {
    this.grow(numGroups);
    const column = states[0]!;
    if (column.layout !== "bytes") return;
    const { data, offsets } = column;
    for (let i = 0; i < groups.length; i++) {
      for (let at = offsets[i]!; at < offsets[i + 1]!; at += 2) this.add(groups[i]!, data[at]! | (data[at + 1]! << 8));
    }
  }
  state(numGroups: number): readonly Column[] {
    this.grow(numGroups);
    const values: number[][] = Array.from({ length: numGroups }, () => []);
    for (const key of this.seen) values[Math.floor(key / 65536)]?.push(key & 0xff, (key >>> 8) & 0xff);
    const builder = new BytesBuilder(T.Binary);
    for (const bytes of values) builder.append(Uint8Array.from(bytes));
    return [builder.finish()];
  }
  evaluate(numGroups: number): Column {
    this.grow(numGroups);
    return counts(numGroups, (g) => this.perGroup[g]!);
  }
}
