import { newInt32, T } from "../../arrow/mod.ts";
import { ArgumentError } from "../../errors.ts";
import type { ScalarFunction } from "../../udf/mod.ts";
import { defineScalar } from "../define_scalar.ts";
import { argumentsOf, examples, SECTIONS } from "../documentation.ts";
import { arraySignature, listOf } from "./array_signature.ts";
import { ListRows, NumberRows } from "./list_rows.ts";
import { rejectNullType } from "./reject_null_type.ts";
import { rowMatcher } from "./row_matcher.ts";
import { uint64Column, uint64Lists } from "./uint64_column.ts";

/** `array_position(list, value[, from])`. */
export const arrayPosition: ScalarFunction = defineScalar({
  name: "array_position",
  aliases: ["list_position", "array_indexof", "list_indexof"],
  section: SECTIONS.array,
  description: "Where the value stands first, from 1; null if it is not there. A null value finds a null item.",
  syntax: "array_position(array, element[, start_from])",
  args: argumentsOf({
    array: "A list.",
    element: "The value to look for.",
    start_from: "The first position to look at; default 1.",
  }),
  examples: examples(["array_position([1, 2, 2, 3], 2)", "2"]),
  strict: false,
  coerce: arraySignature("array_position", ["array", "element", "index"], 2, true),
  result: () => T.UInt64,
  evaluate: ([array, element, from], numRows) => {
    rejectNullType("array_position", array!);
    const lists = new ListRows(array!);
    const starts = from && new NumberRows(from);
    const matches = rowMatcher(lists, element!);
    const counts = newInt32(numRows).fill(-1);
    for (let i = 0; i < numRows; i++) {
      const start = lists.start(i);
      const end = lists.end(i);
      const first = starts ? startFrom(starts, i, end - start, lists.valid(i)) : 1;
      if (!lists.valid(i)) continue;
      for (let k = start + first - 1; k < end; k++) {
        if (!matches(k, i)) continue;
        counts[i] = k - start + 1;
        break;
      }
    }
    return uint64Column(counts);
  },
});

function startFrom(starts: NumberRows, row: number, length: number, hasList: boolean): number {
  if (!starts.valid(row)) {
    throw new ArgumentError({
      message: `Cannot call "array_position": start_from is null at row ${row}, must be an integer`,
    });
  }
  const from = starts.value(row);
  if (hasList && (from < 1 || from > length + 1 || (from > length && length > 0) || (length === 0 && from !== 1))) {
    throw new ArgumentError({
      message: `Cannot call "array_position": start_from is ${from} at row ${row}, must be a position in the list`,
    });
  }
  return from;
}

/** `array_positions(list, value)`. */
export const arrayPositions: ScalarFunction = defineScalar({
  name: "array_positions",
  aliases: ["list_positions"],
  section: SECTIONS.array,
  description: "All positions at which the value stands, from 1. A null value finds null items.",
  syntax: "array_positions(array, element)",
  args: argumentsOf({ array: "A list.", element: "The value to look for." }),
  examples: examples(["array_positions([1, 2, 2, 3], 2)", "[2, 3]"]),
  strict: false,
  coerce: arraySignature("array_positions", ["array", "element"], 2, true),
  result: () => listOf(T.UInt64),
  evaluate: ([array, element], numRows, call) => {
    rejectNullType("array_positions", array!);
    const lists = new ListRows(array!);
    const matches = rowMatcher(lists, element!);
    const rows: (number[] | null)[] = [];
    for (let i = 0; i < numRows; i++) {
      if (!lists.valid(i)) {
        rows.push(null);
        continue;
      }
      const found: number[] = [];
      const start = lists.start(i);
      for (let k = start; k < lists.end(i); k++) if (matches(k, i)) found.push(k - start + 1);
      rows.push(found);
    }
    return uint64Lists(call.returnField.type, rows);
  },
});
