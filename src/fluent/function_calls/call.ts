import { Expr, type ExprInput } from "../expr.ts";
import { callScalar } from "../expr_methods.ts";

export { callScalar };

/** Arguments up to the first one that is left out. */
export function given(args: readonly (ExprInput | undefined)[]): readonly ExprInput[] {
  const end = args.findIndex((arg) => arg === undefined);
  return (end < 0 ? args : args.slice(0, end)) as readonly ExprInput[];
}

/** Text as a constant of type Utf8, as SQL has it; anything else as it is. */
export function utf8(value: ExprInput): ExprInput {
  return typeof value === "string" ? Expr.stringLiteral(value) : value;
}

/** @throws {TypeError} on an unknown option */
export function checkOptions(name: string, options: object, known: readonly string[]): void {
  const unknown = Object.keys(options).find((key) => !known.includes(key));
  if (unknown === undefined) return;
  throw new TypeError(`Cannot call ${name}(): "${unknown}" is not an option, must be one of ${known.join(", ")}`);
}
