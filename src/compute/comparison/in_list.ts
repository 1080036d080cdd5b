import type { ArrowType, BytesColumn, Column, Datum, FixedBytesColumn, Scalar } from "../../arrow/mod.ts";
import {
  booleanColumn,
  isFloat,
  isNested,
  isScalar,
  newBitmap,
  notBits,
  orBits,
  scalar,
  scalarToColumn,
  T,
} from "../../arrow/mod.ts";
import { concatColumns, decodeDictionary } from "../select/mod.ts";
import { compareBytes } from "./bytes_loops.ts";
import { comparisonKernel } from "./comparison.ts";
import { type KeyMeaning, keyWords } from "./key_words.ts";

/** Up to this many constants are compared one after the other; comparing is one tight loop each. */
const FEW = 4;

/** `x [NOT] IN (constants)`. */
export type InListKernel = (value: Datum, numRows: number) => Datum;

/**
 * The kernel of `x IN (constants)` for one type: true if `x` equals one of them, else null if `x` or one of them is null,
 * else false. Nothing is in an empty list, not even null. NaN is found; -0 and 0 are one unless `exactZero`.
 */
export function inListKernel(
  type: ArrowType,
  constants: readonly Scalar[],
  negated: boolean,
  exactZero = false,
): InListKernel {
  const values = constants.filter(({ value }) => value !== null);
  const hasNull = values.length < constants.length;
  const find = finderFor(type, values, exactZero && isFloat(type));
  const empty = constants.length === 0;
  return (value, numRows) => {
    if (empty) return scalar(T.Boolean, negated);
    if (isScalar(value)) {
      if (value.value === null) return scalar(T.Boolean, null);
      const found = find(scalarToColumn(value, 1), 1)[0] === 1;
      return scalar(T.Boolean, found ? !negated : hasNull ? null : negated);
    }
    const found = find(value, numRows);
    const { validity, nullCount } = value;
    const bits = negated ? notBits(found, numRows) : found;
    if (!hasNull) return booleanColumn(bits, numRows, validity, nullCount);
    // With a null in the list only a hit is known.
    const known = validity === null ? found : andNotNull(found, validity);
    return booleanColumn(bits, numRows, known);
  };
}

function andNotNull(found: Uint8Array, validity: Uint8Array): Uint8Array {
  return found.map((byte, i) => byte & validity[i]!);
}

/** Bits where a row equals one of the constants; bits of null rows mean nothing. */
type Finder = (column: Column, numRows: number) => Uint8Array;

function finderFor(type: ArrowType, values: readonly Scalar[], exactZero: boolean): Finder {
  if (values.length === 0) return (_, numRows) => newBitmap(numRows);
  const plain = type.id === "Dictionary" ? type.value : type;
  const hashable = !isNested(plain) && plain.id !== "Boolean" && plain.id !== "Null" && type.id !== "Dictionary";
  if ((values.length <= FEW && !exactZero) || !hashable) return oneByOne(type, values);
  const constants = concatColumns(values.map((value) => scalarToColumn(value, 1)));
  if (constants.layout === "bytes" || constants.layout === "fixedBytes") return bytesFinder(constants);
  return wordsFinder(constants, exactZero ? "exact" : isFloat(type) ? "float" : "bits");
}

function oneByOne(type: ArrowType, values: readonly Scalar[]): Finder {
  const equals = comparisonKernel("=", type);
  return (column, numRows) => {
    let found: Uint8Array | null = null;
    for (const value of values) {
      const same = equals(column, value, numRows);
      if (isScalar(same) || same.layout !== "boolean") throw new TypeError("a comparison gives booleans");
      found = found === null ? same.values : orBits(found, same.values, numRows);
    }
    return found!;
  };
}

/** Hash tables have at least twice as many places as values; a place holds the value's index plus one. */
function placesFor(count: number): Int32Array {
  let size = 16;
  while (size < count * 2) size *= 2;
  return new Int32Array(size);
}

function wordsFinder(constants: Column, meaning: KeyMeaning): Finder {
  const { words, stride } = keyWords(constants, meaning);
  const count = constants.length;
  const places = placesFor(count);
  const mask = places.length - 1;
  for (let k = 0; k < count; k++) {
    let place = hashWords(words, k * stride, stride) & mask;
    while (places[place] !== 0) place = (place + 1) & mask;
    places[place] = k + 1;
  }
  return (column, numRows) => {
    const n = numRows | 0;
    const keys = keyWords(column, meaning).words;
    const out = newBitmap(n);
    for (let i = 0; i < n; i++) {
      const at = i * stride;
      let place = hashWords(keys, at, stride) & mask;
      let k = places[place]!;
      while (k !== 0) {
        let same = 0;
        const other = (k - 1) * stride;
        for (let w = 0; w < stride; w++) same |= keys[at + w]! ^ words[other + w]!;
        if (same === 0) {
          out[i >> 3]! |= 1 << (i & 7);
          break;
        }
        place = (place + 1) & mask;
        k = places[place]!;
      }
    }
    return out;
  };
}

function hashWords(words: Int32Array, at: number, stride: number): number {
  let hash = 0;
  for (let w = 0; w < stride; w++) {
    hash = Math.imul(hash ^ words[at + w]!, 0x9e3779b1);
    hash ^= hash >>> 15;
  }
  return hash;
}

function bytesFinder(constants: BytesColumn | FixedBytesColumn): Finder {
  const count = constants.length;
  const places = placesFor(count);
  const mask = places.length - 1;
  const startOf = (column: BytesColumn | FixedBytesColumn, i: number): number =>
    column.layout === "bytes" ? column.offsets[i]! : i * column.width;
  for (let k = 0; k < count; k++) {
    let place = hashBytes(constants.data, startOf(constants, k), startOf(constants, k + 1)) & mask;
    while (places[place] !== 0) place = (place + 1) & mask;
    places[place] = k + 1;
  }
  return (given, numRows) => {
    const column = decodeDictionary(given) as BytesColumn | FixedBytesColumn;
    const out = newBitmap(numRows);
    for (let i = 0; i < numRows; i++) {
      const start = startOf(column, i);
      const end = startOf(column, i + 1);
      let place = hashBytes(column.data, start, end) & mask;
      let k = places[place]!;
      while (k !== 0) {
        const from = startOf(constants, k - 1);
        const length = startOf(constants, k) - from;
        if (compareBytes(column.data, start, end - start, constants.data, from, length) === 0) {
          out[i >> 3]! |= 1 << (i & 7);
          break;
        }
        place = (place + 1) & mask;
        k = places[place]!;
      }
    }
    return out;
  };
}

/** FNV-1a. */
function hashBytes(data: Uint8Array, start: number, end: number): number {
  let hash = 0x811c9dc5;
  for (let k = start; k < end; k++) hash = Math.imul(hash ^ data[k]!, 0x01000193);
  return hash ^ (hash >>> 15);
}
