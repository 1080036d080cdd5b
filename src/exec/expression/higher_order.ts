import type { ArrowType, Column, Datum } from "../../arrow/mod.ts";
import {
  booleanColumn,
  countBits,
  datumToColumn,
  isValidAt,
  listColumn,
  newBitmap,
  newBitmapOnes,
  newInt32,
  nullColumn,
} from "../../arrow/mod.ts";
import { decodeDictionary, filterColumn, take } from "../../compute/select/mod.ts";
import type { HigherOrderName } from "../../plan/analyze/mod.ts";
import { trueBitsOf, validBitsOf } from "./row_bits.ts";

/** The items of all rows of a list column, one after the other. */
export interface ListItems {
  readonly column: Column;
  /** Row of the list that each item is from. */
  readonly rows: Int32Array;
  /** Items of row i are `[offsets[i], offsets[i + 1])`; null rows have none. */
  readonly offsets: Int32Array;
  readonly numRows: number;
  readonly validity: Uint8Array | null;
}

/** Takes a list column apart. The null type counts as null lists. */
export function itemsOf(given: Column): ListItems {
  const list = decodeDictionary(given);
  const { length: numRows, validity } = list;
  const offsets = newInt32(numRows + 1);
  if (list.layout !== "list" && list.layout !== "fixedList") {
    const column = nullColumn({ id: "Null" }, 0);
    return { column, rows: new Int32Array(0), offsets, numRows, validity: validity ?? newBitmap(numRows) };
  }
  const startOf = (row: number): number => list.layout === "list" ? list.offsets[row]! : row * list.size;
  for (let i = 0; i < numRows; i++) {
    offsets[i + 1] = offsets[i]! + (isValidAt(list, i) ? startOf(i + 1) - startOf(i) : 0);
  }
  const count = offsets[numRows]!;
  const rows = new Int32Array(count);
  const from = new Int32Array(count);
  for (let i = 0; i < numRows; i++) {
    const shift = startOf(i) - offsets[i]!;
    for (let k = offsets[i]!; k < offsets[i + 1]!; k++) {
      rows[k] = i;
      from[k] = k + shift;
    }
  }
  return { column: take(list.child, from), rows, offsets, numRows, validity };
}

/** The function's result from the body's results for the items. */
export function finishHigherOrder(name: HigherOrderName, type: ArrowType, items: ListItems, result: Datum): Datum {
  const { column, offsets, numRows, validity } = items;
  const count = column.length;
  switch (name) {
    case "array_transform":
      return listColumn(offsets, datumToColumn(result, count), validity, undefined, type);
    case "array_filter": {
      const keep = trueBitsOf(result, count);
      const kept = newInt32(numRows + 1);
      for (let i = 0; i < numRows; i++) {
        kept[i + 1] = kept[i]! + countBits(keep, offsets[i + 1]! - offsets[i]!, offsets[i]!);
      }
      return listColumn(kept, filterColumn(column, keep), validity, undefined, type);
    }
    case "array_any_match":
      return anyMatch(items, trueBitsOf(result, count), validBitsOf(result, count));
    case "array_first":
      return firstMatch(type, items, trueBitsOf(result, count));
  }
}

/** True if any item matches, else null if one is unknown, else false. */
function anyMatch({ offsets, numRows, validity }: ListItems, trues: Uint8Array, known: Uint8Array): Column {
  const values = newBitmap(numRows);
  const valid = newBitmapOnes(numRows);
  for (let i = 0; i < numRows; i++) {
    const size = offsets[i + 1]! - offsets[i]!;
    if (countBits(trues, size, offsets[i]!) > 0) values[i >> 3]! |= 1 << (i & 7);
    else if (countBits(known, size, offsets[i]!) < size) valid[i >> 3]! &= ~(1 << (i & 7));
  }
  if (validity !== null) { for (let k = 0; k < valid.length; k++) valid[k]! &= validity[k]!; }
  return booleanColumn(values, numRows, valid);
}

/** The first item that matches, or null. */
function firstMatch(type: ArrowType, { column, offsets, numRows }: ListItems, trues: Uint8Array): Column {
  const indices = newInt32(numRows);
  for (let i = 0; i < numRows; i++) {
    let k = offsets[i]!;
    while (k < offsets[i + 1]! && ((trues[k >> 3]! >> (k & 7)) & 1) === 0) k++;
    indices[i] = k < offsets[i + 1]! ? k : -1;
  }
  return column.length === 0 ? nullColumn(type, numRows) : take(column, indices);
}
