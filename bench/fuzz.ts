/**
 * Feeds damaged bytes to everything that reads bytes from outside: recorded expressions of DataFusion and expressions with functions inside,
 * with bytes changed, cut out, doubled and put together. Prints what came of them; an error that is not ours, a decoder that takes longer
 * than a second, or a function that ran ends it with an exit code.
 *
 *     deno run -A bench/fuzz.ts [inputs = 100000] [seed = 1]
 */
import { col, Expr, FusewireError, inspectBytes, types, udf } from "@fusewire/fusewire";
import { readdirSync, readFileSync } from "node:fs";
import process from "node:process";

const inputs = Number(process.argv[2] ?? 100_000);
let state = Number(process.argv[3] ?? 1) >>> 0;

/** A whole number below `n`, the same for the same seed (mulberry32). */
function below(n: number): number {
  state = (state + 0x6d2b79f5) >>> 0;
  let t = Math.imul(state ^ (state >>> 15), 1 | state);
  t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
  return ((t ^ (t >>> 14)) >>> 0) % n;
}

function corpus(): readonly Uint8Array[] {
  const folder = new URL("../tests/golden/expr/", import.meta.url);
  const recorded = readdirSync(folder).filter((name) => name.endsWith(".jsonl")).flatMap((name) =>
    readFileSync(new URL(name, folder), "utf8").trim().split("\n")
      .map((line) => (JSON.parse(line) as { readonly bytes?: string }).bytes)
      .filter((hex) => hex !== undefined)
      .map((hex) => Uint8Array.from(hex.match(/../g) ?? [], (pair) => parseInt(pair, 16)))
  );
  const seen = { table: new Map([["a", [1, 2, { deep: new Float64Array(8) }]]]), step: (x: number) => x + 1 };
  const ours = udf(
    (x: number) => {
      (globalThis as { fuzzRan?: boolean }).fuzzRan = true;
      return step(x) + table.size;
    },
    [types.float64()],
    types.float64(),
    { name: "ours", captures: seen },
  );
  return [...recorded, ...Array.from({ length: 400 }, (_, k) => ours(col(`c${k}`)).alias("y").toBytes())];
}
declare const step: (x: number) => number;
declare const table: ReadonlyMap<string, unknown>;

const seeds = corpus();
const seed = (): Uint8Array => seeds[below(seeds.length)]!;

function damaged(): Uint8Array {
  const bytes = seed().slice();
  switch (below(5)) {
    case 0: // some bytes changed
      for (let k = below(4) + 1; k > 0; k--) bytes[below(bytes.length)] = below(256);
      return bytes;
    case 1: // one bit
      bytes[below(bytes.length)]! ^= 1 << below(8);
      return bytes;
    case 2: // cut short
      return bytes.subarray(0, below(bytes.length));
    case 3: { // a piece left out, or twice
      const [from, to] = [below(bytes.length), below(bytes.length)];
      return concat(bytes.subarray(0, Math.max(from, to)), bytes.subarray(Math.min(from, to)));
    }
    default: { // the beginning of one, the end of another
      const other = seed();
      return concat(bytes.subarray(0, below(bytes.length)), other.subarray(below(other.length)));
    }
  }
}

function concat(a: Uint8Array, b: Uint8Array): Uint8Array {
  const joined = new Uint8Array(a.length + b.length);
  joined.set(a);
  joined.set(b, a.length);
  return joined;
}

const outcomes = new Map<string, number>();
let slowest = 0;
let failures = 0;
for (let k = 0; k < inputs; k++) {
  const bytes = damaged();
  for (const [name, read] of [["fromBytes", Expr.fromBytes], ["inspectBytes", inspectBytes]] as const) {
    const start = performance.now();
    let outcome = "read";
    try {
      const result = read(bytes);
      if (result instanceof Expr) String(result);
    } catch (error) {
      outcome = error instanceof FusewireError ? error.code : `FOREIGN ${error}`;
      if (!(error instanceof FusewireError)) {
        failures++;
        console.log(`${name} of ${Array.from(bytes, (b) => b.toString(16).padStart(2, "0")).join("")}: ${error}`);
      }
    }
    const took = performance.now() - start;
    slowest = Math.max(slowest, took);
    if (took > 1000) failures++;
    outcomes.set(`${name}: ${outcome}`, (outcomes.get(`${name}: ${outcome}`) ?? 0) + 1);
  }
}
if ((globalThis as { fuzzRan?: boolean }).fuzzRan) failures++;
for (const [outcome, count] of [...outcomes].sort((a, b) => b[1] - a[1])) console.log(`${count} ${outcome}`);
console.log(`${inputs} inputs, slowest ${slowest.toFixed(1)} ms, ${failures} failures`);
process.exitCode = failures === 0 ? 0 : 1;
