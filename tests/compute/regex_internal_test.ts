/** Regular expressions of Rust's syntax, against what DataFusion 55 matched (see tests/golden/regex). */
import { assertEquals, assertThrows } from "@std/assert";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import { compileRustRegex } from "../../src/compute/like/mod.ts";
import { ArgumentError, NotSupportedError } from "../../src/errors.ts";

interface Goldens {
  readonly texts: readonly string[];
  readonly patterns: readonly {
    readonly pattern: string;
    readonly sensitive: string | null;
    readonly insensitive: string | null;
  }[];
}

const goldens = JSON.parse(readFileSync(new URL("../golden/regex/regex.json", import.meta.url), "utf8")) as Goldens;

/** What Rust has and linear time here has not: refused by name. */
const UNMAPPED: ReadonlySet<string> = new Set([
  "\\b{start}ok ",
  "\\b{start}ok i",
  "\\<ok ",
  "\\<ok i",
  "(?R)a ",
  "(?R)a i",
]);

for (const [key, flags] of [["sensitive", ""], ["insensitive", "i"]] as const) {
  test(`patterns match the texts that Rust matches, flags "${flags}"`, () => {
    const wrong = goldens.patterns.flatMap(({ pattern, [key]: wanted }) => {
      const got = answers(pattern, flags);
      const fits = got === wanted || (got === "not supported" && UNMAPPED.has(`${pattern} ${flags}`));
      return fits ? [] : [`${pattern}: ${got}, must be ${wanted}`];
    });

    assertEquals(wrong, []);
  });
}

function answers(pattern: string, flags: string): string | null {
  try {
    const regex = compileRustRegex(pattern, flags);
    return goldens.texts.map((text) => +regex.test(text)).join("");
  } catch (error) {
    if (error instanceof ArgumentError) return null;
    if (error instanceof NotSupportedError) return "not supported";
    throw error;
  }
}

test("find() gives the groups of the leftmost match from an index on", () => {
  const regex = compileRustRegex("(?P<word>\\w+)=(\\d)?");

  assertEquals(regex.groupNames, [null, "word", null]);
  assertEquals(regex.find("x=1;y=2"), [{ start: 0, end: 3 }, { start: 0, end: 1 }, { start: 2, end: 3 }]);
  assertEquals(regex.find("x=1;y=", 1), [{ start: 4, end: 6 }, { start: 4, end: 5 }, { start: -1, end: -1 }]);
  assertEquals(regex.find("none"), null);
});

test("find() sees word boundaries of Unicode", () => {
  const regex = compileRustRegex("\\b(\\w)");

  assertEquals(regex.find("é à", 1), [{ start: 2, end: 3 }, { start: 2, end: 3 }]);
});

test("an anchor looks at the whole text, not at where the search begins", () => {
  assertEquals(compileRustRegex("^b").find("ab", 1), null);
  assertEquals(compileRustRegex("\\bb").find("ab", 1), null);
});

test("time is linear where backtracking would not end", () => {
  const text = "a".repeat(5_000);

  assertEquals(compileRustRegex("(a*)*b").test(text), false);
  assertEquals(compileRustRegex("(a|aa)+$").test(text + "b"), false);
});

test("boundaries with nested repetitions are refused over text that is not ASCII", () => {
  const regex = compileRustRegex("\\b(a+)+\\b");

  assertEquals(regex.test("aaa"), true);
  assertThrows(
    () => regex.test("é aaa"),
    NotSupportedError,
    'Cannot match regular expression "\\\\b(a+)+\\\\b" against text that is not ASCII: it has word boundaries together with ' +
      "nested repetitions",
  );
});

test("a pattern that is none says what is wrong and where", () => {
  assertThrows(
    () => compileRustRegex("a(b"),
    ArgumentError,
    'Cannot compile regular expression "a(b": unclosed group at character 2, must be of the syntax of Rust\'s regex crate',
  );
});

test("more than a thousand repetitions are counted exactly", () => {
  const regex = compileRustRegex("^a{1500,2500}$");

  assertEquals([1_499, 1_500, 2_500, 2_501].map((n) => regex.test("a".repeat(n))), [false, true, true, false]);
});
