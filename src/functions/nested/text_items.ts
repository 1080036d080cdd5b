import { type Column, float16ToNumber, isFloat, isValidAt, type PrimitiveColumn, typeText } from "../../arrow/mod.ts";
import { cellWriter, formatFloat16, formatFloat32, formatFloat64, type TextSink } from "../../compute/cast/mod.ts";
import { ArgumentError } from "../../errors.ts";
import { isListLike } from "./array_signature.ts";
import { ListRows } from "./list_rows.ts";

/** Appends the text of one item that is not null. */
export type ItemWriter = (sink: TextSink, row: number) => void;

/**
 * How single values are written into a joined text: floats without exponent and `.0`, as Rust displays them, others as a cast to
 * text. @throws {ArgumentError} for structs and maps
 */
export function itemWriter(items: Column): ItemWriter {
  const { type } = items;
  if (type.id === "Struct" || type.id === "Map" || type.id === "Union") {
    throw new ArgumentError({
      message: `Cannot call "array_to_string": the items are ${typeText(type)}, must be single values`,
    });
  }
  if (isFloat(type)) {
    const { values } = items as PrimitiveColumn;
    if (type.id === "Float64") return (sink, row) => sink.text(withoutExponent(formatFloat64(values[row] as number)));
    if (type.id === "Float32") return (sink, row) => sink.text(withoutExponent(formatFloat32(values[row] as number)));
    return (sink, row) => sink.text(formatFloat16(float16ToNumber(values[row] as number)));
  }
  const write = cellWriter(items);
  return (sink, row) => {
    write(sink, row);
  };
}

/** `1.5e3` as `1500`, `2.0` as `2`; what has no digits as it is. */
export function withoutExponent(text: string): string {
  const match = /^(-?)(\d+)(?:\.(\d+))?(?:e([+-]?\d+))?$/.exec(text);
  if (match === null) return text;
  const [, sign, whole, fraction = "", exponent = "0"] = match;
  const digits = whole! + fraction;
  const point = whole!.length + Number(exponent);
  const before = point <= 0 ? "0" : digits.slice(0, point).padEnd(point, "0");
  const after = (point < 0 ? "0".repeat(-point) + digits : digits.slice(Math.max(0, point))).replace(/0+$/, "");
  return sign! + (before.replace(/^0+(?=\d)/, "")) + (after === "" ? "" : `.${after}`);
}

/** Visits rows `[start, end)` of items, lists inside item by item; null items, and null lists, as one null. */
export type ItemVisitor = (
  start: number,
  end: number,
  visit: (sink: TextSink, write: (() => void) | null) => void,
) => void;

/** A visitor of single values below any number of lists. `sink` is where they are written to. */
export function itemVisitor(items: Column, sink: TextSink): ItemVisitor {
  if (isListLike(items.type)) {
    const lists = new ListRows(items);
    const inner = itemVisitor(lists.items, sink);
    return (start, end, visit) => {
      for (let k = start; k < end; k++) {
        if (lists.valid(k)) inner(lists.start(k), lists.end(k), visit);
        else visit(sink, null);
      }
    };
  }
  const write = items.type.id === "Null" ? null : itemWriter(items);
  return (start, end, visit) => {
    for (let k = start; k < end; k++) {
      if (write === null || !isValidAt(items, k)) visit(sink, null);
      else visit(sink, () => write(sink, k));
    }
  };
}
