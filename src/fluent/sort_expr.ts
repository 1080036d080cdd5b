import type { SortExpr as SortKey } from "../expr/mod.ts";
import { sortExprText } from "../expr/mod.ts";
import { type CloneGuard, exprCloneGuard } from "./clone_guard.ts";
import { Expr } from "./expr.ts";
import { named } from "./named_options.ts";

/** How a sort key orders. */
export interface SortOptions {
  /** Small values first (default), or large ones. */
  readonly ascending?: boolean | undefined;
  /** Nulls before all values, or after them (default), whatever the direction. */
  readonly nullsFirst?: boolean | undefined;
}

/** A sort key: an expression, its direction, and where nulls go. Made by `expr.sort()`. */
export class SortExpr {
  /** The key as plain data. */
  readonly key: SortKey;
  private readonly cloneGuard: CloneGuard = exprCloneGuard;

  /** @throws {TypeError} on an unknown option */
  constructor(expr: Expr, ascending?: boolean | SortOptions, nullsFirst?: boolean) {
    const options = named<keyof SortOptions, boolean>("sort", ["ascending", "nullsFirst"], [ascending, nullsFirst]);
    this.key = Object.freeze({
      expr: expr.node,
      ascending: options.ascending ?? true,
      nullsFirst: options.nullsFirst ?? false,
    });
  }

  /** The expression that rows are ordered by. */
  expr(): Expr {
    return Expr.fromNode(this.key.expr);
  }

  /** Whether small values come first. */
  ascending(): boolean {
    return this.key.ascending;
  }

  /** Whether nulls come before all values. */
  nullsFirst(): boolean {
    return this.key.nullsFirst;
  }

  /** The key as DataFusion prints it, for example `a DESC NULLS LAST`. */
  toString(): string {
    return sortExprText(this.key);
  }
}

/** What may stand for a sort key: a key, an expression or a column's name (ascending, nulls last). */
export type SortInput = SortExpr | Expr | string;

/** Sort keys as plain data; one or many. */
export function sortKeys(inputs: SortInput | readonly SortInput[] | null | undefined): readonly SortKey[] {
  if (inputs === undefined || inputs === null) return [];
  const list = Array.isArray(inputs) ? inputs as readonly SortInput[] : [inputs as SortInput];
  return list.map((input) => {
    if (input instanceof SortExpr) return input.key;
    const expr = typeof input === "string" ? Expr.column(input) : input;
    return new SortExpr(expr).key;
  });
}
