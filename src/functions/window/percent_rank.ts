import { newFloat64, primitiveColumn, T } from "../../arrow/mod.ts";
import type { WindowFunction } from "../../udf/mod.ts";
import { defineWindow, expectCount } from "./define_window.ts";

/** `percent_rank`: (rank - 1) / (rows - 1), 0 for a single row. */
export const percentRank: WindowFunction = defineWindow({
  name: "percent_rank",
  section: "Ranking Functions",
  description:
    "Returns the percentage rank of the current row within its partition. The value ranges from 0 to 1 and is computed as `(rank - 1) / (total_rows - 1)`.",
  syntax: "percent_rank()",
  coerce(types) {
    expectCount("percent_rank", types, 0, 0);
    return types;
  },
  result: () => T.Float64,
  nullable: false,
  usesFrame: false,
  evaluator: () => ({ numRows, peers }) => {
    const out = newFloat64(numRows);
    for (let p = 0; p < peers.length; p++) {
      out.fill(numRows > 1 ? peers[p]! / (numRows - 1) : 0, peers[p]!, peers[p + 1] ?? numRows);
    }
    return primitiveColumn(T.Float64, out);
  },
});
