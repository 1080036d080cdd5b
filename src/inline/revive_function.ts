import { UdfRuntimeError } from "../errors.ts";
import { isBindingName } from "./binding_name.ts";
import { canEvaluate, compileBody, type CompiledBody } from "./evaluate_source.ts";
import type { AnyFunction } from "./function_source.ts";
import type { InlineFunction } from "./inline_function.ts";
import { encodeInlineFunction } from "./inline_function_wire.ts";
import { importedValue } from "./module_loader.ts";
import { assertCompatible } from "./runtime_check.ts";
import { runtimeStamp } from "./runtime_stamp.ts";
import { sha256Hex } from "./sha256.ts";
import { missingFeatures } from "./syntax_features.ts";
import type { FunctionRecord, ValueRevivers } from "./value_format.ts";
import type { FunctionMaker } from "./value_options.ts";
import { readValue } from "./value_reader.ts";

export interface ReviveOptions {
  /** For values of higher rooms. Functions are kept per revivers object, so pass the same one each time. */
  readonly revivers?: ValueRevivers | undefined;
  /** The sender's stamp, for messages. */
  readonly stamp?: string | undefined;
}

/** Revived functions that are kept; the oldest goes first. */
const MAX_KEPT = 1024;
const NO_REVIVERS: ValueRevivers = Object.freeze({});
const keptByContent = new WeakMap<ValueRevivers, Map<string, AnyFunction>>();
const keptByDescription = new WeakMap<ValueRevivers, WeakMap<InlineFunction, AnyFunction>>();

/**
 * Makes the function again: parses and runs its source, once per content and realm. Its captures are copies that only it
 * sees; two descriptions of the same content give the same function.
 *
 * Modules that it imports must be loaded before: see {@linkcode loadImports}.
 *
 * @throws {UdfRuntimeError} if this realm cannot run it: `eval` is forbidden, syntax or a global is missing, or it throws
 *   while it is made
 * @throws {UdfImportError} if a module is not loaded or lacks the export
 * @throws {DecodeError} if its captured values are malformed
 */
export function reviveFunction(fn: InlineFunction, { revivers = NO_REVIVERS, stamp }: ReviveOptions = {}): AnyFunction {
  let byDescription = keptByDescription.get(revivers);
  if (!byDescription) keptByDescription.set(revivers, byDescription = new WeakMap());
  const known = byDescription.get(fn);
  if (known) return known;
  let byContent = keptByContent.get(revivers);
  if (!byContent) keptByContent.set(revivers, byContent = new Map());
  const key = contentKey(fn);
  let revived = byContent.get(key);
  if (!revived) {
    revived = new Reviver(fn, revivers, stamp ?? runtimeStamp()).revive();
    if (byContent.size >= MAX_KEPT) byContent.delete(byContent.keys().next().value!);
    byContent.set(key, revived);
  }
  byDescription.set(fn, revived);
  return revived;
}

/** SHA-256 of the payload: the same for equal functions, whichever runtime made them. */
export function contentKey(fn: InlineFunction): string {
  return sha256Hex(encodeInlineFunction(fn));
}

class Reviver implements FunctionMaker {
  readonly #fn: InlineFunction;
  readonly #revivers: ValueRevivers;
  readonly #stamp: string;

  constructor(fn: InlineFunction, revivers: ValueRevivers, stamp: string) {
    this.#fn = fn;
    this.#revivers = revivers;
    this.#stamp = stamp;
  }

