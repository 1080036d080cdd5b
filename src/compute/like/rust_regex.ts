import { RE2JS } from "re2js";
import { NotSupportedError } from "../../errors.ts";
import { nativeText } from "./native_text.ts";
import { re2Text } from "./re2_text.ts";
import { childrenOf, type RegexNode } from "./regex_node.ts";
import { type ParsedRegex, parseRustRegex } from "./rust_regex_parser.ts";

/** Start and end of each group in UTF-16 units, the whole match first; -1 for groups that took no part. */
export type RegexMatchResult = readonly { readonly start: number; readonly end: number }[];

/** A compiled regular expression of Rust's syntax. Matches are the leftmost-first ones; time is linear in the text. */
export interface RustRegex {
  readonly pattern: string;
  readonly flags: string;
  /** Groups besides the whole match. */
  readonly groupCount: number;
  /** Names by group number, null where a group has none; number 0 is the whole match. */
  readonly groupNames: readonly (string | null)[];
  /** If the expression is nothing but text, perhaps tied to the ends, that text. */
  readonly literal: { readonly text: string; readonly atStart: boolean; readonly atEnd: boolean } | undefined;
  /** Whether it matches somewhere. */
  test(text: string): boolean;
  /** The first match that begins at or after UTF-16 index `from`; what is before it still counts as context. */
  find(text: string, from?: number): RegexMatchResult | null;
}

const cache = new Map<string, RustRegex>();
const MAX_CACHED = 500;

/**
 * Compiles a pattern; cached. `flags` are letters of `imsUux` that are on from the start.
 *
 * @throws {ArgumentError} where Rust does not accept the pattern
 * @throws {NotSupportedError} where Rust does, but there is no linear-time form of it here
 */
export function compileRustRegex(pattern: string, flags = ""): RustRegex {
  const key = `${flags}/${pattern}`;
  let regex = cache.get(key);
  if (regex === undefined) {
    regex = new Re2Regex(pattern, flags, parseRustRegex(pattern, flags));
    if (cache.size >= MAX_CACHED) cache.clear();
    cache.set(key, regex);
  }
  return regex;
}

class Re2Regex implements RustRegex {
  readonly pattern: string;
  readonly flags: string;
  readonly groupNames: readonly (string | null)[];
  readonly literal: RustRegex["literal"];
  readonly #re2: RE2JS;
  readonly #node: RegexNode;
  /** Whether `\b` must see Unicode letters, which RE2's does not. */
  readonly #unicodeBoundaries: boolean;
  #native: RegExp | undefined;

  constructor(pattern: string, flags: string, { node, groupNames }: ParsedRegex) {
    this.pattern = pattern;
    this.flags = flags;
    this.groupNames = groupNames;
    this.literal = literalOf(node);
    this.#node = node;
    this.#unicodeBoundaries = some(node, (each) => each.kind === "wordBoundary" && each.unicode);
    try {
      this.#re2 = RE2JS.compile(re2Text(node));
    } catch (cause) {
      throw new NotSupportedError({
        message: `Cannot compile regular expression ${JSON.stringify(pattern)}: it is too large`,
        cause,
      });
    }
  }

  get groupCount(): number {
    return this.groupNames.length - 1;
  }

  test(text: string): boolean {
    // deno-lint-ignore no-control-regex
    if (this.#unicodeBoundaries && /[^\x00-\x7f]/.test(text)) {
      const native = this.#nativeRegex();
      native.lastIndex = 0;
      return native.test(text);
    }
    return this.#re2.test(text);
  }

  find(text: string, from = 0): RegexMatchResult | null {
    if (from > text.length) return null;
    // deno-lint-ignore no-control-regex
    if (this.#unicodeBoundaries && /[^\x00-\x7f]/.test(text)) return this.#findNative(text, from);
    const matcher = this.#re2.matcher(text);
    if (!matcher.find(from)) return null;
    return this.groupNames.map((_, k) => ({ start: matcher.start(k), end: matcher.end(k) }));
  }

  #findNative(text: string, from: number): RegexMatchResult | null {
    const native = this.#nativeRegex();
    native.lastIndex = from;
    const match = native.exec(text);
    if (match === null) return null;
    const indices =
      (match as RegExpExecArray & { indices: readonly (readonly [number, number] | undefined)[] }).indices;
    return this.groupNames.map((_, k) => ({ start: indices[k]?.[0] ?? -1, end: indices[k]?.[1] ?? -1 }));
  }

  /** The engine's own regular expressions know word boundaries of Unicode by look-around, but may take exponential time. */
  #nativeRegex(): RegExp {
    if (this.#native === undefined) {
      const ignoring = new Set<boolean>();
      some(this.#node, (each) => {
        if (each.kind === "char" || each.kind === "class") ignoring.add(each.ignoreCase);
        return false;
      });
      if (hasNestedStar(this.#node, false) || ignoring.size > 1) {
        throw new NotSupportedError({
          message:
            `Cannot match regular expression ${JSON.stringify(this.pattern)} against text that is not ASCII: it has ` +
            `word boundaries together with ${ignoring.size > 1 ? "flag i in parts of it" : "nested repetitions"}`,
          remedy: "(?-u:\\b) for boundaries of ASCII words",
        });
      }
      this.#native = new RegExp(nativeText(this.#node), `dgu${ignoring.has(true) ? "i" : ""}`);
    }
    return this.#native;
  }
}

function some(node: RegexNode, predicate: (node: RegexNode) => boolean): boolean {
  return predicate(node) || childrenOf(node).some((child) => some(child, predicate));
}

function hasNestedStar(node: RegexNode, inside: boolean): boolean {
  const star = node.kind === "repeat" && (node.max === null || node.max > 100);
  if (star && inside) return true;
  return childrenOf(node).some((child) => hasNestedStar(child, inside || star));
}

function literalOf(node: RegexNode): RustRegex["literal"] {
  const nodes = node.kind === "concat" ? node.nodes : node.kind === "empty" ? [] : [node];
  let text = "";
  let atStart = false;
  let atEnd = false;
  for (const [k, each] of nodes.entries()) {
    if (each.kind === "textStart" && k === 0) atStart = true;
    else if (each.kind === "textEnd" && k === nodes.length - 1) atEnd = true;
    else if (each.kind === "char" && !each.ignoreCase) text += String.fromCodePoint(each.codePoint);
    else return undefined;
  }
  return { text, atStart, atEnd };
}
