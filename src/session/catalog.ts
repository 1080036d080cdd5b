import { PlanError, SchemaError } from "../errors.ts";
import type { TableProvider } from "../plan/mod.ts";
import { nearestName } from "../udf/mod.ts";

/** Tables of one schema, by name. */
export class SchemaCatalog {
  readonly #tables = new Map<string, TableProvider>();

  /** Names of all tables, sorted. */
  tableNames(): readonly string[] {
    return [...this.#tables.keys()].sort();
  }
  /** The table of that name. */
  table(name: string): TableProvider | undefined {
    return this.#tables.get(name);
  }
  /** Whether there is a table of that name. */
  tableExist(name: string): boolean {
    return this.#tables.has(name);
  }
  /** Adds a table. @throws {PlanError} if the name is taken */
  registerTable(name: string, table: TableProvider): void {
    if (this.#tables.has(name)) {
      throw new PlanError({
        message: `Cannot register table "${name}": there is a table of that name, must be a new name`,
        remedy: `ctx.deregisterTable("${name}") first`,
      });
    }
    this.#tables.set(name, table);
  }
  /** Forgets a table; true if there was one. */
  deregisterTable(name: string): boolean {
    return this.#tables.delete(name);
  }
}

/** Schemas of one catalog, by name. */
export class Catalog {
  readonly #schemas = new Map<string, SchemaCatalog>();

  /** Names of all schemas, sorted. */
  schemaNames(): readonly string[] {
    return [...this.#schemas.keys()].sort();
  }
  /** The schema of that name. */
  schema(name = "public"): SchemaCatalog | undefined {
    return this.#schemas.get(name);
  }
  /** Adds or replaces a schema. */
  registerSchema(name: string, schema: SchemaCatalog = new SchemaCatalog()): SchemaCatalog {
    this.#schemas.set(name, schema);
    return schema;
  }
  /** Forgets a schema; true if there was one. */
  deregisterSchema(name: string): boolean {
    return this.#schemas.delete(name);
  }
}

/** Where a name stands once defaults are filled in. */
export interface ResolvedTable {
  readonly catalog: string;
  readonly schema: string;
  readonly table: string;
}

/** All catalogs of a session and what unqualified names mean. */
export class CatalogList {
  readonly #catalogs = new Map<string, Catalog>();
  readonly #defaults: { readonly catalog: string; readonly schema: string };

  constructor(defaults: { readonly catalog: string; readonly schema: string }, create = true) {
    this.#defaults = defaults;
    if (create) this.registerCatalog(defaults.catalog).registerSchema(defaults.schema);
  }

  /** Names of all catalogs, sorted. */
  catalogNames(): readonly string[] {
    return [...this.#catalogs.keys()].sort();
  }
  /** The catalog of that name. */
  catalog(name: string): Catalog | undefined {
    return this.#catalogs.get(name);
  }
  /** Adds or replaces a catalog. */
  registerCatalog(name: string, catalog: Catalog = new Catalog()): Catalog {
    this.#catalogs.set(name, catalog);
    return catalog;
  }

  /** One to three parts of a name, with the defaults filled in. */
  resolve(parts: readonly string[]): ResolvedTable {
    const [table = "", schema = this.#defaults.schema, catalog = this.#defaults.catalog] = [...parts].reverse();
    return { catalog, schema, table };
  }

  /** The table of that name, or undefined. */
  find(parts: readonly string[]): TableProvider | undefined {
    const { catalog, schema, table } = this.resolve(parts);
    return this.catalog(catalog)?.schema(schema)?.table(table);
  }

  /** The schema that a table of that name belongs to. @throws {SchemaError} if there is none */
  schemaOf(parts: readonly string[]): SchemaCatalog {
    const { catalog, schema } = this.resolve(parts);
    const found = this.catalog(catalog)?.schema(schema);
    if (found !== undefined) return found;
    throw new SchemaError({
      message: `Cannot find schema "${catalog}.${schema}": it does not exist`,
      unresolvedName: `${catalog}.${schema}`,
      valid: this.catalogNames().flatMap((c) => this.catalog(c)!.schemaNames().map((s) => `${c}.${s}`)),
    });
  }

  /** The table of that name. @throws {SchemaError} with the nearest name if there is none */
  get(parts: readonly string[]): TableProvider {
    const found = this.find(parts);
    if (found !== undefined) return found;
    const { catalog, schema, table } = this.resolve(parts);
    const valid = this.catalog(catalog)?.schema(schema)?.tableNames() ?? [];
    const nearest = nearestName(table, valid);
    throw new SchemaError({
      message: `Cannot find table "${catalog}.${schema}.${table}": it does not exist${
        nearest ? `, did you mean "${nearest}"` : ""
      }`,
      unresolvedName: table,
      valid,
    });
  }
}
