import {
  type ArrowType,
  type Datum,
  emptyColumn,
  isScalar,
  listColumn,
  newInt32,
  scalar,
  scalarToColumn,
  T,
} from "../../arrow/mod.ts";
import { typeUnionResolution } from "../../compute/coercion/mod.ts";
import type { ScalarFunction } from "../../udf/mod.ts";
import { defineScalar } from "../define_scalar.ts";
import { argumentsOf, examples, SECTIONS } from "../documentation.ts";
import { argumentError } from "../signature.ts";
import { listOf, plainList } from "./array_signature.ts";
import { ListAssembler } from "./list_assembler.ts";

/** `make_array(a, b, …)`: a list of its arguments, in one type. */
export const makeArray: ScalarFunction = defineScalar({
  name: "make_array",
  aliases: ["make_list", "array"],
  section: SECTIONS.array,
  description: "A list of the arguments, cast to one type. Nulls are items like others.",
  syntax: "make_array(expression1[, ..., expressionN])",
  args: argumentsOf({ "expression1, ...": "Values of types that have a common one." }),
  examples: examples(["make_array(1, 2, 3)", "[1, 2, 3]"]),
  strict: false,
  coerce: (types) => {
    const common = typeUnionResolution(types);
    if (types.length === 0) return types;
    if (common !== null) return types.map(() => plainList(common));
    const at = types.findIndex((_, i) => typeUnionResolution(types.slice(0, i + 1)) === null);
    throw argumentError("make_array", Math.max(0, at), types[Math.max(0, at)]!, "of a type that fits the others");
  },
  result: ([type]: readonly ArrowType[]) => listOf(type ?? T.Null),
  evaluate: (args, numRows, call): Datum => {
    const { type } = call.returnField;
    if (args.length === 0) return scalar(type, listColumn(newInt32(2), emptyColumn(T.Null), null, 0, type));
    const sources = args.map((arg) => isScalar(arg) ? scalarToColumn(arg, 1) : arg);
    const masks = args.map((arg) => isScalar(arg) ? 0 : -1);
    const lists = new ListAssembler("make_array", type, sources, numRows);
    for (let i = 0; i < numRows; i++) {
      for (let k = 0; k < sources.length; k++) lists.pick(k, i & masks[k]!);
      lists.close();
    }
    return lists.finish();
  },
});
