/** Everything that holds without running the library. The test command runs it too. */
import { run } from "./run.ts";

const CHECKS: readonly (readonly string[])[] = [
  ["fmt", "--check"],
  ["lint"],
  ["check"],
  ["run", "-A", "scripts/gen.ts", "--check"],
  ["run", "-A", "scripts/worker.ts", "--check"],
  ["run", "-A", "scripts/functions.ts", "--check"],
  ["run", "-A", "scripts/public_api.ts", "--check"],
  // Slow types and names that JSR cannot resolve; --allow-dirty because nothing is published from here.
  ["publish", "--dry-run", "--allow-dirty"],
];

let failed = 0;
for (const args of CHECKS) {
  const start = performance.now();
  const outcome = await run("deno", args).then(() => "ok", () => "FAILED");
  if (outcome === "FAILED") failed++;
  console.log(`CHECK ${outcome} deno ${args.join(" ")} (${((performance.now() - start) / 1000).toFixed(1)} s)`);
}
Deno.exit(failed ? 1 : 0);
