/** Expressions as DataFusion 55 encoded them: the same bytes after decoding, by both paths, and the same texts. */
import { assertEquals } from "@std/assert";
import { test } from "node:test";
import { decodeExpr, decodeExprByReference, encodeExpr, encodeExprByReference } from "../../src/codec/mod.ts";
import { DecodeError, FusewireError } from "../../src/errors.ts";
import { canonicalName, display, exprDepth, schemaName, variantName } from "../../src/expr/mod.ts";
import {
  fromHex,
  type GoldenExpr,
  goldenExprs,
  goldenGroups,
  malformedExprs,
  pythonUdfExprs,
  toHex,
} from "../support/golden_exprs.ts";

/** The reference recurses through protobuf-es and is not for deeper trees. */
const REFERENCE_LEVELS = 240;

for (const group of goldenGroups()) {
  test(`${group} expressions keep their bytes and texts`, () => {
    const cases = goldenExprs(group);
    const wrong = cases.flatMap((golden) => problemsOf(golden));
    assertEquals(wrong, []);
    assertEquals(cases.length > 20, true);
  });
}

function problemsOf(golden: GoldenExpr): string[] {
  const { id, bytes, reencoded, from_bytes_error: unreadable } = golden;
  let node;
  try {
    node = decodeExpr(fromHex(bytes), { unresolved: "refuse" });
  } catch (error) {
    // What DataFusion does not read back need not be read here.
    return unreadable !== undefined && error instanceof DecodeError ? [] : [`${id}: ${error}`];
  }
  const problems: string[] = [];
  const again = toHex(encodeExpr(node));
  if (again !== bytes && again !== reencoded) problems.push(`${id}: bytes are ${again}, must be ${bytes}`);
  if (exprDepth(node) < REFERENCE_LEVELS) {
    assertEquals(decodeExprByReference(fromHex(bytes)), node, id);
    if (toHex(encodeExprByReference(node)) !== again) problems.push(`${id}: the two writers differ`);
  }
  const texts = {
    display: [golden.decoded_display ?? golden.display, `Expr(${display(node)})`],
    canonical_name: [golden.decoded_canonical_name ?? golden.canonical_name, canonicalName(node)],
    schema_name: [golden.decoded_schema_name ?? golden.schema_name, golden.schema_name && schemaName(node)],
    variant: [golden.variant, variantName(node)],
  };
  for (const [name, [wanted, got]] of Object.entries(texts)) {
    if (wanted !== got) problems.push(`${id}: ${name} is ${got}, must be ${wanted}`);
  }
  return problems;
}

/** Read here although DataFusion refuses: deep trees, and functions of other languages, which are carried and not opened. */
const READ_HERE = [
  /^\d+ levels of NOT$/,
  /^(scalar|aggregate|window), (DFPYUD[FAW] and nothing else|version \d+|other Python 2\.7)$/,
  /^scalar, (no prefix|wrong prefix|pickle cut short)$/,
  /^built-in name with (empty )?bytes$/,
];

test("malformed bytes are read or refused as DataFusion does", () => {
  const wrong: string[] = [];
  const cases = malformedExprs();
  for (const { id, title, bytes, accepted, display: text, reencoded } of cases) {
    try {
      const node = decodeExpr(fromHex(bytes), { unresolved: "refuse" });
      const again = toHex(encodeExpr(node));
      if (!accepted) {
        if (!READ_HERE.some((pattern) => pattern.test(title))) wrong.push(`${id} ${title}: read, must be refused`);
        assertEquals(toHex(encodeExpr(decodeExpr(fromHex(again)))), again, id);
        continue;
      }
      if (again !== (reencoded ?? bytes)) {
        wrong.push(`${id} ${title}: bytes are ${again}, must be ${reencoded ?? bytes}`);
      }
      if (`Expr(${display(node)})` !== text) wrong.push(`${id} ${title}: prints ${display(node)}, must print ${text}`);
    } catch (error) {
      if (accepted) wrong.push(`${id} ${title}: ${error}`);
      else if (!(error instanceof FusewireError)) wrong.push(`${id} ${title}: throws ${error}`);
    }
  }
  assertEquals(wrong, []);
  assertEquals(cases.length, 183);
});

test("bytes cut short anywhere are refused with the offset", () => {
  const whole = fromHex("22130a050a030a01610a041a0238011a04506c7573");
  for (let length = 0; length < whole.length; length++) {
    const error = caught(() => decodeExpr(whole.subarray(0, length)));
    assertEquals([error instanceof DecodeError, typeof (error as DecodeError).offset], [true, "number"], `${length}`);
  }
  assertEquals(
    caught(() => decodeExpr(whole.subarray(0, 20))).message,
    "Cannot decode bytes at offset 1: length is 19, must be at most 18, what is left of its message",
  );
});

test("functions of Python are carried as they came", () => {
  for (const { id, bytes, display: text, variant, carries } of pythonUdfExprs()) {
    const node = decodeExpr(fromHex(bytes));
    assertEquals([`Expr(${display(node)})`, variantName(node)], [text, variant], id);
    assertEquals(toHex(encodeExpr(node)), bytes, id);
    assertEquals(toHex(encodeExprByReference(decodeExprByReference(fromHex(bytes)))), bytes, id);
    // Strict mode is about our own functions; Python can open its own.
    assertEquals(toHex(encodeExpr(decodeExpr(fromHex(bytes), { inlining: false }), { inlining: false })), bytes, id);
    assertEquals(toHex(encodeExpr(node, {}, "datafusion")), bytes, id);
    if (carries === "name") {
      const error = caught(() => decodeExpr(fromHex(bytes), { unresolved: "refuse" }));
      assertEquals((error as FusewireError).code, "E_UNRESOLVED_FUNCTION", id);
    }
  }
});

function caught(run: () => unknown): Error {
  try {
    run();
  } catch (error) {
    return error as Error;
  }
  throw new Error("nothing was thrown");
}
