import { test } from "node:test";
import { assert, assertEquals, assertRejects, assertStrictEquals } from "@std/assert";
import { UdfCaptureError } from "../../src/errors.ts";
import { captureScope, currentRuntime, inlineFunction, reviveFunction } from "../../src/inline/mod.ts";

// Assigned below, so that no runtime replaces the name by its value.
let rate = 0;
rate = Number("3");
const table = new Map([["a", 1]]);
const helper = (x: number): number => x * rate;

const canReadClosures = currentRuntime().name === "deno" || currentRuntime().name === "node";

test("captureScope() reads the closure where the engine can", { skip: !canReadClosures }, async () => {
  const local = { deep: [1] };
  const unread = "not free";
  const fn = (key: string): number => helper(2) + table.get(key)! + local.deep[0]! + Math.max(1, 0);
  const captures = await captureScope(fn);
  assertEquals(Object.keys(captures).sort(), ["helper", "local", "table"]);
  assertStrictEquals(captures.table, table);
  assertStrictEquals(captures.local, local);
  assertStrictEquals(captures.helper, helper);
  assertEquals(unread, "not free");
  const revived = reviveFunction(inlineFunction(fn, { name: "f", kind: "function", captures })) as typeof fn;
  assertEquals(revived("a"), 9);
  assert(!Object.getOwnPropertySymbols(globalThis).includes(Symbol.for("fusewire.captureScope")));
});

test("captureScope() says clearly where it cannot", { skip: canReadClosures }, async () => {
  const fn = (x: number): number => helper(x);
  const error = await assertRejects(() => captureScope(fn), UdfCaptureError);
  assertEquals(
    error.message,
    `Cannot read the closure of "fn": ${currentRuntime().name} has no inspector that shows closures; Node.js and Deno have\n` +
      `  Try: list the values: captures: { … } or capture(fn, { … })`,
  );
});
