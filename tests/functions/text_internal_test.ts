import { assertEquals, assertThrows } from "@std/assert";
import { test } from "node:test";
import fc from "fast-check";
import { ArgumentError, ResourcesExhaustedError } from "../../src/errors.ts";
import { call, constant, longs, rows, texts } from "./support.ts";

const MAX = 1_073_741_824;
const letters = fc.string({ unit: fc.constantFrom("a", "b", "é", "語", "👍", ",", " "), maxLength: 12 });
const columns = fc.array(letters, { minLength: 1, maxLength: 20 });
const count = fc.integer({ min: -6, max: 8 });

test("left, right, substr and reverse count characters", () => {
  fc.assert(fc.property(columns, count, (values, n) => {
    const column = texts(...values);
    const chars = values.map((value) => [...value]);
    const join = (parts: readonly (readonly string[])[]): readonly string[] => parts.map((part) => part.join(""));

    assertEquals(rows("left", [column, constant(BigInt(n))]), join(chars.map((c) => c.slice(0, n))));
    assertEquals(
      rows("right", [column, constant(BigInt(n))]),
      join(chars.map((c) => n > 0 ? c.slice(-n) : n === 0 ? [] : c.slice(-n))),
    );
    assertEquals(rows("reverse", [column]), join(chars.map((c) => c.toReversed())));
    assertEquals(rows("substr", [column, constant(BigInt(n))]), join(chars.map((c) => c.slice(Math.max(0, n - 1)))));
    assertEquals(rows("character_length", [column]), chars.map((c) => c.length));
  }));
});

test("searches find what JavaScript's strings find, by a constant and by a column", () => {
  fc.assert(fc.property(columns, letters, (values, part) => {
    const column = texts(...values);
    const parts = texts(...values.map(() => part));
    for (const needle of [constant(part), parts]) {
      assertEquals(rows("contains", [column, needle]), values.map((value) => value.includes(part)));
      assertEquals(rows("starts_with", [column, needle]), values.map((value) => value.startsWith(part)));
      assertEquals(rows("ends_with", [column, needle]), values.map((value) => value.endsWith(part)));
      assertEquals(
        rows("strpos", [column, needle]),
        values.map((value) => [...value.slice(0, value.indexOf(part))].length + 1).map((at, i) =>
          values[i]!.includes(part) ? at : 0
        ),
      );
    }
  }));
});

test("replace and split_part agree with JavaScript's split", () => {
  fc.assert(fc.property(columns, letters.filter((text) => text !== ""), letters, count, (values, from, to, n) => {
    fc.pre(n !== 0);
    const column = texts(...values);

    assertEquals(
      rows("replace", [column, constant(from), constant(to)]),
      values.map((value) => value.split(from).join(to)),
    );
    // From the end, overlapping delimiters are found from the end too.
    fc.pre(n > 0 || [...from].length === 1);
    assertEquals(
      rows("split_part", [column, constant(from), constant(BigInt(n))]),
      values.map((value) => value.split(from).at(n > 0 ? n - 1 : n) ?? ""),
    );
  }));
});

test("upper and lower change ASCII and other letters alike", () => {
  const values = ["abcXYZ", "@[`{", "Straße", "ΑΣ ΑΣΑ", "ǆ", "", "ﬁn"];

  assertEquals(rows("upper", [texts(...values)]), values.map((value) => value.toUpperCase()));
  assertEquals(rows("lower", [texts(...values)]), values.map((value) => value.toLowerCase()));
  assertEquals(rows("upper", [texts("abc", null, "z9")]), ["ABC", null, "Z9"]);
});

test("encode and decode are inverse for every encoding", () => {
  fc.assert(fc.property(columns, fc.constantFrom("hex", "base64", "base64pad"), (values, encoding) => {
    const column = texts(...values);
    const encoded = call("encode", [column, constant(encoding)]);
    const decoded = rows("decode", [encoded, constant(encoding)]);

    assertEquals(decoded.map((bytes) => new TextDecoder().decode(bytes as Uint8Array)), values);
  }));
});

test("decode() names the byte that is wrong", () => {
  const wrong: readonly (readonly [string, string, number])[] = [
    ["0aF", "hex", 3],
    ["zz", "hex", 0],
    ["aGl", "base64", 2],
    ["a GI=", "base64", 1],
    ["Y", "base64", 0],
    ["YQ===", "base64", 2],
    ["====", "base64", 0],
  ];
  for (const [text, encoding, offset] of wrong) {
    assertThrows(
      () => call("decode", [texts("", text), constant(encoding)]),
      ArgumentError,
      `Cannot compute "decode": row 1 is no ${encoding} at byte ${offset}, must be well-formed`,
    );
  }
});

test("results that would not fit into memory are refused before they are made", () => {
  const huge = 9_223_372_036_854_775_807n;
  const hostile: readonly (readonly [string, () => unknown, string])[] = [
    [
      "repeat",
      () => call("repeat", [texts("", "ab"), constant(huge)]),
      "row 1 brings the result to 18446744073709552000 bytes",
    ],
    ["lpad", () => call("lpad", [texts("a"), constant(huge)]), "row 0 brings the result to 9223372036854776000 bytes"],
    [
      "rpad",
      () => call("rpad", [texts("a"), constant(huge), constant("")]),
      "row 0 brings the result to 9223372036854776000 bytes",
    ],
    [
      "repeat",
      () => call("repeat", [texts("a", "b"), longs(5n, 2_000_000_000n)]),
      "row 1 brings the result to 2000000005 bytes",
    ],
  ];
  for (const [name, run, what] of hostile) {
    assertThrows(
      run,
      ResourcesExhaustedError,
      `Cannot compute "${name}": ${what}, must be at most ${MAX} in one batch`,
    );
  }
  assertEquals(rows("repeat", [texts(""), constant(huge)]), [""]);
});

test("kernels read columns that begin in the middle of a buffer", () => {
  const column = texts("ab", "cdé", "x");
  if (column.layout !== "bytes") throw new TypeError("not a column of text");
  const slice = { ...column, length: 2, offsets: column.offsets.subarray(1) };

  assertEquals(rows("upper", [slice]), ["CDÉ", "X"]);
  assertEquals(rows("reverse", [slice]), ["édc", "x"]);
  const ascii = { ...column, length: 1, offsets: column.offsets.subarray(2) };
  assertEquals(rows("upper", [ascii]), ["X"]);
});
