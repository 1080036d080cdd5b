import type { ArrowType, Column, PrimitiveColumn } from "../../arrow/mod.ts";
import { float16ToNumber, getBit, int32Words, isFloat, isValidAt, unionChild } from "../../arrow/mod.ts";
import { decodeDictionary } from "../select/mod.ts";
import { compareBytes } from "./bytes_loops.ts";
import { compareWords } from "./integer_loops.ts";
import { wordOrder } from "./word_order.ts";

/** Compares row i of one column with row j of another: negative, zero or positive. */
export type RowComparator = (i: number, j: number) => number;

/**
 * A comparator over two columns of one type, nested ones included: null is less than every value and equal to itself, lists
 * compare item by item and then by length, structs field by field. Floats have a total order here (-0 before 0, NaN last),
 * as arrow-rs has it inside nested values. Unions compare by type id first.
 */
export function rowComparator(left: Column, right: Column): RowComparator {
  const values = valueComparator(decodeDictionary(left), decodeDictionary(right));
  if (left.validity === null && right.validity === null) return values;
  return (i, j) => {
    const a = isValidAt(left, i);
    const b = isValidAt(right, j);
    if (a && b) return values(i, j);
    return +a - +b;
  };
}

function valueComparator(left: Column, right: Column): RowComparator {
  switch (left.layout) {
    case "null":
      return () => 0;
    case "boolean": {
      const other = (right as typeof left).values;
      return (i, j) => +getBit(left.values, i) - +getBit(other, j);
    }
    case "primitive":
      return primitiveComparator(left, right as PrimitiveColumn);
    case "wide": {
      const other = (right as typeof left).values;
      const { stride, values, type } = left;
      const { order, unsigned } = wordOrder(type, stride);
      return (i, j) => compareWords(values, i * stride, other, j * stride, order, unsigned);
    }
    case "bytes": {
      const other = right as typeof left;
      return (i, j) => {
        const a = left.offsets[i]!;
        const b = other.offsets[j]!;
        return compareBytes(left.data, a, left.offsets[i + 1]! - a, other.data, b, other.offsets[j + 1]! - b);
      };
    }
    case "fixedBytes": {
      const other = right as typeof left;
      return (i, j) => compareBytes(left.data, i * left.width, left.width, other.data, j * other.width, other.width);
    }
    case "list": {
      const other = right as typeof left;
      const items = rowComparator(left.child, other.child);
      return (i, j) => {
        const a = left.offsets[i]!;
        const b = other.offsets[j]!;
        return compareLists(items, a, left.offsets[i + 1]! - a, b, other.offsets[j + 1]! - b);
      };
    }
    case "fixedList": {
      const other = right as typeof left;
      const items = rowComparator(left.child, other.child);
      return (i, j) => compareLists(items, i * left.size, left.size, j * other.size, other.size);
    }
    case "struct": {
      const other = right as typeof left;
      const fields = left.children.map((child, k) => rowComparator(child, other.children[k]!));
      return (i, j) => {
        for (const compare of fields) {
          const order = compare(i, j);
          if (order !== 0) return order;
        }
        return 0;
      };
    }
    case "union": {
      const other = right as typeof left;
      return (i, j) => {
        const byType = left.typeIds[i]! - other.typeIds[j]!;
        if (byType !== 0) return byType;
        const a = unionChild(left, i);
        const b = unionChild(other, j);
        return rowComparator(a.column, b.column)(a.row, b.row);
      };
    }
    case "dictionary":
      return rowComparator(left, right);
  }
}

function compareLists(items: RowComparator, a: number, aLength: number, b: number, bLength: number): number {
  const common = Math.min(aLength, bLength);
  for (let k = 0; k < common; k++) {
    const order = items(a + k, b + k);
    if (order !== 0) return order;
  }
  return aLength - bLength;
}

function primitiveComparator(left: PrimitiveColumn, right: PrimitiveColumn): RowComparator {
  const { type, values } = left;
  const other = right.values;
  if (isFloat(type)) return floatComparator(type, values as Float64Array, other as Float64Array);
  if (values instanceof BigInt64Array || values instanceof BigUint64Array) {
    const a = int32Words(values);
    const b = int32Words(other as typeof values);
    const unsigned = values instanceof BigUint64Array;
    const order = [1, 0];
    const signs = [unsigned, true];
    return (i, j) => compareWords(a, 2 * i, b, 2 * j, order, signs);
  }
  return (i, j) => (values[i] as number) - (other[j] as number);
}

function floatComparator(type: ArrowType, a: Float64Array, b: Float64Array): RowComparator {
  const number = type.id === "Float16" ? float16ToNumber : (x: number): number => x;
  return (i, j) => {
    const x = number(a[i]!);
    const y = number(b[j]!);
    if (x < y) return -1;
    if (x > y) return 1;
    if (x === y) return x === 0 ? +Object.is(x, 0) - +Object.is(y, 0) : 0;
    return +(x !== x) - +(y !== y);
  };
}
