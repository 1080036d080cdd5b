/** Hand-made bytes: read, refused, printed and written again as DataFusion 55 does. */
import { assertEquals } from "@std/assert";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import { decodeExpr, decodeExprByReference, encodeExpr } from "../../src/codec/mod.ts";
import { DecodeError } from "../../src/errors.ts";
import { display, schemaName, variantName } from "../../src/expr/mod.ts";
import { fromHex, toHex } from "../support/golden_exprs.ts";

interface Answer {
  readonly title: string;
  readonly bytes: string;
  readonly error?: string;
  readonly display?: string;
  readonly schema_name?: string;
  readonly variant?: string;
  readonly reencoded?: string;
}

const ANSWERS: readonly Answer[] = readFileSync(new URL("../golden/wire/wire.jsonl", import.meta.url), "utf8")
  .trimEnd().split("\n").map((line) => JSON.parse(line));

test("hand-made bytes are what DataFusion makes of them", () => {
  const wrong: string[] = [];
  for (const answer of ANSWERS) {
    for (const decode of [decodeExpr, decodeExprByReference]) {
      const problem = problemOf(answer, decode);
      if (problem !== undefined) wrong.push(`${answer.title} (${answer.bytes.slice(0, 80)}): ${problem}`);
    }
  }
  assertEquals(wrong, []);
  assertEquals(ANSWERS.length > 1400, true);
});

function problemOf(answer: Answer, decode: typeof decodeExpr): string | undefined {
  let node;
  try {
    node = decode(fromHex(answer.bytes), { unresolved: "refuse" });
  } catch (error) {
    if (!(error instanceof DecodeError)) return `throws ${error}`;
    return answer.error === undefined ? `is refused: ${error.message}` : undefined;
  }
  if (answer.error !== undefined) return `is read as ${display(node)}, must be refused: ${answer.error}`;
  if (display(node) !== answer.display) return `prints ${display(node)}, must print ${answer.display}`;
  if (variantName(node) !== answer.variant) return `is a ${variantName(node)}, must be a ${answer.variant}`;
  if (answer.schema_name !== undefined && schemaName(node) !== answer.schema_name) {
    return `is named ${schemaName(node)}, must be named ${answer.schema_name}`;
  }
  const again = toHex(encodeExpr(node));
  const wanted = answer.reencoded ?? answer.bytes;
  return again === wanted ? undefined : `is written as ${again}, must be ${wanted}`;
}
