import type { Scalar } from "../arrow/mod.ts";
import { PlanError } from "../errors.ts";
import { canonicalName } from "../expr/mod.ts";
import { Expr } from "./expr.ts";
import type { LiteralValue } from "./literal_scalar.ts";

/** The value of a literal, for arguments that must be known before any row; others as they are. @throws {PlanError} */
export function constantOf(input: LiteralValue | Scalar | Expr, what: string): LiteralValue | Scalar {
  if (!(input instanceof Expr)) return input;
  const { node } = input;
  if (node.kind === "literal") return node.scalar;
  throw new PlanError({ message: `Cannot take ${canonicalName(node)} as ${what}: it must be a constant` });
}
