import { arrowValueFromBytes, type ArrowValueKind, arrowValueKind, arrowValueToBytes } from "../arrow/mod.ts";
import { DecodeError, type ErrorData, errorFromData, errorToData, UnclonableError } from "../errors.ts";
import {
  decodeInlineFunction,
  encodeFrame,
  encodeInlineFunction,
  inlineFunction,
  loadImports,
  readFrame,
  reviveFunction,
} from "../inline/mod.ts";
import { type FunctionKind, functionRef } from "../udf/mod.ts";
import { Expr } from "./expr.ts";
import type { CodecContextSource } from "./ipc.ts";
import { libraryExport, libraryExportName } from "./library_exports.ts";
import { openInline } from "./open_inline.ts";
import { SortExpr } from "./sort_expr.ts";
import { aggregateByRef } from "./udaf.ts";
import { scalarByRef } from "./udf.ts";
import { windowByRef } from "./udwf.ts";
import { userFunctionParts } from "./user_function.ts";
import { valueReducers } from "./value_reducers.ts";
import { valueRevivers } from "./value_revivers.ts";

/** What `postMessage` takes: give it `message` and `transfer`. */
export interface Packed {
  /** Plain data that structured cloning keeps. */
  readonly message: unknown;
  /** Buffers that move instead of being copied: only those made here, never ones that somebody else holds. */
  readonly transfer: Transferable[];
}

/** Marks what stands for something else; no user's object has this key by chance. */
const MARK = "\u0000fusewire";

interface Marked {
  readonly [MARK]: "expr" | "sort" | "udf" | "arrow" | "function" | "export" | "error";
  readonly [key: string]: unknown;
}

/**
 * Makes a structure ready to be posted to a worker: expressions, UDFs, functions, errors and Arrow data inside it, at any depth and in cycles,
 * become bytes; everything else stays for structured cloning. `unpack` gives the structure back on the other side.
 *
 * Nothing of the value is detached or changed: Arrow data is copied once into buffers that are then transferred.
 *
 * @throws {UnclonableError} naming the path to a value that cannot travel
 *
 * @example
 * ```ts
 * import { col, pack, unpack } from "@fusewire/fusewire";
 * import { assertEquals } from "@std/assert";
 *
 * const { message, transfer } = pack({ task: 7, predicate: col("a").gt(1) });
 * const received = await unpack(structuredClone(message, { transfer })); // what worker.postMessage(message, transfer) does
 * assertEquals(String((received as { predicate: unknown }).predicate), "Expr(a > Int64(1))");
 * ```
 */
