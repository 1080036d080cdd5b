import { isSecret } from "./secret.ts";

/** Why a value cannot travel, to stand after `it is …, `. */
export interface Refusal {
  readonly what: string;
  readonly remedy: string;
}

const MAKE_THERE = "make it inside the function on the worker, or in the pool's initializer";
const AS_DATA = "capture its plain data, or make the object inside the function";

const BY_TAG: Readonly<Record<string, Refusal>> = {
  WeakMap: { what: "a WeakMap, whose entries cannot be listed", remedy: "capture a Map" },
  WeakSet: { what: "a WeakSet, whose entries cannot be listed", remedy: "capture a Set" },
  WeakRef: { what: "a WeakRef", remedy: "capture what it points to" },
  FinalizationRegistry: { what: "a FinalizationRegistry, which belongs to this process", remedy: MAKE_THERE },
  Promise: { what: "a Promise", remedy: "await it, and capture the value" },
  Generator: { what: "a generator in progress", remedy: "capture the generator function, or an array of its values" },
  AsyncGenerator: { what: "a generator in progress", remedy: "capture the generator function" },
  SharedArrayBuffer: {
    what: "shared memory, which bytes cannot share",
    remedy: "capture a copy of it, or pass it to the task as an argument",
  },
  Worker: { what: "a Worker, which belongs to this process", remedy: MAKE_THERE },
  MessagePort: { what: "a MessagePort, which belongs to this process", remedy: MAKE_THERE },
  BroadcastChannel: { what: "a BroadcastChannel, which belongs to this process", remedy: MAKE_THERE },
  WebSocket: { what: "a WebSocket, which belongs to this process", remedy: MAKE_THERE },
  ReadableStream: { what: "a stream, which belongs to this process", remedy: MAKE_THERE },
  WritableStream: { what: "a stream, which belongs to this process", remedy: MAKE_THERE },
  TransformStream: { what: "a stream, which belongs to this process", remedy: MAKE_THERE },
  AbortSignal: { what: "an AbortSignal, which belongs to this process", remedy: "pass signal in the call's options" },
  AbortController: { what: "an AbortController, which belongs to this process", remedy: MAKE_THERE },
  CryptoKey: { what: "a key, which may be forbidden to leave this process", remedy: MAKE_THERE },
  Module: { what: "a module", remedy: "list it in imports by its URL or package name" },
};

/** Why an object cannot travel that no rule of the value graph takes. */
export function refuseObject(value: object): Refusal {
  if (isSecret(value)) {
    return {
      what: "a secret, which must stay in this process",
      remedy: "look it up on the worker, for example from its environment",
    };
  }
  const tag = Object.prototype.toString.call(value).slice("[object ".length, -1);
  const known = Object.hasOwn(BY_TAG, tag) ? BY_TAG[tag] : undefined;
  if (known) return known;
  const name = className(value);
  if (name === "Buffer") {
    return { what: "a Node.js Buffer, which not every runtime has", remedy: "capture new Uint8Array(buffer)" };
  }
  if (ArrayBuffer.isView(value)) {
    return { what: `an instance of class ${name}`, remedy: "capture a plain typed array with the same bytes" };
  }
  if (value instanceof Error) {
    return { what: `an instance of the error class ${name}`, remedy: "capture its message, or a built-in Error" };
  }
  return { what: name ? `an instance of class ${name}` : "an object with a prototype of its own", remedy: AS_DATA };
}

/** The class's name as the prototype tells it; never runs a getter of the value. */
function className(value: object): string | undefined {
  const prototype: unknown = Object.getPrototypeOf(value);
  if (typeof prototype !== "object" || prototype === null) return undefined;
  const constructor: unknown = Object.getOwnPropertyDescriptor(prototype, "constructor")?.value;
  if (typeof constructor !== "function") return undefined;
  const name: unknown = Object.getOwnPropertyDescriptor(constructor, "name")?.value;
  return typeof name === "string" && name !== "" ? name : undefined;
}
