import { UdfCaptureError } from "../errors.ts";
import { builtInPath } from "./built_ins.ts";
import { capture, captureMark } from "./capture.ts";
import { analyzeFunction } from "./function_analysis.ts";
import { type AnyFunction, readFunctionSource } from "./function_source.ts";
import { currentRuntime } from "./runtime_stamp.ts";
import type { ValueReducer } from "./value_format.ts";

/** The part of `node:inspector/promises` that is used here. */
interface InspectorSession {
  connect(): void;
  disconnect(): void;
  post(method: string, params?: Readonly<Record<string, unknown>>): Promise<Record<string, unknown>>;
}

interface RemoteObject {
  readonly objectId?: string;
  readonly description?: string;
}

interface RemoteProperty {
  readonly name: string;
  readonly value?: RemoteObject;
}

export interface CaptureScopeOptions {
  /** Values that a reducer takes are captured as they are, also functions. */
  readonly reducers?: readonly ValueReducer[] | undefined;
}

/** Where the inspector's code finds what this module hands it; removed after each use. */
const HAND_OVER: unique symbol = Symbol.for("fusewire.captureScope") as never;

/**
 * Reads the values that a function's free names have in its closure, through the engine's inspector: the captures to
 * pass on. Functions among them are treated the same way, and marked as `capture()` does.
 *
 * Works on Node.js and Deno (there with `--allow-sys`). It reads only names that the source uses.
 *
 * @throws {UdfCaptureError} where no inspector can read closures (Bun, browsers), or permission is missing
 */
export async function captureScope(
  fn: AnyFunction,
  { reducers = [] }: CaptureScopeOptions = {},
): Promise<Record<string, unknown>> {
  const session = await openSession(fn.name || "anonymous");
  try {
    const reader = new ScopeReader(session, reducers);
    const values = await reader.read(fn);
    await reader.markHelpers(fn);
    return values;
  } finally {
    session.disconnect();
  }
}

class ScopeReader {
  readonly #session: InspectorSession;
  readonly #reducers: readonly ValueReducer[];
  /** Functions that were met, and the values of their free names. */
  readonly #found = new Map<AnyFunction, Record<string, unknown>>();

  constructor(session: InspectorSession, reducers: readonly ValueReducer[]) {
    this.#session = session;
    this.#reducers = reducers;
  }

  async read(fn: AnyFunction): Promise<Record<string, unknown>> {
    const known = this.#found.get(fn);
    if (known) return known;
    const values: Record<string, unknown> = {};
    this.#found.set(fn, values);
    const names = analyzeFunction(readFunctionSource(fn, fn.name || "anonymous")).freeNames.map(({ name }) => name);
    Object.assign(values, await this.#scopeValues(fn, names));
    for (const value of Object.values(values)) {
      if (typeof value === "function" && this.#isHelper(value)) await this.read(value);
    }
    return values;
  }

  /** Marks every function but the first with its values, innermost last: marks refer to functions, not to their copies. */
  async markHelpers(root: AnyFunction): Promise<void> {
    for (const [fn, values] of this.#found) {
      const isUsedByOthers = [...this.#found.values()].some((each) => Object.values(each).includes(fn));
      if (fn === root && !isUsedByOthers) continue;
      if (Object.keys(values).length > 0) capture(fn, values, { reducers: this.#reducers });
    }
    await Promise.resolve();
  }

  #isHelper(fn: AnyFunction): boolean {
    if (captureMark(fn) || builtInPath(fn) !== undefined) return false;
    return !this.#reducers.some(({ test }) => test(fn));
  }

  async #scopeValues(fn: AnyFunction, names: readonly string[]): Promise<Record<string, unknown>> {
    if (names.length === 0) return {};
    const found: Record<string, unknown> = {};
    const holder = globalThis as unknown as Record<symbol, unknown>;
    holder[HAND_OVER] = { fn, found };
    try {
      const evaluated = await this.#session.post("Runtime.evaluate", {
        expression: `globalThis[Symbol.for("fusewire.captureScope")].found`,
      });
      const target = (evaluated.result as RemoteObject).objectId!;
      const subject = await this.#session.post("Runtime.evaluate", {
        expression: `globalThis[Symbol.for("fusewire.captureScope")].fn`,
      });
      const missing = new Set(names);
      for (const scope of await this.#scopes((subject.result as RemoteObject).objectId!)) {
        if (missing.size === 0) break;
        for (const { name, value } of await this.#properties(scope)) {
          if (!missing.has(name) || !value) continue;
          missing.delete(name);
          await this.#session.post("Runtime.callFunctionOn", {
            objectId: target,
            functionDeclaration: "function (name, value) { this[name] = value; }",
            arguments: [{ value: name }, value.objectId ? { objectId: value.objectId } : value],
          });
        }
      }
      return found;
    } finally {
      delete holder[HAND_OVER];
    }
  }

  /** Scopes from the innermost outwards; the global scope is left out, since every realm has its own. */
  async #scopes(functionId: string): Promise<string[]> {
    const { internalProperties = [] } = await this.#session.post("Runtime.getProperties", {
      objectId: functionId,
      ownProperties: true,
    }) as { internalProperties?: readonly RemoteProperty[] };
    const list = internalProperties.find(({ name }) => name === "[[Scopes]]")?.value?.objectId;
    if (list === undefined) return [];
    const scopes = await this.#properties(list);
    return scopes.flatMap(({ value }) =>
      value?.objectId === undefined || value.description === "Global" ? [] : [value.objectId]
    );
  }

  async #properties(objectId: string): Promise<readonly RemoteProperty[]> {
    const { result } = await this.#session.post("Runtime.getProperties", { objectId, ownProperties: true });
    return result as readonly RemoteProperty[];
  }
}

async function openSession(udf: string): Promise<InspectorSession> {
  const { name } = currentRuntime();
  const refuse = (why: string, remedy: string, cause?: unknown): never => {
    throw new UdfCaptureError({
      message: `Cannot read the closure of "${udf}": ${why}`,
      udf,
      path: "captures",
      remedy,
      cause,
    });
  };
  const listThem = `list the values: captures: { … } or capture(${udf}, { … })`;
  if (name !== "node" && name !== "deno") {
    return refuse(`${name} has no inspector that shows closures; Node.js and Deno have`, listThem);
  }
  // The name stands in a variable so that bundlers for browsers leave it alone.
  const specifier = "node:inspector/promises";
  try {
    const { Session } = await import(/* @vite-ignore */ /* webpackIgnore: true */ specifier) as {
      readonly Session: new () => InspectorSession;
    };
    const session = new Session();
    session.connect();
    return session;
  } catch (cause) {
    const reason = cause instanceof Error ? cause.message.split("\n", 1)[0] : String(cause);
    const remedy = name === "deno" ? `deno run --allow-sys …, or ${listThem}` : listThem;
    return refuse(`the inspector does not open (${reason})`, remedy, cause);
  }
}
