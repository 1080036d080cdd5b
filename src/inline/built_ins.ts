/**
 * Built-in functions, classes and namespaces travel by their path (`Math.max`), since they have no source.
 *
 * `Function` and `eval` are left out: a value graph must not be a way to make code from text.
 */
const ROOTS =
  `Object Array String Number Boolean Symbol BigInt Date RegExp Map Set WeakMap WeakSet WeakRef Promise Error
  AggregateError EvalError RangeError ReferenceError SyntaxError TypeError URIError ArrayBuffer DataView Int8Array
  Uint8Array Uint8ClampedArray Int16Array Uint16Array Int32Array Uint32Array BigInt64Array BigUint64Array Float32Array
  Float64Array Proxy Math JSON Reflect Intl Atomics parseInt parseFloat isNaN isFinite encodeURI encodeURIComponent
  decodeURI decodeURIComponent structuredClone queueMicrotask setTimeout clearTimeout setInterval clearInterval atob btoa
  fetch URL URLSearchParams TextEncoder TextDecoder Headers Request Response Blob File FormData AbortController
  AbortSignal Event EventTarget DOMException console performance crypto WebAssembly`.split(/\s+/);
/** Roots whose members travel, too. */
const WITH_MEMBERS =
  `Object Array String Number Symbol BigInt Date Promise ArrayBuffer Math JSON Reflect Intl Atomics URL`
    .split(/\s+/);

let paths: Map<object, string> | undefined;

/** The path of a built-in function, class or namespace, if the value is one. */
export function builtInPath(value: object): string | undefined {
  return (paths ??= listBuiltIns()).get(value);
}

/** The built-in at a path; undefined if this realm lacks it or if it is none that may travel. */
export function builtInAt(path: string): object | undefined {
  const [root, member, ...more] = path.split(".");
  if (more.length > 0 || !ROOTS.includes(root!)) return undefined;
  const found = ownValue(globalThis, root!);
  if (member === undefined) return found;
  return found && WITH_MEMBERS.includes(root!) ? ownFunction(found, member) : undefined;
}

function listBuiltIns(): Map<object, string> {
  const found = new Map<object, string>();
  const add = (value: object | undefined, path: string): void => {
    if (value && !found.has(value)) found.set(value, path);
  };
  for (const root of ROOTS) add(ownValue(globalThis, root), root);
  for (const root of WITH_MEMBERS) {
    const holder = ownValue(globalThis, root);
    if (!holder) continue;
    for (const name of Object.getOwnPropertyNames(holder).sort()) add(ownFunction(holder, name), `${root}.${name}`);
  }
  return found;
}

function ownFunction(holder: object, name: string): object | undefined {
  if (name === "prototype") return undefined;
  const value = ownValue(holder, name);
  return typeof value === "function" ? value : undefined;
}

/** An own property's value that is an object or function. Some globals are accessors of this realm's global object. */
function ownValue(holder: object, name: string): object | undefined {
  if (!Object.hasOwn(holder, name)) return undefined;
  const value: unknown = (holder as Record<string, unknown>)[name];
  return typeof value === "function" || typeof value === "object" && value !== null ? value : undefined;
}
