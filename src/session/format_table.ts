import type { Batch, Column, Schema } from "../arrow/mod.ts";
import { cellText } from "../compute/cast/mod.ts";

/** Batches as a text table, framed as DataFusion prints them; null cells are empty. */
export function formatBatches(schema: Schema, batches: readonly Batch[]): string {
  const header = schema.fields.map(({ name }) => name);
  const rows = cells(batches);
  const widths = header.map((name, k) => Math.max(width(name), ...rows.map((row) => width(row[k]!))));
  const rule = `+${widths.map((w) => "-".repeat(w + 2)).join("+")}+`;
  const line = (texts: readonly string[]) =>
    `|${texts.map((text, k) => ` ${text}${" ".repeat(widths[k]! - width(text))} `).join("|")}|`;
  if (header.length === 0) return "++\n++";
  return [rule, line(header), rule, ...rows.map(line), ...(rows.length > 0 ? [rule] : [])].join("\n");
}

/** Batches as an HTML table; everything is escaped. */
export function htmlTable(schema: Schema, batches: readonly Batch[]): string {
  const row = (tag: string, texts: readonly string[]) =>
    `<tr>${texts.map((text) => `<${tag}>${escapeHtml(text)}</${tag}>`).join("")}</tr>`;
  const head = row("th", schema.fields.map(({ name }) => name));
  return `<table><thead>${head}</thead><tbody>${
    cells(batches).map((texts) => row("td", texts)).join("")
  }</tbody></table>`;
}

function cells(batches: readonly Batch[]): readonly (readonly string[])[] {
  return batches.flatMap(({ columns, numRows }) => {
    const texts = columns.map((column) => columnTexts(column, numRows));
    return Array.from({ length: numRows }, (_, row) => texts.map((column) => column[row]!));
  });
}

function columnTexts(column: Column, numRows: number): readonly string[] {
  return Array.from({ length: numRows }, (_, row) => cellText(column, row) ?? "");
}

/** Columns on a terminal: characters outside the basic plane and of East Asian scripts take two. */
function width(text: string): number {
  let columns = 0;
  for (const char of text) columns += WIDE.test(char) ? 2 : 1;
  return columns;
}
const WIDE = /[\u1100-\u115f\u2e80-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff00-\uff60\u{1f300}-\u{1faff}]/u;

function escapeHtml(text: string): string {
  return text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;").replaceAll('"', "&quot;");
}
