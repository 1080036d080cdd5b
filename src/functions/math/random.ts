import { newFloat64, primitiveColumn, T } from "../../arrow/mod.ts";
import type { ScalarFunction } from "../../udf/mod.ts";
import { defineScalar } from "../define_scalar.ts";
import { SECTIONS } from "../documentation.ts";
import { signature } from "../signature.ts";

/** `random()`: a new number for every row. */
export const random: ScalarFunction = defineScalar({
  name: "random",
  aliases: ["rand"],
  volatility: "volatile",
  section: SECTIONS.math,
  description: "A random Float64 of at least 0 and less than 1, another one for each row. Not fit for secrets.",
  syntax: "random()",
  coerce: signature("random", []),
  result: () => T.Float64,
  evaluate: (_args, numRows) => {
    const out = newFloat64(numRows);
    for (let i = 0; i < numRows; i++) out[i] = Math.random();
    return primitiveColumn(T.Float64, out);
  },
});
