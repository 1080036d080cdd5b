import { newInt32, T } from "../../arrow/mod.ts";
import type { WindowFunction } from "../../udf/mod.ts";
import { defineWindow, expectCount, uint64Column } from "./define_window.ts";

/** `dense_rank`: the number of the row's peers among all runs of peers: 1, 1, 2, …. */
export const denseRank: WindowFunction = defineWindow({
  name: "dense_rank",
  section: "Ranking Functions",
  description:
    "Returns the rank of the current row without gaps. This function ranks rows in a dense manner, meaning consecutive ranks are assigned even for identical values.",
  syntax: "dense_rank()",
  coerce(types) {
    expectCount("dense_rank", types, 0, 0);
    return types;
  },
  result: () => T.UInt64,
  nullable: false,
  usesFrame: false,
  evaluator: () => ({ numRows, peers }) => {
    const out = newInt32(numRows);
    for (let p = 0; p < peers.length; p++) out.fill(p + 1, peers[p]!, peers[p + 1] ?? numRows);
    return uint64Column(out);
  },
});
