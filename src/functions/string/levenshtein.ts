import { type ArrowType, T } from "../../arrow/mod.ts";
import { ResourcesExhaustedError } from "../../errors.ts";
import type { ScalarFunction } from "../../udf/mod.ts";
import { defineScalar } from "../define_scalar.ts";
import { argumentsOf, examples, SECTIONS } from "../documentation.ts";
import { textOperand } from "../operands.ts";
import { signature, textArg } from "../signature.ts";
import { mapTextToInteger } from "./row_kernels.ts";
import { charCount, charLength, codePointAt } from "./utf8_chars.ts";

/** The most pairs of characters that are compared for one row: the time grows with the product of both lengths. */
const MAX_PAIRS = 4_000_000_000;

/** `levenshtein(a, b)`. */
export const levenshtein: ScalarFunction = defineScalar({
  name: "levenshtein",
  section: SECTIONS.string,
  description: "The least number of characters to insert, delete or replace to make one text the other.",
  syntax: "levenshtein(str1, str2)",
  args: argumentsOf({ str1: "A text.", str2: "A text." }),
  examples: examples(["levenshtein('kitten', 'sitting')", "3"]),
  coerce: signature("levenshtein", [textArg, textArg]),
  result: (types) => large(types) ? T.Int64 : T.Int32,
  evaluate: (args, numRows, call) => {
    const other = textOperand(args[1]!);
    let row = new Int32Array(64);
    return mapTextToInteger(args, numRows, call.returnField.type, (data, start, end, i) => {
      const of = i & other.mask;
      const a = points(data, start, end);
      const b = points(other.data, other.offsets[of]!, other.offsets[of + 1]!);
      if (a.length * b.length > MAX_PAIRS) {
        throw new ResourcesExhaustedError({
          message: `Cannot compute "levenshtein": row ${i} has texts of ${a.length} and ${b.length} characters, ` +
            `must have at most ${MAX_PAIRS} pairs of characters`,
        });
      }
      if (row.length <= b.length) row = new Int32Array(b.length * 2);
      return distance(a, b, row);
    });
  },
});

/** As DataFusion finds the common type of both first: a view, else large. */
function large(types: readonly ArrowType[]): boolean {
  return types.some((type) => type.id === "LargeUtf8") && types.every((type) => type.id !== "Utf8View");
}

function points(data: Uint8Array, start: number, end: number): Int32Array {
  const out = new Int32Array(charCount(data, start, end));
  for (let i = start, k = 0; i < end; i += charLength(data[i]!)) out[k++] = codePointAt(data, i);
  return out;
}

/** Wagner and Fischer's table, one row at a time. */
function distance(a: Int32Array, b: Int32Array, row: Int32Array): number {
  const m = b.length | 0;
  for (let j = 0; j <= m; j++) row[j] = j;
  for (let i = 1; i <= a.length; i++) {
    let diagonal = row[0]!;
    row[0] = i;
    const char = a[i - 1]!;
    for (let j = 1; j <= m; j++) {
      const above = row[j]!;
      const replaced = diagonal + +(char !== b[j - 1]!);
      const moved = (above < row[j - 1]! ? above : row[j - 1]!) + 1;
      row[j] = replaced < moved ? replaced : moved;
      diagonal = above;
    }
  }
  return row[m]!;
}
