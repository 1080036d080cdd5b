import type { IntervalUnit, TimeUnit } from "../arrow/mod.ts";
import type { NullTreatment, WindowFrame, WindowFrameBound } from "../expr/mod.ts";

/** Enum values by number, as `datafusion.proto` and `datafusion_common.proto` have them. */
export const TIME_UNITS: readonly TimeUnit[] = ["s", "ms", "us", "ns"];
export const INTERVAL_UNITS: readonly IntervalUnit[] = ["YearMonth", "DayTime", "MonthDayNano"];
export const UNION_MODES: readonly ("Sparse" | "Dense")[] = ["Sparse", "Dense"];
export const FRAME_UNITS: readonly WindowFrame["units"][] = ["rows", "range", "groups"];
export const BOUND_KINDS: readonly WindowFrameBound["kind"][] = ["currentRow", "preceding", "following"];
export const NULL_TREATMENTS: readonly Exclude<NullTreatment, null>[] = ["respectNulls", "ignoreNulls"];
