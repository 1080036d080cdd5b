import { col, Expr, InlineRefusedError, ScalarUDF, SessionContext, types, udf } from "@fusewire/fusewire";
import {
  clearSenderCtx,
  clearWorkerCtx,
  getSenderCtx,
  getWorkerCtx,
  setSenderCtx,
  setWorkerCtx,
} from "@fusewire/fusewire/ipc";
import { assertEquals, assertStrictEquals, assertThrows } from "@std/assert";
import { test } from "node:test";

const triple: ScalarUDF = udf((x: number) => x * 3, [types.float64()], types.float64(), { name: "triple" });

/** A context that takes no code, with `triple` under its name. */
function strict(): SessionContext {
  const ctx = new SessionContext().withJsUdfInlining(false);
  ctx.registerUdf(triple);
  return ctx;
}

function evaluated(expr: Expr, ctx: SessionContext): Promise<unknown[]> {
  return ctx.fromColumns({ x: [1, 2, null] }).select(expr.alias("y")).collectColumn("y");
}

test("a strict context refuses inlined functions and says what to do", () => {
  const error = assertThrows(() => Expr.fromBytes(triple(col("x")).toBytes(), strict()), InlineRefusedError);
  assertEquals(
    error.message,
    'Cannot decode UDF "triple": it travels inside the bytes, and this context refuses inlined functions\n' +
      '  Try: register "triple" here and encode with inlining off on the sender (ctx.withJsUdfInlining(false)), ' +
      "or decode with a context that allows inlining",
  );
});

test("a strict context writes names, and evaluates those that are registered", async () => {
  const ctx = strict();
  const bytes = triple(col("x")).toBytes(ctx);
  assertEquals(bytes, ScalarUDF.byName("triple")(col("x")).toBytes());
  assertEquals(await evaluated(Expr.fromBytes(bytes, ctx), ctx), [3, 6, null]);
});

test("strict and open contexts live side by side, and neither changes the other", async () => {
  const open = new SessionContext();
  const derived = open.withJsUdfInlining(false);
  const bytes = triple(col("x")).toBytes(open);
  assertThrows(() => Expr.fromBytes(bytes, derived), InlineRefusedError);
  assertEquals(await evaluated(Expr.fromBytes(bytes, open), open), [3, 6, null]);
});

test("encoding asks the context given, then the sender's; clearing gives the defaults back", () => {
  const expr = triple(col("x"));
  const inlined = expr.toBytes();
  const byName = expr.toBytes(strict());
  try {
    const sender = strict();
    setSenderCtx(sender);
    assertStrictEquals(getSenderCtx(), sender);
    assertEquals(expr.toBytes(), byName);
    assertEquals(expr.toBytes(new SessionContext()), inlined);
  } finally {
    clearSenderCtx();
    clearSenderCtx(); // again is nothing
  }
  assertEquals(getSenderCtx(), undefined);
  assertEquals(expr.toBytes(), inlined);
});

test("decoding asks the context given, then the worker's", () => {
  const bytes = triple(col("x")).toBytes();
  try {
    setWorkerCtx(strict());
    assertThrows(() => Expr.fromBytes(bytes), InlineRefusedError);
    assertEquals(String(Expr.fromBytes(bytes, new SessionContext())), "Expr(triple(x))");
  } finally {
    clearWorkerCtx();
  }
  assertEquals(getWorkerCtx(), undefined);
  assertEquals(String(Expr.fromBytes(bytes)), "Expr(triple(x))");
});

test("a name that nobody registered decodes, prints and encodes again; using it names the nearest", () => {
  const ctx = strict();
  const bytes = ScalarUDF.byName("tripel")(col("x")).toBytes();
  const expr = Expr.fromBytes(bytes, ctx);

  assertEquals(String(expr), "Expr(tripel(x))");
  assertEquals(expr.toBytes(), bytes);
  const error = assertThrows(() => ctx.fromColumns({ x: [1] }).select(expr));
  assertEquals(
    (error as Error).message,
    'Cannot call "tripel": there is no scalar function of that name here, did you mean "triple"\n' +
      "  Try: register it with the context that plans the query",
  );
});

test("a codec of the user's writes and reads the functions that travel by name", () => {
  const asked: string[] = [];
  const codec = {
    tryEncodeUdf: ({ name }: { readonly name: string }) => {
      asked.push(`encode ${name}`);
      return name === "triple" ? new TextEncoder().encode("TRIPLE-1") : undefined;
    },
    tryDecodeUdf: (name: string, bytes: Uint8Array) => {
      asked.push(`decode ${name} ${new TextDecoder().decode(bytes)}`);
      return undefined;
    },
  };
  const ctx = strict().withLogicalExtensionCodec(codec);
  const bytes = triple(col("x")).toBytes(ctx);
  assertEquals(new TextDecoder("latin1").decode(bytes).includes("TRIPLE-1"), true);

  Expr.fromBytes(bytes, ctx);
  assertEquals(asked, ["encode triple", "decode triple TRIPLE-1"]);
});
