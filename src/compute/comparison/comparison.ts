import type { ArrowType, Column, Datum, WideColumn, WrappedScalar } from "../../arrow/mod.ts";
import {
  andBits,
  booleanColumn,
  clearTail,
  datumToColumn,
  float16ToNumber,
  int32Words,
  isFloat,
  isNested,
  isScalar,
  newBitmap,
  newBitmapOnes,
  newFloat32,
  notBits,
  orBits,
  primitiveColumn,
  scalar,
  T,
  xorBits,
} from "../../arrow/mod.ts";
import { applyKernel, type ColumnKernel, type Operands } from "../arithmetic/mod.ts";
import { decodeDictionary, takeBits } from "../select/mod.ts";
import { type ByteRows, equalBytes, lessBytes } from "./bytes_loops.ts";
import * as f32 from "./f32_loops.ts";
import * as f64 from "./f64_loops.ts";
import * as i32 from "./i32_loops.ts";
import * as i64 from "./i64_loops.ts";
import { equalSmall, equalWide, lessSmall, lessWide, type SmallInts } from "./integer_loops.ts";
import { rowComparator } from "./row_comparator.ts";
import { wordOrder } from "./word_order.ts";

/** Comparison operators as they are written. */
export type ComparisonOperator =
  | "="
  | "!="
  | "<"
  | "<="
  | ">"
  | ">="
  | "IS DISTINCT FROM"
  | "IS NOT DISTINCT FROM";

/** Everything is `=` or `<`, with the sides swapped or the answer negated. */
interface Relation {
  readonly less: boolean;
  readonly swap: boolean;
  readonly flip: 0 | 255;
}

const RELATIONS: { readonly [K in ComparisonOperator]: Relation } = {
  "=": { less: false, swap: false, flip: 0 },
  "!=": { less: false, swap: false, flip: 255 },
  "<": { less: true, swap: false, flip: 0 },
  "<=": { less: true, swap: true, flip: 255 },
  ">": { less: true, swap: true, flip: 0 },
  ">=": { less: true, swap: false, flip: 255 },
  "IS DISTINCT FROM": { less: false, swap: false, flip: 255 },
  "IS NOT DISTINCT FROM": { less: false, swap: false, flip: 0 },
};

/** A comparison whose type is decided: both sides have it. */
export type ComparisonKernel = (left: Datum, right: Datum, numRows: number) => Datum;

/**
 * The kernel of `left op right` for one type. Null in, null out, except for IS [NOT] DISTINCT FROM, which is never null and
 * takes null as a value. NaN equals NaN and is greater than every number, 0 equals -0 (inside nested values -0 is less).
 * Null items of nested values are less than others and equal to each other.
 *
 * A dictionary against a constant compares each entry once.
 */
export function comparisonKernel(op: ComparisonOperator, type: ArrowType): ComparisonKernel {
  if (type.id === "Dictionary") return overEntries(comparisonKernel(op, type.value), op);
  const kernel = bitmapKernel(RELATIONS[op], type);
  if (op === "IS DISTINCT FROM" || op === "IS NOT DISTINCT FROM") {
    return (left, right, numRows) => distinct(kernel, op === "IS DISTINCT FROM", left, right, numRows);
  }
  return (left, right) => applyKernel(kernel, left, right, T.Boolean);
}

/** A dictionary, or a scalar of one, as its values. */
function decoded(datum: Datum): Datum {
  if (!isScalar(datum)) return decodeDictionary(datum);
  if (datum.type.id !== "Dictionary") return datum;
  return datum.value === null ? scalar(datum.type.value, null) : (datum.value as WrappedScalar).scalar;
}

