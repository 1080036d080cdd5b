import { type ArrowType, type Column, type Datum, emptyColumn, itemField, nullColumn, T } from "../../arrow/mod.ts";
import type { ScalarCall, ScalarFunction } from "../../udf/mod.ts";
import { defineScalar } from "../define_scalar.ts";
import { argumentsOf, examples, SECTIONS } from "../documentation.ts";
import { arraySignature, isListLike, listOf } from "./array_signature.ts";
import { sharedIds } from "./item_ids.ts";
import { ListAssembler } from "./list_assembler.ts";
import { ListRows } from "./list_rows.ts";
import { positiveZeros } from "./positive_zeros.ts";

/** `array_distinct(list)`. */
export const arrayDistinct: ScalarFunction = defineScalar({
  name: "array_distinct",
  aliases: ["list_distinct"],
  section: SECTIONS.array,
  description: "Every item once, where it stands first. Nulls are equal to each other.",
  syntax: "array_distinct(array)",
  args: argumentsOf({ array: "A list." }),
  examples: examples(["array_distinct([1, 3, 2, 3, 1])", "[1, 3, 2]"]),
  coerce: arraySignature("array_distinct", ["array"]),
  result: ([type]) => type!,
  evaluate: ([array], numRows, call) => combine("union", [array!], numRows, call),
});

/** `array_union(list1, list2)`. */
export const arrayUnion: ScalarFunction = setFunction(
  "union",
  "The items that are in one of two lists, each once: those of the first list, then those of the second.",
  ["array_union([1, 2], [2, 3])", "[1, 2, 3]"],
);

/** `array_intersect(list1, list2)`. */
export const arrayIntersect: ScalarFunction = setFunction(
  "intersect",
  "The items of the first list that are in the second one as well, each once.",
  ["array_intersect([1, 2, 3], [3, 1])", "[1, 3]"],
);

/** `array_except(list1, list2)`. */
export const arrayExcept: ScalarFunction = setFunction(
  "except",
  "The items of the first list that are not in the second one, each once.",
  ["array_except([1, 2, 3], [3, 1])", "[2]"],
);

type SetOperation = "union" | "intersect" | "except";

function setFunction(
  operation: SetOperation,
  description: string,
  example: readonly [string, string],
): ScalarFunction {
  const name = `array_${operation}`;
  return defineScalar({
    name,
    aliases: [`list_${operation}`],
    section: SECTIONS.array,
    description: `${description} Nulls are equal to each other.`,
    syntax: `${name}(array1, array2)`,
    args: argumentsOf({ array1: "A list.", array2: "A list." }),
    examples: examples(example),
    coerce: arraySignature(name, ["array", "array"]),
    result: ([left, right]) => setType(left!, right!),
    evaluate: (args, numRows, call) => combine(operation, args, numRows, call),
  });
}

function setType(left: ArrowType, right: ArrowType): ArrowType {
  return isListLike(left) ? left : isListLike(right) ? right : listOf(T.Null);
}

/** Rows of both sides by shared ids; `seen` and `given` hold the last row in which an id occurred. */
function combine(operation: SetOperation, args: readonly Datum[], numRows: number, call: ScalarCall): Column {
  const { type, name } = call.returnField;
  if (type.id === "Null") return nullColumn(type, numRows);
  const left = new ListRows(args[0]!);
  const right = args.length > 1 ? new ListRows(args[1]!) : undefined;
  const leftItems = positiveZeros(left.items);
  const rightItems = right ? positiveZeros(right.items) : emptyColumn(itemField(type).type);
  const ids = sharedIds(leftItems, rightItems);
  const seen = new Int32Array(ids.count).fill(-1);
  const given = new Int32Array(ids.count).fill(-1);
  const out = new ListAssembler(name, type, [leftItems, rightItems], numRows);
  for (let i = 0; i < numRows; i++) {
    if (!left.valid(i) || (right && !right.valid(i))) {
      out.closeNull();
      continue;
    }
    if (right && operation !== "union") {
      for (let k = right.start(i); k < right.end(i); k++) seen[ids.right[k]!] = i;
    }
    for (let k = left.start(i); k < left.end(i); k++) {
      const id = ids.left[k]!;
      if (given[id] === i) continue;
      if (operation !== "union" && (seen[id] === i) !== (operation === "intersect")) continue;
      given[id] = i;
      out.pick(0, k);
    }
    if (right && operation === "union") {
      for (let k = right.start(i); k < right.end(i); k++) {
        const id = ids.right[k]!;
        if (given[id] === i) continue;
        given[id] = i;
        out.pick(1, k);
      }
    }
    out.close();
  }
  return out.finish();
}
