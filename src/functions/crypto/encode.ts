import {
  type ArrowType,
  type Column,
  type Datum,
  isBinary,
  isScalar,
  isString,
  scalarToColumn,
  T,
} from "../../arrow/mod.ts";
import { castColumn } from "../../compute/cast/mod.ts";
import { ArgumentError, PlanError } from "../../errors.ts";
import type { ScalarFunction } from "../../udf/mod.ts";
import { defineScalar } from "../define_scalar.ts";
import { argumentsOf, examples, SECTIONS } from "../documentation.ts";
import { commonValidity, isRow, textOperand } from "../operands.ts";
import { type ArgRule, signature, textArg, valueType } from "../signature.ts";
import { TextRows } from "../text_rows.ts";
import { base64Length, readBase64, writeBase64 } from "./base64.ts";
import { constantName } from "./digest.ts";

const ENCODINGS: readonly string[] = ["base64", "base64pad", "hex"];

/** Binaries as they are, text as its bytes. */
const bytesArg: ArgRule = {
  expected: "binary or text",
  accept: (type) => {
    const plain = valueType(type);
    if (isBinary(plain)) return plain;
    if (isString(plain)) return plain.id === "LargeUtf8" ? T.LargeBinary : T.BinaryView;
    return plain.id === "Null" ? T.Binary : undefined;
  },
};

function isLarge(type: ArrowType): boolean {
  return type.id === "LargeBinary";
}

function encodingOf(datum: Datum, fn: string): string {
  const name = constantName(datum, fn, "encoding");
  if (ENCODINGS.includes(name)) return name;
  throw new PlanError({
    message: `Cannot call "${fn}": there is no encoding "${name}", must be ${ENCODINGS.join(" or ")}`,
  });
}

/** `encode(bytes, 'hex')`. */
export const encode: ScalarFunction = defineScalar({
  name: "encode",
  section: SECTIONS.encoding,
  description: "Bytes as text.",
  syntax: "encode(expression, format)",
  args: argumentsOf({
    expression: "A binary, or a text, whose UTF-8 bytes are taken.",
    format: "base64 (without padding), base64pad or hex: a text literal.",
  }),
  examples: examples(["encode('data', 'base64')", "ZGF0YQ"], ["encode('data', 'hex')", "64617461"]),
  strict: false,
  coerce: signature("encode", [bytesArg, textArg]),
  result: ([type]) => isLarge(type!) ? T.LargeUtf8 : T.Utf8,
  evaluate: (args, numRows, call) => {
    const encoding = encodingOf(call.args[1]!, "encode");
    const { data, offsets, mask } = textOperand(withOffsets(args[0]!));
    const validity = nullable(args[0]!, numRows);
    const total = (offsets[numRows & mask] ?? 0) - offsets[0]!;
    const out = new TextRows("encode", numRows, encoding === "hex" ? 2 * total : Math.ceil(total * 1.4));
    for (let i = 0; i < numRows; i++) {
      if (isRow(validity, i)) {
        const start = offsets[i & mask]!;
        const end = offsets[(i & mask) + 1]!;
        if (encoding === "hex") {
          out.room(2 * (end - start));
          out.at = writeHex(data, start, end, out.data, out.at);
        } else {
          const padded = encoding === "base64pad";
          out.room(base64Length(end - start, padded));
          out.at = writeBase64(data, start, end, out.data, out.at, padded);
        }
      }
      out.end();
    }
    return out.finish(call.returnField.type, validity);
  },
});

/** `decode(text, 'hex')`. */
export const decode: ScalarFunction = defineScalar({
  name: "decode",
  section: SECTIONS.encoding,
  description: "The bytes of a text that encode made. Padding of Base64 may be there or not.",
  syntax: "decode(expression, format)",
  args: argumentsOf({ expression: "A text or binary.", format: "base64, base64pad or hex: a text literal." }),
  examples: examples(["decode('74657374', 'hex')", "74657374"]),
  strict: false,
  coerce: signature("decode", [bytesArg, textArg]),
  result: ([type]) => isLarge(type!) ? T.LargeBinary : T.Binary,
  evaluate: (args, numRows, call) => {
    const encoding = encodingOf(call.args[1]!, "decode");
    const { data, offsets, mask } = textOperand(withOffsets(args[0]!));
    const validity = nullable(args[0]!, numRows);
    const out = new TextRows("decode", numRows, (offsets[numRows & mask] ?? 0) - offsets[0]!);
    for (let i = 0; i < numRows; i++) {
      if (isRow(validity, i)) {
        const start = offsets[i & mask]!;
        const end = offsets[(i & mask) + 1]!;
        out.room(end - start);
        const at = encoding === "hex"
          ? readHex(data, start, end, out.data, out.at)
          : readBase64(data, start, end, out.data, out.at);
        if (at < 0) throw malformed(encoding, i, -1 - at);
        out.at = at;
      }
      out.end();
    }
    return out.finish(call.returnField.type, validity);
  },
});

/** FixedSizeBinary as a binary with offsets. */
function withOffsets(datum: Datum): Datum {
  if (datum.type.id !== "FixedSizeBinary") return datum;
  const column: Column = isScalar(datum) ? scalarToColumn(datum, 1) : datum;
  return castColumn(column, T.Binary, { safe: false });
}

/** Validity of the bytes; a null scalar is null for every row. */
function nullable(datum: Datum, numRows: number): Uint8Array | null {
  if (isScalar(datum)) return datum.value === null ? new Uint8Array((numRows + 7) >> 3) : null;
  return commonValidity([datum], numRows);
}

function malformed(encoding: string, row: number, offset: number): ArgumentError {
  return new ArgumentError({
    message: `Cannot compute "decode": row ${row} is no ${encoding} at byte ${offset}, must be well-formed`,
    functionName: "decode",
  });
}

const DIGITS = "0123456789abcdef";

function writeHex(data: Uint8Array, start: number, end: number, out: Uint8Array, at: number): number {
  for (let i = start; i < end; i++) {
    const byte = data[i]!;
    out[at++] = DIGITS.charCodeAt(byte >> 4);
    out[at++] = DIGITS.charCodeAt(byte & 15);
  }
  return at;
}

/** The end of what it wrote, or -1 - offset of the first character that is wrong or missing. */
function readHex(text: Uint8Array, start: number, end: number, out: Uint8Array, at: number): number {
  for (let i = start; i < end; i += 2) {
    const high = hexValue(text[i]!);
    const low = i + 1 < end ? hexValue(text[i + 1]!) : -1;
    if (high < 0) return -1 - (i - start);
    if (low < 0) return -1 - (i + 1 - start);
    out[at++] = (high << 4) | low;
  }
  return at;
}

function hexValue(code: number): number {
  if (code >= 0x30 && code <= 0x39) return code - 0x30;
  const letter = (code | 0x20) - 0x61;
  return letter >= 0 && letter < 6 ? letter + 10 : -1;
}
