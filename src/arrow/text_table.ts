/**
 * Cells of text as tables: for consoles, framed as DataFusion prints them, and for notebooks. What stands in the cells is made by
 * others (`compute/cast` writes values as text); nothing is shortened.
 */

/** A framed table. Cells of several lines take several lines; without columns it is three rules. */
export function textTable(header: readonly string[], rows: readonly (readonly string[])[]): string {
  if (header.length === 0) return "++\n++\n++";
  const headerLines = header.map(splitLines);
  const cells = rows.map((row) => row.map(splitLines));
  const widths = headerLines.map((lines, k) => {
    let widest = widestLine(lines);
    for (const row of cells) widest = Math.max(widest, widestLine(row[k]!));
    return widest;
  });
  const rule = `+${widths.map((width) => "-".repeat(width + 2)).join("+")}+`;
  const out: string[] = [rule, ...rowLines(headerLines, widths), rule];
  for (const row of cells) out.push(...rowLines(row, widths));
  if (rows.length > 0) out.push(rule);
  return out.join("\n");
}

function rowLines(row: readonly (readonly string[])[], widths: readonly number[]): string[] {
  const height = row.reduce((most, lines) => Math.max(most, lines.length), 0);
  return Array.from({ length: height }, (_, i) => {
    const texts = row.map((lines, k) => ` ${padded(lines[i] ?? "", widths[k]!)} `);
    return `|${texts.join("|")}|`;
  });
}

/** An HTML table; everything is escaped, line breaks are kept. */
export function htmlTable(header: readonly string[], rows: readonly (readonly string[])[]): string {
  const row = (tag: string, texts: readonly string[]): string =>
    `<tr>${texts.map((text) => `<${tag}>${escapeHtml(text)}</${tag}>`).join("")}</tr>`;
  return `<table><thead>${row("th", header)}</thead><tbody>${
    rows.map((texts) => row("td", texts)).join("")
  }</tbody></table>`;
}

/** Text that is safe between tags and inside quoted attributes. */
export function escapeHtml(text: string): string {
  return text.replace(/[&<>"']|\n/g, (c) => HTML_ESCAPES[c]!);
}

const HTML_ESCAPES: Readonly<Record<string, string>> = {
  "&": "&amp;",
  "<": "&lt;",
  ">": "&gt;",
  '"': "&quot;",
  "'": "&#39;",
  "\n": "<br>",
};

function splitLines(text: string): readonly string[] {
  return text.split("\n");
}

function widestLine(lines: readonly string[]): number {
  let widest = 0;
  for (const line of lines) widest = Math.max(widest, displayWidth(line));
  return widest;
}

function padded(text: string, width: number): string {
  return text + " ".repeat(width - displayWidth(text));
}

/** Marks, joiners and other characters that take no place; medial and final Hangul letters join the initial one. */
const ZERO_WIDTH = /[\p{Mn}\p{Me}\p{Cf}\u1160-\u11ff]/u;
/** East Asian wide and fullwidth characters, and what is drawn as an emoji unless told otherwise. */
const DOUBLE_WIDTH =
  /[\u1100-\u115f\u2e80-\u303e\u3041-\u33ff\u3400-\u4dbf\u4e00-\ua4cf\ua960-\ua97c\uac00-\ud7a3\uf900-\ufaff\ufe10-\ufe19\ufe30-\ufe6f\uff01-\uff60\uffe0-\uffe6\u{16fe0}-\u{18cff}\u{1aff0}-\u{1b2fb}\u{20000}-\u{3fffd}]|(?!\p{Regional_Indicator})\p{Emoji_Presentation}/u;
const SKIN_TONE = /[\u{1f3fb}-\u{1f3ff}]/u;
const JOINER = "\u200d";
const EMOJI_STYLE = "\ufe0f";

/** Columns that one line takes in a terminal; control characters take one, as in Rust's `unicode-width`. */
export function displayWidth(text: string): number {
  if (!/[^\p{ASCII}]/u.test(text)) return text.length;
  let width = 0;
  let last = 0;
  let joined = false;
  for (const char of text) {
    if (char === EMOJI_STYLE) {
      width += last === 1 ? 1 : 0;
      last = 2;
    } else if (char === JOINER) {
      joined = true;
      continue;
    } else if (!ZERO_WIDTH.test(char)) {
      const continues = (joined && last === 2) || (last === 2 && SKIN_TONE.test(char));
      last = DOUBLE_WIDTH.test(char) ? 2 : 1;
      width += continues ? 0 : last;
    }
    joined = false;
  }
  return width;
}
