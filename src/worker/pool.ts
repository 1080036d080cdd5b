import { pack, unpack } from "../fluent/mod.ts";
import type { AnyFunction } from "../inline/mod.ts";
import { type EvaluateData, type EvaluateExprs, evaluateOnPool } from "./evaluate.ts";
import { functionProgram, type ShippingOptions } from "./function_program.ts";
import {
  type CallOptions,
  checkCallOptions,
  checkPoolOptions,
  defaultWorkers,
  type ImapOptions,
  type PoolOptions,
  type Progress,
} from "./pool_options.ts";
import type { Program } from "./protocol.ts";
import { TaskScheduler } from "./task_scheduler.ts";
import type { WorkerStats } from "./worker_slot.ts";
import { workerSource } from "./worker_source.ts";

/** Figures of a pool. */
export interface PoolStats {
  readonly workers: readonly WorkerStats[];
  /** Tasks that wait for a worker. */
  readonly queued: number;
}

/**
 * Workers that run functions and evaluate expressions. The same on Deno, Bun, Node and in browsers.
 *
 * Functions given to a pool travel as UDFs do: their source, with what {@linkcode capture} or the option `captures` gives them. Arguments and
 * results are copied as {@linkcode pack} does. A worker that dies takes only the task that it was running with it; others run elsewhere.
 *
 * @example
 * ```ts
 * import { WorkerPool } from "@fusewire/fusewire";
 * import { assertEquals } from "@std/assert";
 *
 * await using pool = await WorkerPool.create({ workers: 2 });
 * assertEquals(await pool.map((n: number) => n * n, [1, 2, 3]), [1, 4, 9]);
 * ```
 */
export class WorkerPool {
  readonly #scheduler: TaskScheduler;
  readonly #options: PoolOptions;

