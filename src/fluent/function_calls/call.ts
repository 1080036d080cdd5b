import { Expr, type ExprInput } from "../expr.ts";
import { callScalar } from "../expr_methods.ts";
import { checkOptions, isOptions, type Named, named } from "../named_options.ts";

export { callScalar, checkOptions, isOptions, type Named, named };

/** An optional argument, or options that stand in its place: `lpad(text, 5, "x")` or `lpad(text, 5, { characters: "x" })`. */
export type Optional<K extends string> = ExprInput | Named<K, ExprInput>;

/** A call with optional arguments after the others; those that are left out are not sent. */
export function callWith<K extends string>(
  name: string,
  args: readonly ExprInput[],
  names: readonly K[],
  more: readonly (Optional<K> | undefined)[],
): Expr {
  const values = named<K, ExprInput>(name, names, more);
  return callScalar(name, [...args, ...names.map((each) => values[each]).filter((value) => value !== undefined)]);
}

/** Text as a constant of type Utf8, as SQL has it; anything else as it is. */
export function utf8(value: ExprInput): ExprInput {
  return typeof value === "string" ? Expr.stringLiteral(value) : value;
}
