import { type ClassItem, type RegexNode, WORD_ITEMS } from "./regex_node.ts";

/**
 * The expression in the syntax of JavaScript with flags `du`: word boundaries of Unicode are look-around there, which RE2 has not.
 */
export function nativeText(node: RegexNode): string {
  switch (node.kind) {
    case "empty":
      return "(?:)";
    case "char":
      return nativeHex(node.codePoint);
    case "class":
      return classText(node.items, node.negated);
    case "textStart":
      return "(?<![^])";
    case "textEnd":
      return "(?![^])";
    case "lineStart":
      return "(?<![^\\n])";
    case "lineEnd":
      return "(?![^\\n])";
    case "wordBoundary":
      return nativeBoundary(node.negated, node.unicode);
    case "group":
      return node.index === null ? `(?:${nativeText(node.node)})` : `(${nativeText(node.node)})`;
    case "repeat": {
      const { min, max } = node;
      return `(?:${nativeText(node.node)}){${min},${max ?? ""}}${node.greedy ? "" : "?"}`;
    }
    case "concat":
      return node.nodes.map(nativeText).join("");
    case "alternate":
      return `(?:${node.nodes.map(nativeText).join("|")})`;
  }
}

function nativeBoundary(negated: boolean, unicode: boolean): string {
  const word = unicode ? classText(WORD_ITEMS, false) : "[0-9A-Za-z_]";
  return negated
    ? `(?:(?<=${word})(?=${word})|(?<!${word})(?!${word}))`
    : `(?:(?<=${word})(?!${word})|(?<!${word})(?=${word}))`;
}

function nativeHex(codePoint: number): string {
  return `\\u{${codePoint.toString(16)}}`;
}

function classText(items: readonly ClassItem[], negated: boolean): string {
  const parts = items.map((item) => {
    if ("property" in item) return `\\${item.negated ? "P" : "p"}{${item.property}}`;
    return item.from === item.to ? nativeHex(item.from) : `${nativeHex(item.from)}-${nativeHex(item.to)}`;
  });
  return `[${negated ? "^" : ""}${parts.join("")}]`;
}
