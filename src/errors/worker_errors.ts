import { registerErrors } from "./error_data.ts";
import { FusewireError } from "./fusewire_error.ts";

/** A worker that died while it had this task. */
export class WorkerCrashError extends FusewireError {
  readonly code: string = "E_WORKER_CRASH";
  declare readonly workerId: number;
}

/** A worker that could not be started. */
export class WorkerStartError extends FusewireError {
  readonly code = "E_WORKER_START" as const;
}

/** Driver and worker come from different versions of the library. */
export class WorkerVersionError extends FusewireError {
  readonly code = "E_WORKER_VERSION" as const;
  declare readonly driver: string;
  declare readonly worker: string;
}

/** A task that ran longer than its `timeoutMs`. */
export class TaskTimeoutError extends FusewireError {
  readonly code = "E_TASK_TIMEOUT" as const;
  declare readonly timeoutMs: number;
}

/** A task that was stopped through its `AbortSignal`; `cause` is the signal's reason. */
export class TaskAbortedError extends FusewireError {
  readonly code = "E_TASK_ABORTED" as const;
}

/** A pool that was closed or terminated before the task ended. */
export class PoolClosedError extends FusewireError {
  readonly code = "E_POOL_CLOSED" as const;
}

/** An argument or result that cannot be posted between threads; `path` leads to it. */
export class UnclonableError extends FusewireError {
  readonly code = "E_UNCLONABLE" as const;
  declare readonly path: string | undefined;
}

registerErrors({
  WorkerCrashError,
  WorkerStartError,
  WorkerVersionError,
  TaskTimeoutError,
  TaskAbortedError,
  PoolClosedError,
  UnclonableError,
});
