import {
  andValidity,
  type ArrowType,
  type Column,
  isValidAt,
  newBitmap,
  newInt32,
  setBit,
  T,
} from "../../arrow/mod.ts";
import type { ScalarFunction } from "../../udf/mod.ts";
import { defineScalar } from "../define_scalar.ts";
import { argumentsOf, examples, SECTIONS } from "../documentation.ts";
import { booleansOf } from "../operands.ts";
import { argumentError, countError, valueType } from "../signature.ts";
import { arraySignature, isListLike, itemType, listOf } from "./array_signature.ts";
import { ListRows, NumberRows } from "./list_rows.ts";
import { rejectNullType } from "./reject_null_type.ts";
import { uint64Column, uint64Lists } from "./uint64_column.ts";

/** `array_length(list[, dimension])`. */
export const arrayLength: ScalarFunction = defineScalar({
  name: "array_length",
  aliases: ["list_length"],
  section: SECTIONS.array,
  description: "The number of items; in a deeper dimension, that of the first list of lists.",
  syntax: "array_length(array[, dimension])",
  args: argumentsOf({ array: "A list.", dimension: "The level, from 1 (the default)." }),
  examples: examples(["array_length([1, 2, 3])", "3"]),
  strict: false,
  coerce: arraySignature("array_length", ["array", "index"], 1, true),
  result: () => T.UInt64,
  evaluate: ([array, dimension], numRows) => {
    rejectNullType("array_length", array!);
    const lists = new ListRows(array!);
    const levels = dimension && new NumberRows(dimension);
    const counts = newInt32(numRows);
    for (let i = 0; i < numRows; i++) {
      counts[i] = -1;
      if (!lists.valid(i) || (levels && !levels.valid(i))) continue;
      const level = levels ? levels.value(i) : 1;
      if (level === 1) counts[i] = lists.end(i) - lists.start(i);
      else if (level > 1) counts[i] = dimensions(lists, i)[level - 1] ?? -1;
    }
    return uint64Column(counts);
  },
});

/** Lengths from the list of row i down its first items. */
function dimensions(lists: ListRows, i: number): number[] {
  const lengths = [lists.end(i) - lists.start(i)];
  let { items } = lists;
  let row = lists.start(i);
  while (isListLike(items.type) && lengths[lengths.length - 1]! > 0) {
    const inner = new ListRows(items);
    const length = isValidAt(items, row) ? inner.end(row) - inner.start(row) : 0;
    lengths.push(length);
    row = inner.start(row);
    items = inner.items;
  }
  return lengths;
}

/** `array_dims(list)`. */
export const arrayDims: ScalarFunction = defineScalar({
  name: "array_dims",
  aliases: ["list_dims"],
  section: SECTIONS.array,
  description: "The number of items on every level, along the first item of each.",
  syntax: "array_dims(array)",
  args: argumentsOf({ array: "A list." }),
  examples: examples(["array_dims([[1, 2, 3], [4, 5, 6]])", "[2, 3]"]),
  strict: false,
  coerce: arraySignature("array_dims", ["array"], 1, true),
  result: () => listOf(T.UInt64),
  evaluate: ([array], numRows, call) => {
    rejectNullType("array_dims", array!);
    const lists = new ListRows(array!);
    const rows: (readonly number[] | null)[] = [];
    for (let i = 0; i < numRows; i++) {
      rows.push(lists.valid(i) && lists.end(i) > lists.start(i) ? dimensions(lists, i) : null);
    }
    return uint64Lists(call.returnField.type, rows);
  },
});

/** `array_ndims(list)`. */
export const arrayNdims: ScalarFunction = defineScalar({
  name: "array_ndims",
  aliases: ["list_ndims"],
  section: SECTIONS.array,
  description: "How deep lists are nested: 1 for lists of other values.",
  syntax: "array_ndims(array)",
  args: argumentsOf({ array: "A list." }),
  examples: examples(["array_ndims([[1, 2], [3]])", "2"]),
  strict: false,
  coerce: arraySignature("array_ndims", ["array"], 1, true),
  result: () => T.UInt64,
  evaluate: ([array], numRows) => {
    const lists = new ListRows(array!);
    let depth = 0;
    for (let type: ArrowType | undefined = array!.type; type && isListLike(type); type = itemType(type)) depth++;
    const counts = newInt32(numRows);
    for (let i = 0; i < numRows; i++) counts[i] = lists.valid(i) ? depth : -1;
    return uint64Column(counts);
  },
});

/** `empty(list)`. */
export const empty: ScalarFunction = defineScalar({
  name: "empty",
  aliases: ["array_empty", "list_empty"],
  section: SECTIONS.array,
  description: "Whether the list has no items.",
  syntax: "empty(array)",
  args: argumentsOf({ array: "A list." }),
  examples: examples(["empty([1])", "false"]),
  strict: false,
  coerce: arraySignature("empty", ["array"], 1, true),
  result: () => T.Boolean,
  evaluate: ([array], numRows) => {
    rejectNullType("empty", array!);
    const lists = new ListRows(array!);
    const bits = newBitmap(numRows);
    for (let i = 0; i < numRows; i++) if (lists.valid(i) && lists.end(i) === lists.start(i)) setBit(bits, i);
    return booleansOf(bits, numRows, andValidity(lists.column.validity, null, numRows));
  },
});

/** `cardinality(list or map)`. */
export const cardinality: ScalarFunction = defineScalar({
  name: "cardinality",
  section: SECTIONS.array,
  description: "The number of items on the deepest level of a list, or of entries of a map.",
  syntax: "cardinality(array)",
  args: argumentsOf({ array: "A list or a map." }),
  examples: examples(["cardinality([[1, 2], [3]])", "3"]),
  strict: false,
  coerce: (types) => {
    if (types.length !== 1) throw countError("cardinality", types.length, [1]);
    const type = valueType(types[0]!);
    if (isListLike(type) || type.id === "Map" || type.id === "Null") return [type];
    throw argumentError("cardinality", 0, type, "a list or a map");
  },
  result: () => T.UInt64,
  evaluate: ([array], numRows) => {
    const lists = new ListRows(array!);
    const counts = newInt32(numRows);
    for (let i = 0; i < numRows; i++) {
      counts[i] = lists.valid(i) ? leaves(lists.items, lists.start(i), lists.end(i)) : -1;
    }
    return uint64Column(counts);
  },
});

function leaves(items: Column, start: number, end: number): number {
  if (!isListLike(items.type)) return end - start;
  const inner = new ListRows(items);
  let count = 0;
  for (let k = start; k < end; k++) if (inner.valid(k)) count += leaves(inner.items, inner.start(k), inner.end(k));
  return count;
}
