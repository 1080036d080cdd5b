/**
 * The main job on real data: 200,000 flights, an expression that carries JavaScript functions, a pool of workers, and the same bytes in
 * other runtimes.
 *
 *     npx -y deno@2 task demo
 */
import { col, explainUdf, Expr, functions as f, inspectBytes, SessionContext, WorkerPool } from "@fusewire/fusewire";
import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import process from "node:process";
import { alongTime, delayBand, overAll, perFlight } from "./flight_functions.ts";
import { type Outcome, runBun, runNode, runPython } from "./other_runtimes.ts";
import { progressBar } from "./progress_bar.ts";

const arrowFile = new URL("../../node_modules/vega-datasets/data/flights-200k.arrow", import.meta.url);
const flights = await new SessionContext().fromArrow(new Uint8Array(await readFile(arrowFile))).toArrow();
console.log(
  `${flights.numRows} flights: ${flights.schema.fields.map(({ name, type }) => `${name} ${type}`).join(", ")}\n`,
);

// What travels.
const band = delayBand(col("delay"));
const bytes = band.toBytes();
const { functions } = inspectBytes(bytes);
console.log(`${band} is ${bytes.length} bytes. Inside:`);
for (const { name, carried, payload } of functions) {
  const captures = payload?.captures.map(({ name, sizeBytes }) => `${name} (${sizeBytes} bytes)`).join(", ");
  console.log(`  ${name}, ${carried}, made on ${payload?.stamp}, captures ${captures}`);
}
console.log(`  source ${explainUdf(delayBand).byValue.sourceBytes} bytes: ${functions[0]?.payload?.source}\n`);

// On one worker, then on as many as there are processors.
const times = new Map<number, number>();
let table = flights;
for (const workers of new Set([1, Math.max(2, navigator.hardwareConcurrency ?? 2)])) {
  await using pool = await WorkerPool.create({ workers });
  await pool.evaluate(perFlight, flights); // the first run compiles
  const start = performance.now();
  table = await pool.evaluate(perFlight, flights, {
    onProgress: progressBar(`${workers} worker${workers > 1 ? "s" : " "}`),
  });
  times.set(workers, performance.now() - start);
  if (workers === 1) continue;

  const [all] = (await pool.evaluate(overAll, flights)).toArray();
  const level = await pool.evaluate(alongTime, flights);
  console.log(`\nspread of all delays, merged from partial results: ${Number(all!.spread).toFixed(3)} minutes`);
  console.log(
    `smoothed delay at the end of the day: ${Number(level.get(level.numRows - 1)!.level).toFixed(3)} minutes\n`,
  );
}

const summary = new SessionContext().fromArrow(table)
  .aggregate(["band"], [
    f.countStar().alias("flights"),
    f.avg(col("delay")).alias("mean delay"),
    f.max(col("distance")).alias("longest"),
  ])
  .sort(col("mean delay"));
await summary.show();
for (const [workers, ms] of times) console.log(`${workers} worker${workers > 1 ? "s" : ""}: ${ms.toFixed(0)} ms`);

// The same bytes elsewhere.
const folder = await mkdtemp(join(tmpdir(), "fusewire-demo-"));
try {
  const [inlined, byName] = [join(folder, "inlined.bin"), join(folder, "by_name.bin")];
  const arrow = arrowFile.pathname;
  await writeFile(inlined, bytes);
  await writeFile(byName, band.toBytes({ target: "datafusion" }));

  const counts: Record<string, number> = {};
  const here = new SessionContext().fromArrow(flights).select(Expr.fromBytes(bytes).alias("value"));
  for (const value of (await here.toColumns()).value as string[]) counts[value] = (counts[value] ?? 0) + 1;
  const expected = JSON.stringify(Object.fromEntries(Object.entries(counts).sort()));

  console.log(
    `\nthe same ${bytes.length} bytes in other runtimes (Python: by name, ${(await readFile(byName)).length} bytes)`,
  );
  const outcomes: readonly (readonly [name: string, outcome: Outcome])[] = [
    ["Bun", runBun(inlined, arrow)],
    ["Node", runNode(inlined, arrow)],
    ["Python", runPython(byName, arrow)],
  ];
  for (const [name, outcome] of outcomes) {
    if ("missing" in outcome) {
      console.log(`  ${name}: skipped, ${outcome.missing}`);
    } else if (outcome.printed === expected) {
      console.log(`  ${name}: equal`);
    } else {
      console.log(`  ${name}: DIFFERENT\n    ${outcome.printed}\n    ${expected}`);
      process.exitCode = 1;
    }
  }
} finally {
  await rm(folder, { recursive: true });
}
