import { ArgumentError, NotSupportedError } from "../../errors.ts";
import {
  complementRanges,
  foldRanges,
  intersectRanges,
  itemsOfRanges,
  rangesOfItems,
  unionRanges,
} from "./code_ranges.ts";
import {
  ASCII_SPACE_ITEMS,
  ASCII_WORD_ITEMS,
  type ClassItem,
  type CodeRanges,
  type RegexNode,
  SPACE_ITEMS,
  WORD_ITEMS,
} from "./regex_node.ts";
import { POSIX_CLASSES } from "./posix_classes.ts";
import { unicodeProperty } from "./unicode_property.ts";

/** Flags that may be switched inside the pattern. */
interface Flags {
  readonly i: boolean;
  readonly m: boolean;
  readonly s: boolean;
  readonly U: boolean;
  readonly u: boolean;
  readonly x: boolean;
}

const DEFAULT_FLAGS: Flags = { i: false, m: false, s: false, U: false, u: true, x: false };
/** Groups inside groups; Rust's own limit is 250. */
const MAX_NESTING = 250;
/** Rust's `regex` refuses programs above 10 MB; this is about as many repetitions of one character. */
const MAX_REPEAT = 100_000;

/** A pattern taken apart, and its groups. */
export interface ParsedRegex {
  readonly node: RegexNode;
  /** Names of the groups, the whole match first; null for groups without a name. */
  readonly groupNames: readonly (string | null)[];
}

/**
 * Parses the syntax of Rust's `regex` crate 1.x. `flags` are switched on at the start (letters of `imsUux`).
 *
 * @throws {ArgumentError} where Rust does not accept the pattern
 * @throws {NotSupportedError} for CRLF mode and half word boundaries
 */
export function parseRustRegex(pattern: string, flags: string): ParsedRegex {
  const parser = new Parser(pattern);
  const node = parser.parse(flags);
  return { node, groupNames: parser.groupNames };
}

const META = new Set("\\.+*?()|[]{}^$#&-~");
const SIMPLE_ESCAPES: Readonly<Record<string, number>> = { a: 7, f: 12, t: 9, n: 10, r: 13, v: 11 };
class Parser {
  readonly groupNames: (string | null)[] = [null];
  readonly #pattern: string;
  readonly #chars: readonly string[];
  #at = 0;
  #depth = 0;
  #flags: Flags = DEFAULT_FLAGS;

  constructor(pattern: string) {
    this.#pattern = pattern;
    this.#chars = [...pattern];
  }

  parse(flags: string): RegexNode {
    for (const flag of flags) this.#flags = { ...this.#flags, [this.#flag(flag)]: true };
    const node = this.#alternation();
    if (this.#at < this.#chars.length) throw this.#fail("unopened group");
    return node;
  }

  #fail(problem: string, at = this.#at): ArgumentError {
    return new ArgumentError({
      message:
        `Cannot compile regular expression ${JSON.stringify(this.#pattern)}: ${problem} at character ${at + 1}, ` +
        `must be of the syntax of Rust's regex crate`,
      functionName: undefined,
    });
  }

