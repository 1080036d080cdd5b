import type { ScalarFunction } from "../../udf/mod.ts";

/** The built-in scalar functions of this theme. */
export const regexFunctions: readonly ScalarFunction[] = Object.freeze([]);
