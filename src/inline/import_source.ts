import { UdfDefinitionError, UdfImportError } from "../errors.ts";
import { isBindingName } from "./binding_name.ts";
import type { InlineImport } from "./inline_function.ts";

/**
 * Where an imported name comes from: a module's URL or package name (the name is then its namespace), or one export of it.
 */
export type ImportSource = string | URL | { readonly from: string | URL; readonly name: string };

/**
 * The imports of a function, sorted by local name.
 *
 * @throws {UdfImportError} if a specifier is relative: relative to what, a worker cannot know
 * @throws {UdfDefinitionError} if a local name is no identifier
 */
export function normalizeImports(
  imports: Readonly<Record<string, ImportSource>>,
  udf: string,
): readonly InlineImport[] {
  const entries = Object.entries(imports).map(([local, source]): InlineImport => {
    if (!isBindingName(local)) {
      throw new UdfDefinitionError({
        message: `Cannot import ${JSON.stringify(local)} in "${udf}": it must be a name that code can use`,
        udf,
      });
    }
    const isNamed = typeof source === "object" && !(source instanceof URL);
    const specifier = String(isNamed ? source.from : source);
    checkSpecifier(specifier, udf, local);
    return Object.freeze({ local, specifier, exported: isNamed ? source.name : "*" });
  });
  return Object.freeze(entries.sort((a, b) => a.local < b.local ? -1 : 1));
}

/** @throws {UdfImportError} if the specifier is empty or relative */
export function checkSpecifier(specifier: string, udf: string, local?: string): void {
  if (specifier !== "" && !/^\.{0,2}\//.test(specifier)) return;
  const resolved = `import.meta.resolve(${JSON.stringify(specifier)})`;
  throw new UdfImportError({
    message: `Cannot import module ${JSON.stringify(specifier)} in "${udf}": ` +
      `it is ${specifier === "" ? "empty" : "relative"}, must be an absolute URL or a package name`,
    udf,
    module: specifier,
    remedy: local ? `imports: { ${local}: ${resolved} }` : resolved,
  });
}
