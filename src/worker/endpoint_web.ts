import { WorkerStartError } from "../errors.ts";
import type { Endpoint, EndpointListener, EndpointOptions } from "./endpoint.ts";
import type { FromWorker } from "./protocol.ts";
import { WEB_BOOTSTRAP } from "./worker_source.ts";

type DenoWorkerOptions = WorkerOptions & { deno?: { permissions: "none" | "inherit" } };

/** A Web Worker: Deno, Bun, browsers. */
export function openWebWorker(
  listener: EndpointListener,
  { workerUrl, source, permissions }: EndpointOptions,
): Endpoint {
  const embedded = workerUrl === undefined;
  const url = workerUrl ?? blobUrl(WEB_BOOTSTRAP);
  const options: DenoWorkerOptions = { type: "module", name: "fusewire" };
  if (permissions !== undefined) {
    if (!("Deno" in globalThis)) {
      throw new WorkerStartError({
        message: `Cannot start a worker with permissions "${permissions}": only Deno can restrict workers`,
        remedy: "leave the option out, and run code that you do not trust in a container",
      });
    }
    options.deno = { permissions };
  }
  const worker = new Worker(url, options);
  let dead = false;
  const die = (reason: Error) => {
    if (dead) return;
    dead = true;
    release();
    listener.onDeath(reason);
  };
  let held = embedded;
  // Not before the worker has loaded: browsers and Bun fetch the URL after the constructor returns.
  const release = () => {
    if (held) URL.revokeObjectURL(String(url));
    held = false;
  };

  worker.onmessage = ({ data }: MessageEvent<FromWorker>) => {
    release();
    listener.onMessage(data);
  };
  worker.onmessageerror = () => die(new Error("a message of the worker could not be read"));
  worker.onerror = (event: ErrorEvent) => {
    event.preventDefault(); // without it a worker's error ends the whole Deno process
    die(
      event.error instanceof Error ? event.error : new Error(event.message || `the worker ${url} could not be loaded`),
    );
  };
  // Bun reports the end of a worker by an event of its own.
  worker.addEventListener("close", (event) => {
    const { code } = event as Event & { code?: number };
    die(new Error(`the worker ended${code === undefined ? "" : ` with code ${code}`}`));
  });
  if (embedded) worker.postMessage(source);
  return {
    post: (message, transfer) => worker.postMessage(message, transfer as Transferable[]),
    terminate: () => {
      dead = true;
      release();
      worker.terminate();
      return Promise.resolve();
    },
  };
}

function blobUrl(text: string): string {
  return URL.createObjectURL(new Blob([text], { type: "text/javascript" }));
}
