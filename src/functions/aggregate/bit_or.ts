import type { AggregateFunction } from "../../udf/mod.ts";
import { bitFunction } from "./bit_fold.ts";

/** `bit_or`: the bitwise OR of all values; nulls do not count. */
export const bitOr: AggregateFunction = bitFunction("or", "Computes the bitwise OR of all non-null input values.");
