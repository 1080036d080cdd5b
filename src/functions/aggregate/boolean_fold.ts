import { booleanColumn, type Column, getBit, newBitmap, newBytes, newInt32, setBit } from "../../arrow/mod.ts";
import type { GroupsAccumulator } from "../../udf/mod.ts";

const FALSE = 1;
const TRUE = 2;

/**
 * `bool_and` and `bool_or`: a group is undecided until a valid row comes; one row of the `deciding` value settles it.
 */
export class BooleanFold implements GroupsAccumulator {
  private readonly deciding: boolean;
  /** Per group 0 (no valid row), {@linkcode FALSE} or {@linkcode TRUE}. */
  private states: Uint8Array = newBytes(0);

  constructor(deciding: boolean) {
    this.deciding = deciding;
  }

  update(columns: readonly Column[], groups: Int32Array, numGroups: number): void {
    this.grow(numGroups);
    const column = columns[0]!;
    if (column.layout !== "boolean") return;
    const { values, validity, length } = column;
    const { states } = this;
    const settled = this.deciding ? TRUE : FALSE;
    for (let i = 0; i < length; i++) {
      if (validity !== null && ((validity[i >>> 3]! >>> (i & 7)) & 1) === 0) continue;
      const group = groups[i]!;
      const value = FALSE + ((values[i >>> 3]! >>> (i & 7)) & 1);
      if (states[group] !== settled) states[group] = value;
    }
  }
  merge(states: readonly Column[], groups: Int32Array, numGroups: number): void {
    this.update(states, groups, numGroups);
  }
  state(numGroups: number): readonly Column[] {
    return [this.evaluate(numGroups)];
  }
  evaluate(numGroups: number): Column {
    this.grow(numGroups);
    return statesColumn(this.states, numGroups);
  }
  overFrames(columns: readonly Column[], starts: Int32Array, ends: Int32Array): Column {
    const column = columns[0]!;
    const states = newBytes(starts.length);
    if (column.layout === "boolean") {
      const { values, validity, length } = column;
      const trues = newInt32(length + 1);
      const falses = newInt32(length + 1);
      for (let i = 0; i < length; i++) {
        const valid = validity === null || getBit(validity, i);
        const value = getBit(values, i);
        trues[i + 1] = trues[i]! + (valid && value ? 1 : 0);
        falses[i + 1] = falses[i]! + (valid && !value ? 1 : 0);
      }
      for (let i = 0; i < starts.length; i++) {
        const start = starts[i]!;
        const end = Math.max(start, ends[i]!);
        const hasTrue = trues[end]! > trues[start]!;
        const hasFalse = falses[end]! > falses[start]!;
        if (hasTrue || hasFalse) states[i] = (this.deciding ? hasTrue : !hasFalse) ? TRUE : FALSE;
      }
    }
    return statesColumn(states, starts.length);
  }
  private grow(numGroups: number): void {
    if (this.states.length >= numGroups) return;
    const grown = newBytes(Math.max(numGroups, this.states.length * 2));
    grown.set(this.states);
    this.states = grown;
  }
}

function statesColumn(states: Uint8Array, n: number): Column {
  const values = newBitmap(n);
  const validity = newBitmap(n);
  for (let g = 0; g < n; g++) {
    if (states[g] !== 0) setBit(validity, g);
    if (states[g] === TRUE) setBit(values, g);
  }
  return booleanColumn(values, n, validity);
}
