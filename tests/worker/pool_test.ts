import {
  capture,
  PoolClosedError,
  TaskAbortedError,
  TaskTimeoutError,
  UdfFreeVariableError,
  UnclonableError,
  WorkerCrashError,
  WorkerPool,
  WorkerStartError,
} from "@fusewire/fusewire";
import { assertEquals, assertInstanceOf, assertRejects, assertStrictEquals } from "@std/assert";
import { test } from "node:test";

const square = (n: number) => n * n;
const forever = () => {
  for (;;);
};
const wait = (ms: number) => new Promise<number>((resolve) => setTimeout(() => resolve(ms), ms));

test("map() keeps the order of the items", async () => {
  await withPool(2, async (pool) => {
    const items = Array.from({ length: 100 }, (_, i) => i);

    assertEquals(await pool.map(square, items), items.map(square));
  });
});

test("map() takes the values that capture() gives a function, as they were then", async () => {
  await withPool(1, async (pool) => {
    const rates = { a: 2 };
    const scale = (n: number) => n * rates.a;
    const marked = capture((n: number) => scale(n) + 1, { scale: capture(scale, { rates }) });
    rates.a = 100;

    assertEquals(await pool.map(marked, [1, 2]), [3, 5]);
  });
});

test("map() refuses a function that reads a name which does not travel", async () => {
  await withPool(1, async (pool) => {
    const rate = Math.max(1, 3);
    const error = await assertRejects(() => pool.map((n: number) => n * rate, [1]), UdfFreeVariableError);

    assertEquals(error.variable, "rate");
  });
});

test("starmap() spreads argument lists", async () => {
  await withPool(2, async (pool) => {
    assertEquals(await pool.starmap((a: number, b: string) => `${a}${b}`, [[1, "x"], [2, "y"]] as const), ["1x", "2y"]);
  });
});

test("a function that throws keeps its class, message, fields and cause", async () => {
  await withPool(1, async (pool) => {
    const fail = () => {
      throw Object.assign(new RangeError("too far", { cause: new TypeError("deep") }), { limit: 7 });
    };
    const error = await assertRejects(() => pool.submit(fail), RangeError, "too far");

    assertEquals((error as RangeError & { limit: number }).limit, 7);
    assertInstanceOf(error.cause, TypeError);
    assertEquals(await pool.submit(square, 3), 9);
  });
});

test("arguments and results keep Maps, Sets, Dates, bigints, NaN, -0, undefined, cycles and typed arrays", async () => {
  await withPool(1, async (pool) => {
    const value: Record<string, unknown> = {
      map: new Map([["a", new Set([1n])]]),
      date: new Date(5),
      numbers: [NaN, -0, undefined],
      bytes: Float64Array.of(1.5),
    };
    value.self = value;
    const back = await pool.submit((given: Record<string, unknown>) => given, value);

    assertStrictEquals(back.self, back);
    // The Set on its own: comparing Sets needs a method that Node 20 does not have.
    const map = back.map as Map<string, Set<bigint>>;
    assertEquals([...map.keys()], ["a"]);
    assertInstanceOf(map.get("a"), Set);
    assertEquals([...map.get("a")!], [1n]);
    assertEquals({ ...back, map: null, self: null }, { ...value, map: null, self: null });
  });
});

test("a result that cannot be cloned names the path to it", async () => {
  await withPool(1, async (pool) => {
    const error = await assertRejects(() => pool.submit(() => ({ list: [1, new WeakMap()] })), UnclonableError);

    assertEquals(error.path, "value.list[1]");
  });
});

test("timeoutMs ends an endless loop and only its worker", async () => {
  await withPool(2, async (pool) => {
    const error = await assertRejects(() => pool.map(forever, [0], { timeoutMs: 100 }), TaskTimeoutError);

    assertEquals(error.message, "Cannot finish the task: it ran longer than 100 ms");
    assertEquals(await pool.map(square, [1, 2, 3]), [1, 4, 9]);
  });
});

test("an aborted signal ends a running task with its reason, and the others go on", async () => {
  await withPool(1, async (pool) => {
    const stop = new AbortController();
    const running = pool.map(forever, [0], { signal: stop.signal });
    const next = pool.submit(square, 5);
    setTimeout(() => stop.abort(new Error("enough")), 100);

    const error = await assertRejects(() => running, TaskAbortedError);
    assertEquals((error.cause as Error).message, "enough");
    assertEquals(await next, 25);
  });
});

test("a signal that is aborted already rejects at once", async () => {
  await withPool(1, async (pool) => {
    await assertRejects(() => pool.map(square, [1], { signal: AbortSignal.abort() }), TaskAbortedError);
  });
});

