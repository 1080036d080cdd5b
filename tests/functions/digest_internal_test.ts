import { assertEquals, assertThrows } from "@std/assert";
import { test } from "node:test";
import { readFileSync } from "node:fs";
import { bytesColumn, type Column, T } from "../../src/arrow/mod.ts";
import { PlanError } from "../../src/errors.ts";
import { call, constant, rows, texts } from "./support.ts";

const DIGESTS = JSON.parse(
  readFileSync(new URL("../golden/functions/digests.json", import.meta.url), "utf8"),
) as { readonly lengths: readonly number[] } & Readonly<Record<string, readonly string[]>>;

test("digest() gives the hashes of DataFusion for lengths around every block size", () => {
  const { lengths, ...algorithms } = DIGESTS;
  const input = inputs(lengths);
  const got = Object.keys(algorithms).map((name) => [
    name,
    rows("encode", [call("digest", [input, constant(name)]), constant("hex")]),
  ]);

  assertEquals(Object.fromEntries(got), algorithms);
});

test("md5() and sha256() are digest() of their name", () => {
  const column = texts("foo", null, "");

  assertEquals(rows("md5", [column]), rows("encode", [call("digest", [column, constant("md5")]), constant("hex")]));
  assertEquals(rows("sha256", [column]), rows("digest", [column, constant("sha256")]));
});

test("digest() refuses an algorithm that it does not know, and one that is not constant", () => {
  assertThrows(
    () => call("digest", [texts("a"), constant("MD5")]),
    PlanError,
    `Cannot call "digest": there is no algorithm "MD5", must be md5 or sha224 or sha256 or sha384 or sha512 or blake2s or ` +
      "blake2b or blake3",
  );
  assertThrows(
    () => call("digest", [texts("a"), texts("md5")]),
    PlanError,
    `Cannot call "digest": the algorithm is not constant, must be a text literal`,
  );
});

function inputs(lengths: readonly number[]): Column {
  const total = lengths.reduce((sum, length) => sum + length, 0);
  const data = new Uint8Array(total);
  const offsets = new Int32Array(lengths.length + 1);
  lengths.forEach((length, row) => {
    for (let i = 0; i < length; i++) data[offsets[row]! + i] = (7 * i + 13 * length) % 251;
    offsets[row + 1] = offsets[row]! + length;
  });
  return bytesColumn(T.Binary, offsets, data);
}
