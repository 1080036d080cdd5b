import type { ArrowType, Column, Datum } from "../../arrow/mod.ts";
import { andBits, andNotBits, countBits, isScalar, newBitmapOnes, scalar, scalarToColumn } from "../../arrow/mod.ts";
import { interleave, zip } from "../../compute/select/mod.ts";
import { type Machine, popFrame, pushFrame } from "./machine.ts";
import { rowsOf, scatterBits, selectionOrAll } from "./row_bits.ts";

/** The result of one branch: which rows of the frame it gives, and their values. */
interface Part {
  /** Rows of the frame; null is all of them. */
  readonly mask: Uint8Array | null;
  readonly value: Datum;
  /** Whether a column has a row for every row of the frame, rather than one per row of `mask`. */
  readonly full: boolean;
}

/** A CASE or coalesce while its branches run. */
export class Branches {
  /** Rows of the frame in which the branches run. */
  readonly numRows: number;
  /** Rows that no branch has taken; null is all. */
  remaining: Uint8Array | null = null;
  remainingCount: number;
  /** Rows that the last condition chose; null is all. */
  chosen: Uint8Array | null = null;
  chosenCount = 0;
  readonly #parts: Part[] = [];

  constructor(numRows: number) {
    this.numRows = numRows;
    this.remainingCount = numRows;
  }

  /** Takes the rows of `bits` that remain: the next part is theirs. */
  choose(bits: Uint8Array): void {
    const chosen = this.remaining === null ? bits : andBits(bits, this.remaining, this.numRows);
    const count = countBits(chosen, this.numRows);
    this.chosenCount = count;
    this.chosen = count === this.numRows ? null : chosen;
    if (count === 0) return;
    this.remainingCount -= count;
    this.remaining = andNotBits(this.remaining ?? newBitmapOnes(this.numRows), chosen, this.numRows);
  }

  /** Takes all rows that remain. */
  chooseRest(): void {
    this.chosen = this.remaining;
    this.chosenCount = this.remainingCount;
    this.remainingCount = 0;
  }

  /** The chosen rows get these values. */
  give(value: Datum, full: boolean): void {
    if (this.chosenCount > 0) this.#parts.push({ mask: this.chosen, value, full });
  }

  /** One value per row; rows that nobody took are null. */
  merge(type: ArrowType): Datum {
    const { numRows } = this;
    if (this.remainingCount > 0) {
      this.chooseRest();
      this.give(scalar(type, null), true);
    }
    const parts = this.#parts;
    if (parts.length === 0) return scalar(type, null);
    const first = parts[0]!;
    if (parts.length === 1 && (first.mask === null || isScalar(first.value))) return first.value;
    if (parts.every(({ value, full }) => full || isScalar(value))) {
      // Every row is in exactly one part: what is left after the others is the last one's.
      let merged = parts[parts.length - 1]!.value;
      for (let k = parts.length - 2; k >= 0; k--) {
        const { mask, value } = parts[k]!;
        merged = mask === null ? value : zip(mask, value, merged, numRows);
      }
      return merged;
    }
    return this.#interleave();
  }

  #interleave(): Column {
    const { numRows } = this;
    const which = new Int32Array(numRows);
    const rows = new Int32Array(numRows);
    const columns = this.#parts.map(({ mask, value, full }, k) => {
      const taken = rowsOf(mask, numRows);
      for (let j = 0; j < taken.length; j++) {
        const row = taken[j]!;
        which[row] = k;
        rows[row] = isScalar(value) ? 0 : full ? row : j;
      }
      return isScalar(value) ? scalarToColumn(value, 1) : value;
    });
    return interleave(columns, which, rows);
  }
}

/** Enters the rows that remain; false, without entering, if there are none. */
export function enterRemaining(machine: Machine, branches: Branches): boolean {
  if (branches.remainingCount === 0 && branches.numRows > 0) return false;
  pushFrame(machine, branches.remaining === null ? null : selectionOrAll(branches.remaining, branches.numRows));
  return true;
}

/** Enters the rows that were chosen; false, without entering, if there are none. */
export function enterChosen(machine: Machine, branches: Branches): boolean {
  if (branches.chosenCount === 0) return false;
  pushFrame(machine, branches.chosen === null ? null : selectionOrAll(branches.chosen, branches.numRows));
  return true;
}

/** Leaves the rows; bits that were computed for them, as bits of the frame below. */
export function leaveWithBits(machine: Machine, bits: Uint8Array): Uint8Array {
  const { selection } = popFrame(machine);
  return scatterBits(bits, selection, machine.frame.numRows);
}
