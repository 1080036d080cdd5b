/** Ranges of code points, both ends included: `[from, to, from, to, …]`, ascending and apart. */
export type CodeRanges = readonly number[];

/** Part of a class: a range, or a Unicode property by the name that JavaScript and RE2 know. */
export type ClassItem =
  | { readonly from: number; readonly to: number }
  | { readonly property: string; readonly negated: boolean };

/** A regular expression of Rust's syntax, flags already worked in. */
export type RegexNode =
  | { readonly kind: "empty" }
  | { readonly kind: "char"; readonly codePoint: number; readonly ignoreCase: boolean }
  | {
    readonly kind: "class";
    readonly items: readonly ClassItem[];
    readonly negated: boolean;
    readonly ignoreCase: boolean;
  }
  | { readonly kind: "textStart" | "textEnd" | "lineStart" | "lineEnd" }
  | { readonly kind: "wordBoundary"; readonly negated: boolean; readonly unicode: boolean }
  | { readonly kind: "group"; readonly index: number | null; readonly name: string | null; readonly node: RegexNode }
  | {
    readonly kind: "repeat";
    readonly node: RegexNode;
    readonly min: number;
    readonly max: number | null;
    readonly greedy: boolean;
  }
  | { readonly kind: "concat"; readonly nodes: readonly RegexNode[] }
  | { readonly kind: "alternate"; readonly nodes: readonly RegexNode[] };

/** Unicode's word characters (UTS 18, annex C), which `\w` and `\b` mean unless `u` is off. */
export const WORD_ITEMS: readonly ClassItem[] = Object.freeze([
  ...["Alphabetic", "M", "Nd", "Pc"].map((property) => ({ property, negated: false })),
  // Join_Control.
  { from: 0x200c, to: 0x200d },
]);
/** The same in ASCII. */
export const ASCII_WORD_ITEMS: readonly ClassItem[] = Object.freeze([
  { from: 0x30, to: 0x39 },
  { from: 0x41, to: 0x5a },
  { from: 0x5f, to: 0x5f },
  { from: 0x61, to: 0x7a },
]);
/** Unicode's White_Space. */
export const SPACE_ITEMS: readonly ClassItem[] = Object.freeze([
  { from: 0x09, to: 0x0d },
  { from: 0x20, to: 0x20 },
  { from: 0x85, to: 0x85 },
  { from: 0xa0, to: 0xa0 },
  { from: 0x1680, to: 0x1680 },
  { from: 0x2000, to: 0x200a },
  { from: 0x2028, to: 0x2029 },
  { from: 0x202f, to: 0x202f },
  { from: 0x205f, to: 0x205f },
  { from: 0x3000, to: 0x3000 },
]);
/** The same in ASCII. */
export const ASCII_SPACE_ITEMS: readonly ClassItem[] = Object.freeze([{ from: 0x09, to: 0x0d }, {
  from: 0x20,
  to: 0x20,
}]);

/** What stands directly inside a node. */
export function childrenOf(node: RegexNode): readonly RegexNode[] {
  if (node.kind === "group" || node.kind === "repeat") return [node.node];
  return node.kind === "concat" || node.kind === "alternate" ? node.nodes : [];
}
