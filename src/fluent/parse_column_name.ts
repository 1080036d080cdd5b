/** A column's name as users write it, taken apart. */
export interface ColumnName {
  /** Everything before the last dot, as it travels (`t`, `s.t`, `c.s.t`); null where there is none. */
  readonly relation: string | null;
  readonly name: string;
}

/** Qualified names have at most catalog, schema, table and column. */
const MAX_PARTS = 4;
const PLAIN = /^[a-z_][a-z0-9_]*$/;
const UNQUOTED = /^[\p{L}_][\p{L}\p{N}_$]*$/u;

/**
 * Reads `name`, `table.name` or `"Quoted Name"` the way DataFusion does: unquoted parts fold to lower case, quotes keep
 * case and dots, doubled quotes stand for one. Text that is no dotted identifier is one name, taken literally.
 */
export function parseColumnName(text: string): ColumnName {
  if (PLAIN.test(text)) return { relation: null, name: text };
  const parts = splitIdentifier(text);
  if (parts === undefined || parts.length > MAX_PARTS) return { relation: null, name: text };
  const name = parts.pop()!;
  return { relation: parts.length === 0 ? null : parts.join("."), name };
}

/** Splits at dots outside quotes; undefined where the text is not a dotted identifier. */
function splitIdentifier(text: string): string[] | undefined {
  const parts: string[] = [];
  for (let at = 0;;) {
    while (text[at] === " ") at++;
    const quote = text[at] === '"' || text[at] === "`" ? text[at]! : undefined;
    let part = "";
    if (quote) {
      for (at++;; at++) {
        if (at >= text.length) return undefined; // the quote never ends
        if (text[at] !== quote) part += text[at];
        else if (text[at + 1] === quote) part += text[at++];
        else break;
      }
      at++;
      while (text[at] === " ") at++;
    } else {
      const start = at;
      while (at < text.length && text[at] !== ".") at++;
      part = text.slice(start, at).trimEnd();
      if (!UNQUOTED.test(part)) return undefined;
      part = part.toLowerCase();
    }
    parts.push(part);
    if (at === text.length) return parts;
    if (text[at] !== ".") return undefined;
    at++;
  }
}
