import { scalar, T } from "../../arrow/mod.ts";
import type { ScalarFunction } from "../../udf/mod.ts";
import { defineScalar } from "../define_scalar.ts";
import { SECTIONS } from "../documentation.ts";
import { signature } from "../signature.ts";

/**
 * The engine that results can be compared with, as its own `version()` prints it. The same on every machine and runtime, so
 * that a query gives the same rows in the driver and in a worker.
 */
const VERSION = "Apache DataFusion 55.2.0, x86_64 on linux";

/** `version()`. */
export const version: ScalarFunction = defineScalar({
  name: "version",
  section: SECTIONS.core,
  description: "The version of DataFusion whose results this engine gives.",
  syntax: "version()",
  coerce: signature("version", []),
  result: () => T.Utf8,
  evaluate: () => scalar(T.Utf8, VERSION),
});
