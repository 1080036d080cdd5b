/** Runs the benches on Deno and Bun, with Python beside them where it is, and writes docs/performance.md. */
import { existsSync } from "node:fs";
import type { Figure } from "../bench/measure.ts";
import { ROOT } from "./committed.ts";

const RUNTIMES: readonly (readonly [name: string, program: string, ...args: string[]])[] = [
  ["Deno", Deno.execPath(), "run", "-A", "bench/run.ts"],
  ["Bun", "npx", "-y", "bun@1.4.5", "bench/run.ts"],
];

const TIMED_IMPORT =
  'const t = performance.now(); await import("@fusewire/fusewire"); console.log(performance.now() - t);';

const environment = `${ROOT}.cache/python-datafusion==55.0.0/bin/python`;
const python = await output(existsSync(environment) ? environment : "python3", ["bench/python_peer.py"]);
if (python === undefined) console.log("SKIPPED Python: datafusion is not installed");

const figures = new Map<string, Map<string, Figure>>();
for (const [runtime, program, ...args] of RUNTIMES) {
  const printed = await output(program, args, python ? { FUSEWIRE_PYTHON_FIGURES: python.trim() } : {});
  if (printed === undefined) throw new Error(`the benches failed on ${runtime}`);
  for (const line of printed.trim().split("\n")) {
    const figure = JSON.parse(line) as Figure;
    figures.set(figure.name, (figures.get(figure.name) ?? new Map()).set(runtime, figure));
  }
}

for (const runtime of ["source", "build"] as const) {
  const imports = runtime === "source" ? importFromSource : importFromBuild;
  const ms = await imports();
  const name = `import of the library from ${runtime === "source" ? "source, Deno" : "the build, Node"}`;
  const goal = runtime === "source" ? "≤ 150 ms" : "≤ 60 ms";
  figures.set(name, new Map([[runtime === "source" ? "Deno" : "Node", { name, unit: "ms", ours: ms, goal }]]));
}

const rows = [...figures.values()].flatMap((byRuntime) =>
  [...byRuntime].map(([runtime, figure]) => row(runtime, figure))
);
const table = ["| work | on | ours | compared with | ratio | goal |", "|---|---|---|---|---|---|", ...rows].join("\n");
console.log(table);
await Deno.writeTextFile(
  `${ROOT}docs/performance.md`,
  `# Performance

Figures of \`deno task bench\` on one machine (${navigator.hardwareConcurrency} processors). Each is the median of rounds that alternate with what it is compared with, in the same run. Ratios travel between machines, absolute figures do not.

${table}

What makes it so: a hand-written reader and writer for the hot expression nodes (\`src/codec\`); one generated loop per user's function (\`src/udf/row_loop.ts\`); programs that
are sent to a worker once per content, and Arrow data that moves by transfer (\`src/worker\`).
`,
);
await output(Deno.execPath(), ["fmt", "--quiet", "docs/performance.md"]);

function row(runtime: string, { name, unit, ours, baseline, baselineName, goal }: Figure): string {
  const text = (value: number) => `${value >= 100 ? value.toFixed(0) : value.toFixed(value >= 10 ? 1 : 2)} ${unit}`;
  const ratio = baseline === undefined ? "" : `${(ours / baseline).toFixed(2)} ×`;
  const peer = baseline === undefined ? "" : `${text(baseline)} (${baselineName})`;
  return `| ${name} | ${runtime} | ${text(ours)} | ${peer} | ${ratio} | ${goal} |`;
}

async function importFromSource(): Promise<number> {
  return await medianOf(Deno.execPath(), ["eval", "--ext=ts", TIMED_IMPORT]);
}
async function importFromBuild(): Promise<number> {
  await output(Deno.execPath(), ["run", "-A", "scripts/build.ts"]);
  return await medianOf("node", ["--input-type=module", "-e", TIMED_IMPORT]);
}

async function medianOf(program: string, args: readonly string[]): Promise<number> {
  const times: number[] = [];
  for (let i = 0; i < 7; i++) times.push(Number(await output(program, args)));
  return times.sort((a, b) => a - b)[3]!;
}

async function output(
  program: string,
  args: readonly string[],
  env: Record<string, string> = {},
): Promise<string | undefined> {
  try {
    const child = await new Deno.Command(program, {
      args: [...args],
      cwd: ROOT,
      env,
      stdout: "piped",
      stderr: "inherit",
    }).output();
    return child.success ? new TextDecoder().decode(child.stdout) : undefined;
  } catch {
    return undefined;
  }
}