  revive(): AnyFunction {
    const { module, captures, form, name, kind, source, imports, requiredGlobals } = this.#fn;
    assertCompatible({ udf: name, stamp: this.#stamp, requiredGlobals });
    if (module) return this.#checked(importedValue(module, name), name);
    const values = captures.length === 0
      ? {}
      : readValue(captures, { revivers: this.#revivers, functions: this }) as Record<string, unknown>;
    const captureNames = Object.keys(values ?? {});
    const local = { name, source, form: "function" as const, imports, captureNames };
    const url = sourceUrl(kind, name);
    const given = captureNames.map((each) => values[each]);
    switch (form) {
      case "method":
      case "getter":
      case "setter": {
        const holder = this.#run(this.#compile(local, `return ({${source}\n})`, url), local, given, name) as object;
        const property = Object.getOwnPropertyDescriptor(holder, Reflect.ownKeys(holder)[0] ?? "");
        return this.#checked(
          form === "getter" ? property?.get : form === "setter" ? property?.set : property?.value,
          name,
        );
      }
      case "object":
        // An object with the contract's methods stands for a factory of such objects.
        return this.#checked(
          this.#run(this.#compile(local, `return () => (${source}\n)`, url), local, given, name),
          name,
        );
      default:
        return this.#make(local, given, url);
    }
  }

  make(record: FunctionRecord, captures: readonly unknown[]): AnyFunction {
    return this.#make(record, captures, sourceUrl("function", record.name || this.#fn.name));
  }

  makeEarly(record: FunctionRecord): { fn: AnyFunction; bind: (captures: readonly unknown[]) => void } {
    const { captureNames } = record;
    let values = "values";
    while (captureNames.includes(values)) values += "_";
    const assigns = captureNames.map((name, i) => `${name} = ${values}[${i}];`).join(" ");
    const url = sourceUrl("function", record.name || this.#fn.name);
    const factory = this.#compile(record, `return [(${record.source}\n), (${values}) => { ${assigns} }]`, url);
    const [made, bind] = this.#run(factory, record, captureNames.map(() => undefined), record.name) as [
      unknown,
      (captures: readonly unknown[]) => void,
    ];
    return { fn: named(this.#checked(made, record.name), record.name), bind };
  }

  #make(record: FunctionRecord, captures: readonly unknown[], url: string): AnyFunction {
    const factory = this.#compile(record, `return (${record.source}\n)`, url);
    return named(this.#checked(this.#run(factory, record, captures, record.name), record.name), record.name);
  }

  #compile({ captureNames, imports }: FunctionRecord, body: string, url: string): CompiledBody {
    const parameters = [...captureNames, ...imports.map(({ local }) => local)];
    const wrong = parameters.find((name, i) => !isBindingName(name) || parameters.indexOf(name) !== i);
    if (wrong !== undefined) {
      throw this.#error(`it binds ${JSON.stringify(wrong.slice(0, 80))}, must bind distinct names that code can use`);
    }
    if (!canEvaluate()) {
      throw this.#error(
        "this realm forbids code from text (a page's Content-Security-Policy without 'unsafe-eval', or a flag of the runtime)",
        "refer to it by module (udfFromModule) or register it by name on the receiver; both need no eval",
      );
    }
    try {
      return compileBody(parameters, `"use strict"; ${body}\n//# sourceURL=${url}`);
    } catch (error) {
      if (!(error instanceof SyntaxError)) throw error;
      const missing = missingFeatures(this.#fn.features, (text) => compileBody([], text));
      throw this.#error(
        missing.length > 0
          ? `its source needs ${missing.join(", ")}, which ${runtimeStamp()} cannot parse`
          : `its source does not parse here: ${error.message}`,
        missing.length > 0 ? "upgrade the receiver's runtime, or compile the function for an older target" : undefined,
        error,
      );
    }
  }

  #run(factory: CompiledBody, { imports }: FunctionRecord, captures: readonly unknown[], name: string): unknown {
    const imported = imports.map((each) => importedValue(each, this.#fn.name));
    try {
      return factory(...captures, ...imported);
    } catch (error) {
      throw this.#error(
        `"${name}" threw while it was made: ${error instanceof Error ? error.message : String(error)}`,
        undefined,
        error,
      );
    }
  }

  #checked(value: unknown, name: string): AnyFunction {
    if (typeof value === "function") return value;
    throw this.#error(`"${name}" is ${value === null ? "null" : typeof value}, must be a function or class`);
  }

  #error(problem: string, remedy?: string, cause?: unknown): UdfRuntimeError {
    const { name } = this.#fn;
    return new UdfRuntimeError({
      message: `Cannot run inline function "${name}" (made on ${this.#stamp}) on ${runtimeStamp()}: ${problem}`,
      udf: name,
      found: this.#stamp,
      here: runtimeStamp(),
      remedy,
      cause,
    });
  }
}

/** Shown in stacks. Names may hold anything, a URL and a comment may not. */
function sourceUrl(kind: string, name: string): string {
  return `fusewire:${kind}/${encodeURIComponent(wellFormed(name)).replaceAll("'", "%27") || "anonymous"}`;
}

function wellFormed(text: string): string {
  return text.replace(/[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/g, "\ufffd");
}

/** Expressions lose the name that their definition gave them. */
function named(fn: AnyFunction, name: string): AnyFunction {
  const own = Object.getOwnPropertyDescriptor(fn, "name");
  if (own?.value !== name && (own === undefined || own.configurable) && !(own && typeof own.value !== "string")) {
    Object.defineProperty(fn, "name", { value: name, configurable: true });
  }
  return fn;
}
