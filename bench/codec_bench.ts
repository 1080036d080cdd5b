import { col, Expr } from "@fusewire/fusewire";
import { type Figure, median } from "./measure.ts";

/** 22 nodes: comparisons, arithmetic, a CASE and an IN list, as a filter of a report might be. */
export function expression22(): Expr {
  return col("a").mul(2).add(col("b")).gt(col("c")).and(col("d").eq("x").or(col("e").isNull()))
    .and(col("f").between(1, 10)).and(col("g").lt(1.5));
}

/** Encoding and decoding of one expression. */
export function codecFigures(
  python: { readonly encodeUs: number; readonly decodeUs: number } | undefined,
): readonly Figure[] {
  const expr = expression22();
  const bytes = expr.toBytes();
  const encodeUs = perCall(() => expr.toBytes());
  const decodeUs = perCall(() => Expr.fromBytes(bytes));
  return [{
    name: "encode + decode an expression of 22 nodes",
    unit: "µs",
    ours: encodeUs + decodeUs,
    baseline: python && python.encodeUs + python.decodeUs,
    baselineName: "datafusion 55 for Python",
    goal: "≤ 4 µs",
  }];
}

/** Microseconds of one call, the median of 21 rounds of 2000. */
function perCall(run: () => unknown): number {
  const CALLS = 2000;
  for (let i = 0; i < CALLS * 5; i++) run();
  return median(Array.from({ length: 21 }, () => {
    const start = performance.now();
    for (let i = 0; i < CALLS; i++) run();
    return (performance.now() - start) * 1000 / CALLS;
  }));
}
