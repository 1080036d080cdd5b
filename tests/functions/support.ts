import {
  type ArrowType,
  type Column,
  columnValue,
  type Datum,
  datumToColumn,
  field,
  isScalar,
  primitiveColumn,
  type Scalar,
  scalar,
  type ScalarData,
  T,
  utf8FromStrings,
} from "../../src/arrow/mod.ts";
import { castColumn, castScalar } from "../../src/compute/cast/mod.ts";
import { builtInFunctions } from "../../src/functions/mod.ts";

const QUERY = { queryStartUs: 0n, timezone: "+00:00" };

/** Calls a built-in as a query does: arguments are cast to what it wants. */
export function call(name: string, args: readonly Datum[], numRows: number = rowsOf(args)): Datum {
  const fn = builtInFunctions().scalar(name)!;
  const types = fn.coerceTypes(args.map((arg) => arg.type));
  const cast = args.map((arg, i) =>
    isScalar(arg) ? castScalar(arg, types[i]!, { safe: false }) : castColumn(arg, types[i]!, { safe: false })
  );
  const argFields = types.map((type, i) => field(`a${i}`, type));
  const returnField = fn.returnField({
    fields: argFields,
    scalars: cast.map((arg): Scalar | undefined => isScalar(arg) ? arg : undefined),
  });
  return fn.invoke({ args: cast, numRows, returnField, argFields, query: QUERY });
}

/** The rows that a call gives. */
export function rows(name: string, args: readonly Datum[]): readonly ScalarData[] {
  const numRows = rowsOf(args);
  const column = datumToColumn(call(name, args, numRows), numRows);
  return Array.from({ length: numRows }, (_, row) => columnValue(column, row));
}

function rowsOf(args: readonly Datum[]): number {
  const column = args.find((arg): arg is Column => !isScalar(arg));
  return column?.length ?? 1;
}

/** A column of texts. */
export function texts(...values: readonly (string | null)[]): Column {
  return utf8FromStrings(T.Utf8, values);
}

/** A column of Int64. */
export function longs(...values: readonly bigint[]): Column {
  return primitiveColumn(T.Int64, BigInt64Array.from(values));
}

/** A constant. */
export function constant(value: ScalarData, type: ArrowType = typeOf(value)): Scalar {
  return scalar(type, value);
}

function typeOf(value: ScalarData): ArrowType {
  if (typeof value === "string") return T.Utf8;
  return typeof value === "bigint" ? T.Int64 : typeof value === "number" ? T.Float64 : T.Null;
}
