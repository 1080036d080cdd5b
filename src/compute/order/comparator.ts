import { type Column, isValidAt, newBitmap, setBit, unionChild } from "../../arrow/mod.ts";
import { equalityStride, equalityWords } from "./equality_words.ts";
import type { SortKey } from "./argsort.ts";
import { rowBytes, type SortOptions } from "./row_bytes.ts";

/** Negative, zero or positive as row `left` comes before, with or after row `right`. */
export type RowComparator = (left: number, right: number) => number;

/**
 * Compares rows of two columns of one type in the order of {@linkcode argsort}; both may be the same column. For merging sorted
 * streams: sorting itself does not compare.
 */
export function columnComparator(left: Column, right: Column, options: SortOptions): RowComparator {
  const values = valueComparator(left, right, options);
  const sign = options.descending ? -1 : 1;
  const nullsAt = options.nullsFirst ? -1 : 1;
  if (left.validity === null && right.validity === null) return options.descending ? (i, j) => -values(i, j) : values;
  return (i, j) => {
    const a = isValidAt(left, i);
    const b = isValidAt(right, j);
    if (a && b) return sign * values(i, j);
    return a === b ? 0 : a ? -nullsAt : nullsAt;
  };
}

/** Compares rows by several keys. */
export function rowComparator(left: readonly SortKey[], right: readonly Column[]): RowComparator {
  const each = left.map((key, k) => columnComparator(key.column, right[k]!, key));
  if (each.length === 1) return each[0]!;
  return (i, j) => {
    for (let k = 0; k < each.length; k++) {
      const order = each[k]!(i, j);
      if (order !== 0) return order;
    }
    return 0;
  };
}

/** Compares non-null rows ascending; children follow `options`, relative to a caller that flips the sign for descending. */
function valueComparator(left: Column, right: Column, options: SortOptions): RowComparator {
  if (left.layout === "dictionary" || right.layout === "dictionary") {
    const a = left.layout === "dictionary" ? left.dictionary : left;
    const b = right.layout === "dictionary" ? right.dictionary : right;
    const entries = valueComparator(a, b, options);
    const leftKeys = left.layout === "dictionary" ? left.keys : null;
    const rightKeys = right.layout === "dictionary" ? right.keys : null;
    return (i, j) => entries(leftKeys ? leftKeys[i]! : i, rightKeys ? rightKeys[j]! : j);
  }
  /** Child order in which the caller's sign has no effect on where nulls stand. */
  const child = (a: Column, b: Column): RowComparator => {
    const inner = columnComparator(a, b, options);
    return options.descending ? (i, j) => -inner(i, j) : inner;
  };
  switch (left.layout) {
    case "null":
      return () => 0;
    case "boolean": {
      const [a, b] = [left.values, (right as typeof left).values];
      return (i, j) => ((a[i >>> 3]! >>> (i & 7)) & 1) - ((b[j >>> 3]! >>> (j & 7)) & 1);
    }
    case "primitive":
      return primitiveComparator(left, right as typeof left);
    case "wide": {
      const { stride } = left;
      const [a, b] = [left.values, (right as typeof left).values];
      const interval = left.type.id === "Interval";
      const order = interval
        ? (stride === 2 ? [0, 1] : [0, 1, 3, 2])
        : Array.from({ length: stride }, (_, k) => stride - 1 - k);
      const signed = interval ? 3 : 1;
      return (i, j) => {
        for (let k = 0; k < order.length; k++) {
          const x = a[i * stride + order[k]!]!;
          const y = b[j * stride + order[k]!]!;
          if (x !== y) return k < signed ? x - y : (x >>> 0) - (y >>> 0);
        }
        return 0;
      };
    }
    case "bytes": {
      const other = right as typeof left;
      return (i, j) =>
        compareBytes(
          left.data,
          left.offsets[i]!,
          left.offsets[i + 1]!,
          other.data,
          other.offsets[j]!,
          other.offsets[j + 1]!,
        );
    }
    case "fixedBytes": {
      const other = right as typeof left;
      const { width } = left;
      return (i, j) => compareBytes(left.data, i * width, (i + 1) * width, other.data, j * width, (j + 1) * width);
    }
    case "list": {
      const other = right as typeof left;
      const items = child(left.child, other.child);
      return (i, j) => {
        let x = left.offsets[i]!;
        let y = other.offsets[j]!;
        const lengths = (left.offsets[i + 1]! - x) - (other.offsets[j + 1]! - y);
        for (const end = Math.min(left.offsets[i + 1]!, x + other.offsets[j + 1]! - y); x < end; x++, y++) {
          const order = items(x, y);
          if (order !== 0) return order;
        }
        return lengths;
      };
    }
    case "fixedList": {
      const items = child(left.child, (right as typeof left).child);
      const { size } = left;
      return (i, j) => {
        for (let k = 0; k < size; k++) {
          const order = items(i * size + k, j * size + k);
          if (order !== 0) return order;
        }
        return 0;
      };
    }
    case "struct": {
      const fields = left.children.map((c, k) => child(c, (right as typeof left).children[k]!));
      return (i, j) => {
        for (let k = 0; k < fields.length; k++) {
          const order = fields[k]!(i, j);
          if (order !== 0) return order;
        }
        return 0;
      };
    }
    case "union": {
      const other = right as typeof left;
      return (i, j) => {
        if (left.typeIds[i] !== other.typeIds[j]) return left.typeIds[i]! - other.typeIds[j]!;
        const a = unionChild(left, i);
        const b = unionChild(other, j);
        return child(a.column, b.column)(a.row, b.row);
      };
    }
  }
}

