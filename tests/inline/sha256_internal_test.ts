import { test } from "node:test";
import { assertEquals } from "@std/assert";
import { sha256Hex } from "../../src/inline/sha256.ts";

test("sha256Hex() gives the digests of FIPS 180-4", () => {
  const cases: [string, string][] = [
    ["", "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"],
    ["abc", "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"],
    [
      "abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq",
      "248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1",
    ],
  ];
  for (const [text, digest] of cases) assertEquals(sha256Hex(new TextEncoder().encode(text)), digest);
});

test("sha256Hex() agrees with Web Crypto around every block boundary", async () => {
  for (let length = 0; length < 200; length++) {
    const bytes = Uint8Array.from({ length }, (_, i) => (i * 7 + length) & 0xff);
    const digest = new Uint8Array(await crypto.subtle.digest("SHA-256", bytes));
    assertEquals(sha256Hex(bytes), [...digest].map((byte) => byte.toString(16).padStart(2, "0")).join(""));
  }
});

test("sha256Hex() hashes views at any offset", () => {
  const all = Uint8Array.from({ length: 300 }, (_, i) => i & 0xff);
  assertEquals(sha256Hex(all.subarray(3, 203)), sha256Hex(all.slice(3, 203)));
});
