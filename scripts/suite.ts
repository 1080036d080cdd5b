import { ROOT } from "./committed.ts";
import { countJunit, type Counts } from "./junit.ts";

/** One runner on one runtime. `commands` run in order until one fails; one of them executes the tests. */
export interface Suite {
  readonly name: string;
  readonly commands: readonly (readonly [program: string, ...args: string[]])[];
  /** Where the totals stand: a JUnit file, or `CHECK ok|FAILED` lines of the output. */
  readonly junit?: string;
  /** Why the suite cannot run here; under CI that is a failure. */
  readonly missing?: string | undefined;
  /** Suites of one group run the same tests on different runtimes: they must count the same number. */
  readonly group?: string;
}

/** What a suite did. */
export interface Outcome extends Counts {
  readonly name: string;
  readonly seconds: number;
  readonly notes: readonly string[];
  /** Of a suite that ran: its group, and the number of tests seen. */
  readonly group?: { readonly name: string; readonly tests: number } | undefined;
}

/** Runs a suite, prints its output in one piece, counts its tests. */
export async function runSuite({ name, commands, junit, missing, group: groupName }: Suite): Promise<Outcome> {
  if (missing) {
    const counts = Deno.env.get("CI") ? { failed: 1, skipped: 0 } : { failed: 0, skipped: 1 };
    return { name, passed: 0, ...counts, seconds: 0, notes: [`SKIPPED ${name}: ${missing}`] };
  }
  const start = performance.now();
  if (junit) await Deno.remove(junit).catch(() => {}); // an earlier run's totals must not count
  const { success, output } = await runAll(commands);
  console.log(`\n===== ${name} =====\n${output.trim()}`);

  const counts = junit ? countJunit(await Deno.readTextFile(junit).catch(() => "")) : countChecks(output);
  const notes = output.split("\n").filter((line) => line.startsWith("SKIPPED "));
  let { failed } = counts;
  if (!success && failed === 0) failed = notes.push(`${name} failed outside any test`) && 1;
  if (counts.passed + failed === 0) failed = notes.push(`${name} executed no test`) && 1;
  const tests = counts.passed + counts.failed + counts.skipped;
  const group = groupName === undefined ? undefined : { name: groupName, tests };
  return { name, ...counts, failed, notes, group, seconds: (performance.now() - start) / 1000 };
}

async function runAll(commands: Suite["commands"]): Promise<{ readonly success: boolean; readonly output: string }> {
  let output = "";
  for (const [program, ...args] of commands) {
    const file = program === "deno" ? Deno.execPath() : program;
    const child = await new Deno.Command(file, { args, cwd: ROOT, stdout: "piped", stderr: "piped" }).output();
    output += new TextDecoder().decode(child.stdout) + new TextDecoder().decode(child.stderr);
    if (!child.success) return { success: false, output };
  }
  return { success: true, output };
}

function countChecks(output: string): Counts {
  const count = (pattern: RegExp) => output.match(pattern)?.length ?? 0;
  return { passed: count(/^CHECK ok /gm), failed: count(/^CHECK FAILED /gm), skipped: 0 };
}
