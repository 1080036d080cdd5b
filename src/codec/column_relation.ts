/**
 * A column's relation as DataFusion reads it: SQL identifiers of one to three parts lose their quotes and the spaces and
 * comments around them; any other text stands for itself.
 */
export function readColumnRelation(text: string): string {
  if (isPlain(text)) return text;
  const parts = identifierParts(text);
  return parts === undefined || parts.length > 3 ? text : parts.join(".");
}

/** Whether the text has only letters, digits, underscores and dots: it stands for itself whether it is a name or not. */
function isPlain(text: string): boolean {
  for (let i = 0; i < text.length; i++) {
    const c = text.charCodeAt(i);
    const plain = c >= 0x61 && c <= 0x7a || c === 0x5f || c === 0x2e || c >= 0x30 && c <= 0x39 ||
      c >= 0x41 && c <= 0x5a;
    if (!plain) return false;
  }
  return true;
}

/** The parts of `a."B c".d`; undefined where the text is not such a name. */
function identifierParts(text: string): string[] | undefined {
  const parts: string[] = [];
  let at = skipBlank(text, 0);
  for (;;) {
    const quote = text[at];
    if (quote === '"' || quote === "`") {
      let part = "";
      for (at++;; at++) {
        if (at >= text.length) return undefined;
        if (text[at] !== quote) part += text[at];
        else if (text[at + 1] === quote) part += text[at++];
        else break;
      }
      parts.push(part);
      at++;
    } else {
      const word = /^[\p{L}_][\p{L}\p{N}_$#@]*/u.exec(text.slice(at));
      if (word === null) return undefined;
      parts.push(word[0]);
      at += word[0].length;
    }
    at = skipBlank(text, at);
    if (at >= text.length) return parts;
    if (text[at] !== ".") return undefined;
    at = skipBlank(text, at + 1);
  }
}

/** Skips white space and SQL comments. */
function skipBlank(text: string, at: number): number {
  const blank = /(?:\s+|--[^\n]*(?:\n|$)|\/\*[\s\S]*?\*\/)*/y;
  blank.lastIndex = at;
  blank.test(text);
  return blank.lastIndex;
}