  get #char(): string | undefined {
    return this.#chars[this.#at];
  }

  #eat(text: string): boolean {
    for (let k = 0; k < text.length; k++) if (this.#chars[this.#at + k] !== text[k]) return false;
    this.#at += text.length;
    return true;
  }

  #skipIgnored(): void {
    if (!this.#flags.x) return;
    for (;;) {
      const char = this.#char;
      if (char === "#") { while (this.#char !== undefined && this.#char !== "\n") this.#at++; }
      else if (char !== undefined && /^\p{White_Space}$/u.test(char)) this.#at++;
      else return;
    }
  }

  #alternation(): RegexNode {
    const outer = this.#flags;
    const nodes = [this.#concat()];
    while (this.#eat("|")) nodes.push(this.#concat());
    // Flags that were switched in the middle end with their group.
    this.#flags = outer;
    return nodes.length === 1 ? nodes[0]! : { kind: "alternate", nodes };
  }

  #concat(): RegexNode {
    const nodes: RegexNode[] = [];
    for (;;) {
      this.#skipIgnored();
      const char = this.#char;
      if (char === undefined || char === "|" || char === ")") break;
      if (char === "*" || char === "+" || char === "?" || char === "{") {
        const last = nodes.pop();
        if (last === undefined) throw this.#fail("repetition operator missing expression");
        nodes.push(this.#repeat(last));
        continue;
      }
      const atom = this.#atom();
      if (atom !== null) nodes.push(atom);
    }
    if (nodes.length === 0) return { kind: "empty" };
    return nodes.length === 1 ? nodes[0]! : { kind: "concat", nodes };
  }

  #repeat(node: RegexNode): RegexNode {
    const char = this.#chars[this.#at++]!;
    let min = char === "+" ? 1 : 0;
    let max: number | null = char === "?" ? 1 : null;
    if (char === "{") [min, max] = this.#counts();
    this.#skipIgnored();
    const lazy = this.#eat("?");
    return { kind: "repeat", node, min, max, greedy: lazy === this.#flags.U };
  }

  #counts(): [number, number | null] {
    const start = this.#at;
    const number = (): number | undefined => {
      let digits = "";
      while (this.#char !== undefined && (/^[0-9\s]$/).test(this.#char)) digits += this.#chars[this.#at++]!.trim();
      return digits === "" ? undefined : Number(digits);
    };
    const min = number();
    if (min === undefined) throw this.#fail("repetition quantifier expects a valid decimal");
    let max: number | null = min;
    if (this.#eat(",")) max = number() ?? null;
    if (!this.#eat("}")) throw this.#fail("unclosed counted repetition", start);
    if (max !== null && max < min) throw this.#fail("invalid repetition count range", start);
    if (Math.max(min, max ?? 0) > MAX_REPEAT) throw this.#fail("compiled regex exceeds size limit", start);
    return [min, max];
  }

  /** One element, or null for a switch of flags. */
  #atom(): RegexNode | null {
    const char = this.#chars[this.#at++]!;
    const { i, m, s } = this.#flags;
    switch (char) {
      case "(":
        return this.#group();
      case "[":
        return this.#bracketClass();
      case ".":
        this.#requireUnicode();
        return s
          ? { kind: "class", items: [], negated: true, ignoreCase: false }
          : { kind: "class", items: [{ from: 10, to: 10 }], negated: true, ignoreCase: false };
      case "^":
        return { kind: m ? "lineStart" : "textStart" };
      case "$":
        return { kind: m ? "lineEnd" : "textEnd" };
      case "\\":
        return this.#escape();
      default:
        return { kind: "char", codePoint: char.codePointAt(0)!, ignoreCase: i };
    }
  }

  /** What matches any byte but some would match halves of characters. */
  #requireUnicode(): void {
    if (!this.#flags.u) throw this.#fail("pattern can match invalid UTF-8", this.#at - 1);
  }

  #group(): RegexNode | null {
    const start = this.#at - 1;
    if (++this.#depth > MAX_NESTING) throw this.#fail("exceeded the maximum number of nested groups", start);
    for (const look of ["?=", "?!", "?<=", "?<!"]) {
      if (this.#eat(look)) {
        throw this.#fail("look-around, including look-ahead and look-behind, is not supported", start);
      }
    }
    const outer = this.#flags;
    let index: number | null = null;
    let name: string | null = null;
    if (this.#eat("?P<") || this.#eat("?<")) {
      name = this.#groupName();
      index = this.groupNames.push(name) - 1;
    } else if (this.#eat("?")) {
      if (this.#switchFlags(start)) {
        this.#depth--;
        return null;
      }
    } else index = this.groupNames.push(null) - 1;
    const node = this.#alternation();
    if (!this.#eat(")")) throw this.#fail("unclosed group", start);
    this.#flags = outer;
    this.#depth--;
    return { kind: "group", index, name, node };
  }

  #groupName(): string {
    const start = this.#at;
    while (this.#char !== undefined && this.#char !== ">") this.#at++;
    const name = this.#chars.slice(start, this.#at).join("");
    if (!this.#eat(">")) throw this.#fail("unclosed capture group name", start);
    if (!/^[\p{Alphabetic}_][\p{Alphabetic}\p{N}_.[\]]*$/u.test(name)) {
      throw this.#fail("invalid capture group name", start);
    }
    if (this.groupNames.includes(name)) throw this.#fail("duplicate capture group name", start);
    return name;
  }

  /** Reads `flags)` or `flags:`; true for the former, which lasts to the end of the group around. */
  #switchFlags(start: number): boolean {
    let on = true;
    let flags = this.#flags;
    for (;;) {
      const char = this.#chars[this.#at++];
      if (char === undefined) throw this.#fail("unclosed group", start);
      if (char === ")" || char === ":") {
        this.#flags = flags;
        return char === ")";
      }
      if (char === "-") on = false;
      else flags = { ...flags, [this.#flag(char)]: on };
    }
  }

  #flag(char: string): keyof Flags {
    if (char === "R") {
      throw new NotSupportedError({
        message: `Cannot compile regular expression: CRLF mode (flag R) has no form here`,
      });
    }
    if (!(char in DEFAULT_FLAGS)) throw this.#fail("unrecognized flag");
    return char as keyof Flags;
  }

  #escape(): RegexNode {
    const start = this.#at - 1;
    const char = this.#chars[this.#at];
    const { i, u } = this.#flags;
    if (char === undefined) throw this.#fail("incomplete escape sequence, reached end of pattern prematurely", start);
    switch (char) {
      case "b":
      case "B":
        this.#at++;
        if (char === "b" && this.#eat("{")) {
          throw new NotSupportedError({
            message: "Cannot compile regular expression: half word boundaries have no form here",
          });
        }
        return { kind: "wordBoundary", negated: char === "B", unicode: u };
      case "<":
      case ">":
        throw new NotSupportedError({
          message: "Cannot compile regular expression: half word boundaries have no form here",
        });
      case "A":
        this.#at++;
        return { kind: "textStart" };
      case "z":
        this.#at++;
        return { kind: "textEnd" };
    }
    const named = this.#classEscape();
    if (named?.negated) this.#requireUnicode();
    if (named !== null) return { kind: "class", items: named.items, negated: named.negated, ignoreCase: i };
    return { kind: "char", codePoint: this.#charEscape(start), ignoreCase: i };
  }

  /** `\d \s \w \p{…}` and their opposites; null, with nothing read, for anything else. */
  #classEscape(): { readonly items: readonly ClassItem[]; readonly negated: boolean } | null {
    const char = this.#char!;
    const { u } = this.#flags;
    switch (char) {
      case "d":
      case "D":
        this.#at++;
        return {
          items: u ? [{ property: "Nd", negated: false }] : [{ from: 0x30, to: 0x39 }],
          negated: char === "D",
        };
      case "s":
      case "S":
        this.#at++;
        return { items: u ? SPACE_ITEMS : ASCII_SPACE_ITEMS, negated: char === "S" };
      case "w":
      case "W":
        this.#at++;
        return { items: u ? WORD_ITEMS : ASCII_WORD_ITEMS, negated: char === "W" };
      case "p":
      case "P":
        return this.#property(char === "P");
      default:
        return null;
    }
  }

  #property(negated: boolean): { readonly items: readonly ClassItem[]; readonly negated: boolean } {
    const start = this.#at++ - 1;
    if (!this.#flags.u) throw this.#fail("Unicode not allowed here", start);
    let name = this.#chars[this.#at++];
    if (name === undefined) throw this.#fail("incomplete escape sequence, reached end of pattern prematurely", start);
    if (name === "{") {
      const from = this.#at;
      while (this.#char !== undefined && this.#char !== "}") this.#at++;
      name = this.#chars.slice(from, this.#at).join("");
      if (!this.#eat("}")) throw this.#fail("invalid Unicode character class", start);
      if (name.startsWith("^")) {
        negated = !negated;
        name = name.slice(1);
      }
      if (name.includes("!=")) {
        negated = !negated;
        name = name.replace("!=", "=");
      }
    }
    const items = unicodeProperty(name);
    if (items === undefined) throw this.#fail("Unicode property not found", start);
    return { items, negated };
  }

  #charEscape(start: number): number {
    const char = this.#chars[this.#at++]!;
    if (char in SIMPLE_ESCAPES) return SIMPLE_ESCAPES[char]!;
    if (char === "x" || char === "u" || char === "U") return this.#hex(char === "x" ? 2 : char === "u" ? 4 : 8, start);
    if (/^[0-9]$/.test(char)) throw this.#fail("backreferences are not supported", start);
    const isPunctuation = char <= "~" && char >= "!" && !/^[A-Za-z]$/.test(char);
    if (META.has(char) || isPunctuation || (this.#flags.x && char === " ")) return char.codePointAt(0)!;
    throw this.#fail("unrecognized escape sequence", start);
  }

  #hex(digits: number, start: number): number {
    let text = "";
    if (this.#eat("{")) {
      while (this.#char !== undefined && this.#char !== "}") text += this.#chars[this.#at++]!;
      if (!this.#eat("}")) throw this.#fail("incomplete escape sequence, reached end of pattern prematurely", start);
    } else text = this.#chars.slice(this.#at, this.#at += digits).join("");
    const value = /^[0-9A-Fa-f]+$/.test(text) ? parseInt(text, 16) : NaN;
    if (!(value <= 0x10ffff) || (value >= 0xd800 && value <= 0xdfff)) {
      throw this.#fail("invalid hexadecimal digits or Unicode scalar value", start);
    }
    return value;
  }

  #bracketClass(): RegexNode {
    const { items, negated } = this.#classBody();
    if (negated) this.#requireUnicode();
    return { kind: "class", items, negated, ignoreCase: this.#flags.i };
  }

  /** After `[`: what the class holds, up to its `]`. */
  #classBody(): { items: readonly ClassItem[]; negated: boolean } {
    const start = this.#at - 1;
    if (++this.#depth > MAX_NESTING) throw this.#fail("exceeded the maximum number of nested classes", start);
    const negated = this.#eat("^");
    let items: ClassItem[] = [];
    let first = true;
    let left: { readonly items: readonly ClassItem[]; readonly op: string } | null = null;
    for (;;) {
      this.#skipIgnored();
      const char = this.#char;
      if (char === undefined) throw this.#fail("unclosed character class", start);
      if (char === "]" && !first) break;
      const op = ["&&", "--", "~~"].find((each) => this.#eat(each));
      if (op !== undefined) {
        left = { items: left === null ? items : this.#combine(left, items), op };
        items = [];
      } else items.push(...this.#classItem(start));
      first = false;
    }
    this.#at++;
    this.#depth--;
    return { items: left === null ? items : this.#combine(left, items), negated };
  }

  /** The code points of items, in every case if case is ignored: sets are folded before they are combined or turned round. */
  #ranges(items: readonly ClassItem[]): CodeRanges {
    const ranges = rangesOfItems(items);
    return this.#flags.i ? foldRanges(ranges) : ranges;
  }

  #complement(items: readonly ClassItem[]): readonly ClassItem[] {
    return itemsOfRanges(complementRanges(this.#ranges(items)));
  }

  #combine(
    left: { readonly items: readonly ClassItem[]; readonly op: string },
    right: readonly ClassItem[],
  ): readonly ClassItem[] {
    const a = this.#ranges(left.items);
    const b = this.#ranges(right);
    switch (left.op) {
      case "&&":
        return itemsOfRanges(intersectRanges(a, b));
      case "--":
        return itemsOfRanges(intersectRanges(a, complementRanges(b)));
      default: {
        const both = intersectRanges(a, b);
        return itemsOfRanges(intersectRanges(unionRanges(a, b), complementRanges(both)));
      }
    }
  }

  #classItem(start: number): readonly ClassItem[] {
    if (this.#char === "[") {
      const posix = this.#posix();
      if (posix !== null) return posix;
      this.#at++;
      const inner = this.#classBody();
      return inner.negated ? this.#complement(inner.items) : inner.items;
    }
    if (this.#char === "\\") {
      this.#at++;
      if (this.#char === undefined) throw this.#fail("incomplete escape sequence, reached end of pattern prematurely");
      const named = this.#classEscape();
      if (named !== null) {
        const next = this.#chars[this.#at + 1];
        if (this.#chars[this.#at] === "-" && next !== "]" && next !== "-") {
          throw this.#fail("invalid range boundary, must be a literal", start);
        }
        if (!named.negated) return named.items;
        const [only] = named.items;
        if (named.items.length === 1 && only !== undefined && "property" in only) {
          return [{ property: only.property, negated: !only.negated }];
        }
        return this.#complement(named.items);
      }
      return this.#range(this.#charEscape(this.#at - 1), start);
    }
    return this.#range(this.#chars[this.#at++]!.codePointAt(0)!, start);
  }

  #range(from: number, start: number): readonly ClassItem[] {
    this.#skipIgnored();
    const next = this.#chars[this.#at + 1];
    if (this.#char !== "-" || next === "]" || next === "-" || next === undefined) return [{ from, to: from }];
    this.#at++;
    this.#skipIgnored();
    const char = this.#chars[this.#at++]!;
    const to = char === "\\" ? this.#charEscape(this.#at - 1) : char.codePointAt(0)!;
    if (to < from) throw this.#fail("invalid character class range, the start must be <= the end", start);
    return [{ from, to }];
  }

  /** `[:alpha:]`, or null with nothing read. */
  #posix(): readonly ClassItem[] | null {
    const match = /^\[:(\^?)([a-z]+):\]/.exec(this.#chars.slice(this.#at, this.#at + 12).join(""));
    const items = match === null ? undefined : POSIX_CLASSES[match[2]!];
    if (match === null || items === undefined) return null;
    this.#at += match[0].length;
    return match[1] === "^" ? this.#complement(items) : items;
  }
}
