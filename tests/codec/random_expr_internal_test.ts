/** Properties of the codec over random expressions and over random damage. */
import { assertEquals } from "@std/assert";
import fc from "fast-check";
import { test } from "node:test";
import { decodeExpr, decodeExprByReference, encodeExpr, encodeExprByReference } from "../../src/codec/mod.ts";
import { DecodeError } from "../../src/errors.ts";
import { display, schemaName, variantName } from "../../src/expr/mod.ts";
import { fromHex, goldenExprs, goldenGroups, pythonUdfExprs, toHex } from "../support/golden_exprs.ts";
import { randomExpr } from "../support/random_expr.ts";

test("decoding gives back what was encoded, by both paths and across them", () => {
  fc.assert(
    fc.property(randomExpr, (node) => {
      const bytes = encodeExpr(node);
      assertEquals(toHex(encodeExprByReference(node)), toHex(bytes));
      const decoded = decodeExpr(bytes);
      assertEquals(decodeExprByReference(bytes), decoded);
      assertEquals(toHex(encodeExpr(decoded)), toHex(bytes));
      assertEquals(display(decoded), display(node));
      assertEquals(schemaName(decoded), schemaName(node));
    }),
    { numRuns: 1500 },
  );
});

test("damaged bytes are read by both paths or refused by both, with an error that has the offset", () => {
  const corpus = [...goldenGroups().flatMap(goldenExprs), ...pythonUdfExprs()]
    .map(({ bytes }) => fromHex(bytes))
    // The reference does not read the deepest ones.
    .filter((bytes) => bytes.length < 1500);
  const damage = fc.oneof(
    fc.record({ kind: fc.constant("set" as const), at: fc.nat(), value: fc.nat(255) }),
    fc.record({ kind: fc.constant("flip" as const), at: fc.nat(), value: fc.nat(7) }),
    fc.record({ kind: fc.constant("cut" as const), at: fc.nat(), value: fc.constant(0) }),
    fc.record({ kind: fc.constant("remove" as const), at: fc.nat(), value: fc.nat(8) }),
    fc.record({ kind: fc.constant("append" as const), at: fc.constant(0), value: fc.nat() }),
    fc.record({ kind: fc.constant("insert" as const), at: fc.nat(), value: fc.nat() }),
  );
  let read = 0;
  fc.assert(
    fc.property(fc.nat(corpus.length - 1), fc.array(damage, { minLength: 1, maxLength: 3 }), (start, damages) => {
      let bytes = corpus[start]!.slice();
      for (const each of damages) bytes = damaged(bytes, each, corpus);
      const node = attempt(() => decodeExpr(bytes), (error) => {
        assertEquals([typeof error.offset, error.offset! <= bytes.length], ["number", true], toHex(bytes));
      });
      const reference = attempt(() => decodeExprByReference(bytes));
      assertEquals(node === undefined, reference === undefined, toHex(bytes));
      if (node === undefined || reference === undefined) return;
      read++;
      const texts = [display(node), schemaName(node), variantName(node)];
      const again = encodeExpr(node);
      const second = decodeExpr(again);
      assertEquals([display(second), schemaName(second), variantName(second)], texts);
      assertEquals(toHex(encodeExpr(second)), toHex(again));
      // The reference has one NaN only.
      if (!texts[0]!.includes("NaN")) assertEquals(toHex(encodeExprByReference(reference)), toHex(again));
    }),
    { numRuns: 5000 },
  );
  assertEquals(read > 200, true, `only ${read} were read`);
});

function attempt<T>(run: () => T, check?: (error: DecodeError) => void): T | undefined {
  try {
    return run();
  } catch (error) {
    if (!(error instanceof DecodeError)) throw error;
    check?.(error);
    return undefined;
  }
}

function damaged(
  bytes: Uint8Array<ArrayBuffer>,
  { kind, at, value }: { readonly kind: string; readonly at: number; readonly value: number },
  corpus: readonly Uint8Array[],
): Uint8Array<ArrayBuffer> {
  const place = bytes.length === 0 ? 0 : at % bytes.length;
  const other = corpus[value % corpus.length]!;
  switch (kind) {
    case "set":
      bytes[place] = value;
      return bytes;
    case "flip":
      bytes[place]! ^= 1 << value;
      return bytes;
    case "cut":
      return bytes.slice(0, place);
    case "remove":
      return Uint8Array.of(...bytes.subarray(0, place), ...bytes.subarray(place + value));
    case "append":
      return Uint8Array.of(...bytes, ...other);
    default:
      return Uint8Array.of(...bytes.subarray(0, place), ...other.subarray(0, 12), ...bytes.subarray(place));
  }
}
