import {
  type ArrowType,
  type Column,
  getBit,
  int32Words,
  isValidAt,
  newBitmap,
  newBytes,
  newInt32,
  newValues,
  newValuesLike,
  primitiveColumn,
  type PrimitiveValues,
  setBit,
} from "../../arrow/mod.ts";
import { columnComparator } from "../../compute/order/mod.ts";
import { take } from "../../compute/select/mod.ts";
import type { AccumulatorArgs, GroupsAccumulator } from "../../udf/mod.ts";
import { ChosenRows } from "./chosen_rows.ts";

/** 1 for `max`, -1 for `min`: a row wins if `sign * order(row, best)` is positive. */
export type ExtremeSign = 1 | -1;

const ASCENDING = Object.freeze({ descending: false, nullsFirst: true });

/** The accumulator of `min` and `max` for a type. */
export function extremeAccumulator(args: AccumulatorArgs, sign: ExtremeSign): GroupsAccumulator {
  const { type } = args.returnField;
  switch (type.id) {
    case "Float32":
    case "Float64":
      return new NumberExtreme(type, sign, args.grouped ? "grouped" : "total");
    case "Int8":
    case "Int16":
    case "Int32":
    case "UInt8":
    case "UInt16":
    case "UInt32":
    case "Date32":
    case "Time32":
    case "Decimal32":
      return new NumberExtreme(type, sign, "integer");
    case "Int64":
    case "UInt64":
    case "Date64":
    case "Time64":
    case "Timestamp":
    case "Duration":
    case "Decimal64":
      return new WordsExtreme(type, sign);
    default:
      return new RowExtreme(type, sign);
  }
}

/**
 * For every frame `[starts[i], ends[i])` the row with the extreme value, -1 where no row is valid: a queue of candidates, each
 * worse than the one before it, so that every row enters and leaves once. Of equal rows the first wins.
 */
function extremesOverFrames(column: Column, starts: Int32Array, ends: Int32Array, sign: ExtremeSign): Column {
  const order = columnComparator(column, column, ASCENDING);
  const queue = newInt32(column.length);
  const rows = newInt32(starts.length);
  let head = 0;
  let tail = 0;
  let to = 0;
  for (let i = 0; i < starts.length; i++) {
    const start = starts[i]!;
    const end = ends[i]!;
    for (to = Math.max(to, start); to < end; to++) {
      if (!isValidAt(column, to)) continue;
      while (tail > head && sign * order(to, queue[tail - 1]!) > 0) tail--;
      queue[tail++] = to;
    }
    while (head < tail && queue[head]! < start) head++;
    rows[i] = head < tail && queue[head]! < end ? queue[head]! : -1;
  }
  return take(column, rows);
}

/** Common to the accumulators below: partial states are values of the same type. */
abstract class Extreme implements GroupsAccumulator {
  protected readonly type: ArrowType;
  protected readonly sign: ExtremeSign;

  constructor(type: ArrowType, sign: ExtremeSign) {
    this.type = type;
    this.sign = sign;
  }
  abstract update(columns: readonly Column[], groups: Int32Array, numGroups: number): void;
  abstract evaluate(numGroups: number): Column;

  merge(states: readonly Column[], groups: Int32Array, numGroups: number): void {
    this.update(states, groups, numGroups);
  }
  state(numGroups: number): readonly Column[] {
    return [this.evaluate(numGroups)];
  }
  overFrames(columns: readonly Column[], starts: Int32Array, ends: Int32Array): Column {
    return extremesOverFrames(columns[0]!, starts, ends, this.sign);
  }
}

/** `seen[g]` is 1 where the group has a value. */
function grownSeen(seen: Uint8Array, numGroups: number): Uint8Array {
  if (seen.length >= numGroups) return seen;
  const out = newBytes(Math.max(numGroups, seen.length * 2));
  out.set(seen);
  return out;
}

