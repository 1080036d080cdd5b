import { newFloat64, primitiveColumn, T } from "../../arrow/mod.ts";
import type { WindowFunction } from "../../udf/mod.ts";
import { defineWindow, expectCount } from "./define_window.ts";

/** `cume_dist`: the share of rows up to and including the row's peers. */
export const cumeDist: WindowFunction = defineWindow({
  name: "cume_dist",
  section: "Ranking Functions",
  description:
    "Relative rank of the current row: (number of rows preceding or peer with the current row) / (total rows).",
  syntax: "cume_dist()",
  coerce(types) {
    expectCount("cume_dist", types, 0, 0);
    return types;
  },
  result: () => T.Float64,
  nullable: false,
  usesFrame: false,
  evaluator: () => ({ numRows, peers }) => {
    const out = newFloat64(numRows);
    for (let p = 0; p < peers.length; p++) {
      const end = peers[p + 1] ?? numRows;
      out.fill(end / numRows, peers[p]!, end);
    }
    return primitiveColumn(T.Float64, out);
  },
});
