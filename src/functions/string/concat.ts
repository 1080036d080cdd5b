import {
  type ArrowType,
  type Column,
  type Datum,
  isBinary,
  isScalar,
  isString,
  newBitmap,
  T,
  typesEqual,
} from "../../arrow/mod.ts";
import { canCast } from "../../compute/cast/mod.ts";
import type { ScalarFunction } from "../../udf/mod.ts";
import { defineScalar } from "../define_scalar.ts";
import { argumentsOf, examples, SECTIONS } from "../documentation.ts";
import { isRow, type TextOperand, textOperand } from "../operands.ts";
import { argumentError, countError, valueType } from "../signature.ts";
import { TextRows } from "../text_rows.ts";

interface Part extends TextOperand {
  readonly validity: Uint8Array | null;
}

/** Arguments that are not null throughout. */
function partsOf(args: readonly Datum[]): readonly Part[] {
  return args.filter((arg) => !isScalar(arg) || arg.value !== null)
    .map((arg) => ({ ...textOperand(arg), validity: isScalar(arg) ? null : arg.validity }));
}

/** The widest kind of text or binary among the types. */
function widest(types: readonly ArrowType[], view: ArrowType, large: ArrowType, plain: ArrowType): ArrowType {
  if (types.some((type) => type.id === view.id)) return view;
  return types.some((type) => type.id === large.id) ? large : plain;
}

/** Binaries if there are only binaries, nulls, integers and dictionaries, else text: everything that has a text is taken. */
function coerce(name: string, types: readonly ArrowType[]): readonly ArrowType[] {
  const texts = types.some(isString);
  const binary = !texts && types.some(isBinary);
  const target = !binary
    ? widest(types, T.Utf8View, T.LargeUtf8, T.Utf8)
    : types.some((type) => type.id === "FixedSizeBinary")
    ? widest(types, T.BinaryView, T.LargeBinary, T.LargeBinary)
    : widest(types, T.BinaryView, T.LargeBinary, T.Binary);
  types.forEach((type, i) => {
    const plain = valueType(type);
    if (typesEqual(plain, target)) return;
    if ((!binary && plain.id === "FixedSizeBinary") || !canCast(plain, target)) {
      throw argumentError(name, i, type, binary ? "binary, as the others are" : "text, or a type that casts to text");
    }
  });
  return types.map(() => target);
}

/** `concat(a, b, …)`; never null. */
export const concat: ScalarFunction = defineScalar({
  name: "concat",
  section: SECTIONS.string,
  description: "The texts of all arguments one after the other; nulls count as empty. Binaries give a binary.",
  syntax: "concat(str[, ..., str_n])",
  args: argumentsOf({ "str, ...": "Values of any type that has a text." }),
  examples: examples(["concat('data', 'f', 'us', 'ion')", "datafusion"], ["concat('a', NULL, 1)", "a1"]),
  strict: false,
  coerce: (types) => {
    if (types.length === 0) throw countError("concat", 0, [1]);
    return coerce("concat", types);
  },
  result: ([type]) => type!,
  evaluate: (args, numRows, call) => {
    const parts = partsOf(args);
    const out = new TextRows("concat", numRows, expectedBytes(parts, numRows));
    for (let i = 0; i < numRows; i++) {
      for (const { data, offsets, mask, validity } of parts) {
        if (isRow(validity, i)) out.bytes(data, offsets[i & mask]!, offsets[(i & mask) + 1]!);
      }
      out.end();
    }
    return out.finish(call.returnField.type, null);
  },
});

function expectedBytes(parts: readonly Part[], numRows: number): number {
  return parts.reduce((sum, { offsets, mask }) => {
    return sum + (mask === 0 ? numRows * (offsets[1]! - offsets[0]!) : offsets[numRows]! - offsets[0]!);
  }, 0);
}

/** `concat_ws(separator, a, b, …)`; null only where the separator is. */
export const concatWs: ScalarFunction = defineScalar({
  name: "concat_ws",
  section: SECTIONS.string,
  description: "The texts of all arguments after the first, which stands between them. Nulls are left out.",
  syntax: "concat_ws(separator, str[, ..., str_n])",
  args: argumentsOf({ separator: "The text between.", "str, ...": "Values of any type that has a text." }),
  examples: examples(["concat_ws('_', 'data', 'fusion')", "data_fusion"], ["concat_ws('-', 'a', NULL, 'b')", "a-b"]),
  strict: false,
  coerce: (types) => {
    if (types.length < 2) throw countError("concat_ws", types.length, [2]);
    return coerce("concat_ws", types);
  },
  result: ([type]) => type!,
  evaluate: (args, numRows, call) => withSeparator(args[0]!, partsOf(args.slice(1)), numRows, call.returnField.type),
});

function withSeparator(separator: Datum, parts: readonly Part[], numRows: number, type: ArrowType): Column {
  const nulls = isScalar(separator) && separator.value === null;
  const validity = isScalar(separator) ? (nulls ? newBitmap(numRows) : null) : separator.validity;
  const between = nulls ? undefined : textOperand(separator);
  const out = new TextRows("concat_ws", numRows, between === undefined ? 0 : expectedBytes(parts, numRows) + numRows);
  for (let i = 0; i < numRows; i++) {
    if (between !== undefined && isRow(validity, i)) {
      let first = true;
      for (const part of parts) {
        if (!isRow(part.validity, i)) continue;
        if (!first) {
          out.bytes(between.data, between.offsets[i & between.mask]!, between.offsets[(i & between.mask) + 1]!);
        }
        out.bytes(part.data, part.offsets[i & part.mask]!, part.offsets[(i & part.mask) + 1]!);
        first = false;
      }
    }
    out.end();
  }
  return out.finish(type, validity);
}
