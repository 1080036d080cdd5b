import { arrowExportName, arrowValueKind, arrowValueToBytes } from "../arrow/mod.ts";
import type { ValueReducer } from "../inline/mod.ts";
import { Expr } from "./expr.ts";
import { libraryExportName } from "./library_exports.ts";
import { SortExpr } from "./sort_expr.ts";
import { userFunctionParts } from "./user_function.ts";

/**
 * How values of this library and of apache-arrow travel inside captured state: the library's exports by name, expressions and Arrow data
 * as their bytes, UDFs as their payload.
 */
export function valueReducers(): readonly ValueReducer[] {
  return REDUCERS;
}

const REDUCERS: readonly ValueReducer[] = Object.freeze(
  [
    {
      tag: "fusewire.udf",
      test: (value) => userFunctionParts(value) !== undefined,
      reduce: (value) => {
        const { ref } = userFunctionParts(value)!;
        return { kind: ref.kind, name: ref.name, payload: ref.payload };
      },
    },
    {
      tag: "fusewire.export",
      test: (value) => libraryExportName(value) !== undefined,
      reduce: (value) => libraryExportName(value),
    },
    {
      tag: "arrow.export",
      test: (value) => arrowExportName(value) !== undefined,
      reduce: (value) => arrowExportName(value),
    },
    { tag: "fusewire.expr", test: (value) => value instanceof Expr, reduce: (value) => (value as Expr).toBytes() },
    {
      tag: "fusewire.sort",
      test: (value) => value instanceof SortExpr,
      reduce: (value) => {
        const sort = value as SortExpr;
        return { expr: sort.expr().toBytes(), ascending: sort.ascending(), nullsFirst: sort.nullsFirst() };
      },
    },
    {
      tag: "arrow.data",
      test: (value) => arrowValueKind(value) !== undefined,
      reduce: (value) => ({ kind: arrowValueKind(value), bytes: arrowValueToBytes(value) }),
    },
  ] satisfies readonly ValueReducer[],
);
