import { UdfDefinitionError, UdfFreeVariableError, UdfImportError, UdfSourceError } from "../errors.ts";
import { isBindingName } from "./binding_name.ts";
import { captureMark } from "./capture.ts";
import { compilerTrace, looksMinified } from "./compiler_traces.ts";
import { analyzeFunction, type FreeName, type FunctionAnalysis } from "./function_analysis.ts";
import { type AnyFunction, type FunctionSource, readFunctionSource } from "./function_source.ts";
import { checkSpecifier, type ImportSource, normalizeImports } from "./import_source.ts";
import type { InlineContract, InlineFunction, InlineImport, ModuleExport } from "./inline_function.ts";
import { freezeDescription, NO_BYTES } from "./inline_function.ts";
import type { InlineKind } from "./inline_frame.ts";
import { codeFrame } from "./source_position.ts";
import { isModuleScopeName } from "./standard_globals.ts";
import type { FunctionRecord, ValueReducer } from "./value_format.ts";
import type { DescribedFunction } from "./value_options.ts";
import { writeValue } from "./value_writer.ts";

/** How a function becomes a description. */
export interface InlineOptions extends InlineContract {
  readonly name: string;
  readonly kind: InlineKind;
  /** Values of free names; copied now. They add to what `capture()` marked the function with, and win over it. */
  readonly captures?: Readonly<Record<string, unknown>> | undefined;
  readonly imports?: Readonly<Record<string, ImportSource>> | undefined;
  /** For values of higher rooms. */
  readonly reducers?: readonly ValueReducer[] | undefined;
  /** The call in remedies; default: `udf`, `udaf`, `udwf` or `capture` by kind. */
  readonly definedBy?: string | undefined;
}

/**
 * Reads a function and everything that it needs. This is the only moment at which the function and its captures are
 * looked at: what changes later does not travel.
 *
 * @throws {UdfSourceError} if its source cannot travel
 * @throws {UdfFreeVariableError} if it, or a function that it captures, uses a name that nothing supplies
 * @throws {UdfCaptureError} if a captured value cannot travel
 * @throws {UdfImportError} if it imports a relative specifier
 */
export function inlineFunction(fn: AnyFunction, options: InlineOptions): InlineFunction {
  const { name, kind, captures = {}, imports = {}, reducers, definedBy = DEFINED_BY[kind], ...contract } = options;
  const label = `${kind === "function" ? "function" : "UDF"} "${name}"`;
  const builder = new Builder(name, kind, label);
  const { record, source, values } = builder.describe(fn, {
    label,
    isRoot: true,
    captures,
    imports: normalizeImports(imports, name),
    remedyHead: definedBy === "capture" ? `capture(${name}, ` : `${definedBy}(${name}, …, `,
  });
  const bytes = record.captureNames.length === 0 ? NO_BYTES : writeValue(bag(record.captureNames, values), {
    reducers,
    subject: label,
    udf: name,
    root: "captures",
    describeFunction: (captured, path) => builder.describeCaptured(captured, path()),
  }).bytes;
  return freezeDescription({
    ...contract,
    name,
    kind,
    source: record.source,
    form: record.form,
    captures: bytes,
    imports: record.imports,
    requiredGlobals: [...builder.requiredGlobals].sort(),
    features: [...builder.features].sort(),
    isAsync: source.isAsync,
    isGenerator: source.isGenerator,
    unknownFields: NO_BYTES,
  });
}

/** A description that refers to an export of a module, which the receiver imports. */
export function inlineModuleExport(
  options: InlineContract & {
    readonly name: string;
    readonly kind: InlineKind;
    /** Whether a call gives a promise: nobody can see that without loading the module. */
    readonly isAsync?: boolean;
  } & ModuleExport,
): InlineFunction {
  const { name, kind, specifier, exported, isAsync = false, ...contract } = options;
  checkSpecifier(specifier, name);
  return freezeDescription({
    ...contract,
    name,
    kind,
    source: "",
    form: "function",
    module: Object.freeze({ specifier, exported }),
    captures: NO_BYTES,
    imports: [],
    requiredGlobals: [],
    features: [],
    isAsync,
    isGenerator: false,
    unknownFields: NO_BYTES,
  });
}

const DEFINED_BY: Readonly<Record<InlineKind, string>> = {
  scalar: "udf",
  aggregate: "udaf",
  window: "udwf",
  function: "capture",
};

interface Subject {
  /** In messages: `UDF "score"`, or `function "helper" that UDF "score" captures`. */
  readonly label: string;
  readonly isRoot: boolean;
  readonly captures: Readonly<Record<string, unknown>>;
  readonly imports: readonly InlineImport[];
  /** What stands before `{ captures: { … } }`. */
  readonly remedyHead: string;
}

class Builder {
  readonly requiredGlobals: Set<string> = new Set();
  readonly features: Set<string> = new Set();
  readonly #name: string;
  readonly #kind: InlineKind;
  readonly #label: string;

