import { type ArrowType, type Column, type Datum, isScalar, scalar, T } from "../../arrow/mod.ts";
import { tryTypeUnionResolution } from "../../compute/coercion/mod.ts";
import { zip } from "../../compute/select/mod.ts";
import type { ReturnFieldArgs, ScalarFunction } from "../../udf/mod.ts";
import { defineScalar } from "../define_scalar.ts";
import { argumentsOf, examples, SECTIONS } from "../documentation.ts";
import { countError, overloads } from "../signature.ts";
import { columnsOf, validRows } from "./choose_rows.ts";

/** The first value that is not null, row by row. */
function firstPresent(args: readonly Datum[], numRows: number, type: ArrowType): Datum {
  const present = args.filter((arg) => !isScalar(arg) || arg.value !== null);
  if (present.length === 0) return scalar(type, null);
  if (isScalar(present[0]!)) return present[0];
  let result: Column = present[0]!;
  for (const next of present.slice(1)) {
    if (result.nullCount === 0) break;
    result = zip(validRows(result), result, isScalar(next) ? next : columnsOf([next], numRows)[0]!, numRows);
  }
  return result;
}

function allNullable({ fields }: ReturnFieldArgs): boolean {
  return fields.every((f) => f.nullable);
}

/** `coalesce(a, b, …)`: later arguments are computed only for rows where all earlier ones are null. */
export const coalesce: ScalarFunction = defineScalar({
  name: "coalesce",
  section: SECTIONS.core,
  description: "The first argument that is not null; null if all are.",
  syntax: "coalesce(expression1[, ..., expressionN])",
  args: argumentsOf({ "expression1, ...": "Values of one type, or of types that have a common one." }),
  examples: examples(["coalesce(NULL, NULL, 'datafusion')", "datafusion"]),
  strict: false,
  shortCircuits: true,
  nullable: allNullable,
  coerce: (types) => {
    if (types.length === 0) throw countError("coalesce", 0, [1]);
    return tryTypeUnionResolution(types);
  },
  result: (types) => types.find((type) => type.id !== "Null") ?? T.Null,
  evaluate: (args, numRows, call) => firstPresent(args, numRows, call.returnField.type),
});

const NVL_TYPES: readonly ArrowType[] = [
  T.Boolean,
  T.UInt8,
  T.UInt16,
  T.UInt32,
  T.UInt64,
  T.Int8,
  T.Int16,
  T.Int32,
  T.Int64,
  T.Float32,
  T.Float64,
  T.Utf8View,
  T.Utf8,
  T.LargeUtf8,
];

/** `nvl(a, b)`, `ifnull(a, b)`: coalesce of two, with fewer types: dates and lists become text. */
export const nvl: ScalarFunction = defineScalar({
  name: "nvl",
  aliases: ["ifnull"],
  section: SECTIONS.core,
  description: "The first argument, or the second one where the first is null.",
  syntax: "nvl(expression1, expression2)",
  args: argumentsOf({ expression1: "The value to use unless it is null.", expression2: "The value used instead." }),
  examples: examples(["nvl(NULL, 'a')", "a"], ["nvl('b', 'a')", "b"]),
  strict: false,
  shortCircuits: true,
  nullable: allNullable,
  coerce: overloads("nvl", ...NVL_TYPES.map((type) => [type, type])),
  result: ([type]) => type!,
  evaluate: (args, numRows, call) => firstPresent(args, numRows, call.returnField.type),
});
