import { errorToData } from "../errors.ts";
import type { Packed } from "../fluent/mod.ts";
import { guardExits } from "./endpoint_exits.ts";
import { nodeThreads } from "./node_threads.ts";
import { type FromWorker, LIBRARY_VERSION, PROGRAMS_KEPT, PROTOCOL_VERSION, type ToWorker } from "./protocol.ts";

/** An opened program: takes what a task was sent with and gives what is sent back. */
export type OpenProgram = (payload: unknown) => Promise<Packed>;
/** Opens programs of one kind; called once per content. */
export type ProgramOpener = (bytes: Uint8Array) => Promise<OpenProgram>;

/** The part of a worker's global scope, or of Node's parentPort, that serving uses. */
interface Port {
  post(message: FromWorker, transfer: readonly Transferable[]): void;
  listen(listener: (message: ToWorker) => void): void;
}

/** Answers a driver: opens programs once, runs tasks one after the other, reports what goes wrong. */
export function serve(openers: Readonly<Record<string, ProgramOpener>>): void {
  const port = openPort();
  /** Least recently used first. A program that failed to open is not kept. */
  const programs = new Map<string, Promise<OpenProgram>>();
  let last = Promise.resolve();

  guardExits((reason) => port.post({ type: "closing", reason }, []));
  reportFaults((error) => port.post({ type: "fault", error: errorToData(error) }, []));
  port.listen((message) => {
    if (message.type === "hello") {
      return port.post({ type: "ready", library: LIBRARY_VERSION, protocol: PROTOCOL_VERSION }, []);
    }
    last = last.then(() => run(message));
  });

  async function run({ id, kind, hash, bytes, payload }: ToWorker & { readonly type: "run" }): Promise<void> {
    try {
      let program = programs.get(hash);
      if (program === undefined && bytes === undefined) return port.post({ type: "missing", id, hash, payload }, []);
      programs.delete(hash);
      program ??= open(kind, bytes!);
      programs.set(hash, program);
      program.catch(() => programs.delete(hash));
      if (programs.size > PROGRAMS_KEPT) programs.delete(programs.keys().next().value!);
      const { message, transfer } = await (await program)(payload);
      port.post({ type: "done", id, payload: message }, transfer);
    } catch (error) {
      port.post({ type: "failed", id, error: errorToData(error) }, []);
    }
  }

  async function open(kind: string, bytes: Uint8Array): Promise<OpenProgram> {
    const opener = Object.hasOwn(openers, kind) ? openers[kind] : undefined;
    if (opener === undefined) {
      throw new TypeError(`Cannot run a program of kind "${kind}": this worker does not know it`);
    }
    return await opener(bytes);
  }
}

/** Rejections that nobody handles kill a worker or pass in silence, depending on the runtime; here they always speak. */
function reportFaults(onFault: (error: unknown) => void): void {
  if (typeof addEventListener !== "function") return; // Node raises them as errors of the thread
  addEventListener("unhandledrejection", (event: PromiseRejectionEvent) => {
    event.preventDefault();
    onFault(event.reason);
  });
}

function openPort(): Port {
  if (typeof (globalThis as { postMessage?: unknown }).postMessage === "function") {
    const scope = globalThis as unknown as {
      postMessage(message: FromWorker, transfer: readonly Transferable[]): void;
      addEventListener(type: "message", listener: (event: MessageEvent<ToWorker>) => void): void;
    };
    return {
      post: (message, transfer) => scope.postMessage(message, transfer),
      listen: (listener) => scope.addEventListener("message", ({ data }) => listener(data)),
    };
  }
  const { parentPort } = nodeThreads();
  if (parentPort === null) throw new Error("Cannot serve: this file was not loaded as a worker");
  return {
    post: (message, transfer) => parentPort.postMessage(message, transfer as ArrayBuffer[]),
    listen: (listener) => void parentPort.on("message", listener),
  };
}