function overEntries(values: ComparisonKernel, op: ComparisonOperator): ComparisonKernel {
  return (left, right, numRows) => {
    const column = isScalar(left) ? right : left;
    const constant = isScalar(left) ? left : right;
    const countsNulls = op === "IS DISTINCT FROM" || op === "IS NOT DISTINCT FROM";
    const direct = !isScalar(column) && column.layout === "dictionary" && isScalar(constant) &&
      constant.value !== null &&
      !countsNulls && column.dictionary.length <= numRows;
    if (!direct) return values(decoded(left), decoded(right), numRows);
    const entry = decoded(constant);
    const { dictionary, keys, validity, nullCount } = column;
    const entries = values(isScalar(left) ? entry : dictionary, isScalar(left) ? dictionary : entry, dictionary.length);
    if (isScalar(entries) || entries.layout !== "boolean") return values(decoded(left), decoded(right), numRows);
    if (dictionary.length === 0) return booleanColumn(newBitmap(column.length), column.length, validity, nullCount);
    return booleanColumn(takeBits(entries.values, keys, false), column.length, validity, nullCount);
  };
}

/** Bits where the relation holds; validity is the caller's. */
function bitmapKernel(relation: Relation, type: ArrowType): ColumnKernel {
  const fill = fillFor(type);
  return (given) => {
    const operands = relation.swap ? swap(given) : given;
    const { length } = operands;
    const out = newBitmap(length);
    fill(relation, operands, out);
    clearTail(out, length);
    return booleanColumn(out, length, operands.validity, operands.nullCount);
  };
}

function swap(operands: Operands): Operands {
  return {
    ...operands,
    left: operands.right,
    right: operands.left,
    leftMask: operands.rightMask,
    rightMask: operands.leftMask,
  };
}

type Fill = (relation: Relation, operands: Operands, out: Uint8Array) => void;

function fillFor(type: ArrowType): Fill {
  if (isNested(type)) return fillNested;
  switch (type.id) {
    case "Null":
      return () => {};
    case "Boolean":
      return fillBooleans;
    case "Float64":
      return fillFloat64;
    case "Float32":
      return fillFloat32;
    case "Float16":
      return (relation, operands, out) =>
        fillFloat32(relation, { ...operands, left: widened(operands.left), right: widened(operands.right) }, out);
    default:
      return fillByLayout;
  }
}

/** Half precision as single precision, which holds every value. */
function widened(column: Column): Column {
  if (column.layout !== "primitive") return column;
  const bits = column.values as Uint16Array;
  const values = newFloat32(bits.length);
  for (let i = 0; i < bits.length; i++) values[i] = float16ToNumber(bits[i]!);
  return primitiveColumn(T.Float32, values);
}

function fillBooleans({ less, flip }: Relation, operands: Operands, out: Uint8Array): void {
  const { leftMask, rightMask, length } = operands;
  const bytesOf = (column: Column, mask: number): Uint8Array => {
    if (column.layout !== "boolean") throw new TypeError(`a ${column.layout} column has no booleans`);
    return mask !== 0 ? column.values : (column.values[0]! & 1) === 1 ? newBitmapOnes(length) : newBitmap(length);
  };
  const a = bytesOf(operands.left, leftMask);
  const b = bytesOf(operands.right, rightMask);
  const n = out.length;
  if (less) { for (let i = 0; i < n; i++) out[i] = (~a[i]! & b[i]!) ^ flip; }
  else for (let i = 0; i < n; i++) out[i] = ~(a[i]! ^ b[i]!) ^ flip;
}

function fillFloat64({ less, flip }: Relation, operands: Operands, out: Uint8Array): void {
  const { left, right, leftMask, rightMask, length: n } = operands;
  const a = (left as Column & { layout: "primitive" }).values as Float64Array;
  const b = (right as Column & { layout: "primitive" }).values as Float64Array;
  if (leftMask !== 0 && rightMask !== 0) {
    if (less) f64.lessF64(a, b, out, n, flip);
    else f64.equalF64(a, b, out, n, flip);
    return;
  }
  const values = rightMask === 0 ? a : b;
  const one = rightMask === 0 ? b[0]! : a[0]!;
  if (one !== one) {
    // Against NaN: equal if NaN itself; less than it if not NaN; never greater.
    if (!less) f64.isNanF64(values, out, n, flip);
    else if (rightMask === 0) f64.isNanF64(values, out, n, 255 ^ flip);
    else out.fill(flip);
  } else if (!less) f64.equalF64Scalar(values, one, out, n, flip);
  else if (rightMask === 0) f64.lessF64Scalar(values, one, out, n, flip);
  else f64.greaterF64Scalar(values, one, out, n, flip);
}

