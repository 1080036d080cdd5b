import {
  andValidity,
  type ArrowType,
  type Column,
  countBits,
  getBit,
  int32Words,
  newFloat64,
  newInt32,
  newInt64,
  newUint64,
  primitiveColumn,
} from "../../arrow/mod.ts";
import type { GroupsAccumulator } from "../../udf/mod.ts";
import { countsToWords, growFloat64 } from "./grow.ts";

/** Rows in which every argument is valid, as Int64 or UInt64. */
export class CountAccumulator implements GroupsAccumulator {
  private readonly type: ArrowType;
  /** Doubles are exact to 2⁵³ rows. */
  private counts: Float64Array = newFloat64(0);

  constructor(type: ArrowType) {
    this.type = type;
  }

  update(columns: readonly Column[], groups: Int32Array, numGroups: number): void {
    this.add(columns, groups, numGroups, 1);
  }
  retract(columns: readonly Column[], groups: Int32Array, numGroups: number): void {
    this.add(columns, groups, numGroups, -1);
  }
  private add(columns: readonly Column[], groups: Int32Array, numGroups: number, by: number): void {
    this.counts = growFloat64(this.counts, numGroups);
    const n = groups.length;
    const validity = validInAll(columns, n);
    if (numGroups === 1) this.counts[0]! += by * (validity === null ? n : countBits(validity, n));
    else countRows(this.counts, validity, groups, n, by);
  }
  merge(states: readonly Column[], groups: Int32Array, numGroups: number): void {
    this.counts = growFloat64(this.counts, numGroups);
    const state = states[0]!;
    if (state.layout !== "primitive") return;
    const words = int32Words(state.values as BigInt64Array);
    for (let i = 0; i < state.length; i++) {
      this.counts[groups[i]!]! += (words[2 * i]! >>> 0) + words[2 * i + 1]! * 4294967296;
    }
  }
  state(numGroups: number): readonly Column[] {
    return [this.evaluate(numGroups)];
  }
  evaluate(numGroups: number): Column {
    this.counts = growFloat64(this.counts, numGroups);
    return countColumn(this.type, this.counts, numGroups);
  }
  overFrames(columns: readonly Column[], starts: Int32Array, ends: Int32Array): Column {
    const rows = columns[0]?.length ?? 0;
    const validity = validInAll(columns, rows);
    const counts = newFloat64(starts.length);
    if (validity === null) {
      for (let i = 0; i < starts.length; i++) counts[i] = Math.max(0, ends[i]! - starts[i]!);
    } else {
      const running = newInt32(rows + 1);
      for (let i = 0; i < rows; i++) running[i + 1] = running[i]! + (getBit(validity, i) ? 1 : 0);
      for (let i = 0; i < starts.length; i++) {
        counts[i] = ends[i]! > starts[i]! ? running[ends[i]!]! - running[starts[i]!]! : 0;
      }
    }
    return countColumn(this.type, counts, starts.length);
  }
  sizeBytes(): number {
    return this.counts.byteLength;
  }
}

function countColumn(type: ArrowType, counts: Float64Array, n: number): Column {
  const values = type.id === "UInt64" ? newUint64(n) : newInt64(n);
  countsToWords(counts, int32Words(values), n);
  return primitiveColumn(type, values);
}

function validInAll(columns: readonly Column[], rows: number): Uint8Array | null {
  let validity: Uint8Array | null = null;
  for (const column of columns) validity = andValidity(validity, column.validity, rows);
  return validity;
}

function countRows(
  counts: Float64Array,
  validity: Uint8Array | null,
  groups: Int32Array,
  n: number,
  by: number,
): void {
  n = n | 0;
  if (validity === null) {
    for (let i = 0; i < n; i++) counts[groups[i]!]! += by;
  } else {
    for (let i = 0; i < n; i++) if (((validity[i >>> 3]! >>> (i & 7)) & 1) === 1) counts[groups[i]!]! += by;
  }
}
