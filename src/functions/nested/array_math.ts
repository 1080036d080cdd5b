import {
  type ArrowType,
  type Column,
  type Datum,
  isNumeric,
  isString,
  isValidAt,
  listColumn,
  newBitmap,
  newInt32,
  primitiveColumn,
  setBit,
  T,
} from "../../arrow/mod.ts";
import type { ScalarCall, ScalarFunction } from "../../udf/mod.ts";
import { defineScalar } from "../define_scalar.ts";
import { argumentsOf, examples, SECTIONS } from "../documentation.ts";
import { argumentError, countError, floatArg, valueType } from "../signature.ts";
import { isListLike, itemType, listOf } from "./array_signature.ts";
import { floatItems, sameLength } from "./float_items.ts";
import { ListRows, NumberRows } from "./list_rows.ts";

/** `array_add(a, b)`: item by item. */
export const arrayAdd: ScalarFunction = pairwise("array_add", "sum", (a, b) => a + b, [
  "array_add([1, 2], [3, 4])",
  "[4.0, 6.0]",
]);

/** `array_subtract(a, b)`: item by item. */
export const arraySubtract: ScalarFunction = pairwise("array_subtract", "difference", (a, b) => a - b, [
  "array_subtract([5, 2], [3, 4])",
  "[2.0, -2.0]",
]);

/** Lists of Float64; null counts as one. */
function floatLists(name: string, types: readonly ArrowType[], count: number): readonly ArrowType[] {
  if (types.length !== count) throw countError(name, types.length, [count]);
  const large = types.some((type) => type.id === "LargeList" || type.id === "LargeListView");
  return types.map((type, i) => {
    const plain = valueType(type);
    if (plain.id === "Null") return listOf(T.Float64, large);
    const item = itemType(plain);
    if (!isListLike(plain) || item === undefined) throw argumentError(name, i, type, "a list of numbers");
    if (!isNumeric(item) && !isString(item) && item.id !== "Null") {
      throw argumentError(name, i, type, "a list of numbers");
    }
    return listOf(T.Float64, large);
  });
}

/** Lists of Float64 filled row by row. */
class FloatLists {
  readonly #offsets: Int32Array;
  readonly #validity: Uint8Array;
  readonly #values: number[] = [];
  readonly #nulls: number[] = [];
  #row = 0;

  constructor(numRows: number) {
    this.#offsets = newInt32(numRows + 1);
    this.#validity = newBitmap(numRows);
  }

  push(value: number): void {
    this.#values.push(value);
  }

  pushNull(): void {
    this.#nulls.push(this.#values.length);
    this.#values.push(0);
  }

  close(valid: boolean): void {
    if (valid) setBit(this.#validity, this.#row);
    this.#offsets[++this.#row] = this.#values.length;
  }

  finish(type: ArrowType): Column {
    const { length } = this.#values;
    const validity = this.#nulls.length > 0 ? newBitmap(length).fill(255) : null;
    for (const k of this.#nulls) validity![k >> 3]! &= ~(1 << (k & 7));
    const items = primitiveColumn(T.Float64, Float64Array.from(this.#values), validity);
    return listColumn(this.#offsets, items, this.#validity, undefined, type);
  }
}

function pairwise(
  name: string,
  what: string,
  op: (a: number, b: number) => number,
  example: readonly [string, string],
): ScalarFunction {
  return defineScalar({
    name,
    aliases: [name.replace("array_", "list_")],
    section: SECTIONS.array,
    description: `The ${what} of two lists of numbers of one length, item by item; null where an item is.`,
    syntax: `${name}(array1, array2)`,
    args: argumentsOf({ array1: "A list of numbers.", array2: "A list of as many numbers." }),
    examples: examples(example),
    coerce: (types) => floatLists(name, types, 2),
    result: ([type]) => type!,
    evaluate: ([first, second], numRows, call) => {
      const left = new ListRows(first!);
      const right = new ListRows(second!);
      const a = floatItems(left);
      const b = floatItems(right);
      const out = new FloatLists(numRows);
      for (let i = 0; i < numRows; i++) {
        const valid = left.valid(i) && right.valid(i);
        if (valid) {
          const start = left.start(i);
          const shift = right.start(i) - start;
          sameLength(name, left, right, i);
          for (let k = start; k < left.end(i); k++) {
            if (isValidAt(left.items, k) && isValidAt(right.items, k + shift)) out.push(op(a[k]!, b[k + shift]!));
            else out.pushNull();
          }
        }
        out.close(valid);
      }
      return out.finish(call.returnField.type);
    },
  });
}

/** `array_scale(list, factor)`. */
export const arrayScale: ScalarFunction = defineScalar({
  name: "array_scale",
  aliases: ["list_scale"],
  section: SECTIONS.array,
  description: "Every item of a list of numbers times a factor.",
  syntax: "array_scale(array, factor)",
  args: argumentsOf({ array: "A list of numbers.", factor: "A number." }),
  examples: examples(["array_scale([1, 2], 0.5)", "[0.5, 1.0]"]),
  coerce: (types) => {
    if (types.length !== 2) throw countError("array_scale", types.length, [2]);
    if (floatArg.accept(types[1]!) === undefined) throw argumentError("array_scale", 1, types[1]!, "a number");
    return [...floatLists("array_scale", types.slice(0, 1), 1), T.Float64];
  },
  result: ([type]) => type!,
  evaluate: ([array, factor], numRows, call) => {
    const factors = new NumberRows(factor!);
    return mapped(array!, numRows, call, (i) => factors.valid(i) ? factors.value(i) : NaN, (i) => factors.valid(i));
  },
});

/** `array_normalize(list)`: divided by its Euclidean length. */
export const arrayNormalize: ScalarFunction = defineScalar({
  name: "array_normalize",
  aliases: ["list_normalize"],
  section: SECTIONS.array,
  description: "The list as a vector of length 1; null for a vector of zeros, and where an item is null.",
  syntax: "array_normalize(array)",
  args: argumentsOf({ array: "A list of numbers." }),
  examples: examples(["array_normalize([3.0, 4.0])", "[0.6, 0.8]"]),
  coerce: (types) => floatLists("array_normalize", types, 1),
  result: ([type]) => type!,
  evaluate: ([array], numRows, call) => {
    const lists = new ListRows(array!);
    const values = floatItems(lists);
    const out = new FloatLists(numRows);
    for (let i = 0; i < numRows; i++) {
      let valid = lists.valid(i);
      let squares = 0;
      for (let k = lists.start(i); valid && k < lists.end(i); k++) {
        valid = isValidAt(lists.items, k);
        squares += values[k]! * values[k]!;
      }
      const norm = Math.sqrt(squares);
      valid &&= norm !== 0 || lists.start(i) === lists.end(i);
      for (let k = lists.start(i); valid && k < lists.end(i); k++) out.push(values[k]! / norm);
      out.close(valid);
    }
    return out.finish(call.returnField.type);
  },
});

function mapped(
  array: Datum,
  numRows: number,
  call: ScalarCall,
  factor: (row: number) => number,
  usable: (row: number) => boolean,
): Column {
  const lists = new ListRows(array);
  const values = floatItems(lists);
  const out = new FloatLists(numRows);
  for (let i = 0; i < numRows; i++) {
    const valid = lists.valid(i) && usable(i);
    const by = factor(i);
    for (let k = lists.start(i); valid && k < lists.end(i); k++) {
      if (isValidAt(lists.items, k)) out.push(values[k]! * by);
      else out.pushNull();
    }
    out.close(valid);
  }
  return out.finish(call.returnField.type);
}
