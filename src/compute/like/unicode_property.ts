import type { ClassItem } from "./regex_node.ts";

/** Whether the engine knows the name in `\p{name}`. */
function isKnown(name: string): boolean {
  try {
    new RegExp(`\\p{${name}}`, "u");
    return true;
  } catch {
    return false;
  }
}

/**
 * The class of a Unicode property as Rust names it, in whatever case and with whatever separators: a general category,
 * a script or a binary property. Undefined if there is none.
 */
export function unicodeProperty(name: string): readonly ClassItem[] | undefined {
  const [left, right] = name.split("=").map((part) => part.trim());
  const key = right === undefined ? null : left!.toLowerCase().replace(/[\s_-]/g, "");
  const value = right ?? left!;
  const plain = value.toLowerCase().replace(/[\s_-]/g, "");
  if (key === null && plain === "any") return [{ from: 0, to: 0x10ffff }];
  if (key === null && plain === "ascii") return [{ from: 0, to: 0x7f }];
  for (const form of formsOf(value)) {
    for (const prefix of prefixesOf(key)) {
      if (isKnown(prefix + form)) return [{ property: prefix + form, negated: false }];
    }
  }
  return undefined;
}

function prefixesOf(key: string | null): readonly string[] {
  switch (key) {
    case null:
      return ["", "Script="];
    case "gc":
    case "generalcategory":
      return ["General_Category="];
    case "sc":
    case "script":
      return ["Script="];
    case "scx":
    case "scriptextensions":
      return ["Script_Extensions="];
    default:
      return [];
  }
}

/** How the name may be spelled in the form that engines want: `old italic` is `Old_Italic`. */
function formsOf(name: string): readonly string[] {
  const words = name.split(/[\s_-]+/).filter((word) => word !== "");
  const title = words.map((word) => word[0]!.toUpperCase() + word.slice(1).toLowerCase()).join("_");
  return [...new Set([name, title, words.join("_"), title.replace(/_/g, ""), name.toUpperCase(), name.toLowerCase()])];
}
