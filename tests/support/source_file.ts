/** TypeScript sources as data for tests about the sources themselves. */
import { readdirSync, readFileSync } from "node:fs";

/** A source file of the checkout. */
export interface SourceFile {
  /** Below the root, with slashes: `src/expr/mod.ts`. */
  readonly path: string;
  readonly text: string;
  /** The text without comments and without what stands in string literals; same length, same lines. */
  readonly code: string;
  /** Specifiers of static, dynamic and type imports and of re-exports, as written. */
  readonly imports: readonly string[];
}

const ROOT = new URL("../../", import.meta.url);

/** All `.ts` files below a folder of the root; none if there is no such folder. */
export function sourceFiles(folder: string): readonly SourceFile[] {
  return [...paths(folder)].sort().map(sourceFile);
}

/** One file by its path below the root. */
export function sourceFile(path: string): SourceFile {
  return parseSource(path, readFileSync(new URL(path, ROOT), "utf8"));
}

/** A file's text, taken apart. */
export function parseSource(path: string, text: string): SourceFile {
  const { code, strings } = split(text);
  return { path, text, code, imports: importsOf(code, strings) };
}

function* paths(folder: string): Generator<string> {
  let entries;
  try {
    entries = readdirSync(new URL(`${folder}/`, ROOT), { withFileTypes: true });
  } catch {
    return;
  }
  for (const entry of entries) {
    const path = `${folder}/${entry.name}`;
    if (entry.isDirectory()) yield* paths(path);
    else if (entry.name.endsWith(".ts")) yield path;
  }
}

/** Words after which a `/` starts a regular expression and not a division. */
const BEFORE_REGEXP =
  /(?:^|[=(,:;!&|?{}[+\-*%<>~^]|=>|\b(?:return|typeof|case|in|of|delete|void|throw|new|await|yield))\s*$/;

/** Blanks comments and the insides of literals; `strings` are the insides by the offset of their opening quote. */
function split(text: string): { readonly code: string; readonly strings: ReadonlyMap<number, string> } {
  const strings = new Map<number, string>();
  const out = text.split("");
  const blank = (from: number, to: number) => {
    for (let i = from; i < to; i++) if (out[i] !== "\n") out[i] = " ";
  };
  /** Depths of `{` at which an interpolation of a template literal ends. */
  const templates: number[] = [];
  let depth = 0;
  const template = (from: number): number => {
    let at = from;
    while (at < text.length && text[at] !== "`" && !text.startsWith("${", at)) at += text[at] === "\\" ? 2 : 1;
    blank(from, at);
    if (text[at] === "`") return at + 1;
    templates.push(depth++);
    return at + 2;
  };
  for (let at = 0; at < text.length;) {
    const char = text[at]!;
    if (text.startsWith("//", at) && text[at - 1] !== "\\") {
      const end = endOf(text, at, "\n");
      blank(at, end);
      at = end;
    } else if (text.startsWith("/*", at)) {
      const end = endOf(text, at + 2, "*/") + 2;
      blank(at, end);
      at = end;
    } else if (char === '"' || char === "'") {
      let end = at + 1;
      while (end < text.length && text[end] !== char && text[end] !== "\n") end += text[end] === "\\" ? 2 : 1;
      strings.set(at, text.slice(at + 1, end));
      blank(at + 1, end);
      at = end + 1;
    } else if (char === "`") {
      at = template(at + 1);
    } else if (char === "/" && BEFORE_REGEXP.test(out.slice(Math.max(0, at - 40), at).join(""))) {
      let end = at + 1;
      for (let inClass = false; end < text.length && text[end] !== "\n" && (inClass || text[end] !== "/"); end++) {
        if (text[end] === "\\") end++;
        else if (text[end] === "[") inClass = true;
        else if (text[end] === "]") inClass = false;
      }
      blank(at + 1, end);
      at = end + 1;
    } else {
      if (char === "{") depth++;
      if (char === "}" && --depth === templates.at(-1)) {
        templates.pop();
        at = template(at + 1);
      } else at++;
    }
  }
  return { code: out.join(""), strings };
}

function endOf(text: string, from: number, mark: string): number {
  const end = text.indexOf(mark, from);
  return end < 0 ? text.length : end;
}

/** `from "…"`, `import "…"`, `import("…")`: the quote's offset is where the match ends. */
const IMPORT = /(?:\bfrom|\bimport|\bimport\s*\()\s*(?=["'])/g;

function importsOf(code: string, strings: ReadonlyMap<number, string>): readonly string[] {
  return [...code.matchAll(IMPORT)].map((match) => strings.get(match.index + match[0].length)!);
}
