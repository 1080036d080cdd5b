import {
  errorFromData,
  TaskTimeoutError,
  UdfError,
  UnclonableError,
  WorkerCrashError,
  WorkerStartError,
  WorkerVersionError,
} from "../errors.ts";
import { type Endpoint, type EndpointOptions, openEndpoint } from "./endpoint.ts";
import { type FromWorker, LIBRARY_VERSION, type Program, PROGRAMS_KEPT, PROTOCOL_VERSION } from "./protocol.ts";
import { Task } from "./task.ts";

/** Tasks that a worker holds: one runs, one waits, so that the worker never waits for the driver. */
const TASKS_IN_FLIGHT = 2;
/** Starts in a row that did not get as far as being ready, after which a slot gives up. */
const MAX_FRUITLESS_STARTS = 5;
/** Wait before the n-th start in a row, times n. */
const RESTART_DELAY_MS = 20;

/** What a slot asks of its pool. */
export interface SlotOwner {
  /** The slot can take a task. */
  onFree(slot: WorkerSlot): void;
  /** Tasks that had been sent but had not begun: to be run elsewhere, before all others. */
  onReturned(tasks: readonly Task[]): void;
  /** The slot has given up. */
  onBroken(slot: WorkerSlot, reason: Error): void;
}

/** Figures of one worker. */
export interface WorkerStats {
  readonly id: number;
  readonly state: "starting" | "ready" | "broken" | "closed";
  /** Tasks that ended here, well or not. */
  readonly tasks: number;
  /** Milliseconds from the start of tasks to their end. */
  readonly busyMs: number;
  /** Times that the worker was started again. */
  readonly restarts: number;
}

/** One place for a worker: starts it, starts it again when it dies, and settles the tasks that it was given. */
export class WorkerSlot {
  readonly id: number;
  readonly #owner: SlotOwner;
  readonly #options: EndpointOptions;
  readonly #initializer: { readonly program: Program; readonly payload: unknown } | undefined;
  #endpoint: Endpoint | undefined;
  #state: WorkerStats["state"] = "starting";
  /** Sent tasks; the first one runs. */
  #inFlight: Task[] = [];
  /** Hashes of programs that the worker has, least recently used first. */
  #programs = new Set<string>();
  #timer: ReturnType<typeof setTimeout> | undefined;
  #restartTimer: ReturnType<typeof setTimeout> | undefined;
  #startedAt = 0;
  #tasks = 0;
  #busyMs = 0;
  #starts = 0;
  #fruitlessStarts = 0;
  readonly #ready: { promise: Promise<void>; resolve: () => void; reject: (reason: unknown) => void };

  constructor(
    id: number,
    owner: SlotOwner,
    options: EndpointOptions,
    initializer: { readonly program: Program; readonly payload: unknown } | undefined,
  ) {
    this.id = id;
    this.#owner = owner;
    this.#options = options;
    this.#initializer = initializer;
    let resolve!: () => void;
    let reject!: (reason: unknown) => void;
    const promise = new Promise<void>((yes, no) => [resolve, reject] = [yes, no]);
    promise.catch(() => {}); // reported to whoever waits for it, and by onBroken
    this.#ready = { promise, resolve, reject };
    this.#start();
  }

  /** Settles once the first worker of this slot has started and run its initializer, or cannot. */
  get ready(): Promise<void> {
    return this.#ready.promise;
  }

