import { openThread } from "./endpoint_node.ts";
import { openWebWorker } from "./endpoint_web.ts";
import type { FromWorker, ToWorker } from "./protocol.ts";

/** One started worker, the same for all runtimes. */
export interface Endpoint {
  /** @throws {DOMException} `DataCloneError` if the message cannot be cloned; nothing was sent then */
  post(message: ToWorker, transfer: readonly Transferable[]): void;
  /** Ends the worker at once, whatever it does. */
  terminate(): Promise<void>;
}

/** What an endpoint reports. */
export interface EndpointListener {
  onMessage(message: FromWorker): void;
  /** The worker is gone, or never came. Called once. */
  onDeath(reason: Error): void;
}

/** How a worker is started. */
export interface EndpointOptions {
  /** The worker's file, in place of the source. */
  readonly workerUrl?: string | URL | undefined;
  /** The worker's code, which ships with the library. */
  readonly source: string;
  /** Deno only, on request: what the worker may do. */
  readonly permissions?: "none" | "inherit" | undefined;
}

/** Starts a worker on whatever this runtime has: Web Workers, or Node's threads. */
export function openEndpoint(listener: EndpointListener, options: EndpointOptions): Endpoint {
  return typeof Worker === "undefined" ? openThread(listener, options) : openWebWorker(listener, options);
}
