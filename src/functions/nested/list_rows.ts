import {
  type Column,
  type Datum,
  emptyColumn,
  getBit,
  isScalar,
  newInt32,
  type PrimitiveColumn,
  scalarToColumn,
  T,
} from "../../arrow/mod.ts";
import { decodeDictionary } from "../../compute/select/mod.ts";
import { numbersOf } from "../operands.ts";

/**
 * Lists row by row: the items of row i are rows `[start(i), end(i))` of `items`. A scalar stands for every row; a Null column
 * is a column of null lists.
 */
export class ListRows {
  readonly items: Column;
  readonly column: Column;
  readonly #offsets: Int32Array;
  readonly #mask: number;

  constructor(datum: Datum) {
    const column = decodeDictionary(isScalar(datum) ? scalarToColumn(datum, 1) : datum);
    this.column = column;
    this.#mask = isScalar(datum) ? 0 : -1;
    if (column.layout === "list") {
      this.items = column.child;
      this.#offsets = column.offsets;
    } else if (column.layout === "fixedList") {
      this.items = column.child;
      this.#offsets = newInt32(column.length + 1);
      for (let i = 0; i <= column.length; i++) this.#offsets[i] = i * column.size;
    } else if (column.layout === "null") {
      this.items = emptyColumn(T.Null);
      this.#offsets = newInt32(column.length + 1);
    } else {
      throw new TypeError(`a ${column.layout} column has no items`);
    }
  }

  /** Whether row i is a list, be it empty. */
  valid(i: number): boolean {
    const { validity } = this.column;
    return validity === null || getBit(validity, i & this.#mask);
  }

  start(i: number): number {
    return this.#offsets[i & this.#mask]!;
  }

  end(i: number): number {
    return this.#offsets[(i & this.#mask) + 1]!;
  }
}

/** Single values row by row; row i of the datum is row `at(i)` of `column`. */
export class ItemRows {
  readonly column: Column;
  readonly #mask: number;

  constructor(datum: Datum) {
    this.column = decodeDictionary(isScalar(datum) ? scalarToColumn(datum, 1) : datum);
    this.#mask = isScalar(datum) ? 0 : -1;
  }

  at(i: number): number {
    return i & this.#mask;
  }

  valid(i: number): boolean {
    const { validity } = this.column;
    return validity === null || getBit(validity, i & this.#mask);
  }
}

/** Integers or floats row by row, as numbers. */
export class NumberRows extends ItemRows {
  readonly #values: ArrayLike<number>;

  constructor(datum: Datum) {
    super(datum);
    const { column } = this;
    this.#values = column.layout === "null" ? newInt32(column.length) : numbersOf(column as PrimitiveColumn);
  }

  value(i: number): number {
    return this.#values[this.at(i)]!;
  }
}