function fillFloat32({ less, flip }: Relation, operands: Operands, out: Uint8Array): void {
  const { left, right, leftMask, rightMask, length: n } = operands;
  const a = (left as Column & { layout: "primitive" }).values as Float32Array;
  const b = (right as Column & { layout: "primitive" }).values as Float32Array;
  if (leftMask !== 0 && rightMask !== 0) {
    if (less) f32.lessF32(a, b, out, n, flip);
    else f32.equalF32(a, b, out, n, flip);
    return;
  }
  const values = rightMask === 0 ? a : b;
  const one = rightMask === 0 ? b[0]! : a[0]!;
  if (one !== one) {
    if (!less) f32.isNanF32(values, out, n, flip);
    else if (rightMask === 0) f32.isNanF32(values, out, n, 255 ^ flip);
    else out.fill(flip);
  } else if (!less) f32.equalF32Scalar(values, one, out, n, flip);
  else if (rightMask === 0) f32.lessF32Scalar(values, one, out, n, flip);
  else f32.greaterF32Scalar(values, one, out, n, flip);
}

function fillByLayout(relation: Relation, operands: Operands, out: Uint8Array): void {
  const { left, right, leftMask, rightMask, length: n } = operands;
  const { less, flip } = relation;
  switch (left.layout) {
    case "primitive": {
      const a = left.values;
      const b = (right as typeof left).values;
      if (a instanceof Int32Array && b instanceof Int32Array) {
        return fillInt32(relation, a, leftMask, b, rightMask, out, n);
      }
      if (a instanceof BigInt64Array || a instanceof BigUint64Array) {
        fillInt64(relation, a, leftMask, b as typeof a, rightMask, out, n);
      } else if (less) lessSmall(a as SmallInts, leftMask, b as SmallInts, rightMask, out, n, flip);
      else equalSmall(a as SmallInts, leftMask, b as SmallInts, rightMask, out, n, flip);
      return;
    }
    case "wide": {
      const { stride, values } = left;
      const other = (right as WideColumn).values;
      if (less) {
        const { order, unsigned } = wordOrder(left.type, stride);
        lessWide(values, leftMask, other, rightMask, out, n, flip, stride, order, unsigned);
      } else equalWide(values, leftMask, other, rightMask, out, n, flip, stride);
      return;
    }
    case "bytes":
    case "fixedBytes":
      if (less) lessBytes(byteRows(left, leftMask), byteRows(right, rightMask), out, n, flip);
      else equalBytes(byteRows(left, leftMask), byteRows(right, rightMask), out, n, flip);
      return;
    default:
      return fillNested(relation, operands, out);
  }
}

function byteRows(column: Column, mask: number): ByteRows {
  if (column.layout === "bytes") return { data: column.data, offsets: column.offsets, width: 0, mask };
  if (column.layout === "fixedBytes") return { data: column.data, offsets: null, width: column.width, mask };
  throw new TypeError(`a ${column.layout} column has no bytes`);
}

function fillInt32(
  { less, flip }: Relation,
  a: Int32Array,
  leftMask: number,
  b: Int32Array,
  rightMask: number,
  out: Uint8Array,
  n: number,
): void {
  if (leftMask !== 0 && rightMask !== 0) {
    if (less) i32.lessI32(a, b, out, n, flip);
    else i32.equalI32(a, b, out, n, flip);
  } else if (rightMask === 0) {
    if (less) i32.lessI32Scalar(a, b[0]!, out, n, flip);
    else i32.equalI32Scalar(a, b[0]!, out, n, flip);
  } else if (less) i32.greaterI32Scalar(b, a[0]!, out, n, flip);
  else i32.equalI32Scalar(b, a[0]!, out, n, flip);
}

