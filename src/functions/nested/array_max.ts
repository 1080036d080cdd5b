import { isValidAt, newInt32, nullColumn, T } from "../../arrow/mod.ts";
import { rowComparator } from "../../compute/comparison/mod.ts";
import { take } from "../../compute/select/mod.ts";
import type { ScalarFunction } from "../../udf/mod.ts";
import { defineScalar } from "../define_scalar.ts";
import { argumentsOf, examples, SECTIONS } from "../documentation.ts";
import { argumentError } from "../signature.ts";
import { arraySignature, itemType } from "./array_signature.ts";
import { ListRows } from "./list_rows.ts";

/** `array_max(list)`. */
export const arrayMax: ScalarFunction = extreme("array_max", "largest", 1, ["array_max([3, 1, 2])", "3"]);

/** `array_min(list)`. */
export const arrayMin: ScalarFunction = extreme("array_min", "smallest", -1, ["array_min([3, 1, 2])", "1"]);

function extreme(name: string, which: string, sign: 1 | -1, example: readonly [string, string]): ScalarFunction {
  const coerce = arraySignature(name, ["array"], 1, true);
  return defineScalar({
    name,
    aliases: [name.replace("array_", "list_")],
    section: SECTIONS.array,
    description: `The ${which} item; null if there is none. NaN is larger than all numbers.`,
    syntax: `${name}(array)`,
    args: argumentsOf({ array: "A list." }),
    examples: examples(example),
    coerce: (types) => {
      if (types[0]?.id === "Null") throw argumentError(name, 0, types[0], "a list");
      return coerce(types);
    },
    result: ([type]) => itemType(type!) ?? T.Null,
    evaluate: ([array], numRows) => {
      const lists = new ListRows(array!);
      const { items } = lists;
      if (items.length === 0) return nullColumn(items.type, numRows);
      const compare = rowComparator(items, items);
      const best = newInt32(numRows).fill(-1);
      for (let i = 0; i < numRows; i++) {
        if (!lists.valid(i)) continue;
        let at = -1;
        for (let k = lists.start(i); k < lists.end(i); k++) {
          if (isValidAt(items, k) && (at < 0 || compare(k, at) * sign > 0)) at = k;
        }
        best[i] = at;
      }
      return take(items, best);
    },
  });
}
