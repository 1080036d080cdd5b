import { PlanError } from "../errors.ts";
import { decodeInlineFunction, explainInline, type InlineExplanation, readFrame } from "../inline/mod.ts";
import { userFunctionParts } from "./user_function.ts";
import type { ScalarUDF } from "./udf.ts";
import type { AggregateUDF } from "./udaf.ts";
import type { WindowUDF } from "./udwf.ts";

/**
 * Tells what a user's function takes along when it travels: by value (source and captures, with their bytes), by reference (modules, exports
 * of this library) and by name.
 *
 * @throws {PlanError} if the function is known by name only
 *
 * @example
 * ```ts
 * import { explainUdf, types, udf } from "@fusewire/fusewire";
 * import { assertEquals } from "@std/assert";
 *
 * const rates = new Float64Array(1000);
 * const rated = udf((x: number) => x * rates[0]!, [types.float64()], types.float64(), { name: "rated", captures: { rates } });
 * assertEquals(explainUdf(rated).byValue.captures.map(({ name }) => name), ["rates"]);
 * ```
 */
export function explainUdf(udf: ScalarUDF | AggregateUDF | WindowUDF): InlineExplanation {
  const parts = userFunctionParts(udf);
  const payload = parts?.ref.payload;
  const inline = parts?.inline ?? (payload && inlineOf(payload));
  if (inline) return explainInline(inline);
  throw new PlanError({
    message:
      `Cannot explain "${udf?.name}": it is known by name only, must be a function made by udf(), udaf() or udwf()`,
  });
}

function inlineOf(payload: Uint8Array) {
  const frame = readFrame(payload);
  return frame.family === "foreign" ? undefined : decodeInlineFunction(frame.payload);
}
