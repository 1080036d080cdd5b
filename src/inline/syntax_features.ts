import type { AstNode } from "./parse_function.ts";

/**
 * Syntax newer than ECMAScript 2017 that an engine may lack, in canonical (alphabetical) order, each with the
 * smallest text that needs it. The texts are ours: {@linkcode missingFeatures} compiles them, and runs none.
 */
const FEATURES = {
  "async-iteration": "async function* f() { for await (const x of y); }",
  "bigint-literals": "1n",
  "class-fields": "class A { a = 1; static b = 2; }",
  "class-static-blocks": "class A { static { } }",
  "dynamic-import": "() => import('x')",
  "import-attributes": "() => import('x', { with: { type: 'json' } })",
  "logical-assignment": "let a; a ??= 1",
  "nullish-coalescing": "null ?? 1",
  "numeric-separators": "1_000",
  "object-spread": "({ ...{} })",
  "optional-catch-binding": "try { } catch { }",
  "optional-chaining": "null?.a",
  "private-fields": "class A { #a = 1; f() { return this.#a; } #g() { } }",
  "private-in": "class A { #a; static f(x) { return #a in x; } }",
  "regexp-dotall": "/./s",
  "regexp-lookbehind": "/(?<=a)b/",
  "regexp-match-indices": "/a/d",
  "regexp-modifiers": "/(?i:a)/",
  "regexp-named-groups": "/(?<a>b)/",
  "regexp-unicode-properties": "/\\p{L}/u",
  "regexp-v-flag": "/[\\p{L}--[a-z]]/v",
  "using": "{ using x = null; }",
} as const;

/** A name from the list of syntax features. */
export type SyntaxFeature = keyof typeof FEATURES;

/** The features that the tree needs, in canonical order. */
export function findFeatures(root: AstNode): SyntaxFeature[] {
  const found = new Set<SyntaxFeature>();
  const stack: AstNode[] = [root];
  for (let node = stack.pop(); node; node = stack.pop()) {
    collect(node, found);
    for (const key in node) {
      const value = node[key];
      if (Array.isArray(value)) { for (const item of value) if (isNode(item)) stack.push(item); }
      else if (isNode(value)) stack.push(value);
    }
  }
  return [...found].sort();
}

/**
 * Those of the named features that this engine cannot compile; unknown names are ignored, since only the engine can tell.
 * Compiles constant texts of this file, never the payload's. Empty where a page forbids `eval`.
 */
export function missingFeatures(names: readonly string[], compile: (body: string) => unknown): string[] {
  return names.filter((name) => {
    if (!Object.hasOwn(FEATURES, name)) return false;
    try {
      compile(FEATURES[name as SyntaxFeature]);
      return false;
    } catch (error) {
      return error instanceof SyntaxError;
    }
  });
}

function collect(node: AstNode, found: Set<SyntaxFeature>): void {
  switch (node.type) {
    case "FunctionExpression":
    case "FunctionDeclaration":
      if (node.async && node.generator) found.add("async-iteration");
      return;
    case "ForOfStatement":
      if (node.await) found.add("async-iteration");
      return;
    case "PropertyDefinition":
      found.add("class-fields");
      return;
    case "StaticBlock":
      found.add("class-static-blocks");
      return;
    case "ImportExpression":
      found.add(node.options ? "import-attributes" : "dynamic-import");
      return;
    case "VariableDeclaration":
      if (node.kind === "using" || node.kind === "await using") found.add("using");
      return;
    case "AssignmentExpression":
      if (/^(?:\|\||&&|\?\?)=$/.test(node.operator as string)) found.add("logical-assignment");
      return;
    case "LogicalExpression":
      if (node.operator === "??") found.add("nullish-coalescing");
      return;
    case "BinaryExpression":
      if ((node.left as AstNode).type === "PrivateIdentifier") found.add("private-in");
      return;
    case "PrivateIdentifier":
      found.add("private-fields");
      return;
    case "ObjectExpression":
    case "ObjectPattern":
      for (const property of node.properties as AstNode[]) {
        if (property.type === "SpreadElement" || property.type === "RestElement") found.add("object-spread");
      }
      return;
    case "CatchClause":
      if (!node.param) found.add("optional-catch-binding");
      return;
    case "ChainExpression":
      found.add("optional-chaining");
      return;
    case "Literal":
      collectLiteral(node, found);
  }
}

function collectLiteral(node: AstNode, found: Set<SyntaxFeature>): void {
  if (typeof node.bigint === "string") found.add("bigint-literals");
  const raw = node.raw;
  if (typeof raw === "string" && /^[0-9.][0-9a-fA-FxXoObBeEn.+-]*_/.test(raw)) found.add("numeric-separators");
  const regex = node.regex as { readonly pattern: string; readonly flags: string } | undefined;
  if (!regex) return;
  const { pattern, flags } = regex;
  if (flags.includes("s")) found.add("regexp-dotall");
  if (flags.includes("d")) found.add("regexp-match-indices");
  if (flags.includes("v")) found.add("regexp-v-flag");
  // Escaped backslashes and character classes are taken out, so that `\\p{` or `[(?<=]` is not mistaken for syntax.
  const bare = pattern.replace(/\\\\/g, "");
  if (/[uv]/.test(flags) && /\\[pP]\{/.test(bare)) found.add("regexp-unicode-properties");
  const groups = bare.replace(/\\./g, "").replace(/\[[^\]]*\]/g, "");
  if (/\(\?<[=!]/.test(groups)) found.add("regexp-lookbehind");
  if (/\(\?<[^=!]/.test(groups)) found.add("regexp-named-groups");
  if (/\(\?[ims-]+:/.test(groups)) found.add("regexp-modifiers");
}

function isNode(value: unknown): value is AstNode {
  return typeof value === "object" && value !== null && typeof (value as { type?: unknown }).type === "string";
}
