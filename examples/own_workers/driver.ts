/**
 * Workers of your own: `pack` makes a message of any structure that holds expressions or Arrow data, `unpack` gives it back.
 *
 *     npx -y deno@2 run -A examples/own_workers/driver.ts
 */
import { col, pack, SessionContext, types, udf, unpack } from "@fusewire/fusewire";
import type { Table } from "apache-arrow";
import { assertEquals } from "@std/assert";

const half = udf((x: number) => x / 2, [types.float64()], types.float64(), { name: "half" });
const data = await new SessionContext().fromColumns({ x: [2, 4, 6] }).toArrow();

const worker = new Worker(new URL("./worker.ts", import.meta.url), { type: "module" });
const answer = new Promise<unknown>((resolve) => worker.onmessage = ({ data }) => resolve(data));

const { message, transfer } = pack({ id: 7, expr: half(col("x")).alias("y"), data });
worker.postMessage(message, transfer);

const result = await unpack(await answer) as { readonly id: number; readonly table: Table };
worker.terminate();
console.log(result.id, result.table.toArray().map((row) => row.toJSON()));
assertEquals([...result.table.getChild("y")!], [1, 2, 3]);
