/**
 * Pools of workers: the same on Deno, Bun, Node and in browsers.
 *
 * - One protocol (`protocol.ts`), one worker program; runtimes differ in `endpoint_*` and `node_threads.ts` only.
 * - Every task settles exactly once, whatever happens to its worker; only the running task goes down with it.
 * - Code goes to a worker once per content. Data moves by transfer; buffers that somebody else holds are copied, never detached.
 *
 * May import: `fluent`, `exec`, `codec`, `plan`, `expr`, `inline`, `udf`, `arrow`, `errors`.
 */
export { openEvaluate } from "./evaluate_program.ts";
export type { EvaluateData, EvaluateExprs } from "./evaluate.ts";
export { openFunction } from "./function_program.ts";
export { type PoolStats, WorkerPool } from "./pool.ts";
export type { CallOptions, ImapOptions, PoolOptions, Progress } from "./pool_options.ts";
export { serve } from "./serve.ts";
export type { WorkerStats } from "./worker_slot.ts";
