import type { Expr } from "@fusewire/fusewire";

/** One of `tests/golden/fluent/*.gen.ts`: its id, how a user builds the expression, and its bytes as hex digits. */
export type Construction = readonly [id: string, build: () => Expr, bytes: string];

/** `step` applied `count` times, with the number of each time. */
export function repeated(count: number, start: Expr, step: (expr: Expr, i: number) => Expr): Expr {
  let expr = start;
  for (let i = 0; i < count; i++) expr = step(expr, i);
  return expr;
}

/** What `item` makes of the numbers below `count`. */
export function listed<T>(count: number, item: (i: number) => T): readonly T[] {
  return Array.from({ length: count }, (_, i) => item(i));
}
