import { ConfigError } from "../errors.ts";
import { CONFIG_DEFAULTS } from "./config_defaults.ts";

/**
 * Settings of a session, by their DataFusion names. Immutable: every method gives a new configuration.
 *
 * @example
 * ```ts
 * import { SessionConfig } from "@fusewire/fusewire";
 * import { assertEquals } from "@std/assert";
 *
 * const config = new SessionConfig().withBatchSize(4096).set("datafusion.sql_parser.dialect", "PostgreSQL");
 * assertEquals(config.get("datafusion.execution.batch_size"), "4096");
 * ```
 */
export class SessionConfig {
  readonly #values: ReadonlyMap<string, string>;

  /** @throws {ConfigError} if an option has an unknown name */
  constructor(options: Readonly<Record<string, string | number | boolean>> = {}) {
    const values = new Map<string, string>();
    for (const [key, value] of Object.entries(options)) values.set(checkKey(key), checkValue(key, String(value)));
    this.#values = values;
  }

  /** Sets any option by name. @throws {ConfigError} if the name is unknown or the value does not fit */
  set(key: string, value: string | number | boolean): SessionConfig {
    return new SessionConfig({ ...Object.fromEntries(this.#values), [key]: value });
  }

  /** The value of an option as text; `None` where it has none. @throws {ConfigError} if the name is unknown */
  get(key: string): string {
    return this.#values.get(checkKey(key)) ?? CONFIG_DEFAULTS[key]!;
  }

  /** The value of an option as a whole number. */
  getNumber(key: string): number {
    return Number(this.get(key));
  }

  /** The value of an option as a boolean. */
  getBoolean(key: string): boolean {
    return this.get(key) === "true";
  }

  /** Every option and its value, sorted by name. */
  entries(): readonly (readonly [key: string, value: string])[] {
    return Object.keys(CONFIG_DEFAULTS).sort().map((key) => [key, this.get(key)] as const);
  }

  /** Rows per batch, at most; 8192 unless told. */
  withBatchSize(rows: number): SessionConfig {
    return this.set("datafusion.execution.batch_size", rows);
  }
  /** How many partitions a query may use; 1 keeps it on the calling thread, 0 lets the library choose. */
  withTargetPartitions(partitions: number): SessionConfig {
    return this.set("datafusion.execution.target_partitions", partitions);
  }
  /** Whether `information_schema` can be queried. */
  withInformationSchema(enabled = true): SessionConfig {
    return this.set("datafusion.catalog.information_schema", enabled);
  }
  /** The catalog and schema of unqualified names. */
  withDefaultCatalogAndSchema(catalog: string, schema: string): SessionConfig {
    return this.set("datafusion.catalog.default_catalog", catalog).set("datafusion.catalog.default_schema", schema);
  }
  /** Whether the default catalog and schema exist from the start. */
  withCreateDefaultCatalogAndSchema(enabled = true): SessionConfig {
    return this.set("datafusion.catalog.create_default_catalog_and_schema", enabled);
  }
  /** Whether aggregations are spread over partitions. */
  withRepartitionAggregations(enabled = true): SessionConfig {
    return this.set("datafusion.optimizer.repartition_aggregations", enabled);
  }
  /** Whether joins are spread over partitions. */
  withRepartitionJoins(enabled = true): SessionConfig {
    return this.set("datafusion.optimizer.repartition_joins", enabled);
  }
  /** Whether window functions are spread over partitions. */
  withRepartitionWindows(enabled = true): SessionConfig {
    return this.set("datafusion.optimizer.repartition_windows", enabled);
  }
  /** Whether sorts are spread over partitions. */
  withRepartitionSorts(enabled = true): SessionConfig {
    return this.set("datafusion.optimizer.repartition_sorts", enabled);
  }
  /** Whether large files are read by several partitions. */
  withRepartitionFileScans(enabled = true): SessionConfig {
    return this.set("datafusion.optimizer.repartition_file_scans", enabled);
  }
  /** Size from which a file is read by several partitions, in bytes. */
  withRepartitionFileMinSize(sizeBytes: number): SessionConfig {
    return this.set("datafusion.optimizer.repartition_file_min_size", sizeBytes);
  }
  /** Whether Parquet files are pruned by their statistics. */
  withParquetPruning(enabled = true): SessionConfig {
    return this.set("datafusion.execution.parquet.pruning", enabled);
  }

  /** One `name = value` a line. */
  toString(): string {
    return this.entries().map(([key, value]) => `${key} = ${value}`).join("\n");
  }
}

function checkKey(key: string): string {
  if (Object.hasOwn(CONFIG_DEFAULTS, key)) return key;
  const nearest = Object.keys(CONFIG_DEFAULTS).find((known) => known.endsWith(`.${key.split(".").at(-1)}`));
  throw new ConfigError({
    message: `Cannot set "${key}": there is no such option${nearest ? `, did you mean "${nearest}"` : ""}`,
    key,
  });
}

/** The default's shape tells what an option takes. */
function checkValue(key: string, value: string): string {
  const standard = CONFIG_DEFAULTS[key]!;
  if (standard === "true" || standard === "false") {
    const folded = value.toLowerCase();
    if (folded !== "true" && folded !== "false") {
      throw new ConfigError({ message: `Cannot set "${key}": it is "${value}", must be true or false`, key });
    }
    return folded;
  }
  if (/^\d+$/.test(standard) && !/^\d+$/.test(value)) {
    throw new ConfigError({ message: `Cannot set "${key}": it is "${value}", must be a whole number`, key });
  }
  if (key === "datafusion.execution.batch_size" && Number(value) === 0) {
    throw new ConfigError({ message: `Cannot set "${key}": it is 0, must be at least 1`, key });
  }
  return value;
}
