import { RE2JS } from "re2js";
import { complementRanges, itemsOfRanges, propertyRanges } from "./code_ranges.ts";
import { childrenOf, type ClassItem, type RegexNode } from "./regex_node.ts";

/** RE2 refuses larger counts. */
const RE2_MAX_REPEAT = 1000;

/** The expression in RE2's syntax. @throws {RangeError} if it repeats a group too often */
export function re2Text(node: RegexNode): string {
  switch (node.kind) {
    case "empty":
      return "(?:)";
    case "char":
      return ignoring(node.ignoreCase, hex(node.codePoint));
    case "class":
      if (node.items.length === 0) return node.negated ? "(?s:.)" : "[^\\x{0}-\\x{10FFFF}]";
      return ignoring(node.ignoreCase, classText(node.items, node.negated));
    case "textStart":
      return "\\A";
    case "textEnd":
      return "\\z";
    case "lineStart":
      return "(?m:^)";
    case "lineEnd":
      return "(?m:$)";
    case "wordBoundary":
      return node.negated ? "\\B" : "\\b";
    case "group":
      return node.index === null ? `(?:${re2Text(node.node)})` : `(${re2Text(node.node)})`;
    case "repeat":
      return re2Repeat(node.node, node.min, node.max, node.greedy);
    case "concat":
      return node.nodes.map(re2Text).join("");
    case "alternate":
      return `(?:${node.nodes.map(re2Text).join("|")})`;
  }
}

function re2Repeat(node: RegexNode, min: number, max: number | null, greedy: boolean): string {
  const inner = `(?:${re2Text(node)})`;
  const lazy = greedy ? "" : "?";
  if (max === null && min === 0) return `${inner}*${lazy}`;
  if (max === null && min === 1) return `${inner}+${lazy}`;
  if (min === 0 && max === 1) return `${inner}?${lazy}`;
  if (Math.max(min, max ?? 0) <= RE2_MAX_REPEAT) {
    return `${inner}{${min}${max === min ? "" : max === null ? "," : `,${max}`}}${lazy}`;
  }
  if (hasGroup(node)) throw new RangeError(`a group is repeated more than ${RE2_MAX_REPEAT} times`);
  // Without groups inside, repetitions may be cut into pieces.
  const required = pieces(min).map((count) => `${inner}{${count}}`).join("");
  if (max === null) return `${required}${inner}*${lazy}`;
  return required + pieces(max - min).map((count) => `${inner}{0,${count}}${lazy}`).join("");
}

function ignoring(ignoreCase: boolean, text: string): string {
  return ignoreCase ? `(?i:${text})` : text;
}

function hex(codePoint: number): string {
  return `\\x{${codePoint.toString(16)}}`;
}

function classText(items: readonly ClassItem[], negated: boolean): string {
  const parts = items.flatMap((item) => {
    if ("property" in item) {
      const known = re2Property(item.property);
      if (known !== null) return [`\\${item.negated ? "P" : "p"}{${known}}`];
      const ranges = propertyRanges(item.property);
      return itemsOfRanges(item.negated ? complementRanges(ranges) : ranges).map(itemText);
    }
    return [itemText(item)];
  });
  return `[${negated ? "^" : ""}${parts.join("")}]`;
}

function itemText(item: ClassItem): string {
  if ("property" in item) return "";
  return item.from === item.to ? hex(item.from) : `${hex(item.from)}-${hex(item.to)}`;
}

const re2Names = new Map<string, string | null>();

/** The property's name in RE2, or null where RE2 does not know it. */
function re2Property(property: string): string | null {
  let name = re2Names.get(property);
  if (name === undefined) {
    const bare = property.slice(property.indexOf("=") + 1);
    try {
      // Script extensions and scripts are different sets with the same names.
      if (property.startsWith("Script_Extensions=")) throw new RangeError(property);
      RE2JS.compile(`\\p{${bare}}`);
      name = bare;
    } catch {
      name = null;
    }
    re2Names.set(property, name);
  }
  return name;
}

/** A count as numbers that RE2 takes. */
function pieces(count: number): number[] {
  const out: number[] = [];
  for (let left = count; left > 0; left -= RE2_MAX_REPEAT) out.push(Math.min(left, RE2_MAX_REPEAT));
  return out;
}

function hasGroup(node: RegexNode): boolean {
  return (node.kind === "group" && node.index !== null) || childrenOf(node).some(hasGroup);
}