function primitiveComparator(
  left: Column & { layout: "primitive" },
  right: Column & { layout: "primitive" },
): RowComparator {
  const [a, b] = [left.values, right.values];
  if (a instanceof BigInt64Array || a instanceof BigUint64Array) {
    // By words: the high one decides unless equal.
    const [x, y] = [words(a), words(b as BigInt64Array)];
    const flip = a instanceof BigInt64Array ? 0 : 0x8000_0000;
    return (i, j) => {
      const high = (x[2 * i + 1]! ^ flip) - (y[2 * j + 1]! ^ flip);
      return high !== 0 ? high : (x[2 * i]! >>> 0) - (y[2 * j]! >>> 0);
    };
  }
  if (left.type.id === "Float16") {
    const rank = (bits: number): number =>
      (bits & 0x7fff) > 0x7c00 ? 0xffff : bits & 0x8000 ? ~bits & 0xffff : bits | 0x8000;
    return (i, j) => rank(a[i] as number) - rank(b[j] as number);
  }
  if (a instanceof Float64Array || a instanceof Float32Array) {
    return (i, j) => {
      const x = a[i]!;
      const y = b[j] as number;
      if (x < y) return -1;
      if (x > y) return 1;
      if (x === y) return x === 0 ? (Object.is(x, y) ? 0 : Object.is(x, -0) ? -1 : 1) : 0;
      return x === x ? -1 : y === y ? 1 : 0; // NaN is the greatest
    };
  }
  return (i, j) => (a[i] as number) - (b[j] as number);
}

function words(values: BigInt64Array | BigUint64Array): Int32Array {
  return new Int32Array(values.buffer, values.byteOffset, 2 * values.length);
}

function compareBytes(
  a: Uint8Array,
  aStart: number,
  aEnd: number,
  b: Uint8Array,
  bStart: number,
  bEnd: number,
): number {
  const lengths = (aEnd - aStart) - (bEnd - bStart);
  for (const end = Math.min(aEnd, aStart + bEnd - bStart); aStart < end; aStart++, bStart++) {
    const difference = a[aStart]! - b[bStart]!;
    if (difference !== 0) return difference;
  }
  return lengths;
}

/**
 * Where runs of equal rows start, ascending, beginning with 0: peers of a window, partitions of sorted rows. Equal as in GROUP BY.
 * Empty where there are no rows.
 */
export function runStarts(columns: readonly Column[], numRows: number): Int32Array {
  if (numRows === 0) return new Int32Array(0);
  const changed = newBitmap(numRows);
  setBit(changed, 0);
  for (const column of columns) markChanges(column, numRows, changed);
  const out: number[] = [];
  for (let i = 0; i < numRows; i++) if ((changed[i >>> 3]! >>> (i & 7)) & 1) out.push(i);
  return Int32Array.from(out);
}

function markChanges(column: Column, numRows: number, changed: Uint8Array): void {
  if (column.layout === "null") return;
  const { validity } = column;
  let differs: RowComparator;
  if (equalityStride(column.type) > 0) {
    const { stride, words } = equalityWords(column);
    differs = (i, j) => {
      for (let k = 0; k < stride; k++) if (words[i * stride + k] !== words[j * stride + k]) return 1;
      return 0;
    };
  } else if (column.layout === "bytes") {
    const { offsets, data } = column;
    differs = (i, j) => compareBytes(data, offsets[i]!, offsets[i + 1]!, data, offsets[j]!, offsets[j + 1]!);
  } else {
    const { offsets, data } = rowBytes(column);
    differs = (i, j) => compareBytes(data, offsets[i]!, offsets[i + 1]!, data, offsets[j]!, offsets[j + 1]!);
  }
  for (let i = 1; i < numRows; i++) {
    const a = validity === null || isValidAt(column, i - 1);
    const b = validity === null || isValidAt(column, i);
    if (a !== b || (a && differs(i - 1, i) !== 0)) setBit(changed, i);
  }
}
