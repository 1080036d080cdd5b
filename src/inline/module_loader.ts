import { UdfImportError } from "../errors.ts";
import type { InlineFunction, InlineImport } from "./inline_function.ts";
import { currentRuntime, type RuntimeName } from "./runtime_stamp.ts";
import type { FunctionRecord } from "./value_format.ts";
import { inertFunctions } from "./value_options.ts";
import { readValue } from "./value_reader.ts";

/** Imports a module by an absolute URL or bare specifier. */
export type ModuleImporter = (specifier: string) => Promise<unknown>;

const loaded = new Map<string, Readonly<Record<string, unknown>>>();
const loading = new Map<string, Promise<void>>();

/** Every import that a function, or a function inside its captures, needs before it can be revived; by specifier. */
export function neededModules(fn: InlineFunction): string[] {
  const specifiers = new Set(fn.imports.map(({ specifier }) => specifier));
  if (fn.module) specifiers.add(fn.module.specifier);
  for (const record of capturedFunctions(fn)) for (const { specifier } of record.imports) specifiers.add(specifier);
  return [...specifiers].sort();
}

/** The functions inside the captured values, read as data. */
export function capturedFunctions(fn: InlineFunction): FunctionRecord[] {
  if (fn.captures.length === 0) return [];
  const records: FunctionRecord[] = [];
  const functions = inertFunctions((record) => records.push(record));
  readValue(fn.captures, { functions, toleratesUnknownTags: true, inspectsOnly: true });
  return records;
}

/** Whether {@linkcode loadImports} has nothing left to do for this function. */
export function importsLoaded(fn: InlineFunction): boolean {
  return neededModules(fn).every((specifier) => loaded.has(specifier));
}

/**
 * Imports the modules of a function, once per realm. A failure is not remembered: the next call tries again.
 *
 * @param importModule default: this module's own `import()`
 * @throws {UdfImportError} naming the module, the function and what to do
 */
export async function loadImports(fn: InlineFunction, importModule: ModuleImporter = importHere): Promise<void> {
  await Promise.all(
    neededModules(fn).map(async (specifier) => {
      if (loaded.has(specifier)) return;
      let pending = loading.get(specifier);
      if (!pending) {
        pending = load(specifier, importModule).finally(() => loading.delete(specifier));
        loading.set(specifier, pending);
      }
      try {
        await pending;
      } catch (cause) {
        throw importError(fn.name, specifier, cause);
      }
    }),
  );
}

/**
 * The value of an import that {@linkcode loadImports} has loaded.
 *
 * @throws {UdfImportError} if the module is not loaded, or has no such export
 */
export function importedValue({ specifier, exported }: Omit<InlineImport, "local">, udf: string): unknown {
  const namespace = loaded.get(specifier);
  if (!namespace) {
    throw new UdfImportError({
      message: `Cannot run "${udf}": module "${specifier}" is not loaded, must be loaded before the first row`,
      udf,
      module: specifier,
      remedy: "await loadImports(description) first",
    });
  }
  if (exported === "*") return namespace;
  if (!(exported in namespace)) {
    const names = Object.keys(namespace).sort();
    throw new UdfImportError({
      message: `Cannot import "${exported}" of module "${specifier}" in "${udf}": ` +
        `the module exports ${names.length > 0 ? names.slice(0, 12).join(", ") : "nothing"}`,
      udf,
      module: specifier,
      remedy: "export it from the module, or correct the name",
    });
  }
  return namespace[exported];
}

/** What the specifier is called on this runtime: only Deno knows `npm:` and `jsr:`. */
export function localSpecifier(specifier: string, runtime: RuntimeName = currentRuntime().name): string {
  if (runtime === "deno") return specifier;
  const npm = /^npm:\/?((?:@[^/@]+\/)?[^/@]+)(?:@[^/]*)?(\/.*)?$/.exec(specifier);
  if (npm) return npm[1]! + (npm[2] ?? "");
  // The JSR registry offers every package to npm under this name.
  const jsr = /^jsr:\/?@([^/@]+)\/([^/@]+)(?:@[^/]*)?(\/.*)?$/.exec(specifier);
  if (jsr) return `@jsr/${jsr[1]}__${jsr[2]}${jsr[3] ?? ""}`;
  return specifier;
}

async function load(specifier: string, importModule: ModuleImporter): Promise<void> {
  const namespace = await importModule(localSpecifier(specifier));
  if (typeof namespace !== "object" || namespace === null) {
    throw new TypeError(`the importer gave ${typeof namespace}, not a module`);
  }
  loaded.set(specifier, namespace as Record<string, unknown>);
}

const importHere: ModuleImporter = (specifier) => import(/* @vite-ignore */ /* webpackIgnore: true */ specifier);

function importError(udf: string, specifier: string, cause: unknown): UdfImportError {
  const reason = cause instanceof Error ? cause.message.split("\n", 1)[0] : String(cause);
  return new UdfImportError({
    message: `Cannot import module "${specifier}" for "${udf}" on ${currentRuntime().name}: ${reason}`,
    udf,
    module: specifier,
    cause,
    remedy: importRemedy(specifier),
  });
}

function importRemedy(specifier: string): string {
  if (/^https?:/.test(specifier)) return "check the address, and that workers may reach it (Deno: --allow-import)";
  if (/^file:/.test(specifier)) return "put the file where the worker runs, or capture the functions instead";
  if (/^data:|^blob:/.test(specifier)) return "correct the module's text";
  const name = specifier.replace(/^(?:npm|jsr):/, "");
  const { name: runtime } = currentRuntime();
  if (runtime === "deno") {
    return `deno add ${specifier.includes(":") ? specifier : `npm:${name}`} where the worker runs`;
  }
  if (runtime === "bun") return `bun add ${name} where the worker runs`;
  if (runtime === "node") return `npm install ${name} where the worker runs`;
  return "map the name to a URL in the page's import map, or import by URL";
}
