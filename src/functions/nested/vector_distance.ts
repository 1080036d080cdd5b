import {
  type ArrowType,
  isNumeric,
  isString,
  isValidAt,
  newBitmap,
  primitiveColumn,
  setBit,
  T,
} from "../../arrow/mod.ts";
import type { ScalarFunction } from "../../udf/mod.ts";
import { defineScalar } from "../define_scalar.ts";
import { argumentsOf, examples, SECTIONS } from "../documentation.ts";
import { argumentError, countError, valueType } from "../signature.ts";
import { floatItems, sameLength } from "./float_items.ts";
import { itemType, listOf } from "./array_signature.ts";
import { ListRows } from "./list_rows.ts";

/** Adds up over the items of one row; null: no result. */
type Fold = (a: Float64Array, from: number, to: number, b: Float64Array, shift: number) => number | null;

/** `array_sum(list)` as Float64. */
export const arraySum: ScalarFunction = folded("array_sum", "sum", (values) => {
  let sum = 0;
  for (const value of values) sum += value;
  return sum;
}, ["array_sum([1, 2, 3])", "6.0"]);

/** `array_product(list)` as Float64. */
export const arrayProduct: ScalarFunction = folded("array_product", "product", (values) => {
  let product = 1;
  for (const value of values) product *= value;
  return product;
}, ["array_product([2, 3])", "6.0"]);

/** `array_avg(list)` as Float64. */
export const arrayAvg: ScalarFunction = folded("array_avg", "mean", (values) => {
  let sum = 0;
  for (const value of values) sum += value;
  return sum / values.length;
}, ["array_avg([1, 2, 6])", "3.0"]);

/** `array_distance(a, b)`: Euclidean. */
export const arrayDistance: ScalarFunction = vectors(
  "array_distance",
  ["list_distance"],
  "The Euclidean distance of two vectors.",
  ["array_distance([1, 2], [4, 6])", "5.0"],
  (a, from, to, b, shift) => {
    // An empty sum is -0.0 in Rust, and so is its root.
    let squares = -0;
    for (let k = from; k < to; k++) squares += (a[k]! - b[k + shift]!) ** 2;
    return Math.sqrt(squares);
  },
  false,
);

/** `cosine_distance(a, b)`: 1 minus the cosine of the angle. */
export const cosineDistance: ScalarFunction = vectors(
  "cosine_distance",
  [],
  "One minus the cosine of the angle between two vectors; null if one of them is zero.",
  ["cosine_distance([1, 0], [0, 1])", "1.0"],
  (a, from, to, b, shift) => {
    let dot = 0;
    let left = 0;
    let right = 0;
    for (let k = from; k < to; k++) {
      const x = a[k]!;
      const y = b[k + shift]!;
      dot += x * y;
      left += x * x;
      right += y * y;
    }
    return left === 0 || right === 0 ? null : 1 - dot / (Math.sqrt(left) * Math.sqrt(right));
  },
);

/** `inner_product(a, b)`. */
export const innerProduct: ScalarFunction = vectors(
  "inner_product",
  ["dot_product"],
  "The sum of the products of the items of two vectors.",
  ["inner_product([1, 2], [3, 4])", "11.0"],
  (a, from, to, b, shift) => {
    let dot = 0;
    for (let k = from; k < to; k++) dot += a[k]! * b[k + shift]!;
    return dot;
  },
);

function folded(
  name: string,
  what: string,
  fold: (values: readonly number[]) => number,
  example: readonly [string, string],
): ScalarFunction {
  return defineScalar({
    name,
    aliases: [name.replace("array_", "list_")],
    section: SECTIONS.array,
    description: `The ${what} of the items that are not null, as Float64; null if there are none.`,
    syntax: `${name}(array)`,
    args: argumentsOf({ array: "A list of numbers." }),
    examples: examples(example),
    coerce: (types) => floatVectors(name, types, 1, true),
    result: () => T.Float64,
    evaluate: ([array], numRows) => {
      const lists = new ListRows(array!);
      const floats = floatItems(lists);
      return floatRows(numRows, (i) => {
        if (!lists.valid(i)) return null;
        const values: number[] = [];
        for (let k = lists.start(i); k < lists.end(i); k++) if (isValidAt(lists.items, k)) values.push(floats[k]!);
        return values.length === 0 ? null : fold(values);
      });
    },
  });
}

function vectors(
  name: string,
  aliases: readonly string[],
  description: string,
  example: readonly [string, string],
  fold: Fold,
  takesNull = true,
): ScalarFunction {
  return defineScalar({
    name,
    aliases,
    section: SECTIONS.array,
    description: `${description} They have the same number of items; a null item gives null.`,
    syntax: `${name}(array1, array2)`,
    args: argumentsOf({ array1: "A list of numbers.", array2: "A list of as many numbers." }),
    examples: examples(example),
    coerce: (types) => floatVectors(name, types, 2, takesNull),
    result: () => T.Float64,
    evaluate: ([first, second], numRows) => {
      const left = new ListRows(first!);
      const right = new ListRows(second!);
      const a = floatItems(left);
      const b = floatItems(right);
      return floatRows(numRows, (i) => {
        if (!left.valid(i) || !right.valid(i)) return null;
        sameLength(name, left, right, i);
        const start = left.start(i);
        const shift = right.start(i) - start;
        for (let k = start; k < left.end(i); k++) {
          if (!isValidAt(left.items, k) || !isValidAt(right.items, k + shift)) return null;
        }
        return fold(a, start, left.end(i), b, shift);
      });
    },
  });
}

function floatVectors(
  name: string,
  types: readonly ArrowType[],
  count: number,
  takesNull: boolean,
): readonly ArrowType[] {
  if (types.length !== count) throw countError(name, types.length, [count]);
  return types.map((type, i) => {
    const plain = valueType(type);
    if (plain.id === "Null" && takesNull) return listOf(T.Float64);
    const item = itemType(plain);
    if (item === undefined || !(isNumeric(item) || isString(item) || item.id === "Null")) {
      throw argumentError(name, i, type, "a list of numbers");
    }
    return listOf(T.Float64);
  });
}

function floatRows(numRows: number, row: (i: number) => number | null): ReturnType<typeof primitiveColumn> {
  const values = new Float64Array(numRows);
  const validity = newBitmap(numRows);
  for (let i = 0; i < numRows; i++) {
    const value = row(i);
    if (value === null) continue;
    values[i] = value;
    setBit(validity, i);
  }
  return primitiveColumn(T.Float64, values, validity);
}
