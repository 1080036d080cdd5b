import type { CaseNode } from "../expr/mod.ts";
import { Expr, type ExprInput } from "./expr.ts";

type Branches = CaseNode["branches"];

/**
 * A CASE expression being built. Every step gives a new builder.
 *
 * @example
 * ```ts
 * import { caseWhen, col } from "@fusewire/fusewire";
 * import { assertEquals } from "@std/assert";
 *
 * const size = caseWhen(col("n")).when(1, "one").when(2, "two").otherwise("many");
 * assertEquals(
 *   String(size),
 *   `Expr(CASE n WHEN Int64(1) THEN Utf8View("one") WHEN Int64(2) THEN Utf8View("two") ELSE Utf8View("many") END)`,
 * );
 * ```
 */
export class CaseBuilder {
  readonly #subject: Expr | null;
  readonly #branches: Branches;

  constructor(subject: Expr | null, branches: Branches = []) {
    this.#subject = subject;
    this.#branches = branches;
  }

  /** Adds a branch; branches are tried in order. */
  when(when: ExprInput, then: ExprInput): CaseBuilder {
    const branch = Object.freeze({ when: Expr.from(when).node, then: Expr.from(then).node });
    return new CaseBuilder(this.#subject, [...this.#branches, branch]);
  }

  /** Ends the expression with the value for rows that no branch takes. */
  otherwise(value: ExprInput): Expr {
    return this.#build(Expr.from(value));
  }

  /** Ends the expression; rows that no branch takes are null. */
  end(): Expr {
    return this.#build(null);
  }

  #build(otherwise: Expr | null): Expr {
    return Expr.fromNode(Object.freeze({
      kind: "case",
      expr: this.#subject?.node ?? null,
      branches: Object.freeze(this.#branches),
      otherwise: otherwise?.node ?? null,
    }));
  }
}

/** Begins `CASE subject WHEN value THEN …`. */
export function caseWhen(subject: ExprInput): CaseBuilder {
  return new CaseBuilder(Expr.from(subject));
}

/** Begins `CASE WHEN condition THEN value …`. */
export function when(condition: ExprInput, value: ExprInput): CaseBuilder {
  return new CaseBuilder(null).when(condition, value);
}
