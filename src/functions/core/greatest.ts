import { andBits, andNotBits, type ArrowType, orBits, scalar } from "../../arrow/mod.ts";
import { comparisonCoercion } from "../../compute/coercion/mod.ts";
import { zip } from "../../compute/select/mod.ts";
import type { ScalarFunction } from "../../udf/mod.ts";
import { defineScalar } from "../define_scalar.ts";
import { argumentsOf, examples, SECTIONS } from "../documentation.ts";
import { countError, oneType } from "../signature.ts";
import { columnsOf, comparedRows, validRows } from "./choose_rows.ts";

/** `greatest(a, b, …)`; null only where all are. */
export const greatest: ScalarFunction = extreme("greatest", ">", "greatest", ["greatest(1, 3, 2)", "3"]);

/** `least(a, b, …)`; null only where all are. */
export const least: ScalarFunction = extreme("least", "<", "least", ["least(1, 3, 2)", "1"]);

/** The type in which all arguments compare. */
function coerce(name: string, types: readonly ArrowType[]): readonly ArrowType[] {
  if (types.length === 0) throw countError(name, 0, [1]);
  return oneType(name, types, comparisonCoercion);
}

function extreme(name: string, op: ">" | "<", which: string, example: readonly [string, string]): ScalarFunction {
  return defineScalar({
    name,
    section: SECTIONS.core,
    description: `The ${which} of the arguments that are not null. NaN is greater than every number.`,
    syntax: `${name}(expression1[, ..., expressionN])`,
    args: argumentsOf({ "expression1, ...": "Values of types that can be compared." }),
    examples: examples(example),
    strict: false,
    coerce: (types) => coerce(name, types),
    result: ([type]) => type!,
    evaluate: (args, numRows, call) => {
      const { type } = call.returnField;
      if (type.id === "Null") return scalar(type, null);
      const [first, ...others] = columnsOf(args, numRows);
      let best = first!;
      for (const other of others) {
        const better = andBits(comparedRows(op, other, best, type), validRows(other), numRows);
        const only = andNotBits(validRows(other), validRows(best), numRows);
        best = zip(orBits(andBits(better, validRows(best), numRows), only, numRows), other, best, numRows);
      }
      return best;
    },
  });
}
