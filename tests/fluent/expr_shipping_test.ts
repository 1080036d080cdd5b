import {
  AggregateUDF,
  capture,
  col,
  Expr,
  lit,
  pack,
  SessionContext,
  type SortExpr,
  types,
  udf,
  unpack,
} from "@fusewire/fusewire";
import { assertEquals, assertMatch, assertNotEquals, assertStringIncludes, assertThrows } from "@std/assert";
import { test } from "node:test";

const rate = 1.25;

function gross(): Expr {
  return udf((net: number) => net * rate, [types.float64()], types.float64(), { name: "gross", captures: { rate } })(
    col("net"),
  );
}

/** The bytes as a newer runtime of the same family would have stamped them. */
function stampedByAnother(bytes: Uint8Array): Uint8Array {
  const text = new TextDecoder("latin1").decode(bytes);
  const at = text.search(/(deno|bun|node|browser)\/\d/);
  const copy = bytes.slice();
  const digit = text.indexOf("/", at) + 1;
  copy[digit] = copy[digit] === 0x31 ? 0x32 : 0x31;
  return copy;
}

/** What arrives at a worker that the value was posted to. */
function sent(value: unknown): Promise<unknown> {
  const { message, transfer } = pack(value);
  return unpack(structuredClone(message, { transfer }));
}

test("fingerprint() is the same for the same function, whoever stamped its bytes", () => {
  const expr = gross();
  const other = stampedByAnother(expr.toBytes());
  assertNotEquals(other, expr.toBytes());

  assertMatch(expr.fingerprint(), /^[0-9a-f]{64}$/);
  assertEquals(gross().fingerprint(), expr.fingerprint());
  assertEquals(Expr.fromBytes(other).fingerprint(), expr.fingerprint());
});

test("fingerprint() differs where the source, a captured value, or the tree differs", () => {
  const make = (factor: number) =>
    udf((net: number) => net * factor, [types.float64()], types.float64(), { name: "gross", captures: { factor } })(
      col("net"),
    );

  const all = [make(1), make(2), make(1).add(lit(1)), col("net"), col('"Net"'), gross()].map((e) => e.fingerprint());
  assertEquals(new Set(all).size, all.length);
});

test("fingerprint() of functions by name is that of the name", () => {
  const sum = AggregateUDF.byName("total");
  assertEquals(sum(col("a")).fingerprint(), AggregateUDF.byName("total")(col("a")).fingerprint());
  assertNotEquals(sum(col("a")).fingerprint(), AggregateUDF.byName("totals")(col("a")).fingerprint());
});

test("posting an expression, a sort key or a DataFrame throws and delivers nothing", () => {
  const df = new SessionContext().fromColumns({ a: [1] });
  for (const value of [col("a"), { nested: [col("a").sort()] }, df]) {
    assertThrows(() => structuredClone(value), DOMException);
  }
  // Engines that quote what they cannot clone say how to send it.
  const error = assertThrows(() => structuredClone(col("a")), DOMException);
  if (error.message.includes("=>")) assertStringIncludes(error.message, "send expr.toBytes(), or pack(value)");
});

test("pack() carries expressions and sort keys inside structures", async () => {
  const key = col("a").sort({ ascending: false });
  const back = await sent({ plan: [col("a").add(lit(1)), key] }) as { plan: [Expr, SortExpr] };

  assertEquals(back.plan[0].canonicalName(), "a + Int64(1)");
  assertEquals(back.plan[1].toString(), key.toString());
});

test("capture() takes expressions and Arrow tables along", async () => {
  const table = await new SessionContext().fromColumns({ a: [1, 2] }).toArrow();
  const expr = col("a").add(lit(1));
  const answer = capture(() => ({ text: expr.toString(), rows: table.numRows }), { expr, table });
  const back = await sent(answer) as () => { text: string; rows: number };

  assertEquals(back(), { text: "Expr(a + Int64(1))", rows: 2 });
});
