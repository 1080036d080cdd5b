import type { AggregateFunction } from "./aggregate_function.ts";
import type { FunctionKind } from "./function_ref.ts";
import type { ScalarFunction } from "./scalar_function.ts";
import type { WindowFunction } from "./window_function.ts";

/** Any function definition. */
export type AnyFunctionDefinition = ScalarFunction | AggregateFunction | WindowFunction;
type DefinitionOf<K extends FunctionKind> = Extract<AnyFunctionDefinition, { readonly kind: K }>;

/**
 * Functions by kind and name. Names are case-sensitive; a registration replaces an earlier one of its name, also a built-in's.
 *
 * A registry may stand on a parent (the built-ins), which it hides but never changes.
 */
export class FunctionRegistry {
  readonly #parent: FunctionRegistry | undefined;
  readonly #byKind: { readonly [K in FunctionKind]: Map<string, DefinitionOf<K>> } = {
    scalar: new Map(),
    aggregate: new Map(),
    window: new Map(),
  };
  readonly #hidden = new Set<string>();

  constructor(parent?: FunctionRegistry, definitions: Iterable<AnyFunctionDefinition> = []) {
    this.#parent = parent;
    for (const definition of definitions) this.register(definition);
  }

  /** Adds a function under its name and aliases. */
  register(definition: AnyFunctionDefinition): void {
    const byName = this.#byKind[definition.kind] as Map<string, AnyFunctionDefinition>;
    for (const name of [definition.name, ...definition.aliases]) {
      byName.set(name, definition);
      this.#hidden.delete(`${definition.kind} ${name}`);
    }
  }

  /** Forgets a name and whatever stands under it, also in the parent. */
  deregister(kind: FunctionKind, name: string): void {
    const definition = this.#find(kind, name);
    for (const each of definition ? [name, definition.name, ...definition.aliases] : [name]) {
      this.#byKind[kind].delete(each);
      this.#hidden.add(`${kind} ${each}`);
    }
  }

  /** The scalar function of that name. */
  scalar(name: string): ScalarFunction | undefined {
    return this.#find("scalar", name);
  }
  /** The aggregate function of that name. */
  aggregate(name: string): AggregateFunction | undefined {
    return this.#find("aggregate", name);
  }
  /** The window function of that name. */
  window(name: string): WindowFunction | undefined {
    return this.#find("window", name);
  }

  /** Every name of a kind, aliases too, sorted. */
  names(kind: FunctionKind): readonly string[] {
    const names = new Set([...this.#parent?.names(kind) ?? [], ...this.#byKind[kind].keys()]);
    return [...names].filter((name) => this.#find(kind, name) !== undefined).sort();
  }

  /** Each definition once, sorted by name. */
  definitions(): readonly AnyFunctionDefinition[] {
    const kinds: readonly FunctionKind[] = ["scalar", "aggregate", "window"];
    const all = kinds.flatMap((kind) => this.names(kind).map((name) => this.#find(kind, name)!));
    return [...new Set(all)].sort((a, b) => a.name < b.name ? -1 : a.name > b.name ? 1 : 0);
  }

  #find<K extends FunctionKind>(kind: K, name: string): DefinitionOf<K> | undefined {
    const own = this.#byKind[kind].get(name) as DefinitionOf<K> | undefined;
    if (own !== undefined || this.#hidden.has(`${kind} ${name}`)) return own;
    return this.#parent === undefined ? undefined : this.#parent.#find(kind, name);
  }
}
