import { PoolClosedError, WorkerStartError } from "../errors.ts";
import type { Packed } from "../fluent/mod.ts";
import type { EndpointOptions } from "./endpoint.ts";
import type { Program } from "./protocol.ts";
import { Task, type TaskOptions } from "./task.ts";
import { type SlotOwner, WorkerSlot, type WorkerStats } from "./worker_slot.ts";

/** Gives tasks to workers, first come first served, and settles every one of them. */
export class TaskScheduler implements SlotOwner {
  readonly slots: readonly WorkerSlot[];
  #queue: Task[] = [];
  #nextId = 1;
  /** Set once no more tasks are taken. */
  #closed: Error | undefined;
  readonly #open = new Set<Task>();
  #brokenBy: Error | undefined;

  constructor(
    workers: number,
    options: EndpointOptions,
    initializer: { readonly program: Program; readonly payload: unknown } | undefined,
  ) {
    this.slots = Array.from({ length: workers }, (_, id) => new WorkerSlot(id, this, options, initializer));
  }

  /** Settles once every worker is ready. @throws {WorkerStartError | WorkerVersionError} or what the initializer threw */
  async ready(): Promise<void> {
    await Promise.all(this.slots.map((slot) => slot.ready));
  }

  /** Tasks that wait for a worker. */
  get queued(): number {
    return this.#queue.length;
  }

  get workers(): readonly WorkerStats[] {
    return this.slots.map((slot) => slot.stats);
  }

  /** Runs a program on the next free worker; the promise gives the raw message that it answers with. */
  run(program: Program, packed: Packed, options: TaskOptions): Promise<unknown> {
    const task = new Task(this.#nextId++, program, packed, options);
    if (this.#closed !== undefined || this.#brokenBy !== undefined) {
      task.reject(this.#closed ?? this.#brokenBy);
      return task.promise;
    }
    this.#open.add(task);
    const forget = () => void this.#open.delete(task);
    task.promise.then(forget, forget);
    const drop = () => {
      const index = this.#queue.indexOf(task);
      if (index >= 0) this.#queue.splice(index, 1);
      if (index >= 0 || task.options.signal?.aborted || task.options.drop?.aborted) task.reject(task.aborted());
    };
    task.onAbort(drop);
    const stopListening = task.onDrop(() => this.#queue.includes(task) || !task.isSent ? drop() : undefined);
    if (stopListening) task.promise.then(stopListening, stopListening);
    if (!task.isSettled) {
      this.#queue.push(task);
      this.#dispatch();
    }
    return task.promise;
  }

  /** Takes no more tasks and settles once those that it has are done; then the workers end. */
  async close(): Promise<void> {
    this.#closed ??= closedError("closed");
    await Promise.allSettled([...this.#open].map((task) => task.promise));
    await this.terminate();
  }

  /** Ends the workers at once; every open task is rejected. */
  async terminate(): Promise<void> {
    const reason = closedError("terminated");
    this.#closed ??= reason;
    const waiting = this.#queue;
    this.#queue = [];
    for (const task of waiting) task.reject(reason);
    await Promise.all(this.slots.map((slot) => slot.close(reason)));
  }

  onFree(): void {
    this.#dispatch();
  }

  onReturned(tasks: readonly Task[]): void {
    for (const task of tasks) task.isSent = false;
    this.#queue.unshift(...tasks);
    this.#dispatch();
  }

  onBroken(_slot: WorkerSlot, reason: Error): void {
    if (this.slots?.some((slot) => slot.stats.state !== "broken") ?? true) return;
    this.#brokenBy = reason;
    const waiting = this.#queue;
    this.#queue = [];
    for (const task of waiting) {
      task.reject(
        new WorkerStartError({ message: `Cannot run the task: no worker is left (${reason.message})`, cause: reason }),
      );
    }
  }

  /** Idle workers first, then those that have one task: nobody waits while somebody is free. */
  #dispatch(): void {
    while (this.#queue.length > 0) {
      const [task] = this.#queue;
      const able = (this.slots ?? []).filter((slot) => slot.canTake(task!));
      const slot = able.find((each) => each.isIdle) ?? able[0];
      if (slot === undefined) return;
      this.#queue.shift();
      task!.isSent = true;
      slot.run(task!);
    }
  }
}

function closedError(how: string): PoolClosedError {
  return new PoolClosedError({ message: `Cannot run a task: the pool has been ${how}, must be open` });
}
