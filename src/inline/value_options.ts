import type { AnyFunction } from "./function_source.ts";
import type { FunctionRecord, ValueReducer, ValueRevivers } from "./value_format.ts";

/** Makes functions out of records; what it runs is its own affair. */
export interface FunctionMaker {
  make(record: FunctionRecord, captures: readonly unknown[]): AnyFunction;
  /** For a function whose captures lead back to it: made first, bound when they are there. */
  makeEarly(
    record: FunctionRecord,
  ): { readonly fn: AnyFunction; readonly bind: (captures: readonly unknown[]) => void };
}

/**
 * Makes frozen objects in place of functions: nothing of the bytes is ever run. They only reach code that looks at bytes.
 *
 * @param seen told about each function, innermost first
 */
export function inertFunctions(seen: (record: FunctionRecord) => void = () => {}): FunctionMaker {
  const make = (record: FunctionRecord): AnyFunction => {
    seen(record);
    return Object.freeze({ record }) as unknown as AnyFunction;
  };
  return { make, makeEarly: (record) => ({ fn: make(record), bind() {} }) };
}

export interface ReadOptions {
  readonly revivers?: ValueRevivers | undefined;
  /** Without it, functions become inert frozen objects: nothing of the bytes is ever run. */
  readonly functions?: FunctionMaker | undefined;
  /** Functions that the maker gives are inert objects: their properties are not set. */
  readonly inspectsOnly?: boolean | undefined;
  /** Functions in the graph are an error: for values that were written without any. */
  readonly refusesFunctions?: boolean | undefined;
  /** Also reads tags that no reviver knows, as inert objects: for looking at bytes without using them. */
  readonly toleratesUnknownTags?: boolean | undefined;
  readonly liveFunctions?: readonly AnyFunction[] | undefined;
  /** Told about each reduced value's tag. */
  readonly onTag?: ((tag: string) => void) | undefined;
  /** Told about each entry of a root object: its key and its bytes, with those of the buffers that it reached first. */
  readonly onRootEntry?: ((key: string, sizeBytes: number) => void) | undefined;
}

/** A function as the graph holds it, and the values that go with it. */
export interface DescribedFunction {
  readonly record: FunctionRecord;
  /** One per capture name. */
  readonly captures: readonly unknown[];
}

/** What the writer asks of those who call it. */
export interface WriteOptions {
  readonly reducers?: readonly ValueReducer[] | undefined;
  /** The function that captures, in messages: for example `UDF "score"`. */
  readonly subject?: string | undefined;
  readonly udf?: string | undefined;
  /** What the path in messages starts with; default `value`. */
  readonly root?: string | undefined;
  /** Reads a function that must travel; without it functions are refused. */
  readonly describeFunction?: ((fn: AnyFunction, path: () => string) => DescribedFunction) | undefined;
  /** Takes functions by reference instead: for copies that stay in this process. */
  readonly liveFunctions?: AnyFunction[] | undefined;
}

/** A graph, and what each entry of its root object weighs. */
export interface WrittenValue {
  readonly bytes: Uint8Array;
  /** Bytes per key of the root, if the root is an object: its own, and of the buffers that it reached first. */
  readonly sizes: ReadonlyMap<string, number>;
}
