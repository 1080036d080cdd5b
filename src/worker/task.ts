import type { Packed } from "../fluent/mod.ts";
import { TaskAbortedError } from "../errors.ts";
import type { Program } from "./protocol.ts";

/** What a caller may say about one call. */
export interface TaskOptions {
  /** Stops the task: a waiting one is dropped, a running one ends with its worker. */
  readonly signal?: AbortSignal | undefined;
  /** Milliseconds that the task may run, counted from its start on the worker. */
  readonly timeoutMs?: number | undefined;
  /** Drops the task if it still waits; one that runs goes on. */
  readonly drop?: AbortSignal | undefined;
}

/** One unit of work: a program and what it is called with. Settles exactly once. */
export class Task {
  readonly id: number;
  readonly program: Program;
  readonly options: TaskOptions;
  readonly promise: Promise<unknown>;
  /** Moves with the message, so a task that has any is sent only to a worker that is free. */
  readonly transfer: readonly Transferable[];
  payload: unknown;
  isSettled = false;
  /** Whether a worker has it. */
  isSent = false;
  #resolve!: (payload: unknown) => void;
  #reject!: (reason: unknown) => void;
  #stopListening: (() => void) | undefined;

  constructor(id: number, program: Program, { message, transfer }: Packed, options: TaskOptions) {
    this.id = id;
    this.program = program;
    this.payload = message;
    this.transfer = transfer;
    this.options = options;
    this.promise = new Promise((resolve, reject) => {
      this.#resolve = resolve;
      this.#reject = reject;
    });
  }

  /** Calls back when the signal aborts, now if it has. The latest listener is the one that counts. */
  onAbort(listener: () => void): void {
    this.#stopListening?.();
    this.#stopListening = listen(this.options.signal, listener);
  }

  resolve(payload: unknown): void {
    if (this.#settle()) this.#resolve(payload);
  }

  reject(reason: unknown): void {
    if (this.#settle()) this.#reject(reason);
  }

  /** The error for a task that its signal stopped. */
  aborted(): TaskAbortedError {
    return new TaskAbortedError({
      message: "Cannot finish the task: its signal was aborted",
      cause: this.options.signal?.reason,
    });
  }

  /** Calls back when the task is to be dropped while it waits; gives what ends that. */
  onDrop(listener: () => void): (() => void) | undefined {
    return listen(this.options.drop, listener);
  }

  #settle(): boolean {
    if (this.isSettled) return false;
    this.isSettled = true;
    this.#stopListening?.();
    this.payload = undefined;
    return true;
  }
}

function listen(signal: AbortSignal | undefined, listener: () => void): (() => void) | undefined {
  if (signal === undefined) return undefined;
  if (signal.aborted) {
    listener();
    return undefined;
  }
  signal.addEventListener("abort", listener, { once: true });
  return () => signal.removeEventListener("abort", listener);
}
