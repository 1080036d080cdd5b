/**
 * Runs every program of examples/ on Deno and on Bun; one that fails, prints nothing or does not end is a failure. The page of
 * examples/browser runs in tests/runtime/browser, the demonstration after the tests on Node, whose package it needs.
 */
import { ROOT } from "./committed.ts";

const TIMEOUT_MS = 120_000;
const RUNTIMES: readonly (readonly [name: string, program: string, ...args: string[]])[] = [
  ["deno", Deno.execPath(), "run", "-A"],
  ["bun", "npx", "-y", "bun@1.4.5"],
];

const examples = [
  ...[...Deno.readDirSync(`${ROOT}examples`)]
    .map(({ name }) => `examples/${name}`).filter((path) => path.endsWith(".ts")).sort(),
  "examples/own_workers/driver.ts",
];

let failed = 0;
for (const example of examples) {
  for (const [name, program, ...args] of RUNTIMES) {
    const child = await new Deno.Command(program, {
      args: [...args, example],
      cwd: ROOT,
      stdout: "piped",
      stderr: "piped",
      signal: AbortSignal.timeout(TIMEOUT_MS),
    }).output();
    const [stdout, stderr] = [child.stdout, child.stderr].map((bytes) => new TextDecoder().decode(bytes));
    const ok = child.success && stdout!.trim() !== "";
    console.log(`CHECK ${ok ? "ok" : "FAILED"} ${name} ${example}`);
    if (!ok) {
      failed++;
      console.log(stdout! + stderr!);
    }
  }
}
Deno.exit(failed ? 1 : 0);
