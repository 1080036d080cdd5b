import type { SourcePosition } from "../errors.ts";

const LINE_END = /\r\n|[\n\r\u2028\u2029]/g;
/** Lines shown around the one that is meant. */
const CONTEXT_LINES = 1;
const MAX_LINE_CHARS = 110;

/** Line and column, both 1-based, of an offset into the text. */
export function positionAt(text: string, offset: number): SourcePosition {
  let line = 1;
  let start = 0;
  for (const match of text.matchAll(LINE_END)) {
    const next = match.index + match[0].length;
    if (next > offset) break;
    line++;
    start = next;
  }
  return Object.freeze({ line, column: offset - start + 1 });
}

/**
 * The line around a position, its neighbours, and a caret below the column:
 *
 * ```text
 *   1 | (x) => {
 * > 2 |   return x * rate;
 *     |              ^
 *   3 | }
 * ```
 */
export function codeFrame(text: string, { line, column }: SourcePosition): string {
  const lines = text.split(LINE_END);
  const first = Math.max(1, line - CONTEXT_LINES);
  const last = Math.min(lines.length, line + CONTEXT_LINES);
  const width = String(last).length;
  // Minified code stands on one line: show the part around the column.
  const cut = column > MAX_LINE_CHARS - 20 ? column - Math.floor(MAX_LINE_CHARS / 2) : 0;
  const frame: string[] = [];
  for (let at = first; at <= last; at++) {
    const shown = lines[at - 1]!.slice(cut, cut + MAX_LINE_CHARS);
    frame.push(`${at === line ? ">" : " "} ${String(at).padStart(width)} | ${shown}`.trimEnd());
    if (at === line) {
      const indent = shown.slice(0, Math.max(0, column - 1 - cut)).replace(/[^\t]/g, " ");
      frame.push(`  ${" ".repeat(width)} | ${indent}^`);
    }
  }
  return frame.join("\n");
}