export function pack(value: unknown, ctx?: CodecContextSource): Packed {
  const transfer: Transferable[] = [];
  const seen = new Map<object, unknown>();
  const message = walk(value, "value");
  return { message, transfer };

  function walk(given: unknown, path: string): unknown {
    if (typeof given === "symbol") throw cannot(path, "it is a symbol");
    if ((typeof given !== "object" && typeof given !== "function") || given === null) return given;
    const known = seen.get(given);
    if (known !== undefined) return known;
    const marked = special(given, path);
    if (marked !== undefined) {
      seen.set(given, marked);
      return marked;
    }
    if (Array.isArray(given)) {
      const copy: unknown[] = new Array(given.length);
      seen.set(given, copy);
      for (const index of Object.keys(given)) copy[Number(index)] = walk(given[Number(index)], `${path}[${index}]`);
      return copy;
    }
    if (given instanceof Map) {
      const copy = new Map<unknown, unknown>();
      seen.set(given, copy);
      for (const [key, item] of given) copy.set(walk(key, `${path}.key`), walk(item, `${path}.get(${String(key)})`));
      return copy;
    }
    if (given instanceof Set) {
      const copy = new Set<unknown>();
      seen.set(given, copy);
      for (const item of given) copy.add(walk(item, `${path}.item`));
      return copy;
    }
    const prototype = Object.getPrototypeOf(given);
    if (prototype !== Object.prototype && prototype !== null) {
      if (isCloneable(given)) return given;
      throw cannot(path, `it is an instance of ${prototype.constructor?.name ?? "a class"}`);
    }
    const copy: Record<string, unknown> = {};
    seen.set(given, copy);
    for (const key of Object.keys(given)) {
      // `__proto__` as an own key must not set the prototype.
      Object.defineProperty(copy, key, {
        value: walk((given as Record<string, unknown>)[key], `${path}.${key}`),
        enumerable: true,
        configurable: true,
        writable: true,
      });
    }
    return copy;
  }

  function special(given: object, path: string): Marked | undefined {
    if (given instanceof Expr) return { [MARK]: "expr", bytes: owned(given.toBytes(ctx)) };
    if (given instanceof SortExpr) {
      const [ascending, nullsFirst] = [given.ascending(), given.nullsFirst()];
      return { [MARK]: "sort", bytes: owned(given.expr().toBytes(ctx)), ascending, nullsFirst };
    }
    const udf = userFunctionParts(given);
    if (udf) return { [MARK]: "udf", kind: udf.ref.kind, name: udf.ref.name, payload: udf.ref.payload };
    const exported = libraryExportName(given);
    if (exported !== undefined) return { [MARK]: "export", name: exported };
    const kind = arrowValueKind(given);
    if (kind !== undefined) return { [MARK]: "arrow", kind, bytes: owned(arrowValueToBytes(given)) };
    if (given instanceof Error) return { [MARK]: "error", data: errorToData(given) };
    if (typeof given === "function") return { [MARK]: "function", bytes: functionBytes(given as () => unknown, path) };
    return undefined;
  }

  /** Bytes that nobody else holds may be transferred. */
  function owned(bytes: Uint8Array): Uint8Array {
    if (bytes.byteLength === bytes.buffer.byteLength && bytes.buffer instanceof ArrayBuffer && bytes.byteLength > 0) {
      transfer.push(bytes.buffer);
      return bytes;
    }
    const copy = bytes.slice();
    transfer.push(copy.buffer as ArrayBuffer);
    return copy;
  }
}

function functionBytes(fn: (...args: unknown[]) => unknown, path: string): Uint8Array {
  const name = fn.name || path.split(".").at(-1)!;
  return encodeFrame(
    "function",
    encodeInlineFunction(inlineFunction(fn, { name, kind: "function", reducers: valueReducers(), definedBy: "pack" })),
  );
}

/** Whether structured cloning keeps an object of this class. */
function isCloneable(value: object): boolean {
  return ArrayBuffer.isView(value) || CLONEABLE.has(Object.prototype.toString.call(value).slice(8, -1));
}
const CLONEABLE = new Set([
  "ArrayBuffer",
  "SharedArrayBuffer",
  "Date",
  "RegExp",
  "Boolean",
  "Number",
  "String",
  "BigInt",
  "Blob",
  "File",
  "FileList",
  "ImageData",
  "ImageBitmap",
  "CryptoKey",
  "MessagePort",
  "ReadableStream",
  "WritableStream",
  "TransformStream",
  "WebAssembly.Module",
  "WebAssembly.Memory",
]);

function cannot(path: string, why: string): UnclonableError {
  return new UnclonableError({
    message: `Cannot pack "${path}": ${why}, must be plain data, Arrow data, an expression or a function`,
    path,
  });
}

/**
 * Gives back what `pack` was given. Functions are revived, and what they import is loaded first: hence the promise.
 *
 * @param ctx whose registry resolves names. Default: the worker context, else the global one
 * @throws {DecodeError} if the message is not what `pack` makes
 */