  get stats(): WorkerStats {
    const { id } = this;
    return {
      id,
      state: this.#state,
      tasks: this.#tasks,
      busyMs: this.#busyMs,
      restarts: Math.max(0, this.#starts - 1),
    };
  }

  /** Whether a task can be sent now. A task whose buffers move with it needs a worker that has nothing else to do. */
  canTake(task: Task): boolean {
    if (this.#state !== "ready") return false;
    const limit = task.transfer.length > 0 ? 1 : TASKS_IN_FLIGHT;
    return this.#inFlight.length < limit;
  }

  get isIdle(): boolean {
    return this.#inFlight.length === 0;
  }

  /** Sends a task. */
  run(task: Task): void {
    this.#inFlight.push(task);
    task.onAbort(() => this.#onAbort(task));
    if (!task.isSettled) this.#send(task, false);
  }

  /** Ends the worker for good; tasks that it holds are rejected with `reason`. */
  async close(reason: Error): Promise<void> {
    if (this.#state === "closed") return;
    this.#state = "closed";
    clearTimeout(this.#timer);
    clearTimeout(this.#restartTimer);
    this.#ready.reject(reason);
    const tasks = this.#inFlight;
    this.#inFlight = [];
    for (const task of tasks) task.reject(reason);
    await this.#endpoint?.terminate();
  }

  #start(): void {
    this.#state = "starting";
    this.#programs = new Set();
    this.#starts++;
    this.#fruitlessStarts++;
    let endpoint: Endpoint | undefined;
    const listener = {
      // A dead worker's late messages and events are not this worker's.
      onMessage: (message: FromWorker) => void (endpoint === this.#endpoint && this.#onMessage(message)),
      onDeath: (reason: Error) => void (endpoint === this.#endpoint && this.#onDeath(reason)),
    };
    try {
      endpoint = this.#endpoint = openEndpoint(listener, this.#options);
      const { id: workerId } = this;
      endpoint.post({ type: "hello", library: LIBRARY_VERSION, protocol: PROTOCOL_VERSION, workerId }, []);
    } catch (error) {
      this.#giveUp(error as Error);
    }
  }

  #onMessage(message: FromWorker): void {
    switch (message.type) {
      case "ready":
        return this.#onReady(message);
      case "done":
        return this.#finish(message.id, (task) => task.resolve(message.payload));
      case "failed":
        return this.#finish(message.id, (task) => task.reject(this.#located(errorFromData(message.error))));
      case "missing": {
        const task = this.#inFlight.find(({ id }) => id === message.id);
        this.#programs.delete(message.hash);
        if (task === undefined) return;
        task.payload = message.payload;
        return this.#send(task, true);
      }
      case "closing":
        return this.#onDeath(new Error(`it ended itself: ${message.reason}`));
      case "fault":
        return this.#onDeath(errorFromData(message.error));
    }
  }

  #onReady({ library, protocol }: FromWorker & { readonly type: "ready" }): void {
    if (library !== LIBRARY_VERSION || protocol !== PROTOCOL_VERSION) {
      const [driver, worker] = [
        `${LIBRARY_VERSION} (protocol ${PROTOCOL_VERSION})`,
        `${library} (protocol ${protocol})`,
      ];
      return this.#giveUp(
        new WorkerVersionError({
          message: `Cannot use worker ${this.id}: it runs version ${worker} of the library, must run ${driver}`,
          remedy: "build the file given as workerUrl from the same version as the driver",
          driver,
          worker,
        }),
      );
    }
    if (this.#initializer === undefined) return this.#becomeReady();
    const { program, payload } = this.#initializer;
    const task = new Task(0, program, { message: payload, transfer: [] }, {});
    task.promise.then(() => this.#becomeReady(), (error) => {
      if (this.#state === "starting") this.#giveUp(error as Error);
    });
    this.#inFlight.push(task);
    this.#send(task, false);
  }

  #becomeReady(): void {
    if (this.#state !== "starting") return;
    this.#state = "ready";
    this.#fruitlessStarts = 0;
    this.#ready.resolve();
    this.#owner.onFree(this);
  }

  #send(task: Task, withProgram: boolean): void {
    const { kind, hash, bytes } = task.program;
    const known = !withProgram && this.#programs.has(hash);
    if (this.#inFlight[0] === task) this.#begin(task);
    try {
      const message = {
        type: "run",
        id: task.id,
        kind,
        hash,
        bytes: known ? undefined : bytes,
        payload: task.payload,
      } as const;
      this.#endpoint!.post(message, task.transfer);
      this.#programs.delete(hash);
      this.#programs.add(hash);
      if (this.#programs.size > PROGRAMS_KEPT) this.#programs.delete(this.#programs.values().next().value!);
    } catch (cause) {
      this.#finish(task.id, () =>
        task.reject(
          new UnclonableError({
            message: `Cannot send a task: its arguments cannot be cloned (${
              (cause as Error).message
            }), must be plain data`,
            path: undefined,
            cause,
          }),
        ));
    }
  }

  /** The task is the worker's next one: its time runs from here. */
  #begin(task: Task): void {
    this.#startedAt = performance.now();
    clearTimeout(this.#timer);
    const { timeoutMs } = task.options;
    if (timeoutMs === undefined) return;
    this.#timer = setTimeout(() => {
      task.reject(
        new TaskTimeoutError({ message: `Cannot finish the task: it ran longer than ${timeoutMs} ms`, timeoutMs }),
      );
      this.#stopRunning(task);
    }, timeoutMs);
  }

  #finish(id: number, settle: (task: Task) => void): void {
    const index = this.#inFlight.findIndex((task) => task.id === id);
    if (index < 0) return;
    const [task] = this.#inFlight.splice(index, 1);
    if (index === 0) {
      clearTimeout(this.#timer);
      this.#busyMs += performance.now() - this.#startedAt;
      if (this.#inFlight.length > 0) this.#begin(this.#inFlight[0]!);
    }
    this.#tasks++;
    settle(task!);
    if (this.#state === "ready") this.#owner.onFree(this);
  }

  #onAbort(task: Task): void {
    task.reject(task.aborted());
    // A task that waits in the worker runs in vain: ending the worker for it would hurt the one that runs.
    if (this.#inFlight[0] === task) this.#stopRunning(task);
  }

  /** Ends the worker under a running task that is settled already. */
  #stopRunning(task: Task): void {
    if (this.#inFlight[0] !== task) return;
    this.#replace();
  }

  #onDeath(reason: Error): void {
    if (this.#state === "closed" || this.#state === "broken") return;
    const running = this.#inFlight[0];
    running?.reject(
      new WorkerCrashError({
        message: `Cannot finish the task: worker ${this.id} died while it ran (${reason.message})`,
        workerId: this.id,
        cause: reason,
      }),
    );
    // The first start shows whether there is a worker at all; later ones may fail for want of memory and get another chance.
    if (this.#starts === this.#fruitlessStarts || this.#fruitlessStarts > MAX_FRUITLESS_STARTS) {
      return this.#giveUp(reason);
    }
    this.#replace();
  }

  /** Another worker in this one's place. What it had not begun is given back. */
  #replace(): void {
    clearTimeout(this.#timer);
    const old = this.#endpoint;
    this.#endpoint = undefined;
    const waiting = this.#inFlight.slice(1).filter((task) => !task.isSettled && task.id !== 0);
    this.#inFlight = [];
    this.#tasks++;
    this.#state = "starting";
    old?.terminate();
    this.#owner.onReturned(waiting);
    if (this.#fruitlessStarts === 0) return this.#start();
    this.#restartTimer = setTimeout(() => this.#start(), RESTART_DELAY_MS * this.#fruitlessStarts);
  }

  #giveUp(cause: Error): void {
    this.#state = "broken";
    clearTimeout(this.#timer);
    const waiting = this.#inFlight.filter((task) => !task.isSettled && task.id !== 0);
    this.#inFlight = [];
    this.#endpoint?.terminate();
    const error = cause instanceof WorkerVersionError || cause instanceof WorkerStartError
      ? cause
      : new WorkerStartError({
        message: `Cannot start worker ${this.id}: ${cause.message}`,
        remedy: this.#options.workerUrl === undefined
          ? undefined
          : `make sure that workerUrl (${this.#options.workerUrl}) is the library's worker file`,
        cause,
      });
    this.#ready.reject(error);
    this.#owner.onReturned(waiting);
    this.#owner.onBroken(this, error);
  }

  #located(error: Error): Error {
    if (error instanceof UdfError && error.workerId === undefined) Object.assign(error, { workerId: this.id });
    return error;
  }
}
