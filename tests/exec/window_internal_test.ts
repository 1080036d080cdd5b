import { assertEquals, assertThrows } from "@std/assert";
import fc from "fast-check";
import { test } from "node:test";
import { newInt32, primitiveColumn, type Scalar, scalar, T } from "../../src/arrow/mod.ts";
import { PlanError } from "../../src/errors.ts";
import { checkFrame, WindowEvaluator } from "../../src/exec/window/mod.ts";
import { sortUnstable } from "../../src/exec/window/unstable_sort.ts";
import { windowFrame, windowFrameBound } from "../../src/expr/mod.ts";
import { sum } from "../../src/functions/aggregate/mod.ts";

test("sortUnstable() sorts any rows by rank and loses none", () => {
  fc.assert(fc.property(fc.array(fc.nat({ max: 40 }), { maxLength: 400 }), fc.boolean(), (ranks, networks) => {
    const rows = newInt32(ranks.length).map((_, i) => i);

    sortUnstable(rows, Int32Array.from(ranks), networks);

    assertEquals([...rows].map((row) => ranks[row]), ranks.toSorted((a, b) => a - b));
    assertEquals([...rows].toSorted((a, b) => a - b), ranks.map((_, i) => i));
  }));
});

test("frames that no row can have are refused", () => {
  const unbounded = (kind: "preceding" | "following") => windowFrameBound(kind, null);
  const at = (kind: "preceding" | "following", offset: bigint) => windowFrameBound(kind, scalar(T.UInt64, offset));
  const here = windowFrameBound("currentRow", null);
  const cases = [
    [unbounded("following"), here, "its start is UNBOUNDED FOLLOWING"],
    [here, unbounded("preceding"), "its end is UNBOUNDED PRECEDING"],
    [here, at("preceding", 1n), "it starts at CURRENT ROW, behind its end 1 PRECEDING"],
    [at("following", 1n), here, "it starts at 1 FOLLOWING, behind its end CURRENT ROW"],
    [at("preceding", 1n), at("preceding", 2n), "it starts at 1 PRECEDING, behind its end 2 PRECEDING"],
    [windowFrameBound("preceding", scalar(T.Int64, -1n)), here, "the offset of -1 PRECEDING is negative"],
  ] as const;
  for (const [start, end, is] of cases) {
    const error = assertThrows(() => checkFrame(windowFrame("rows", start, end), 1), PlanError);

    assertEquals(error.rawMessage, `Cannot use a window frame: ${is}`);
  }
});

/** Sums of 1, 2, 3, 4 over keys 1, 2, 2, 4. */
const RANGES: readonly (readonly [what: string, Scalar, readonly number[]])[] = [
  ["an offset of the key's type is a distance", scalar(T.Int32, 1), [1, 6, 6, 4]],
  ["an offset as text is read as the key's type", scalar(T.Utf8, "1"), [1, 6, 6, 4]],
  ["an offset of another type reaches to the edge of the partition", scalar(T.Int64, 1n), [1, 6, 6, 10]],
];

test("RANGE offsets count by their type, as in DataFusion", () => {
  for (const [what, offset, expected] of RANGES) {
    const keys = primitiveColumn(T.Int32, Int32Array.of(1, 2, 2, 4));
    const values = primitiveColumn(T.Int64, BigInt64Array.of(1n, 2n, 3n, 4n));
    const evaluator = new WindowEvaluator({
      partitionBy: [],
      orderBy: [{ column: keys, descending: false, nullsFirst: false }],
    }, 4);
    const field = { name: "n", type: T.Int64, nullable: true };
    const result = evaluator.evaluate({
      function: sum,
      argFields: [field],
      scalars: [undefined],
      returnField: field,
      distinct: false,
      ignoreNulls: false,
      frame: windowFrame("range", windowFrameBound("preceding", offset), windowFrameBound("currentRow", null)),
      query: { queryStartUs: 0n, timezone: "+00:00" },
    }, { args: [values] });

    assertEquals([what, result.layout === "primitive" && [...result.values].map(Number)], [what, expected]);
  }
});
