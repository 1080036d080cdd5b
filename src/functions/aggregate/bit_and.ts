import type { AggregateFunction } from "../../udf/mod.ts";
import { bitFunction } from "./bit_fold.ts";

/** `bit_and`: the bitwise AND of all values; nulls do not count. */
export const bitAnd: AggregateFunction = bitFunction("and", "Computes the bitwise AND of all non-null input values.");
