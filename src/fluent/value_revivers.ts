import { arrowExport, arrowValueFromBytes, type ArrowValueKind } from "../arrow/mod.ts";
import { DecodeError } from "../errors.ts";
import type { ValueRevivers } from "../inline/mod.ts";
import { type FunctionKind, functionRef } from "../udf/mod.ts";
import { Expr } from "./expr.ts";
import { libraryExport } from "./library_exports.ts";
import { openInline } from "./open_inline.ts";
import { SortExpr } from "./sort_expr.ts";
import { aggregateByRef } from "./udaf.ts";
import { scalarByRef } from "./udf.ts";
import { windowByRef } from "./udwf.ts";

/** The way back of `valueReducers`. */
export function valueRevivers(): ValueRevivers {
  return REVIVERS;
}

const REVIVERS: ValueRevivers = Object.freeze({
  "fusewire.udf": (reduced: unknown) => {
    const { kind, name, payload } = reduced as { kind: FunctionKind; name: string; payload?: Uint8Array };
    const implementation = payload && openInline(kind, payload);
    const parts = { ref: functionRef(kind, name, { implementation, payload }), inline: undefined };
    return kind === "scalar" ? scalarByRef(parts) : kind === "aggregate" ? aggregateByRef(parts) : windowByRef(parts);
  },
  "fusewire.export": (reduced: unknown) => found(libraryExport(String(reduced)), `export "${reduced}" of this library`),
  "arrow.export": (reduced: unknown) => found(arrowExport(String(reduced)), `export "${reduced}" of apache-arrow`),
  "fusewire.expr": (reduced: unknown) => Expr.fromBytes(reduced as Uint8Array),
  "fusewire.sort": (reduced: unknown) => {
    const { expr, ascending, nullsFirst } = reduced as { expr: Uint8Array; ascending: boolean; nullsFirst: boolean };
    return new SortExpr(Expr.fromBytes(expr), ascending, nullsFirst);
  },
  "arrow.data": (reduced: unknown) => {
    const { kind, bytes } = reduced as { kind: ArrowValueKind; bytes: Uint8Array };
    return arrowValueFromBytes(kind, bytes);
  },
});

function found(value: unknown, what: string): unknown {
  if (value !== undefined) return value;
  throw new DecodeError({
    message: `Cannot revive a captured value: there is no ${what} here`,
    remedy: "use the same version of the library on both sides",
  });
}
