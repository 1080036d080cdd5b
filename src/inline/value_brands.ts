import { ERROR_CLASSES } from "./value_format.ts";

/*
 * What a value really is. Prototypes tell most of it, but a prototype can be given to anything, so each claim is checked
 * by something that only the real thing has.
 */

/** Whether an array has all its indices and no other enumerable property. Own keys list indices first, so the last tells. */
export function isDense(value: readonly unknown[]): boolean {
  const keys = Object.keys(value);
  const { length } = value;
  return keys.length === length && (length === 0 || keys[length - 1] === String(length - 1)) &&
    Object.getOwnPropertySymbols(value).length === 0;
}

/** Whether the value is what its prototype says: `Object.create(Map.prototype)` is not a Map. */
export function hasBrand(value: object, prototype: object): boolean {
  const brand = prototype as { readonly constructor?: unknown };
  switch (brand.constructor) {
    case Map:
      return passes(() => MAP_SIZE!.call(value));
    case Set:
      return passes(() => SET_SIZE!.call(value));
    case Date:
      return passes(() => Date.prototype.getTime.call(value));
    case RegExp:
      return passes(() => REGEXP_SOURCE!.call(value));
    case URL:
    case URLSearchParams:
      return passes(() => value.toString());
    case ArrayBuffer:
      return passes(() => BUFFER_LENGTH!.call(value));
    default:
      return passes(() => (prototype as { valueOf(): unknown }).valueOf.call(value));
  }
}

const MAP_SIZE = Object.getOwnPropertyDescriptor(Map.prototype, "size")?.get;
const SET_SIZE = Object.getOwnPropertyDescriptor(Set.prototype, "size")?.get;
const REGEXP_SOURCE = Object.getOwnPropertyDescriptor(RegExp.prototype, "source")?.get;
const BUFFER_LENGTH = Object.getOwnPropertyDescriptor(ArrayBuffer.prototype, "byteLength")?.get;

function passes(check: () => unknown): boolean {
  try {
    check();
    return true;
  } catch {
    return false;
  }
}

/** A module's namespace object: it has no prototype, and its class cannot be faked by a property of plain objects. */
export function isModule(value: object): boolean {
  return Object.prototype.toString.call(value) === "[object Module]";
}

/** Whether the buffer was transferred away. */
export function isDetached(buffer: ArrayBuffer): boolean {
  if (buffer.byteLength > 0) return false;
  // `ArrayBuffer.prototype.detached` is newer than Node.js 20; a view of a detached buffer cannot be made.
  return !passes(() => new Uint8Array(buffer));
}

/** The number of the error's class, or -1 if it is no built-in error. */
export function errorClassOf(value: object, prototype: object): number {
  const index = ERROR_PROTOTYPES.get(prototype);
  if (index === undefined) return -1;
  const isReal = ERROR_CLASSES[index] === "DOMException"
    ? passes(() => (value as Error).message)
    : Object.prototype.toString.call(value) === "[object Error]";
  return isReal ? index : -1;
}

const ERROR_PROTOTYPES: ReadonlyMap<object, number> = new Map(
  ERROR_CLASSES.flatMap((name, index) => {
    const found = (globalThis as unknown as Record<string, { readonly prototype: object } | undefined>)[name];
    return found ? [[found.prototype, index] as const] : [];
  }),
);

/** Whether the prototype is that of another realm's `Object` or `Array` (a frame, a `vm` context). */
export function isForeignBuiltIn(prototype: unknown, name: "Object" | "Array"): boolean {
  if (typeof prototype !== "object" || prototype === null) return false;
  const constructor: unknown = Object.getOwnPropertyDescriptor(prototype, "constructor")?.value;
  if (typeof constructor !== "function") return false;
  const own = Object.getOwnPropertyDescriptor(constructor, "name")?.value;
  return own === name && /\[native code\]/.test(Function.prototype.toString.call(constructor));
}
