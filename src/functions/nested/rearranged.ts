import { type Column, type Datum, nullColumn } from "../../arrow/mod.ts";
import type { ScalarCall } from "../../udf/mod.ts";
import { ListAssembler } from "./list_assembler.ts";
import { ListRows } from "./list_rows.ts";

/** Picks the items of one row out of rows `[start, end)` of source 0. */
export type RowPicker = (out: ListAssembler, start: number, end: number, lists: ListRows) => void;

/** The lists of one argument with other items of their own, or the same in another order; null lists stay null. */
export function rearranged(array: Datum, numRows: number, call: ScalarCall, each: RowPicker): Column {
  const { type, name } = call.returnField;
  if (type.id === "Null") return nullColumn(type, numRows);
  const lists = new ListRows(array);
  const out = new ListAssembler(name, type, [lists.items], numRows);
  for (let i = 0; i < numRows; i++) {
    if (lists.valid(i)) {
      each(out, lists.start(i), lists.end(i), lists);
      out.close();
    } else out.closeNull();
  }
  return out.finish();
}
