import {
  andValidity,
  type ArrowType,
  booleanColumn,
  clearTail,
  type Column,
  type Datum,
  float16ToNumber,
  int32Words,
  isScalar,
  newBitmap,
  type PrimitiveColumn,
  primitiveColumn,
  scalarToColumn,
  T,
} from "../arrow/mod.ts";
import { decodeDictionary } from "../compute/select/mod.ts";

/**
 * Arguments as typed arrays, decided before the loop: row i of an operand is at `i & mask`, where `mask` is -1 for a column
 * and 0 for a scalar.
 */
export interface TextOperand {
  readonly data: Uint8Array;
  readonly offsets: Int32Array;
  readonly mask: number;
}

/** Numbers of any width up to 64 bits; 64-bit integers beyond 2^53 are rounded. */
export interface NumberOperand {
  readonly values: ArrayLike<number>;
  readonly mask: number;
}

/** Text or binaries with offsets. @throws {TypeError} for other columns: coercion has excluded them */
export function textOperand(datum: Datum): TextOperand {
  const column = oneOrMore(datum);
  if (column.layout !== "bytes") throw new TypeError(`a ${column.layout} column has no text`);
  return { data: column.data, offsets: column.offsets, mask: isScalar(datum) ? 0 : -1 };
}

/** Integers or floats as numbers. @throws {TypeError} for other columns */
export function numberOperand(datum: Datum): NumberOperand {
  const column = oneOrMore(datum);
  if (column.layout !== "primitive") throw new TypeError(`a ${column.layout} column has no numbers`);
  return { values: numbersOf(column), mask: isScalar(datum) ? 0 : -1 };
}

function oneOrMore(datum: Datum): Column {
  return decodeDictionary(isScalar(datum) ? scalarToColumn(datum, 1) : datum);
}

const TWO_32 = 4_294_967_296;

/** The values of a column of integers or floats; its own memory where it holds numbers already. */
export function numbersOf(column: PrimitiveColumn): ArrayLike<number> {
  const { values } = column;
  if (values instanceof BigInt64Array || values instanceof BigUint64Array) {
    const words = int32Words(values);
    const out = new Float64Array(values.length);
    const n = out.length | 0;
    if (values instanceof BigInt64Array) {
      for (let i = 0; i < n; i++) out[i] = words[2 * i + 1]! * TWO_32 + (words[2 * i]! >>> 0);
    } else for (let i = 0; i < n; i++) out[i] = (words[2 * i + 1]! >>> 0) * TWO_32 + (words[2 * i]! >>> 0);
    return out;
  }
  if (column.type.id === "Float16") {
    const out = new Float32Array(values.length);
    for (let i = 0; i < out.length; i++) out[i] = float16ToNumber(values[i] as number);
    return out;
  }
  return values as Float64Array;
}

/** Rows where no argument is null; null: all rows. Scalars count as valid: null ones have been dealt with. */
export function commonValidity(args: readonly Datum[], numRows: number): Uint8Array | null {
  let validity: Uint8Array | null = null;
  for (const arg of args) if (!isScalar(arg)) validity = andValidity(validity, arg.validity, numRows);
  return validity;
}

/** Whether row i is set in a validity bitmap that may be absent. */
export function isRow(validity: Uint8Array | null, i: number): boolean {
  return validity === null || ((validity[i >>> 3]! >>> (i & 7)) & 1) === 1;
}

/** A boolean column of the set bits, with null rows cleared. */
export function booleansOf(bits: Uint8Array, length: number, validity: Uint8Array | null): Column {
  clearTail(bits, length);
  return booleanColumn(bits, length, validity);
}

/** A column of Int32, or of Int64 for `type` Int64, from integers below 2^53. */
export function integersOf(type: ArrowType, values: Int32Array, validity: Uint8Array | null): Column {
  if (type.id !== "Int64") return primitiveColumn(T.Int32, values, validity);
  const wide = new BigInt64Array(values.length);
  const words = int32Words(wide);
  for (let i = 0; i < values.length; i++) {
    words[2 * i] = values[i]!;
    words[2 * i + 1] = values[i]! >> 31;
  }
  return primitiveColumn(T.Int64, wide, validity);
}

/** Bits of the rows for which the test holds; null rows stay clear. */
export function bitsWhere(numRows: number, validity: Uint8Array | null, test: (row: number) => boolean): Uint8Array {
  const bits = newBitmap(numRows);
  for (let i = 0; i < numRows; i++) if (isRow(validity, i) && test(i)) bits[i >> 3]! |= 1 << (i & 7);
  return bits;
}