function grownValues<A extends PrimitiveValues>(values: A, count: number): A {
  if (values.length >= count) return values;
  const out = newValuesLike(values, Math.max(count, values.length * 2)) as A;
  (out as Float64Array).set(values as Float64Array);
  return out;
}

function seenBits(seen: Uint8Array, numGroups: number): Uint8Array {
  const bits = newBitmap(numGroups);
  for (let g = 0; g < numGroups; g++) if (seen[g] === 1) setBit(bits, g);
  return bits;
}

/**
 * Numbers of at most 32 bits, and floats. Floats are in total order (NaN greatest, -0.0 before 0.0), except under GROUP BY, where
 * DataFusion replaces a value that is not comparable with the next one: NaN does not stick, and zeros are equal.
 */
class NumberExtreme extends Extreme {
  private values: Float64Array;
  private seen: Uint8Array = newBytes(0);
  private readonly rule: "integer" | "total" | "grouped";

  constructor(type: ArrowType, sign: ExtremeSign, rule: "integer" | "total" | "grouped") {
    super(type, sign);
    this.values = newValues(type, 0) as Float64Array;
    this.rule = rule;
  }

  update(columns: readonly Column[], groups: Int32Array, numGroups: number): void {
    this.values = grownValues(this.values, numGroups);
    this.seen = grownSeen(this.seen, numGroups);
    const column = columns[0]!;
    if (column.layout !== "primitive") return;
    const source = column.values as Float64Array;
    const { values, seen, sign } = this;
    if (this.rule === "total") updateTotal(values, seen, source, column.validity, groups, column.length, sign);
    else if (sign === 1) updateMax(values, seen, source, column.validity, groups, column.length);
    else updateMin(values, seen, source, column.validity, groups, column.length);
  }
  evaluate(numGroups: number): Column {
    this.values = grownValues(this.values, numGroups);
    this.seen = grownSeen(this.seen, numGroups);
    const out = newValues(this.type, numGroups);
    (out as Float64Array).set(this.values.subarray(0, numGroups));
    return primitiveColumn(this.type, out, seenBits(this.seen, numGroups));
  }
  sizeBytes(): number {
    return this.values.byteLength + this.seen.byteLength;
  }
}

// `!(a <= b)` and `!(a >= b)` are also true where either is NaN: that is the grouped rule of the class above.
function updateMax(
  values: Float64Array,
  seen: Uint8Array,
  source: Float64Array,
  validity: Uint8Array | null,
  groups: Int32Array,
  n: number,
): void {
  n = n | 0;
  for (let i = 0; i < n; i++) {
    if (validity !== null && ((validity[i >>> 3]! >>> (i & 7)) & 1) === 0) continue;
    const group = groups[i]!;
    const value = source[i]!;
    if (seen[group] === 0) {
      seen[group] = 1;
      values[group] = value;
    } else if (!(value <= values[group]!)) values[group] = value;
  }
}

function updateMin(
  values: Float64Array,
  seen: Uint8Array,
  source: Float64Array,
  validity: Uint8Array | null,
  groups: Int32Array,
  n: number,
): void {
  n = n | 0;
  for (let i = 0; i < n; i++) {
    if (validity !== null && ((validity[i >>> 3]! >>> (i & 7)) & 1) === 0) continue;
    const group = groups[i]!;
    const value = source[i]!;
    if (seen[group] === 0) {
      seen[group] = 1;
      values[group] = value;
    } else if (!(value >= values[group]!)) values[group] = value;
  }
}

function updateTotal(
  values: Float64Array,
  seen: Uint8Array,
  source: Float64Array,
  validity: Uint8Array | null,
  groups: Int32Array,
  n: number,
  sign: ExtremeSign,
): void {
  n = n | 0;
  for (let i = 0; i < n; i++) {
    if (validity !== null && ((validity[i >>> 3]! >>> (i & 7)) & 1) === 0) continue;
    const group = groups[i]!;
    if (seen[group] === 0) {
      seen[group] = 1;
      values[group] = source[i]!;
    } else if (sign * compareFloats(source[i]!, values[group]!) > 0) values[group] = source[i]!;
  }
}

