/**
 * Window functions: DataFusion's, one definition per file. Aggregates over frames live with the window operator.
 *
 * - An evaluator sees one partition at a time, in window order, and gives one row per row.
 * - Constant arguments are checked when the evaluator is made, before any row.
 *
 * May import: `arrow`, `compute/*`, `udf`, `errors`.
 */
import type { WindowFunction } from "../../udf/mod.ts";
import { cumeDist } from "./cume_dist.ts";
import { denseRank } from "./dense_rank.ts";
import { firstValue } from "./first_value.ts";
import { lag } from "./lag.ts";
import { lastValue } from "./last_value.ts";
import { lead } from "./lead.ts";
import { nthValue } from "./nth_value.ts";
import { ntile } from "./ntile.ts";
import { percentRank } from "./percent_rank.ts";
import { rank } from "./rank.ts";
import { rowNumber } from "./row_number.ts";

/** Every window function, by name. */
export const windowFunctions: readonly WindowFunction[] = Object.freeze([
  cumeDist,
  denseRank,
  firstValue,
  lag,
  lastValue,
  lead,
  nthValue,
  ntile,
  percentRank,
  rank,
  rowNumber,
]);

export { cumeDist, denseRank, firstValue, lag, lastValue, lead, nthValue, ntile, percentRank, rank, rowNumber };
