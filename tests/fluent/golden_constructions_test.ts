/** Expressions built as users build them give the bytes that DataFusion for Python gives for the same construction. */
import { assertEquals } from "@std/assert";
import { test } from "node:test";
import { CONSTRUCTIONS } from "../golden/fluent/constructions.gen.ts";
import type { Construction } from "../support/construction.ts";

for (const [group, constructions] of Object.entries(CONSTRUCTIONS)) {
  test(`${group}: ${constructions.length} constructions have DataFusion's bytes`, () => {
    assertEquals(constructions.flatMap(difference), []);
  });
}

/** What is wrong with a construction; nothing where its bytes are the recorded ones. */
function difference([id, build, expected]: Construction): readonly string[] {
  try {
    const actual = hex(build().toBytes());
    return actual === expected ? [] : [`${id}: ${actual}, must be ${expected}`];
  } catch (error) {
    return [`${id}: ${error}`];
  }
}

function hex(bytes: Uint8Array): string {
  let text = "";
  for (const byte of bytes) text += byte.toString(16).padStart(2, "0");
  return text;
}
