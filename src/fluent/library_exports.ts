/**
 * The library's own exports, by name: a function that captures `Table` or `SessionContext` takes the name with it and finds the receiver's.
 *
 * The list is handed in by the entry points, which stand above this room.
 */
let exportsOf: () => Readonly<Record<string, unknown>> = () => ({});
let nameByValue: Map<unknown, string> | undefined;

/** Says what the library exports; asked for when first needed, because entry points load in a circle. */
export function setLibraryExports(get: () => Readonly<Record<string, unknown>>): void {
  exportsOf = get;
  nameByValue = undefined;
}

/** The name of a value that the library exports. */
export function libraryExportName(value: unknown): string | undefined {
  nameByValue ??= new Map(Object.entries(exportsOf()).map(([name, exported]) => [exported, name]));
  return nameByValue.get(value);
}

/** The export of that name. */
export function libraryExport(name: string): unknown {
  const exported = exportsOf();
  return Object.hasOwn(exported, name) ? exported[name] : undefined;
}
