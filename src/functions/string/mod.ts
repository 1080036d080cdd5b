import type { ScalarFunction } from "../../udf/mod.ts";

/** The built-in scalar functions of this theme. */
export const stringFunctions: readonly ScalarFunction[] = Object.freeze([]);