export async function unpack(message: unknown, ctx?: CodecContextSource): Promise<unknown> {
  const functions: { readonly fill: (fn: unknown) => void; readonly bytes: Uint8Array }[] = [];
  const seen = new Map<object, unknown>();
  let root: unknown;
  walk(message, (value) => root = value);
  for (const { fill, bytes } of functions) fill(await functionFromBytes(bytes));
  return root;

  function walk(given: unknown, fill: (value: unknown) => void): void {
    if (typeof given !== "object" || given === null) return fill(given);
    const known = seen.get(given);
    if (known !== undefined) return fill(known);
    if (Object.hasOwn(given, MARK)) {
      const marked = given as Marked;
      if (marked[MARK] === "function") return void functions.push({ fill, bytes: bytesOf(marked) });
      const value = revive(marked);
      seen.set(given, value);
      return fill(value);
    }
    if (Array.isArray(given)) {
      const copy: unknown[] = new Array(given.length);
      seen.set(given, copy);
      for (const index of Object.keys(given)) walk(given[Number(index)], (value) => copy[Number(index)] = value);
      return fill(copy);
    }
    if (given instanceof Map || given instanceof Set) return walkCollection(given, fill);
    const prototype = Object.getPrototypeOf(given);
    if (prototype !== Object.prototype && prototype !== null) return fill(given);
    const copy: Record<string, unknown> = {};
    seen.set(given, copy);
    for (const [key, item] of Object.entries(given)) {
      walk(
        item,
        (value) => Object.defineProperty(copy, key, { value, enumerable: true, configurable: true, writable: true }),
      );
    }
    fill(copy);
  }

  /** Functions inside are not there yet: the collection is filled in order once all of them are. */
  function walkCollection(given: Map<unknown, unknown> | Set<unknown>, fill: (value: unknown) => void): void {
    const copy = given instanceof Map ? new Map<unknown, unknown>() : new Set<unknown>();
    seen.set(given, copy);
    if (copy instanceof Map) {
      for (const [key, item] of given as Map<unknown, unknown>) {
        let k: unknown;
        walk(key, (value) => k = value);
        copy.set(k, undefined);
        walk(item, (value) => copy.set(k, value));
      }
    } else {
      for (const item of given as Set<unknown>) walk(item, (value) => copy.add(value));
    }
    fill(copy);
  }

  function revive(marked: Marked): unknown {
    switch (marked[MARK]) {
      case "expr":
        return Expr.fromBytes(bytesOf(marked), ctx);
      case "sort":
        return new SortExpr(
          Expr.fromBytes(bytesOf(marked), ctx),
          marked.ascending === true,
          marked.nullsFirst === true,
        );
      case "udf": {
        const kind = marked.kind as FunctionKind;
        const payload = marked.payload instanceof Uint8Array ? marked.payload : undefined;
        const ref = functionRef(kind, String(marked.name), {
          implementation: payload && openInline(kind, payload),
          payload,
        });
        const parts = { ref, inline: undefined };
        return kind === "scalar"
          ? scalarByRef(parts)
          : kind === "aggregate"
          ? aggregateByRef(parts)
          : windowByRef(parts);
      }
      case "arrow":
        return arrowValueFromBytes(marked.kind as ArrowValueKind, bytesOf(marked));
      case "export": {
        const found = libraryExport(String(marked.name));
        if (found !== undefined) return found;
        break;
      }
      case "error":
        return errorFromData(marked.data as ErrorData);
    }
    throw new DecodeError({
      message: `Cannot unpack a message: it holds "${String(marked[MARK])}", which this version does not know`,
    });
  }
}

function bytesOf(marked: Marked): Uint8Array {
  if (marked.bytes instanceof Uint8Array) return marked.bytes;
  throw new DecodeError({ message: `Cannot unpack a message: its "${String(marked[MARK])}" has no bytes` });
}

async function functionFromBytes(bytes: Uint8Array): Promise<unknown> {
  const frame = readFrame(bytes);
  if (frame.family === "foreign") {
    throw new DecodeError({ message: "Cannot unpack a function: it is of another family" });
  }
  const inline = decodeInlineFunction(frame.payload);
  await loadImports(inline);
  return reviveFunction(inline, { revivers: valueRevivers(), stamp: frame.stamp });
}
