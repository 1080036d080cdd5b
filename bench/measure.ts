/** One figure of a bench: milliseconds, microseconds or nanoseconds of two competitors in the same run, and their ratio. */
export interface Figure {
  readonly name: string;
  readonly unit: "ns" | "µs" | "ms" | "ns/row";
  readonly ours: number;
  /** What it is compared with, in the same run on the same data; undefined where the figure stands alone. */
  readonly baseline?: number | undefined;
  readonly baselineName?: string | undefined;
  /** The goal, as text. */
  readonly goal: string;
}

/** The median of some numbers. */
export function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[sorted.length >> 1]!;
}

/** Median times, in milliseconds, of several functions whose rounds alternate; each is run `warmup` times first. */
export function interleaved(rounds: number, warmup: number, ...runs: readonly (() => void)[]): number[] {
  for (let i = 0; i < warmup; i++) for (const run of runs) run();
  const times = runs.map((): number[] => []);
  for (let i = 0; i < rounds; i++) {
    runs.forEach((run, k) => {
      const start = performance.now();
      run();
      times[k]!.push(performance.now() - start);
    });
  }
  return times.map(median);
}

/** {@linkcode interleaved} for functions that wait. */
export async function interleavedAsync(
  rounds: number,
  warmup: number,
  ...runs: readonly (() => Promise<unknown>)[]
): Promise<number[]> {
  for (let i = 0; i < warmup; i++) for (const run of runs) await run();
  const times = runs.map((): number[] => []);
  for (let i = 0; i < rounds; i++) {
    for (const [k, run] of runs.entries()) {
      const start = performance.now();
      await run();
      times[k]!.push(performance.now() - start);
    }
  }
  return times.map(median);
}
