import { newInt32, T } from "../../arrow/mod.ts";
import type { WindowFunction } from "../../udf/mod.ts";
import { defineWindow, expectCount, uint64Column } from "./define_window.ts";

/** `rank`: one more than the number of rows before the row's peers: 1, 1, 3, …. */
export const rank: WindowFunction = defineWindow({
  name: "rank",
  section: "Ranking Functions",
  description:
    "Returns the rank of the current row within its partition, allowing gaps between ranks. This function provides a ranking similar to `row_number`, but skips ranks for identical values.",
  syntax: "rank()",
  coerce(types) {
    expectCount("rank", types, 0, 0);
    return types;
  },
  result: () => T.UInt64,
  nullable: false,
  usesFrame: false,
  evaluator: () => ({ numRows, peers }) => {
    const out = newInt32(numRows);
    for (let p = 0; p < peers.length; p++) out.fill(peers[p]! + 1, peers[p]!, peers[p + 1] ?? numRows);
    return uint64Column(out);
  },
});
