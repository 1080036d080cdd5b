/**
 * The test command: every suite on every runtime, then one summary with the true totals.
 *
 * `deno task test NAME…` runs only the suites named so: `deno task test deno checks`.
 */
import { ROOT } from "./committed.ts";
import { type Outcome, runSuite } from "./suite.ts";
import { SUITES } from "./suites.ts";

await Deno.mkdir(`${ROOT}.cache/junit`, { recursive: true });

const unknown = Deno.args.filter((name) => !SUITES.some((suite) => suite.name === name));
if (unknown.length > 0) {
  console.error(`There is no suite ${unknown.join(", ")}, only ${SUITES.map(({ name }) => `"${name}"`).join(", ")}`);
  Deno.exit(2);
}

// Two at a time: more only slows each other down on a small machine.
const queue = SUITES.filter(({ name }) => Deno.args.length === 0 || Deno.args.includes(name));
const outcomes: Outcome[] = [];
const lane = async () => {
  for (let suite = queue.shift(); suite; suite = queue.shift()) outcomes.push(await runSuite(suite));
};
await Promise.all([lane(), lane()]);

console.log("\nsuite          passed failed skipped  seconds");
for (const { name, passed, failed, skipped, seconds, notes } of outcomes) {
  const cells = [passed, failed, skipped].map((n) => String(n).padStart(7)).join("");
  console.log(`${name.padEnd(14)}${cells}  ${seconds.toFixed(1).padStart(7)}`);
  for (const note of notes) console.log(`               ${note}`);
}

const sum = (key: "passed" | "failed" | "skipped") => outcomes.reduce((total, outcome) => total + outcome[key], 0);
let failed = sum("failed");
// Deno reports success for a file that throws after its first test(); Bun and Node do not.
const groups = Map.groupBy(outcomes.filter(({ group }) => group !== undefined), ({ group }) => group!.name);
for (const [group, members] of groups) {
  if (new Set(members.map((member) => member.group!.tests)).size === 1) continue;
  failed++;
  const seen = members.map(({ name, group }) => `${name} ${group!.tests}`).join(", ");
  console.log(`FAILED the runtimes saw different ${group} tests: ${seen}`);
}
if (sum("skipped") > 0) console.log(`${sum("skipped")} skipped`);
console.log(`${sum("passed")} passed, ${failed} failed`);
Deno.exit(failed ? 1 : 0);
