import { pack, type Packed, unpack, valueReducers, valueRevivers } from "../fluent/mod.ts";
import { DecodeError } from "../errors.ts";
import {
  type AnyFunction,
  captureMark,
  contentKey,
  decodeInlineFunction,
  encodeFrame,
  encodeInlineFunction,
  type ImportSource,
  inlineFunction,
  loadImports,
  readFrame,
  reviveFunction,
} from "../inline/mod.ts";
import type { Program } from "./protocol.ts";
import type { OpenProgram } from "./serve.ts";

/** What a function given to a pool may take along. */
export interface ShippingOptions {
  readonly captures?: Readonly<Record<string, unknown>> | undefined;
  readonly imports?: Readonly<Record<string, ImportSource>> | undefined;
}

/** Programs of functions without options; they hold as long as the function has the same captures. */
const PROGRAMS = new WeakMap<AnyFunction, { readonly mark: unknown; readonly program: Program }>();

/**
 * A function as a program. Functions without options of their own are turned into one once; their captures were copied by `capture`.
 * @throws {UdfFreeVariableError | UdfCaptureError | UdfSourceError} as `udf` does
 */
export function functionProgram(fn: AnyFunction, options: ShippingOptions = {}): Program {
  const plain = options.captures === undefined && options.imports === undefined;
  const mark = captureMark(fn);
  const known = plain ? PROGRAMS.get(fn) : undefined;
  if (known !== undefined && known.mark === mark) return known.program;
  const inline = inlineFunction(fn, {
    name: fn.name || "task",
    kind: "function",
    captures: options.captures,
    imports: options.imports,
    reducers: valueReducers(),
    definedBy: "capture",
  });
  const program = {
    kind: "function",
    hash: contentKey(inline),
    bytes: encodeFrame("function", encodeInlineFunction(inline)),
  };
  if (plain) PROGRAMS.set(fn, { mark, program });
  return program;
}

/** The worker's side: revives the function once, then calls it with unpacked arguments and packs what it gives. */
export async function openFunction(bytes: Uint8Array): Promise<OpenProgram> {
  const frame = readFrame(bytes);
  if (frame.family === "foreign") throw new DecodeError({ message: "Cannot open a function: it is of another family" });
  const inline = decodeInlineFunction(frame.payload);
  await loadImports(inline);
  const fn = reviveFunction(inline, { revivers: valueRevivers(), stamp: frame.stamp }) as (
    ...args: unknown[]
  ) => unknown;
  return async (payload): Promise<Packed> => {
    const args = await unpack(payload) as unknown[];
    return pack(await fn(...args));
  };
}
