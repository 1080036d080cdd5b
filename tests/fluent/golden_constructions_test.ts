/** Expressions built as users build them have the bytes and texts that DataFusion for Python has for the same construction. */
import type { Expr } from "@fusewire/fusewire";
import { assertEquals } from "@std/assert";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import { CONSTRUCTIONS } from "../golden/fluent/constructions.gen.ts";

for (const [group, constructions] of Object.entries(CONSTRUCTIONS)) {
  test(`${group}: ${constructions.length} constructions have DataFusion's bytes`, () => {
    const wrong = constructions.flatMap(([id, build, bytes]) => differences(id, { bytes }, () => bytesOf(build())));

    assertEquals(wrong, []);
  });

  test(`${group}: ${constructions.length} constructions print as in DataFusion`, () => {
    const texts = recordedTexts(group);
    const wrong = constructions.flatMap(([id, build]) => differences(id, texts.get(id)!, () => textsOf(build())));

    assertEquals(wrong, []);
  });
}

/** What is not as recorded; nothing where all is well. */
function differences(
  id: string,
  recorded: Readonly<Record<string, string>>,
  actual: () => Readonly<Record<string, string>>,
): readonly string[] {
  try {
    const found = actual();
    return Object.keys(recorded).filter((key) => found[key] !== recorded[key])
      .map((key) => `${id}: ${key} is ${found[key]}, must be ${recorded[key]}`);
  } catch (error) {
    return [`${id}: ${error}`];
  }
}

function bytesOf(expr: Expr): { readonly bytes: string } {
  return { bytes: Array.from(expr.toBytes(), (byte) => byte.toString(16).padStart(2, "0")).join("") };
}

function textsOf(expr: Expr): Readonly<Record<string, string>> {
  return {
    display: String(expr),
    canonical_name: expr.canonicalName(),
    schema_name: expr.schemaName(),
    variant: expr.variantName(),
  };
}

/** The texts of a group's cases, by id. */
function recordedTexts(group: string): ReadonlyMap<string, Readonly<Record<string, string>>> {
  const lines = readFileSync(new URL(`../golden/expr/${group}.jsonl`, import.meta.url), "utf8").trimEnd().split("\n");
  return new Map(lines.map((line) => {
    const { id, display, canonical_name, schema_name, variant } = JSON.parse(line);
    return [id, { display, canonical_name, schema_name, variant }];
  }));
}
