import { FusewireError } from "./fusewire_error.ts";

/** An error as plain data: survives structured clone, JSON-free, keeps class, code, fields and causes. */
export interface ErrorData {
  readonly name: string;
  readonly message: string;
  readonly stack?: string | undefined;
  readonly code?: string | undefined;
  readonly remedy?: string | undefined;
  /** Own fields that can be cloned; others are given as text. */
  readonly fields?: Readonly<Record<string, unknown>> | undefined;
  readonly cause?: ErrorData | undefined;
  /** `errors` of an AggregateError. */
  readonly errors?: readonly ErrorData[] | undefined;
}

type ErrorClass = new (details: { message: string } & Record<string, unknown>) => FusewireError;

/** Class name → class; filled by {@linkcode registerErrors}. */
const CLASSES = new Map<string, ErrorClass>();
const BUILT_IN: Readonly<Record<string, new (message?: string) => Error>> = {
  Error,
  EvalError,
  RangeError,
  ReferenceError,
  SyntaxError,
  TypeError,
  URIError,
};
const OWN = new Set(["name", "message", "stack", "cause", "code", "remedy", "rawMessage", "errors"]);
/** Causes deeper than this are dropped: a chain may be cyclic. */
const MAX_CAUSES = 8;

/**
 * Makes classes known to {@linkcode errorFromData}; every class of the library is registered where it is defined.
 *
 * Their names come from the keys, not from `Class.name`, which minifiers change.
 */
export function registerErrors(classes: Readonly<Record<string, { readonly prototype: FusewireError }>>): void {
  for (const [name, cls] of Object.entries(classes)) {
    CLASSES.set(name, cls as unknown as ErrorClass);
    Object.defineProperty(cls.prototype, "name", { value: name, configurable: true, writable: true });
  }
}

/** Any thrown value as data. Never throws. */
export function errorToData(thrown: unknown, depth = 0): ErrorData {
  if (!(thrown instanceof Error)) return { name: "Error", message: `thrown value: ${describe(thrown)}` };
  const fields: Record<string, unknown> = {};
  for (const key of Object.keys(thrown)) {
    if (!OWN.has(key)) fields[key] = cloneable((thrown as unknown as Record<string, unknown>)[key]);
  }
  const { code, errors } = thrown as { code?: unknown; errors?: unknown };
  return {
    name: thrown.name,
    message: thrown instanceof FusewireError ? thrown.rawMessage : thrown.message,
    stack: thrown.stack,
    code: typeof code === "string" ? code : undefined,
    remedy: thrown instanceof FusewireError ? thrown.remedy : undefined,
    fields,
    cause: thrown.cause === undefined || depth >= MAX_CAUSES ? undefined : errorToData(thrown.cause, depth + 1),
    errors: Array.isArray(errors) && depth < MAX_CAUSES
      ? errors.slice(0, 16).map((error) => errorToData(error, depth + 1))
      : undefined,
  };
}

/** The error again: the same class where it is known, else an `Error` with that name. */
export function errorFromData(data: ErrorData): Error {
  const cause = data.cause && errorFromData(data.cause);
  const own = CLASSES.get(data.name);
  let error: Error;
  if (own && data.code !== undefined) {
    error = new own({ message: data.message, remedy: data.remedy, cause, ...data.fields });
  } else {
    error = data.errors && typeof AggregateError === "function" && data.name === "AggregateError"
      ? new AggregateError(data.errors.map(errorFromData), data.message)
      : new (BUILT_IN[data.name] ?? Error)(data.message);
    if (error.name !== data.name) Object.defineProperty(error, "name", { value: data.name, configurable: true });
    Object.assign(error, data.fields, data.code === undefined ? {} : { code: data.code });
    if (cause) Object.defineProperty(error, "cause", { value: cause, configurable: true, writable: true });
  }
  if (data.stack !== undefined) Object.defineProperty(error, "stack", { value: data.stack, configurable: true });
  return error;
}

function describe(value: unknown): string {
  try {
    return typeof value === "string" ? JSON.stringify(value) : String(value);
  } catch {
    return Object.prototype.toString.call(value);
  }
}

function cloneable(value: unknown): unknown {
  try {
    return structuredClone(value);
  } catch {
    return describe(value);
  }
}
