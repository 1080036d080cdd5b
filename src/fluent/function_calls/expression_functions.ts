/** What expressions do by methods, as functions. */
import { CaseBuilder } from "../case_builder.ts";
import { type AliasOptions, Expr, type ExprInput, type NegatedOptions } from "../expr.ts";
import { SortExpr, type SortOptions } from "../sort_expr.ts";

/** `value IN (values)`: null where the value is null, or is none of them while one of them is null. */
export function inList(value: Expr, values: readonly ExprInput[], options?: boolean | NegatedOptions): Expr {
  return value.inList(values, options);
}

/** Gives an expression a name. */
export function alias(
  value: Expr,
  name: string,
  metadata?: Readonly<Record<string, string>> | AliasOptions,
): Expr {
  return value.alias(name, metadata);
}

/** A sort key: ascending, nulls last unless told. */
export function orderBy(value: Expr, ascending?: boolean | SortOptions, nullsFirst?: boolean): SortExpr {
  return new SortExpr(value, ascending, nullsFirst);
}

/** Begins `CASE subject WHEN value THEN …`; to import it by a name, see `caseWhen`. */
function caseOf(subject: ExprInput): CaseBuilder {
  return new CaseBuilder(Expr.from(subject));
}
export { caseOf as case };
