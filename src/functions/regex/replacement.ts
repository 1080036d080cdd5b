import type { RegexMatchResult, RustRegex } from "../../compute/like/mod.ts";

/** Text, or the group that stands there; -1 for a group that does not exist. */
export type ReplacementPart = string | number;

const REFERENCE = /\$(?:\$|\{([^}]*)\}|([0-9A-Za-z_]+))/gu;

/**
 * The parts of a replacement: `$1`, `$name`, `${1}`, `\1` and `\\1` are groups, `$$` is a dollar. A reference takes all the
 * letters it can: `$1a` is the group named `1a`, write `${1}a`.
 */
export function parseReplacement(replacement: string, regex: RustRegex): readonly ReplacementPart[] {
  const text = replacement.replace(/\\{1,2}(\d+)/gu, "${$1}");
  const parts: ReplacementPart[] = [];
  let plain = 0;
  for (const match of text.matchAll(REFERENCE)) {
    if (match.index > plain) parts.push(text.slice(plain, match.index));
    parts.push(match[0] === "$$" ? "$" : groupOf(match[1] ?? match[2]!, regex));
    plain = match.index + match[0].length;
  }
  if (plain < text.length) parts.push(text.slice(plain));
  return parts;
}

function groupOf(name: string, regex: RustRegex): number {
  if (/^\d+$/.test(name)) return Number(name) <= regex.groupCount ? Number(name) : -1;
  return regex.groupNames.indexOf(name);
}

/** The replacement for one match. */
export function expand(parts: readonly ReplacementPart[], text: string, match: RegexMatchResult): string {
  let result = "";
  for (const part of parts) {
    if (typeof part === "string") result += part;
    else if (part >= 0 && match[part]!.start >= 0) result += text.slice(match[part]!.start, match[part]!.end);
  }
  return result;
}
