import { isScalar, T } from "../../arrow/mod.ts";
import { typeUnionCoercion } from "../../compute/coercion/mod.ts";
import { zip } from "../../compute/select/mod.ts";
import type { ScalarFunction } from "../../udf/mod.ts";
import { defineScalar } from "../define_scalar.ts";
import { argumentsOf, examples, SECTIONS } from "../documentation.ts";
import { countError, oneType } from "../signature.ts";
import { validRows } from "./choose_rows.ts";

/** `nvl2(a, b, c)`: all three are brought to one type, though a is only asked for null. */
export const nvl2: ScalarFunction = defineScalar({
  name: "nvl2",
  section: SECTIONS.core,
  description: "The second argument where the first is not null, else the third.",
  syntax: "nvl2(expression1, expression2, expression3)",
  args: argumentsOf({
    expression1: "The value that may be null.",
    expression2: "The result where expression1 is not null.",
    expression3: "The result where expression1 is null.",
  }),
  examples: examples(["nvl2(NULL, 'a', 'b')", "b"], ["nvl2('data', 'a', 'b')", "a"]),
  strict: false,
  nullable: ({ fields }) => fields.slice(1).some((f) => f.nullable),
  coerce: (types) => {
    if (types.length !== 3) throw countError("nvl2", types.length, [3]);
    return oneType("nvl2", types, typeUnionCoercion);
  },
  result: (types) => types[1] ?? T.Null,
  evaluate: ([tested, present, absent], numRows) => {
    if (isScalar(tested!)) return tested.value === null ? absent! : present!;
    if (tested!.nullCount === 0) return present!;
    return zip(validRows(tested!), present!, absent!, numRows);
  },
});
