import type { WindowFunction } from "../../udf/mod.ts";
import { shiftFunction } from "./shift_rows.ts";

/** `lead`: the value some rows after, or a default; IGNORE NULLS counts only valid rows. */
export const lead: WindowFunction = shiftFunction("lead", 1, "after");
