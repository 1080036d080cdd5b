/**
 * A receiver that takes no code from outside: functions are found by name among those it registered.
 *
 *     npx -y deno@2 run -A examples/strict_mode.ts
 */
import { col, Expr, InlineRefusedError, SessionContext, types, udf } from "@fusewire/fusewire";
import { assertEquals, assertThrows } from "@std/assert";

const triple = udf((x: number) => x * 3, [types.float64()], types.float64(), { name: "triple" });

const receiver = new SessionContext().withJsUdfInlining(false);
receiver.registerUdf(triple);

// A sender that inlines is refused, before anything of the function is read.
const inlined = triple(col("x")).toBytes();
const refused = assertThrows(() => Expr.fromBytes(inlined, receiver), InlineRefusedError);
console.log(refused.message);

// A sender with inlining off encodes the name alone; the receiver runs its own function.
const sender = new SessionContext().withJsUdfInlining(false);
const byName = triple(col("x")).toBytes(sender);
console.log(`${byName.length} bytes by name, ${inlined.length} bytes inlined`);

const df = receiver.fromColumns({ x: [1, 2] }).select(Expr.fromBytes(byName, receiver).alias("y"));
assertEquals(await df.toColumns(), { y: [3, 6] });
