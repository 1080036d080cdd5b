import { type ArrowType, type Column, type Datum, newInt32 } from "../../arrow/mod.ts";
import { commonValidity, integersOf, isRow, type TextOperand, textOperand } from "../operands.ts";
import { TextRows } from "../text_rows.ts";

/** Appends the result of one row, `text.data[start .. end)`, to `out`. */
export type TextToText = (out: TextRows, data: Uint8Array, start: number, end: number, row: number) => void;
/** An integer for one row. */
export type TextToInteger = (data: Uint8Array, start: number, end: number, row: number) => number;

/**
 * A text for every row of the first argument that is valid in all arguments. The kernel gets the bytes of the first one and
 * the row, at which it finds the other arguments.
 */
export function mapText(
  name: string,
  args: readonly Datum[],
  numRows: number,
  type: ArrowType,
  kernel: TextToText,
  expectedBytes?: number,
): Column {
  const { data, offsets, mask }: TextOperand = textOperand(args[0]!);
  const validity = commonValidity(args, numRows);
  const out = new TextRows(name, numRows, expectedBytes ?? (mask === 0 ? 0 : offsets[numRows]! - offsets[0]!));
  for (let i = 0; i < numRows; i++) {
    if (isRow(validity, i)) kernel(out, data, offsets[i & mask]!, offsets[(i & mask) + 1]!, i);
    out.end();
  }
  return out.finish(type, validity);
}

/** An integer for every row of the first argument that is valid in all arguments; the type is Int32 or Int64. */
export function mapTextToInteger(
  args: readonly Datum[],
  numRows: number,
  type: ArrowType,
  kernel: TextToInteger,
): Column {
  const { data, offsets, mask } = textOperand(args[0]!);
  const validity = commonValidity(args, numRows);
  const out = newInt32(numRows);
  for (let i = 0; i < numRows; i++) {
    if (isRow(validity, i)) out[i] = kernel(data, offsets[i & mask]!, offsets[(i & mask) + 1]!, i);
  }
  return integersOf(type, out, validity);
}
