import { type Batch, htmlTable, type Schema, textTable } from "../arrow/mod.ts";
import { cellText } from "../compute/cast/mod.ts";

/** Batches as a text table, framed as DataFusion prints them; null cells are empty. */
export function formatBatches(schema: Schema, batches: readonly Batch[]): string {
  return textTable(header(schema), cells(batches));
}

/** Batches as an HTML table; everything is escaped. */
export function formatBatchesAsHtml(schema: Schema, batches: readonly Batch[]): string {
  return htmlTable(header(schema), cells(batches));
}

function header(schema: Schema): readonly string[] {
  return schema.fields.map(({ name }) => name);
}

function cells(batches: readonly Batch[]): readonly (readonly string[])[] {
  return batches.flatMap(({ columns, numRows }) =>
    Array.from({ length: numRows }, (_, row) => columns.map((column) => cellText(column, row) ?? ""))
  );
}
