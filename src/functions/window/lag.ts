import type { WindowFunction } from "../../udf/mod.ts";
import { shiftFunction } from "./shift_rows.ts";

/** `lag`: the value some rows before, or a default; IGNORE NULLS counts only valid rows. */
export const lag: WindowFunction = shiftFunction("lag", -1, "before");
