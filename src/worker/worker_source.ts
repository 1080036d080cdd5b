/**
 * Where a worker keeps the text that it was started from, so that it can start workers of its own: a bundle cannot hold itself.
 */
const SOURCE_SLOT = Symbol.for("fusewire.workerSource");

/** The worker's code as one script. Loaded when the first pool is made: it is large, and importing the library must not cost it. */
export async function workerSource(): Promise<string> {
  const own = (globalThis as Record<symbol, unknown>)[SOURCE_SLOT];
  if (typeof own === "string") return own;
  return (await import("./worker_source.gen.ts")).WORKER_SOURCE;
}

/**
 * A module that runs the source which is posted to it first. Running a script from text starts more than twice as fast as loading it as a
 * module, which Deno parses a second time; where a policy forbids code from text, the source is loaded as a module after all. Messages that
 * arrive meanwhile wait; an error is thrown outside the promise, where the pool hears of it.
 */
export const WEB_BOOTSTRAP = `onmessage = async ({ data }) => {
  const waiting = [];
  onmessage = (event) => waiting.push(event);
  globalThis[Symbol.for("fusewire.workerSource")] = data;
  try {
    try {
      new Function(data)();
    } catch (error) {
      if (!(error instanceof EvalError)) throw error;
      await import(URL.createObjectURL(new Blob([data], { type: "text/javascript" })));
    }
    onmessage = null;
    for (const { data } of waiting) dispatchEvent(new MessageEvent("message", { data }));
  } catch (error) {
    setTimeout(() => { throw error; });
  }
};`;

/** The same for a thread of Node, which gets the source as its `workerData`. */
export const NODE_BOOTSTRAP = `const { workerData } = require("node:worker_threads");
globalThis[Symbol.for("fusewire.workerSource")] = workerData;
(0, eval)(workerData);`;
