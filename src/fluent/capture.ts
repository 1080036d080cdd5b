import { type AnyFunction, capture as mark, captureScope as readScope, type ImportSource } from "../inline/mod.ts";
import { valueReducers } from "./value_reducers.ts";

/** What else a marked function takes along. */
export interface CaptureOptions {
  /** Names that are bound by import where the function runs. */
  readonly imports?: Readonly<Record<string, ImportSource>> | undefined;
}

/**
 * Marks a function with the values that its free names have; wherever the function travels, they travel with it.
 *
 * The values are copied now: what is changed later stays here. Beside what structured clone knows, they may be functions, expressions, UDFs,
 * Arrow vectors and tables, and this library's own exports. A second call replaces the first.
 *
 * @returns the same function
 * @throws {UdfCaptureError} if a value cannot travel; it names the path to it
 *
 * @example
 * ```ts
 * import { capture, WorkerPool } from "@fusewire/fusewire";
 * import { assertEquals } from "@std/assert";
 *
 * const rate = 1.25;
 * await using pool = await WorkerPool.create({ workers: 1 });
 * assertEquals(await pool.map(capture((net: number) => net * rate, { rate }), [100, 200]), [125, 250]);
 * ```
 */
export function capture<F extends AnyFunction>(
  fn: F,
  values: Readonly<Record<string, unknown>>,
  { imports }: CaptureOptions = {},
): F {
  return mark(fn, values, { imports, reducers: valueReducers() });
}

/**
 * Reads the values that a function's free names have in its closure, through the engine's inspector: the captures to pass on. Functions
 * among them are treated the same way, and marked as {@linkcode capture} does.
 *
 * Works on Node.js and Deno (there with `--allow-sys`). It reads only names that the source uses.
 *
 * @throws {UdfCaptureError} where no inspector can read closures (Bun, browsers), or permission is missing
 */
export function captureScope(fn: AnyFunction): Promise<Record<string, unknown>> {
  return readScope(fn, { reducers: valueReducers() });
}