  constructor(name: string, kind: InlineKind, label: string) {
    this.#name = name;
    this.#kind = kind;
    this.#label = label;
  }

  describeCaptured(fn: AnyFunction, path: string): DescribedFunction {
    if (fn === NAME_SHIM) return { record: NAME_SHIM_RECORD, captures: [] };
    const name = fn.name || path;
    const { record, values } = this.describe(fn, {
      label: `${this.#label}: its captured function "${name}" at ${path}`,
      isRoot: false,
      captures: {},
      imports: [],
      remedyHead: `capture(${name}, `,
    });
    return { record: { ...record, name: fn.name }, captures: values };
  }

  describe(fn: AnyFunction, subject: Subject): { record: FunctionRecord; source: FunctionSource; values: unknown[] } {
    const source = readFunctionSource(fn, this.#name, `${subject.label}${subject.isRoot ? ": it" : ""}`);
    if (LONE_SURROGATE.test(source.text)) {
      throw new UdfSourceError({
        message: `Cannot ship ${subject.label}: its source holds half of a surrogate pair, must be well-formed Unicode`,
        udf: this.#name,
        remedy: "write the code unit as an escape (\\ud800)",
      });
    }
    checkPrototype(fn, source, this.#name, `${subject.label}${subject.isRoot ? ": it" : ""} has a`);
    const mark = captureMark(fn);
    const captures: Record<string, unknown> = { ...mark?.values, ...subject.captures };
    const imports = mergeImports(mark?.imports ?? [], subject.imports);
    this.#checkNames(Object.keys(captures), imports);
    const supplied = new Set([...Object.keys(captures), ...imports.map(({ local }) => local)]);
    const analysis = analyzeFunction(source, supplied);
    this.#checkSurroundings(analysis, source, subject);
    const missing = analysis.freeNames.filter(({ name }) => !supplied.has(name));
    if (missing.some(({ name }) => name === NAME_SHIM_NAME)) captures[NAME_SHIM_NAME] = NAME_SHIM;
    const unresolved = missing.filter(({ name }) => name !== NAME_SHIM_NAME);
    if (unresolved.length > 0) throw this.#unresolved(unresolved, source, subject, supplied);
    for (const name of analysis.requiredGlobals) this.requiredGlobals.add(name);
    for (const feature of analysis.features) this.features.add(feature);
    const captureNames = Object.keys(captures).sort();
    const form = source.form === "method" ? "function" : source.form;
    return {
      record: { name: this.#name, source: source.text, form, imports, captureNames },
      source,
      values: captureNames.map((name) => captures[name]),
    };
  }

  #checkNames(captures: readonly string[], imports: readonly InlineImport[]): void {
    for (const name of captures) {
      if (!isBindingName(name)) {
        throw new UdfDefinitionError({
          message: `Cannot capture ${JSON.stringify(name)} for "${this.#name}": it must be a name that code can use`,
          udf: this.#name,
        });
      }
      if (imports.some(({ local }) => local === name)) {
        throw new UdfDefinitionError({
          message:
            `Cannot bind "${name}" in "${this.#name}": it stands in captures and in imports, must be in one of them`,
          udf: this.#name,
        });
      }
    }
  }

  /** What a function takes from its surroundings other than by name. */
  #checkSurroundings(analysis: FunctionAnalysis, source: FunctionSource, { label, isRoot }: Subject): void {
    const fail = (position: { line: number; column: number }, what: string, remedy: string): never => {
      throw new UdfSourceError({
        message:
          `Cannot ship ${label}${
            isRoot ? ": it" : ""
          } uses ${what} (line ${position.line}, column ${position.column}), ` +
          `which does not travel\n${codeFrame(source.original, position)}`,
        udf: this.#name,
        position,
        remedy,
      });
    };
    const self = analysis.thisPosition ?? analysis.newTargetPosition;
    if (self && source.form === "arrow") {
      fail(self, `"this" of the code around it`, "read what it needs into a local constant and list that in captures");
    }
    if (self && source.form === "class") {
      fail(self, `"this" of the code around it`, "compute the member's name or base class outside and capture it");
    }
    const isConstructor = this.#kind === "aggregate" || this.#kind === "window";
    if (self && isRoot && (source.form === "method" || !isConstructor)) {
      fail(
        self,
        `"this", and the object that it was called on`,
        `a function without "this": list the object in captures and use its name`,
      );
    }
    if (analysis.importMetaPosition) {
      fail(
        analysis.importMetaPosition,
        `"import.meta"`,
        "captures: { url: import.meta.url } and that name in the function",
      );
    }
    for (const { specifier, position } of analysis.dynamicImports) {
      if (specifier === undefined || !/^\.{0,2}\//.test(specifier)) continue;
      throw new UdfImportError({
        message:
          `Cannot ship ${label}${
            isRoot ? ": it" : ""
          } imports "${specifier}" (line ${position.line}, column ${position.column}), ` +
          `which is relative to the module that defines it, must be an absolute URL or a package name`,
        udf: this.#name,
        module: specifier,
        remedy: `captures: { url: import.meta.resolve("${specifier}") } and import(url)`,
      });
    }
  }

  #unresolved(
    names: readonly FreeName[],
    source: FunctionSource,
    { label, isRoot, remedyHead }: Subject,
    supplied: ReadonlySet<string>,
  ): UdfFreeVariableError | UdfSourceError {
    const traced = names.map((free) => ({ free, trace: compilerTrace(free) }));
    const rewritten = traced.find(({ trace }) => trace);
    const free = rewritten?.free ?? names[0]!;
    const { name, position } = free;
    const place = `(line ${position.line}, column ${position.column})`;
    const frame = codeFrame(source.original, position);
    const subject = `${label}${isRoot ? ": it" : ""}`;
    if (rewritten?.trace) {
      const { what, remedy } = rewritten.trace;
      return new UdfSourceError({
        message: `Cannot ship ${subject} uses "${name}" ${place}, ${what}: the source was rewritten\n${frame}`,
        udf: this.#name,
        variable: name,
        position,
        remedy,
      });
    }
    return new UdfFreeVariableError({
      message:
        `Cannot ship ${subject} ${free.isWritten && !free.isRead ? "assigns to" : "reads"} "${name}" ${place}, ` +
        `${whereItLives(name)}\n${frame}`,
      udf: this.#name,
      variable: name,
      variables: names.map((each) => each.name),
      position,
      remedy: remedyFor(names, remedyHead, supplied),
    });
  }
}

function whereItLives(name: string): string {
  if (name === "arguments") return "which an arrow function takes from the code around it, must be a rest parameter";
  if (isModuleScopeName(name)) return "which only CommonJS modules have, must be replaced by an import";
  return "which exists only in the module that defines it, must be listed in captures";
}

function remedyFor(names: readonly FreeName[], head: string, supplied: ReadonlySet<string>): string {
  const first = names[0]!.name;
  if (first === "arguments") return "(...args) => … and args in place of arguments";
  if (isModuleScopeName(first)) {
    return first === "require" || first === "module" || first === "exports"
      ? `${head}{ imports: { fs: "node:fs" } }) and the name fs in the function`
      : `captures: { dir: ${first} } and the name dir in the function`;
  }
  const all = [...supplied].sort().concat(names.map(({ name }) => name));
  const list = `{ ${all.join(", ")} }`;
  const call = head.startsWith("capture(") ? `${head}${list})` : `${head}{ captures: ${list} })`;
  const minified = names.every(({ name }) => looksMinified(name))
    ? " (if you do not know this name, your bundler shortened it: the value's name in your own source is what to list)"
    : "";
  return call + minified;
}

function mergeImports(mark: readonly InlineImport[], own: readonly InlineImport[]): readonly InlineImport[] {
  if (mark.length === 0) return own;
  const merged = [...mark.filter(({ local }) => !own.some((other) => other.local === local)), ...own];
  return merged.sort((a, b) => a.local < b.local ? -1 : 1);
}

/** Methods that were assigned to `F.prototype` are not in F's source. */
function checkPrototype(fn: AnyFunction, source: FunctionSource, udf: string, label: string): void {
  if (source.isGenerator) return;
  const prototype: unknown = Object.getOwnPropertyDescriptor(fn, "prototype")?.value;
  if (typeof prototype !== "object" || prototype === null) return;
  // Methods of a class are not enumerable, assigned ones are.
  const isClass = source.form === "class";
  const extra = isClass ? Object.keys(prototype) : Reflect.ownKeys(prototype).filter((key) => key !== "constructor");
  if (extra.length === 0 && (isClass || Object.getPrototypeOf(prototype) === Object.prototype)) return;
  throw new UdfSourceError({
    message: `Cannot ship ${label} prototype that was changed from outside` +
      `${extra.length > 0 ? ` ("${String(extra[0])}")` : ""}, which is not in its source`,
    udf,
    remedy: isClass ? "put it into the class" : "write it as a class",
  });
}

function bag(names: readonly string[], values: readonly unknown[]): object {
  const captures = Object.create(null) as Record<string, unknown>;
  names.forEach((name, i) => captures[name] = values[i]);
  return captures;
}

const LONE_SURROGATE = /[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/;

/** esbuild's `keepNames` (tsx, Vite) calls this helper around inner functions. It is supplied, not refused. */
const NAME_SHIM_NAME = "__name";
const NAME_SHIM = (target: object): object => target;
/** Fixed text: the source of our own function would depend on how this library was compiled. */
const NAME_SHIM_RECORD: FunctionRecord = Object.freeze({
  name: NAME_SHIM_NAME,
  source: `(target, value) => Object.defineProperty(target, "name", { value, configurable: true })`,
  form: "arrow",
  imports: [],
  captureNames: [],
});
