import type { ErrorData } from "../errors.ts";

/** Version of this library; driver and worker must have the same. */
export const LIBRARY_VERSION = "0.1.0";
/** Version of the messages below. */
export const PROTOCOL_VERSION = 1;

/** Code that a worker runs, sent once per worker. */
export interface Program {
  /** Says who opens it: `function` for a function of the user, `evaluate` for expressions over Arrow data. */
  readonly kind: string;
  /** Identifies the content. */
  readonly hash: string;
  readonly bytes: Uint8Array;
}

/** Driver → worker. */
export type ToWorker =
  | { readonly type: "hello"; readonly library: string; readonly protocol: number; readonly workerId: number }
  | {
    readonly type: "run";
    readonly id: number;
    readonly kind: string;
    readonly hash: string;
    /** The program; absent where this worker has it. */
    readonly bytes: Uint8Array | undefined;
    readonly payload: unknown;
  };

/** Worker → driver. */
export type FromWorker =
  | { readonly type: "ready"; readonly library: string; readonly protocol: number }
  | { readonly type: "done"; readonly id: number; readonly payload: unknown }
  | { readonly type: "failed"; readonly id: number; readonly error: ErrorData }
  /** The program is not there any more: send the task again with it. Its payload has not been touched. */
  | { readonly type: "missing"; readonly id: number; readonly hash: string; readonly payload: unknown }
  /** Somebody ends the worker from inside; nothing else will come. */
  | { readonly type: "closing"; readonly reason: string }
  /** Something failed outside of any task: an unhandled rejection. The worker is not to be used any more. */
  | { readonly type: "fault"; readonly error: ErrorData };

/** Programs that a worker keeps, at most; the least recently used one goes. */
export const PROGRAMS_KEPT = 256;
