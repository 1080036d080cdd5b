import type { AnyFunction } from "../inline/mod.ts";
import type { ShippingOptions } from "./function_program.ts";
import type { TaskOptions } from "./task.ts";

/** How far a call has come. */
export interface Progress {
  readonly done: number;
  /** Undefined where nobody knows it: an iterable without a length. */
  readonly total: number | undefined;
}

/** What a pool is made with. */
export interface PoolOptions {
  /** Number of workers. Default: the machine's processors, at most 8. */
  readonly workers?: number | undefined;
  /** Runs once in every worker before its first task, and again in a worker that replaces a dead one. May be async. */
  readonly initializer?: AnyFunction | undefined;
  /** The worker's file, where a page's policy forbids the embedded one (`blob:`). */
  readonly workerUrl?: string | URL | undefined;
  /** Terminates the pool when it aborts. */
  readonly signal?: AbortSignal | undefined;
  /** Deno only, and only with `"unstable": ["worker-options"]`: what the workers may do. Deno ends the process where that is missing. */
  readonly permissions?: "none" | "inherit" | undefined;
  /** Called after every finished item of `map`, `starmap`, `imap` and `evaluate`. */
  readonly onProgress?: ((progress: Progress) => void) | undefined;
}

/** What one call of a pool may say. */
export interface CallOptions extends TaskOptions, ShippingOptions {
  /** Instead of the pool's. */
  readonly onProgress?: ((progress: Progress) => void) | undefined;
}

/** What `imap` may say besides. */
export interface ImapOptions extends CallOptions {
  /** Items that may be ahead of the one that is asked for. Default: twice the number of workers. */
  readonly window?: number | undefined;
}

const POOL_KEYS = ["workers", "initializer", "workerUrl", "signal", "permissions", "onProgress"];
const CALL_KEYS = ["signal", "timeoutMs", "captures", "imports", "onProgress"];

/** @throws {TypeError} on an unknown option or a value that cannot be */
export function checkPoolOptions(options: PoolOptions): void {
  checkKeys("WorkerPool.create()", options, POOL_KEYS);
  const { workers } = options;
  if (workers !== undefined && !(Number.isInteger(workers) && workers >= 1)) {
    throw new TypeError(`Cannot create a pool: workers is ${workers}, must be a whole number of at least 1`);
  }
}

/** @throws {TypeError} on an unknown option or a value that cannot be */
export function checkCallOptions(method: string, options: ImapOptions): void {
  checkKeys(`pool.${method}()`, options, method === "imap" ? [...CALL_KEYS, "window"] : CALL_KEYS);
  for (const key of ["timeoutMs", "window"] as const) {
    const value = options[key];
    if (value !== undefined && !(typeof value === "number" && value > 0)) {
      throw new TypeError(`Cannot call pool.${method}(): ${key} is ${value}, must be a positive number`);
    }
  }
}

function checkKeys(what: string, options: object, known: readonly string[]): void {
  const unknown = Object.keys(options).find((key) => !known.includes(key));
  if (unknown === undefined) return;
  throw new TypeError(`Cannot call ${what}: "${unknown}" is not an option, must be one of ${known.join(", ")}`);
}

/** Processors that a pool uses unless told. */
export function defaultWorkers(): number {
  const { navigator } = globalThis as { navigator?: { hardwareConcurrency?: number } };
  return Math.max(1, Math.min(8, navigator?.hardwareConcurrency ?? processors()));
}

/** Node 20 has no navigator. */
function processors(): number {
  const { process } = globalThis as { process?: { getBuiltinModule?(id: string): unknown } };
  const os = process?.getBuiltinModule?.("node:os") as { availableParallelism?(): number } | undefined;
  return os?.availableParallelism?.() ?? 2;
}
