import { type ArrowType, isScalar, T } from "../../arrow/mod.ts";
import { ArgumentError } from "../../errors.ts";
import type { ScalarFunction } from "../../udf/mod.ts";
import { defineScalar } from "../define_scalar.ts";
import { argumentsOf, examples, SECTIONS } from "../documentation.ts";
import { numberOperand, textOperand } from "../operands.ts";
import { overloads } from "../signature.ts";
import { MAX_RESULT_BYTES, type TextRows, tooLarge } from "../text_rows.ts";
import { mapText } from "./row_kernels.ts";
import { charCount, charForward } from "./utf8_chars.ts";

const TEXTS: readonly ArrowType[] = [T.Utf8View, T.Utf8, T.LargeUtf8];
const OVERLOADS: readonly (readonly ArrowType[])[] = TEXTS.flatMap((text) => [
  [text, T.Int64],
  ...TEXTS.map((fill) => [text, T.Int64, fill]),
]);

/** `lpad(text, n [, fill])`. */
export const lpad: ScalarFunction = pad("lpad", "before", "last", ["lpad('Dolly', 10, 'hello')", "helloDolly"]);

/** `rpad(text, n [, fill])`. */
export const rpad: ScalarFunction = pad("rpad", "after", "last", [
  "rpad('datafusion', 20, '_-')",
  "datafusion_-_-_-_-_-",
]);

function pad(
  name: "lpad" | "rpad",
  side: string,
  cut: string,
  example: readonly [string, string],
): ScalarFunction {
  return defineScalar({
    name,
    section: SECTIONS.string,
    description: `A text made n characters long: filled ${side} with another text, or without its ${cut} characters.`,
    syntax: `${name}(str, n[, padding_str])`,
    args: argumentsOf({
      str: "A text.",
      n: "The length of the result, in characters. A negative constant gives the empty text; in a column it is an error.",
      padding_str: "What to fill with, repeated and cut as needed. Default: a space.",
    }),
    examples: examples(example),
    coerce: overloads(name, ...OVERLOADS),
    result: ([type]) => type!.id === "LargeUtf8" ? T.LargeUtf8 : T.Utf8,
    evaluate: (args, numRows, call) => {
      // DataFusion takes negative lengths from constants alone, and so do queries that were checked against it.
      const constant = call.args.slice(1).every(isScalar);
      const lengths = numberOperand(args[1]!);
      const fill = args.length === 3 ? textOperand(args[2]!) : SPACES;
      return mapText(name, args, numRows, call.returnField.type, (out, data, start, end, row) => {
        const length = lengths.values[row & lengths.mask]!;
        // Each character needs a byte: refused before anything is made, even where there is nothing to fill with.
        if (length > MAX_RESULT_BYTES) throw tooLarge(name, row, length);
        if (length < 0 && !constant) throw negative(name, row, length);
        const missing = length - charCount(data, start, end);
        if (missing <= 0) return out.bytes(data, start, charForward(data, start, end, length));
        if (name === "rpad") out.bytes(data, start, end);
        filler(out, fill.data, fill.offsets[row & fill.mask]!, fill.offsets[(row & fill.mask) + 1]!, missing);
        if (name === "lpad") out.bytes(data, start, end);
      });
    },
  });
}

function negative(name: string, row: number, length: number): ArgumentError {
  return new ArgumentError({
    message: `Cannot compute "${name}": row ${row} has a length of ${length}, must be at least 0`,
    functionName: name,
  });
}

const SPACES = { data: new Uint8Array([0x20]), offsets: new Int32Array([0, 1]), mask: 0 };

/** `chars` characters of the text, repeated. */
function filler(out: TextRows, data: Uint8Array, start: number, end: number, chars: number): void {
  const size = charCount(data, start, end);
  if (size === 0) return;
  const whole = Math.floor(chars / size);
  out.repeat(data, start, end, whole);
  out.bytes(data, start, charForward(data, start, end, chars - whole * size));
}
