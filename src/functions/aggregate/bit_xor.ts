import type { AggregateFunction } from "../../udf/mod.ts";
import { bitFunction } from "./bit_fold.ts";

/** `bit_xor`: the bitwise exclusive OR of all values; nulls do not count. */
export const bitXor: AggregateFunction = bitFunction(
  "xor",
  "Computes the bitwise exclusive OR of all non-null input values.",
);
