/**
 * Workers as actors: each keeps state between tasks, here a running aggregate over the batches that it is given.
 *
 *     npx -y deno@2 run -A examples/actors.ts
 */
import { capture, WorkerPool } from "@fusewire/fusewire";
import { assertEquals } from "@std/assert";

// Runs once per worker. What it puts on globalThis is the actor's state.
const begin = () => {
  (globalThis as { total?: number }).total = 0;
};
const add = (amounts: number[]) => {
  const actor = globalThis as { total?: number };
  return actor.total = amounts.reduce((sum, amount) => sum + amount, actor.total ?? 0);
};
const read = capture(() => (globalThis as { total?: number }).total ?? 0, {});

// One worker per actor: a pool of one is an actor, a list of them a group.
const actors = await Promise.all([0, 1].map(() => WorkerPool.create({ workers: 1, initializer: begin })));
try {
  const batches = [[1, 2], [10, 20], [3], [30]];
  for (const [i, batch] of batches.entries()) await actors[i % actors.length]!.submit(add, batch);

  const totals = await Promise.all(actors.map((actor) => actor.submit(read)));
  console.log(totals);
  assertEquals(totals, [6, 60]);
} finally {
  await Promise.all(actors.map((actor) => actor.close()));
}
