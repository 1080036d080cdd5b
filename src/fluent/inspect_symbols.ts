/**
 * Methods that consoles and notebooks look for. They are put on prototypes here, because their names are symbols that declaration files
 * cannot spell.
 */
const INSPECT = [Symbol.for("nodejs.util.inspect.custom"), Symbol.for("Deno.customInspect")];
const JUPYTER = Symbol.for("Jupyter.display");

/** Makes consoles of all runtimes print objects of a class by their `toString`. */
export function printByToString(target: { readonly prototype: object }): void {
  for (const symbol of INSPECT) {
    define(target, symbol, function (this: object): string {
      return String(this);
    });
  }
}

/** Makes notebooks show objects of a class by what `display` gives: MIME types and their texts. */
export function showInNotebooks<T>(
  target: { readonly prototype: T },
  display: (value: T) => Promise<Readonly<Record<string, string>>>,
): void {
  define(target as { readonly prototype: object }, JUPYTER, function (this: T) {
    return display(this);
  });
}

function define(target: { readonly prototype: object }, name: symbol, value: unknown): void {
  Object.defineProperty(target.prototype, name, { value, configurable: true, writable: true });
}
