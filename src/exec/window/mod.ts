/**
 * Window functions over whole inputs: sort once, find frames, evaluate partition by partition, give rows back in their order.
 *
 * - Takes compiled columns: what an expression means was decided before.
 * - Frames are two arrays of row numbers that never fall, so that aggregates slide over them.
 * - A frame that no row can have is refused before any row is looked at.
 *
 * May import: `arrow`, `compute/*`, `expr` (frames), `udf`, `errors`.
 */
export { checkFrame } from "./check_frame.ts";
export type { WindowKeys } from "./sorted_rows.ts";
export type { WindowCall, WindowInput } from "./window_call.ts";
export { WindowEvaluator } from "./window_evaluator.ts";