function fillInt64(
  { less, flip }: Relation,
  left: BigInt64Array | BigUint64Array,
  leftMask: number,
  right: BigInt64Array | BigUint64Array,
  rightMask: number,
  out: Uint8Array,
  n: number,
): void {
  const a = int32Words(left);
  const b = int32Words(right);
  const sign = left instanceof BigUint64Array ? -0x80000000 : 0;
  if (leftMask !== 0 && rightMask !== 0) {
    if (less) i64.lessI64(a, b, sign, out, n, flip);
    else i64.equalI64(a, b, out, n, flip);
    return;
  }
  const [column, one] = rightMask === 0 ? [a, b] : [b, a];
  if (!less) i64.equalI64Scalar(column, one[0]!, one[1]!, out, n, flip);
  else if (rightMask === 0) i64.lessI64Scalar(column, one[0]!, one[1]! ^ sign, sign, out, n, flip);
  else i64.greaterI64Scalar(column, one[0]!, one[1]! ^ sign, sign, out, n, flip);
}

function fillNested({ less, flip }: Relation, operands: Operands, out: Uint8Array): void {
  const { left, right, leftMask, rightMask, length: n } = operands;
  const compare = rowComparator(left, right);
  for (let i = 0; i < n; i++) {
    const order = compare(i & leftMask, i & rightMask);
    const holds = less ? order < 0 : order === 0;
    out[i >> 3]! |= (+holds ^ (flip & 1)) << (i & 7);
  }
}

/** Rows differ if exactly one is null, or none is and the values differ. */
function distinct(kernel: ColumnKernel, negated: boolean, left: Datum, right: Datum, numRows: number): Datum {
  if (isScalar(left) && isScalar(right)) {
    const column = distinct(kernel, negated, datumToColumn(left, 1), datumToColumn(right, 1), 1) as Column;
    return scalar(T.Boolean, column.layout === "boolean" && (column.values[0]! & 1) === 1);
  }
  const length = numRows;
  const valid = (datum: Datum): Uint8Array => {
    if (isScalar(datum)) return datum.value === null ? newBitmap(length) : newBitmapOnes(length);
    return datum.validity ?? newBitmapOnes(length);
  };
  const a = valid(left);
  const b = valid(right);
  const oneNull = xorBits(a, b, length);
  const bothValid = andBits(a, b, length);
  const isNullScalar = (datum: Datum): boolean => isScalar(datum) && datum.value === null;
  if (isNullScalar(left) || isNullScalar(right)) {
    return booleanColumn(negated ? oneNull : notBits(oneNull, length), length);
  }
  const values = applyKernel(kernel, left, right, T.Boolean);
  if (isScalar(values) || values.layout !== "boolean") throw new TypeError("a comparison gives booleans");
  // `kernel` answers "differ" if negated, else "same".
  const decided = andBits(values.values, bothValid, length);
  if (negated) return booleanColumn(orBits(decided, oneNull, length), length);
  const bothNull = notBits(orBits(bothValid, oneNull, length), length);
  return booleanColumn(orBits(decided, bothNull, length), length);
}

/**
 * `left = right` by total order: as {@linkcode comparisonKernel}, but 0 and -0 differ. DataFusion compares so in
 * `CASE x WHEN y` and in longer IN lists.
 */
export function exactlyEqualKernel(type: ArrowType): ComparisonKernel {
  if (!isFloat(type)) return comparisonKernel("=", type);
  const kernel: ColumnKernel = (operands) => {
    const out = newBitmap(operands.length);
    fillNested({ less: false, swap: false, flip: 0 }, operands, out);
    return booleanColumn(out, operands.length, operands.validity, operands.nullCount);
  };
  return (left, right) => applyKernel(kernel, left, right, T.Boolean);
}

/** `x IS [NOT] NULL`: never null. */
export function isNullKernel(value: Datum, negated: boolean): Datum {
  if (isScalar(value)) return scalar(T.Boolean, (value.value === null) !== negated);
  const { length, validity } = value;
  if (validity === null) return booleanColumn(negated ? newBitmapOnes(length) : newBitmap(length), length);
  if (!negated) return booleanColumn(notBits(validity, length), length);
  return booleanColumn(andBits(validity, validity, length), length);
}
