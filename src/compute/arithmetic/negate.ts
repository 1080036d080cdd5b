import type { ArrowType, Column, Datum, PrimitiveColumn, Scalar, WideColumn } from "../../arrow/mod.ts";
import {
  int32Words,
  isDecimal,
  isFloat,
  isScalar,
  isSignedInteger,
  newInt32,
  newValues,
  newValuesLike,
  primitiveColumn,
  scalarAt,
  scalarToColumn,
  typeText,
  wideColumn,
} from "../../arrow/mod.ts";
import { PlanError } from "../../errors.ts";
import { overflowError } from "./arithmetic_errors.ts";
import { subI64 } from "./i64_loops.ts";
import { isRowValid } from "./operands.ts";

/** `- x`. Columns of integers wrap (MIN stays MIN); a constant MIN raises, as in DataFusion, and so do decimals and intervals. */
export type NegateKernel = (value: Datum) => Datum;

/** Whether `-` takes the type: signed numbers, intervals and null. */
export function canNegate(type: ArrowType): boolean {
  return isSignedInteger(type) || isFloat(type) || isDecimal(type) || type.id === "Interval" || type.id === "Null";
}

/** The kernel of `- x`. @throws {PlanError} if the type has no negative */
export function negateKernel(type: ArrowType): NegateKernel {
  if (!canNegate(type)) {
    throw new PlanError({
      message: `Cannot negate ${typeText(type)}: unary operator '-' only supports signed numeric and interval types`,
    });
  }
  return (value) => {
    if (!isScalar(value)) return negateColumn(value);
    if (value.value === null) return value;
    raiseOnSmallest(value);
    return scalarAt(negateColumn(scalarToColumn(value, 1)), 0);
  };
}

const SMALLEST: Readonly<Record<string, number | bigint>> = {
  Int8: -128,
  Int16: -32768,
  Int32: -2147483648,
  Int64: -(2n ** 63n),
};

function raiseOnSmallest({ type, value }: Scalar): void {
  if (value === SMALLEST[type.id]) throw overflowError(`-(${value})`, type);
}

function negateColumn(column: Column): Column {
  switch (column.layout) {
    case "primitive":
      return negatePrimitive(column);
    case "wide":
      return negateWide(column);
    default:
      return column; // the null type
  }
}

function negatePrimitive(column: PrimitiveColumn): PrimitiveColumn {
  const { type, values, validity, nullCount, length } = column;
  const n = length | 0;
  if (values instanceof BigInt64Array) {
    const out = newValues(type, n) as BigInt64Array;
    const outWords = int32Words(out);
    subI64(new Int32Array(2), 0, int32Words(values), -1, outWords, n);
    if (type.id !== "Int64") raiseWhereUnchanged(column, (i) => values[i] === -(2n ** 63n));
    return primitiveColumn(type, out, validity, nullCount);
  }
  const out = newValuesLike(values, n) as Float64Array;
  const numbers = values as Float64Array;
  if (type.id === "Float16") { for (let i = 0; i < n; i++) out[i] = numbers[i]! ^ 0x8000; }
  else for (let i = 0; i < n; i++) out[i] = -numbers[i]!;
  if (type.id === "Decimal32" || type.id === "Interval") raiseWhereUnchanged(column, (i) => values[i] === -2147483648);
  return primitiveColumn(type, out, validity, nullCount);
}

function raiseWhereUnchanged(column: Column, isSmallest: (row: number) => boolean): void {
  for (let i = 0; i < column.length; i++) {
    if (isSmallest(i) && isRowValid(column.validity, i)) throw overflowError("-(smallest value)", column.type);
  }
}

function negateWide(column: WideColumn): WideColumn {
  const { type, stride, values, validity, nullCount, length } = column;
  const out = newInt32(length * stride);
  // Which words are numbers of their own: all of a decimal are one; an interval's parts stand alone.
  const groups = type.id !== "Interval" ? [stride] : stride === 2 ? [1, 1] : [1, 1, 2];
  for (let i = 0; i < length; i++) {
    let at = i * stride;
    for (const words of groups) {
      let carry = 1;
      let same = true;
      let nonzero = 0;
      for (let k = 0; k < words; k++, at++) {
        const word = values[at]!;
        const sum = (~word >>> 0) + carry;
        carry = sum > 4294967295 ? 1 : 0;
        out[at] = sum;
        same &&= out[at] === word;
        nonzero |= word;
      }
      if (same && nonzero !== 0 && isRowValid(validity, i)) throw overflowError("-(smallest value)", type);
    }
  }
  return wideColumn(type, out, validity, nullCount);
}