/** -0.0 before 0.0, NaN after everything and equal to itself. */
function compareFloats(a: number, b: number): number {
  if (a < b) return -1;
  if (a > b) return 1;
  if (a !== a) return b !== b ? 0 : 1;
  if (b !== b) return -1;
  // Only zeros reach here unequal in sign.
  return a === 0 ? (Object.is(a, -0) ? (Object.is(b, -0) ? 0 : -1) : Object.is(b, -0) ? 1 : 0) : 0;
}

/** 64-bit integers, compared as two words. */
class WordsExtreme extends Extreme {
  private values: BigInt64Array | BigUint64Array;
  private seen: Uint8Array = newBytes(0);

  constructor(type: ArrowType, sign: ExtremeSign) {
    super(type, sign);
    this.values = newValues(type, 0) as BigInt64Array;
  }

  update(columns: readonly Column[], groups: Int32Array, numGroups: number): void {
    this.values = grownValues(this.values, numGroups);
    this.seen = grownSeen(this.seen, numGroups);
    const column = columns[0]!;
    if (column.layout !== "primitive") return;
    updateWords(
      int32Words(this.values),
      this.seen,
      int32Words(column.values as BigInt64Array),
      column.validity,
      groups,
      column.length,
      this.sign,
      this.type.id === "UInt64" ? 0x8000_0000 | 0 : 0,
    );
  }
  evaluate(numGroups: number): Column {
    this.values = grownValues(this.values, numGroups);
    this.seen = grownSeen(this.seen, numGroups);
    const out = newValues(this.type, numGroups) as BigInt64Array;
    int32Words(out).set(int32Words(this.values).subarray(0, numGroups * 2));
    return primitiveColumn(this.type, out, seenBits(this.seen, numGroups));
  }
  sizeBytes(): number {
    return this.values.byteLength + this.seen.byteLength;
  }
}

/** `flip` turns unsigned high words into signed ones of the same order. */
function updateWords(
  words: Int32Array,
  seen: Uint8Array,
  source: Int32Array,
  validity: Uint8Array | null,
  groups: Int32Array,
  n: number,
  sign: ExtremeSign,
  flip: number,
): void {
  n = n | 0;
  for (let i = 0; i < n; i++) {
    if (validity !== null && ((validity[i >>> 3]! >>> (i & 7)) & 1) === 0) continue;
    const group = groups[i]!;
    const low = source[2 * i]!;
    const high = source[2 * i + 1]!;
    if (seen[group] === 1) {
      const order = (high ^ flip) - (words[2 * group + 1]! ^ flip) || (low >>> 0) - (words[2 * group]! >>> 0);
      if (sign * order <= 0) continue;
    }
    seen[group] = 1;
    words[2 * group] = low;
    words[2 * group + 1] = high;
  }
}

/** Booleans, text, decimals of 128 bits and more, intervals, nested values. */
class RowExtreme extends Extreme {
  private readonly rows: ChosenRows;

  constructor(type: ArrowType, sign: ExtremeSign) {
    super(type, sign);
    this.rows = new ChosenRows([type]);
  }

  update(columns: readonly Column[], groups: Int32Array, numGroups: number): void {
    this.rows.choose(columns, numGroups, ([column], base, rows) => {
      const order = columnComparator(column!, column!, ASCENDING);
      const { sign } = this;
      const { validity } = column!;
      for (let i = 0; i < groups.length; i++) {
        const row = base + i;
        if (validity !== null && !getBit(validity, row)) continue;
        const group = groups[i]!;
        if (rows[group]! < 0 || sign * order(row, rows[group]!) > 0) rows[group] = row;
      }
    });
  }
  evaluate(numGroups: number): Column {
    return this.rows.columns(numGroups)[0]!;
  }
}
