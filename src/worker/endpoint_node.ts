import { WorkerStartError } from "../errors.ts";
import type { Endpoint, EndpointListener, EndpointOptions } from "./endpoint.ts";
import { nodeThreads } from "./node_threads.ts";
import type { FromWorker } from "./protocol.ts";
import { NODE_BOOTSTRAP } from "./worker_source.ts";

/** A thread of Node. */
export function openThread(listener: EndpointListener, { workerUrl, source, permissions }: EndpointOptions): Endpoint {
  if (permissions !== undefined) {
    throw new WorkerStartError({
      message: `Cannot start a worker with permissions "${permissions}": only Deno can restrict workers`,
      remedy: "leave the option out, and run code that you do not trust in a container",
    });
  }
  const { Worker } = nodeThreads();
  const worker = workerUrl === undefined
    ? new Worker(NODE_BOOTSTRAP, { eval: true, workerData: source })
    : new Worker(new URL(workerUrl));
  let dead = false;
  const die = (reason: Error) => {
    if (dead) return;
    dead = true;
    listener.onDeath(reason);
  };
  worker.on("message", (message: FromWorker) => listener.onMessage(message));
  worker.on("messageerror", () => die(new Error("a message of the worker could not be read")));
  worker.on("error", (error: unknown) => die(error instanceof Error ? error : new Error(String(error))));
  worker.on("exit", (code: number) => die(new Error(`the worker ended with code ${code}`)));
  return {
    post: (message, transfer) => worker.postMessage(message, transfer as ArrayBuffer[]),
    terminate: async () => {
      dead = true;
      await worker.terminate();
    },
  };
}
