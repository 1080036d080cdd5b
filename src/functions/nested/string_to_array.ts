import {
  type ArrowType,
  type BytesBuilder,
  type Column,
  columnBuilder,
  isString,
  type ListBuilder,
  T,
} from "../../arrow/mod.ts";
import type { ScalarFunction } from "../../udf/mod.ts";
import { defineScalar } from "../define_scalar.ts";
import { argumentsOf, examples, SECTIONS } from "../documentation.ts";
import { argumentError, countError, valueType } from "../signature.ts";
import { listOf } from "./array_signature.ts";
import { ItemRows } from "./list_rows.ts";

/** `string_to_array(text, delimiter[, null_text])`. */
export const stringToArray: ScalarFunction = defineScalar({
  name: "string_to_array",
  aliases: ["string_to_list"],
  section: SECTIONS.array,
  description:
    "The parts of a text between delimiters. A null delimiter splits into characters, an empty one does not " +
    "split; an empty text has no parts.",
  syntax: "string_to_array(str, delimiter[, null_str])",
  args: argumentsOf({
    str: "The text.",
    delimiter: "What stands between two parts.",
    null_str: "Parts equal to it become null.",
  }),
  examples: examples(["string_to_array('a,b,c', ',')", "[a, b, c]"]),
  strict: false,
  coerce: (types): readonly ArrowType[] => {
    if (types.length < 2 || types.length > 3) throw countError("string_to_array", types.length, [2, 3]);
    return types.map((type, i) => {
      const plain = valueType(type);
      if (!isString(plain) && plain.id !== "Null") throw argumentError("string_to_array", i, type, "text");
      if (i > 0) return T.Utf8;
      return plain.id === "Null" ? T.Utf8View : plain;
    });
  },
  result: ([type]) => listOf(type!),
  evaluate: (args, numRows, call): Column => {
    const [texts, delimiters, nulls] = args.map((arg) => new TextRows(new ItemRows(arg)));
    const lists = columnBuilder(call.returnField.type) as ListBuilder;
    const parts = lists.child as BytesBuilder;
    for (let i = 0; i < numRows; i++) {
      const text = texts!.range(i);
      if (text === null) {
        lists.appendNull();
        continue;
      }
      const without = nulls?.range(i) ?? null;
      const add = (start: number, end: number): void => {
        if (without !== null && equal(text.data, start, end, without)) parts.appendNull();
        else parts.appendBytes(text.data, start, end);
      };
      if (text.end > text.start) split(text, delimiters!.range(i), add);
      lists.close();
    }
    return lists.finish();
  },
});

interface TextRange {
  readonly data: Uint8Array;
  readonly start: number;
  readonly end: number;
}

class TextRows {
  readonly #rows: ItemRows;
  constructor(rows: ItemRows) {
    this.#rows = rows;
  }

  /** Where the text of row i is; null for a null row. */
  range(i: number): TextRange | null {
    const { column } = this.#rows;
    if (!this.#rows.valid(i)) return null;
    if (column.layout !== "bytes") throw new TypeError("texts have been cast to text");
    const at = this.#rows.at(i);
    return { data: column.data, start: column.offsets[at]!, end: column.offsets[at + 1]! };
  }
}

function split(text: TextRange, delimiter: TextRange | null, add: (start: number, end: number) => void): void {
  const { data, end } = text;
  let start = text.start;
  if (delimiter === null) {
    for (let k = start + 1; k <= end; k++) {
      // UTF-8: bytes 10xxxxxx continue a character.
      if (k < end && (data[k]! & 0xc0) === 0x80) continue;
      add(start, k);
      start = k;
    }
    return;
  }
  const length = delimiter.end - delimiter.start;
  if (length > 0) {
    for (let k = start; k + length <= end;) {
      if (data[k] === delimiter.data[delimiter.start] && equal(data, k, k + length, delimiter)) {
        add(start, k);
        k += length;
        start = k;
      } else k++;
    }
  }
  add(start, end);
}

function equal(data: Uint8Array, start: number, end: number, other: TextRange): boolean {
  if (end - start !== other.end - other.start) return false;
  for (let k = 0; k < end - start; k++) if (data[start + k] !== other.data[other.start + k]) return false;
  return true;
}
