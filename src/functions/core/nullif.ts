import { andBits, type ArrowType, type Column, countBits, scalar, T } from "../../arrow/mod.ts";
import { comparisonCoercion } from "../../compute/coercion/mod.ts";
import { nullifyBits, zip } from "../../compute/select/mod.ts";
import type { ScalarFunction } from "../../udf/mod.ts";
import { defineScalar } from "../define_scalar.ts";
import { argumentsOf, examples, SECTIONS } from "../documentation.ts";
import { countError, oneType } from "../signature.ts";
import { columnsOf, comparedRows, validRows } from "./choose_rows.ts";

/** The type in which two values compare; two nulls are text. */
function coerce(types: readonly ArrowType[]): readonly ArrowType[] {
  if (types.length !== 2) throw countError("nullif", types.length, [2]);
  if (types.every((type) => type.id === "Null")) return [T.Utf8View, T.Utf8View];
  return oneType("nullif", types, comparisonCoercion);
}

/** `nullif(a, b)`. */
export const nullif: ScalarFunction = defineScalar({
  name: "nullif",
  section: SECTIONS.core,
  description: "Null where both arguments are equal, else the first one.",
  syntax: "nullif(expression1, expression2)",
  args: argumentsOf({ expression1: "The result unless both are equal.", expression2: "The value that becomes null." }),
  examples: examples(["nullif('datafusion', 'data')", "datafusion"]),
  strict: false,
  coerce,
  result: ([type]) => type!,
  evaluate: (args, numRows, call) => {
    const { type } = call.returnField;
    const [left, right] = columnsOf(args, numRows);
    const equal = comparedRows("=", left!, right!, type);
    const both = andBits(andBits(equal, validRows(left!), numRows), validRows(right!), numRows);
    const count = countBits(both, numRows);
    return count === 0 ? left! : nullified(left!, both, numRows, left!.nullCount + count);
  },
});

/** The column with the given rows null. Layouts that have validity in their children are copied. */
function nullified(column: Column, rows: Uint8Array, numRows: number, nullCount: number): Column {
  if (column.layout === "union" || column.layout === "null") {
    return zip(rows, scalar(column.type, null), column, numRows);
  }
  return { ...column, validity: nullifyBits(column.validity, rows, numRows), nullCount };
}