  private constructor(options: PoolOptions, source: string) {
    this.#options = options;
    const { initializer, workerUrl, permissions, signal } = options;
    const program = initializer && { program: functionProgram(initializer), payload: pack([]).message };
    this.#scheduler = new TaskScheduler(
      options.workers ?? defaultWorkers(),
      { workerUrl, source, permissions },
      program,
    );
    signal?.addEventListener("abort", () => void this.terminate(), { once: true });
  }

  /**
   * Starts the workers and waits until all of them are ready.
   *
   * @throws {TypeError} on an unknown option
   * @throws {WorkerStartError} if a worker cannot start: no such file, a policy that forbids it
   * @throws {WorkerVersionError} if `workerUrl` leads to another version of the library
   * @throws whatever the initializer throws
   */
  static async create(options: PoolOptions = {}): Promise<WorkerPool> {
    checkPoolOptions(options);
    options.signal?.throwIfAborted();
    const pool = new WorkerPool(options, options.workerUrl === undefined ? await workerSource() : "");
    try {
      await pool.#scheduler.ready();
    } catch (error) {
      await pool.terminate();
      throw error;
    }
    return pool;
  }

  /** Number of workers. */
  get size(): number {
    return this.#scheduler.slots.length;
  }

  /**
   * Calls a function with every item; the results in the items' order. One failing call rejects the whole: the others that have not begun are dropped.
   */
  map<T, R>(fn: (item: T) => R, items: Iterable<T>, options: CallOptions = {}): Promise<Awaited<R>[]> {
    return this.#all("map", fn as AnyFunction, Array.from(items, (item) => [item]), options);
  }

  /** {@linkcode WorkerPool.map} for functions of several arguments. */
  starmap<A extends readonly unknown[], R>(
    fn: (...args: A) => R,
    argLists: Iterable<A>,
    options: CallOptions = {},
  ): Promise<Awaited<R>[]> {
    return this.#all("starmap", fn as unknown as AnyFunction, [...argLists], options);
  }

  /**
   * Calls a function with items as they are taken from an iterable, also an async one; results come in order. At most `window` items are ahead of
   * the one asked for, and leaving the loop drops what has not begun and ends the iterable.
   */
  async *imap<T, R>(
    fn: (item: T) => R,
    items: Iterable<T> | AsyncIterable<T>,
    options: ImapOptions = {},
  ): AsyncGenerator<Awaited<R>, void, undefined> {
    checkCallOptions("imap", options);
    const program = functionProgram(fn as AnyFunction, options);
    const window = options.window ?? this.size * 2;
    const stop = new AbortController();
    const source = Symbol.asyncIterator in items ? items[Symbol.asyncIterator]() : items[Symbol.iterator]();
    const ahead: Promise<Awaited<R>>[] = [];
    let done = 0;
    try {
      for (let ended = false; !ended || ahead.length > 0;) {
        while (!ended && ahead.length < window) {
          const next = await source.next();
          if (next.done) {
            ended = true;
            break;
          }
          const result = this.#call<Awaited<R>>(program, [next.value], options, stop.signal);
          result.catch(() => {}); // awaited below, in order
          ahead.push(result);
        }
        if (ahead.length === 0) break;
        yield await ahead.shift()!;
        this.#report(options, { done: ++done, total: undefined });
      }
    } finally {
      stop.abort(new Error("the iteration was left"));
      await source.return?.();
    }
  }

  /** Calls a function once. Options stand in {@linkcode WorkerPool.map}; captures in {@linkcode capture}. */
  submit<A extends unknown[], R>(fn: (...args: A) => R, ...args: A): Promise<Awaited<R>> {
    try {
      return this.#call<Awaited<R>>(functionProgram(fn as unknown as AnyFunction), args, {});
    } catch (error) {
      return Promise.reject(error);
    }
  }

  /**
   * Evaluates expressions over Arrow data, split over the workers; rows keep their order.
   *
   * Scalar expressions are evaluated slice by slice. Aggregates are computed partially on the workers and merged here: one row. Window functions need
   * their whole input and run on one worker.
   *
   * @param data a Table, RecordBatches, or IPC bytes; shared buffers are copied, never detached
   * @returns a Table with one column per expression
   */
  evaluate(exprs: EvaluateExprs, data: EvaluateData, options: CallOptions = {}): ReturnType<typeof evaluateOnPool> {
    checkCallOptions("evaluate", options);
    return evaluateOnPool(exprs, data, {
      workers: this.size,
      run: (program, packed) => this.#scheduler.run(program, packed, options),
      onProgress: (progress) => this.#report(options, progress),
    });
  }

  /** What the workers have done so far. */
  stats(): PoolStats {
    return { workers: this.#scheduler.workers, queued: this.#scheduler.queued };
  }

  /** Takes no more tasks, waits for those that it has, then ends the workers. */
  close(): Promise<void> {
    return this.#scheduler.close();
  }

  /** Ends the workers at once; open tasks are rejected with a {@linkcode PoolClosedError}. */
  terminate(): Promise<void> {
    return this.#scheduler.terminate();
  }

  /** {@linkcode WorkerPool.close}, for `await using`. */
  [Symbol.asyncDispose](): Promise<void> {
    return this.close();
  }

  async #all<R>(
    method: string,
    fn: AnyFunction,
    argLists: readonly (readonly unknown[])[],
    options: CallOptions,
  ): Promise<R[]> {
    checkCallOptions(method, options);
    const program = functionProgram(fn, options as ShippingOptions);
    const stop = new AbortController();
    let done = 0;
    const results = argLists.map(async (args) => {
      const result = await this.#call<R>(program, args, options, stop.signal);
      this.#report(options, { done: ++done, total: argLists.length });
      return result;
    });
    try {
      return await Promise.all(results);
    } catch (error) {
      stop.abort(error);
      await Promise.allSettled(results);
      throw error;
    }
  }

  async #call<R>(program: Program, args: readonly unknown[], options: CallOptions, drop?: AbortSignal): Promise<R> {
    const { signal, timeoutMs } = options;
    return await unpack(await this.#scheduler.run(program, pack(args), { signal, timeoutMs, drop })) as R;
  }

  #report(options: CallOptions, progress: Progress): void {
    (options.onProgress ?? this.#options.onProgress)?.(progress);
  }
}