test("a worker that ends itself takes only its running task with it", async () => {
  await withPool(1, async (pool) => {
    const exit = () => {
      const { Deno, process } = globalThis as unknown as Record<string, { exit(code: number): never } | undefined>;
      if (Deno ?? process) (Deno ?? process)!.exit(3);
      (globalThis as unknown as { close(): void }).close();
      return new Promise(() => {});
    };
    const dead = pool.submit(exit);
    const next = pool.submit(square, 6);

    const error = await assertRejects(() => dead, WorkerCrashError);
    assertEquals(error.workerId, 0);
    assertEquals(await next, 36);
    assertEquals(pool.stats().workers[0]!.restarts, 1);
  });
});

test("an unhandled rejection rejects the running task with its reason as the cause", async () => {
  await withPool(1, async (pool) => {
    const stray = async () => {
      Promise.reject(new RangeError("stray"));
      await new Promise((resolve) => setTimeout(resolve, 2000));
    };
    const error = await assertRejects(() => pool.submit(stray), WorkerCrashError);

    assertEquals(String((error.cause as Error).message).includes("stray"), true);
    assertEquals(await pool.submit(square, 2), 4);
  });
});

test("the initializer runs once in every worker, also in one that replaces a dead one", async () => {
  const initializer = () => {
    const scope = globalThis as { started?: number };
    scope.started = (scope.started ?? 0) + 1;
  };
  const pool = await WorkerPool.create({ workers: 1, initializer });
  try {
    const read = () => (globalThis as { started?: number }).started;
    assertEquals(await pool.map(read, [0, 1]), [1, 1]);
    await assertRejects(() => pool.map(forever, [0], { timeoutMs: 50 }), TaskTimeoutError);
    assertEquals(await pool.submit(read), 1);
  } finally {
    await pool.close();
  }
});

test("create() rejects with what the initializer throws", async () => {
  const initializer = () => {
    throw new RangeError("no model");
  };
  await assertRejects(() => WorkerPool.create({ workers: 2, initializer }), WorkerStartError, "no model");
});

test("create() rejects where there is no worker file", async () => {
  const workerUrl = "data:text/javascript,throw new Error('nothing here')";

  await assertRejects(() => WorkerPool.create({ workers: 1, workerUrl }), WorkerStartError, "Cannot start worker 0");
});

test("create() refuses an unknown option", async () => {
  await assertRejects(
    () => WorkerPool.create({ threads: 2 } as object),
    TypeError,
    'Cannot call WorkerPool.create(): "threads" is not an option, must be one of workers, initializer, workerUrl, signal, permissions, onProgress',
  );
});

test("imap() gives results in order and stays within its window", async () => {
  await withPool(2, async (pool) => {
    let taken = 0;
    const items = function* () {
      for (let i = 0; i < 20; i++) {
        taken++;
        yield i;
      }
    };
    const results: number[] = [];
    let ahead = 0;
    for await (const result of pool.imap(square, items(), { window: 3 })) {
      results.push(result);
      ahead = Math.max(ahead, taken - results.length);
    }

    assertEquals(results, Array.from({ length: 20 }, (_, i) => i * i));
    assertEquals(ahead <= 3, true);
  });
});

test("imap() ends its source and drops what waits when the loop is left", async () => {
  await withPool(1, async (pool) => {
    let ended = false;
    const items = async function* () {
      try {
        for (let i = 0;; i++) yield await Promise.resolve(i);
      } finally {
        ended = true;
      }
    };
    for await (const result of pool.imap(square, items())) if (result === 4) break;

    assertEquals(ended, true);
    assertEquals(await pool.submit(square, 7), 49);
  });
});

test("close() waits for open tasks; terminate() rejects them; later ones are refused", async () => {
  const pool = await WorkerPool.create({ workers: 1 });
  const open = pool.submit(wait, 50);
  await pool.close();
  assertEquals(await open, 50);
  await assertRejects(
    () => pool.submit(square, 1),
    PoolClosedError,
    "Cannot run a task: the pool has been closed, must be open",
  );

  const other = await WorkerPool.create({ workers: 1 });
  const endless = other.submit(forever);
  const waiting = other.submit(square, 1);
  await Promise.all([
    assertRejects(() => endless, PoolClosedError),
    assertRejects(() => waiting, PoolClosedError),
    other.terminate(),
  ]);
});

test("onProgress tells how many items are done", async () => {
  await withPool(2, async (pool) => {
    const seen: number[] = [];
    await pool.map(square, [1, 2, 3], { onProgress: ({ done, total }) => seen.push(done, total!) });

    assertEquals(seen, [1, 3, 2, 3, 3, 3]);
  });
});

test("async functions are awaited on the worker", async () => {
  await withPool(2, async (pool) => {
    assertEquals(await pool.map(wait, [20, 1]), [20, 1]);
  });
});

async function withPool(workers: number, use: (pool: WorkerPool) => Promise<void>): Promise<void> {
  const pool = await WorkerPool.create({ workers });
  try {
    await use(pool);
  } finally {
    await pool.close();
  }
}
