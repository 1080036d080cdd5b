import { type Column, type Datum, isScalar, newBitmap, newBitmapOnes, T } from "../../arrow/mod.ts";
import { containsBytes, endsWithBytes, startsWithBytes } from "../../compute/like/mod.ts";
import type { ScalarFunction } from "../../udf/mod.ts";
import { defineScalar } from "../define_scalar.ts";
import { argumentsOf, examples, SECTIONS } from "../documentation.ts";
import { bitsWhere, booleansOf, commonValidity, textOperand } from "../operands.ts";
import { signature, textArg } from "../signature.ts";
import { findBytes } from "./utf8_chars.ts";

/** Sets the bits of the rows that have the needle. */
type ColumnSearch = (data: Uint8Array, offsets: Int32Array, n: number, needle: Uint8Array, out: Uint8Array) => void;
/** Whether one text has the other. */
type RowSearch = (
  data: Uint8Array,
  start: number,
  end: number,
  needle: Uint8Array,
  from: number,
  to: number,
) => boolean;

/** `contains(text, part)`. */
export const contains: ScalarFunction = search(
  "contains",
  "Whether a text contains another one.",
  ["contains('the quick brown fox', 'row')", "true"],
  containsBytes,
  (data, start, end, needle, from, to) => findBytes(data, start, end, needle, from, to) >= 0,
);

/** `starts_with(text, prefix)`. */
export const startsWith: ScalarFunction = search(
  "starts_with",
  "Whether a text begins with another one.",
  ["starts_with('datafusion', 'data')", "true"],
  startsWithBytes,
  (data, start, end, needle, from, to) => {
    return end - start >= to - from && findBytes(data, start, start + to - from, needle, from, to) === start;
  },
);

/** `ends_with(text, suffix)`. */
export const endsWith: ScalarFunction = search(
  "ends_with",
  "Whether a text ends with another one.",
  ["ends_with('datafusion', 'soin')", "false"],
  endsWithBytes,
  (data, start, end, needle, from, to) => {
    return end - start >= to - from && findBytes(data, end - (to - from), end, needle, from, to) >= 0;
  },
);

function search(
  name: string,
  description: string,
  example: readonly [string, string],
  column: ColumnSearch,
  row: RowSearch,
): ScalarFunction {
  return defineScalar({
    name,
    section: SECTIONS.string,
    description: `${description} Every text has the empty one.`,
    syntax: `${name}(str, substr)`,
    args: argumentsOf({ str: "The text to look at.", substr: "The text to look for." }),
    examples: examples(example),
    coerce: signature(name, [textArg, textArg]),
    result: () => T.Boolean,
    evaluate: (args, numRows) => searched(args, numRows, column, row),
  });
}

function searched(args: readonly Datum[], numRows: number, column: ColumnSearch, row: RowSearch): Column {
  const [text, needle] = args.map(textOperand);
  const validity = commonValidity(args, numRows);
  if (isScalar(args[1]!) && text!.mask !== 0) {
    const bytes = needle!.data.subarray(needle!.offsets[0]!, needle!.offsets[1]!);
    const out = bytes.length === 0 ? newBitmapOnes(numRows) : newBitmap(numRows);
    if (bytes.length > 0) column(text!.data, text!.offsets, numRows, bytes, out);
    return booleansOf(out, numRows, validity);
  }
  const bits = bitsWhere(numRows, validity, (i) => {
    const at = i & text!.mask;
    const of = i & needle!.mask;
    return row(
      text!.data,
      text!.offsets[at]!,
      text!.offsets[at + 1]!,
      needle!.data,
      needle!.offsets[of]!,
      needle!.offsets[of + 1]!,
    );
  });
  return booleansOf(bits, numRows, validity);
}
