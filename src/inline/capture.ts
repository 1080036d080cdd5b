import { UdfCaptureError } from "../errors.ts";
import type { AnyFunction } from "./function_source.ts";
import { type ImportSource, normalizeImports } from "./import_source.ts";
import type { InlineImport } from "./inline_function.ts";
import { ReducedValue } from "./reduced_value.ts";
import type { ValueReducer } from "./value_format.ts";
import { readValue } from "./value_reader.ts";
import { writeValue } from "./value_writer.ts";

/** What a marked function takes along. */
export interface CaptureMark {
  /** Copies; functions among them are the originals, since their source cannot change. */
  readonly values: Readonly<Record<string, unknown>>;
  readonly imports: readonly InlineImport[];
}

export interface CaptureOptions {
  /** Names that are bound by import where the function runs. */
  readonly imports?: Readonly<Record<string, ImportSource>> | undefined;
  readonly reducers?: readonly ValueReducer[] | undefined;
}

const MARKS = new WeakMap<AnyFunction, CaptureMark>();

/**
 * Marks a function with the values that its free names have; wherever the function travels, they travel with it.
 *
 * The values are copied now: what is changed later stays here. A second call replaces the first.
 *
 * @returns the same function
 * @throws {UdfCaptureError} if a value cannot travel
 */
export function capture<F extends AnyFunction>(
  fn: F,
  values: Readonly<Record<string, unknown>>,
  { imports = {}, reducers }: CaptureOptions = {},
): F {
  const name = fn.name || "anonymous";
  if (typeof fn !== "function") {
    throw new UdfCaptureError({
      message: `Cannot mark captures: the first argument must be a function`,
      udf: "",
      path: "",
    });
  }
  const mark: CaptureMark = Object.freeze({
    values: copyValues(values, `function "${name}"`, name, reducers),
    imports: normalizeImports(imports, name),
  });
  MARKS.set(fn, mark);
  return fn;
}

/** What `capture()` marked the function with. */
export function captureMark(fn: AnyFunction): CaptureMark | undefined {
  return MARKS.get(fn);
}

/** A deep copy that later changes do not reach; what a reducer takes is reduced now. */
function copyValues(
  values: Readonly<Record<string, unknown>>,
  subject: string,
  udf: string,
  reducers: readonly ValueReducer[] = [],
): Readonly<Record<string, unknown>> {
  const liveFunctions: AnyFunction[] = [];
  const origins: object[] = [];
  // Each reduced value takes its original along, by the order in which the graph meets them.
  const remembering = reducers.map(({ tag, test, reduce }): ValueReducer => ({
    tag,
    test,
    reduce: (value: never) => [origins.push(value) - 1, reduce(value)],
  }));
  const { bytes } = writeValue({ ...values }, { reducers: remembering, subject, udf, root: "captures", liveFunctions });
  const revivers = Object.fromEntries(reducers.map(({ tag }) => [tag, (pair: unknown): ReducedValue => {
    const [origin, reduced] = pair as [number, unknown];
    return new ReducedValue(tag, reduced, origins[origin]!);
  }]));
  return Object.freeze(readValue(bytes, { revivers, liveFunctions }) as Record<string, unknown>);
}
