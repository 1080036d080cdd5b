import type { Scalar, TypeInput } from "../arrow/mod.ts";
import { Expr } from "./expr.ts";
import type { LiteralValue } from "./literal_scalar.ts";

/**
 * A column by name. `col("t.a")` is column `a` of table `t`; unquoted names fold to lower case, `col('"A b"')` keeps case, dots and spaces.
 *
 * @example
 * ```ts
 * import { col } from "@fusewire/fusewire";
 * import { assertEquals } from "@std/assert";
 *
 * assertEquals(col("t.a").add(1).canonicalName(), "t.a + Int64(1)");
 * ```
 */
export function col(name: string): Expr {
  return Expr.column(name);
}

/** The same as {@linkcode col}. */
export const column: (name: string) => Expr = col;

/**
 * A constant: Int64 for whole numbers and bigints, Float64 for other numbers, Utf8View for strings, Boolean, Binary for a Uint8Array,
 * Timestamp(µs) for a Date, lists and structs for arrays and objects, Null for null. With `type`, the value cast to it.
 *
 * @throws {PlanError} if the value has no Arrow type or does not fit `type`
 *
 * @example
 * ```ts
 * import { lit, types } from "@fusewire/fusewire";
 * import { assertEquals } from "@std/assert";
 *
 * assertEquals(String(lit(1)), "Expr(Int64(1))");
 * assertEquals(String(lit("1.50", types.decimal128(10, 2))), "Expr(Decimal128(1.50,10,2))");
 * ```
 */
export function lit(value: LiteralValue | Scalar, type?: TypeInput): Expr {
  return Expr.literal(value, type);
}

/** The same as {@linkcode lit}. */
export const literal: (value: LiteralValue | Scalar, type?: TypeInput) => Expr = lit;
