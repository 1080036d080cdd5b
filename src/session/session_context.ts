import { printByToString } from "../fluent/mod.ts";
import {
  type ArrowSource,
  type Batch,
  batchesFromArrow,
  batchFromColumns,
  batchFromRows,
  type ColumnsInput,
  type Schema,
} from "../arrow/mod.ts";
import { composeCodecs, type LogicalExtensionCodec } from "../codec/mod.ts";
import { ConfigError, PlanError } from "../errors.ts";
import { operatorFor, type TaskContext } from "../exec/mod.ts";
import {
  aggregateByRef,
  type AggregateUDF,
  type CodecContextSource,
  definitionOf,
  parseColumnName,
  scalarByRef,
  type ScalarUDF,
  type SessionCodecContext,
  userFunctionParts,
  windowByRef,
  type WindowUDF,
} from "../fluent/mod.ts";
import { builtInFunctions, mainName } from "../functions/mod.ts";
import { emptyPlan, type LogicalPlan, scanPlan, type TableProvider, unknownFunction } from "../plan/mod.ts";
import { type FunctionKind, type FunctionRef, functionRef, FunctionRegistry, shortText } from "../udf/mod.ts";
import { CatalogList } from "./catalog.ts";
import { DataFrame } from "./data_frame.ts";
import { MemoryTable } from "./memory_table.ts";
import { RuntimeEnvBuilder } from "./runtime_env_builder.ts";
import { SessionConfig } from "./session_config.ts";
import { ViewTable } from "./view_table.ts";

/** How strictly the runtime of an inlined function is checked. */
export type RuntimeCheck = "compatible" | "exact";

/** What contexts that were made from each other share. */
interface Shared {
  readonly catalogs: CatalogList;
  readonly functions: FunctionRegistry;
  readonly sessionId: string;
  readonly startedAt: Date;
}

/** What a context hands to one made from it. */
interface Inherited {
  readonly shared: Shared;
  readonly logicalCodec: LogicalExtensionCodec | undefined;
}

let globalContext: SessionContext | undefined;

/**
 * Where queries live: tables, functions, settings. Cheap to make; one per user or per test is fine.
 *
 * The methods `with…` give a new context that shares tables and functions with this one and differs in one setting.
 *
 * @example
 * ```ts
 * import { col, SessionContext } from "@fusewire/fusewire";
 * import { assertEquals } from "@std/assert";
 *
 * const ctx = new SessionContext();
 * const df = ctx.fromColumns({ a: [1, 2, 3] }).filter(col("a").gt(1));
 * assertEquals(await df.toColumns(), { a: [2, 3] });
 * ```
 */
export class SessionContext implements CodecContextSource {
  /** The settings of this context. */
  readonly config: SessionConfig;
  /** What its queries may use of the machine. */
  readonly runtime: RuntimeEnvBuilder;
  readonly #shared: Shared;
  readonly #logicalCodec: LogicalExtensionCodec | undefined;
  #codecContext: SessionCodecContext | undefined;

  constructor(
    config: SessionConfig = new SessionConfig(),
    runtime: RuntimeEnvBuilder = new RuntimeEnvBuilder(),
    inherited?: Inherited,
  ) {
    this.config = config;
    this.runtime = runtime;
    this.#shared = inherited?.shared ?? newShared(config);
    this.#logicalCodec = inherited?.logicalCodec;
  }

  /** The context of this realm that is used where none is given. */
  static globalCtx(): SessionContext {
    return globalContext ??= new SessionContext();
  }

  /** Functions by name: the built-ins and those registered here. */
  get functions(): FunctionRegistry {
    return this.#shared.functions;
  }
  /** Catalogs, schemas and tables. */
  get catalogs(): CatalogList {
    return this.#shared.catalogs;
  }
  /** Tells this session from others. */
  sessionId(): string {
    return this.#shared.sessionId;
  }
  /** When the session began. */
  sessionStartTime(): Date {
    return this.#shared.startedAt;
  }

  /**
   * Whether JavaScript functions travel inside bytes. Off: they are encoded by name, and bytes that hold one are refused before anything of it
   * is read.
   */
  withJsUdfInlining(enabled: boolean): SessionContext {
    return this.#with({ config: this.config.set("fusewire.inline.enabled", enabled) });
  }
  /**
   * How an inlined function's runtime stamp is checked: `compatible` refuses only what cannot run here, `exact` every other runtime or version.
   */
  withRuntimeCheck(check: RuntimeCheck): SessionContext {
    if (check !== "compatible" && check !== "exact") {
      throw new ConfigError({ message: `Cannot check runtimes by "${check}": it must be "compatible" or "exact"` });
    }
    return this.#with({ config: this.config.set("fusewire.inline.runtime_check", check) });
  }
  /** Adds a codec for what DataFusion's bytes leave to their users; it composes with those added before. */
  withLogicalExtensionCodec(codec: LogicalExtensionCodec): SessionContext {
    return this.#with({ logicalCodec: this.#logicalCodec ? composeCodecs(codec, this.#logicalCodec) : codec });
  }
  /** The settings for encoding and decoding. */
  codecContext(): SessionCodecContext {
    return this.#codecContext ??= {
      canonicalName: mainName,
      inlining: this.config.getBoolean("fusewire.inline.enabled"),
      runtimeCheck: this.config.get("fusewire.inline.runtime_check") as RuntimeCheck,
      maxInlineBytes: this.config.getNumber("fusewire.inline.max_bytes"),
      registry: this.functions,
      extensionCodec: this.#logicalCodec,
      openInline: definitionOf,
    };
  }

  /** A table of columns: arrays, typed arrays (not copied) or Arrow vectors, all of one length. */
  fromColumns(columns: ColumnsInput, name?: string): DataFrame {
    return this.#table(batchFromColumns(columns), name);
  }
  /** A table of rows: plain objects; a missing key is null. */
  fromRows(rows: readonly Readonly<Record<string, unknown>>[], name?: string): DataFrame {
    return this.#table(batchFromRows(rows), name);
  }
  /** A table of Arrow data: a Table, RecordBatches, or IPC bytes (stream or file). Buffers are shared with the source. */
  fromArrow(data: ArrowSource, name?: string): DataFrame {
    const { schema, batches } = batchesFromArrow(data);
    return this.fromBatches(schema, batches, name);
  }
  /** A table of batches in the library's own form. */
  fromBatches(schema: Schema, batches: readonly Batch[], name?: string): DataFrame {
    const table = new MemoryTable(schema, batches);
    if (name !== undefined) this.registerTable(name, table);
    return new DataFrame(this, scanPlan([name ?? `c${(nextTable++).toString(36)}`], table));
  }

  /** Makes a table known by name. @throws {PlanError} if the name is taken */
  registerTable(name: string, table: DataFrame | TableProvider | ArrowSource): void {
    const provider = table instanceof DataFrame ? new ViewTable(table) : isProvider(table) ? table : memoryTable(table);
    const parts = tableParts(name);
    this.catalogs.schemaOf(parts).registerTable(parts.at(-1)!, provider);
  }
  /** Makes a query known by name; it runs whenever the name is read. */
  registerView(name: string, view: DataFrame): void {
    this.registerTable(name, view);
  }
  /** Forgets a table; true if there was one. */
  deregisterTable(name: string): boolean {
    const parts = tableParts(name);
    return this.catalogs.schemaOf(parts).deregisterTable(parts.at(-1)!);
  }
  /** Whether there is a table of that name. */
  tableExist(name: string): boolean {
    return this.catalogs.find(tableParts(name)) !== undefined;
  }
  /** The table of that name. @throws {SchemaError} if there is none */
  // deno-lint-ignore require-await
  async table(name: string): Promise<DataFrame> {
    const parts = tableParts(name);
    return new DataFrame(this, scanPlan(parts, this.catalogs.get(parts)));
  }
  /** A table without columns and rows. */
  emptyTable(): DataFrame {
    return new DataFrame(this, emptyPlan(false));
  }

  /** Registers a scalar function: by name it is found in bytes and in SQL. */
  registerUdf(udf: ScalarUDF): void {
    this.#register(udf, "scalar", "registerUdf");
  }
  /** Registers an aggregate function. */
  registerUdaf(udaf: AggregateUDF): void {
    this.#register(udaf, "aggregate", "registerUdaf");
  }
  /** Registers a window function. */
  registerUdwf(udwf: WindowUDF): void {
    this.#register(udwf, "window", "registerUdwf");
  }
  /** Forgets a scalar function. */
  deregisterUdf(name: string): void {
    this.functions.deregister("scalar", name);
  }
  /** Forgets an aggregate function. */
  deregisterUdaf(name: string): void {
    this.functions.deregister("aggregate", name);
  }
  /** Forgets a window function. */
  deregisterUdwf(name: string): void {
    this.functions.deregister("window", name);
  }
  /** The scalar function of that name, built in or registered. @throws {UnknownFunctionError} if there is none */
  udf(name: string): ScalarUDF {
    return scalarByRef({ ref: this.#ref("scalar", name), inline: undefined });
  }
  /** The aggregate function of that name. @throws {UnknownFunctionError} if there is none */
  udaf(name: string): AggregateUDF {
    return aggregateByRef({ ref: this.#ref("aggregate", name), inline: undefined });
  }
  /** The window function of that name. @throws {UnknownFunctionError} if there is none */
  udwf(name: string): WindowUDF {
    return windowByRef({ ref: this.#ref("window", name), inline: undefined });
  }
  /** Names of all scalar functions, sorted. */
  udfs(): readonly string[] {
    return this.functions.names("scalar");
  }
  /** Names of all aggregate functions, sorted. */
  udafs(): readonly string[] {
    return this.functions.names("aggregate");
  }
  /** Names of all window functions, sorted. */
  udwfs(): readonly string[] {
    return this.functions.names("window");
  }

  /** Runs a plan, batch by batch, in the library's own form. */
  execute(plan: LogicalPlan, signal?: AbortSignal): AsyncIterable<Batch> {
    const task = this.taskContext(signal);
    return operatorFor(plan, task).execute(task);
  }
  /** What the operators of one query share: one instant and one zone for the whole query. */
  taskContext(signal?: AbortSignal): TaskContext {
    const zone = this.config.get("datafusion.execution.time_zone");
    return {
      batchSize: this.config.getNumber("datafusion.execution.batch_size"),
      functions: this.functions,
      query: { queryStartUs: BigInt(Date.now()) * 1000n, timezone: zone === "None" ? "+00:00" : zone },
      signal,
    };
  }

  /** What consoles print. */
  toString(): string {
    return `SessionContext(${this.sessionId()})\n${this.config}`;
  }

  #with(changed: { readonly config?: SessionConfig; readonly logicalCodec?: LogicalExtensionCodec }): SessionContext {
    const inherited = { shared: this.#shared, logicalCodec: changed.logicalCodec ?? this.#logicalCodec };
    return new SessionContext(changed.config ?? this.config, this.runtime, inherited);
  }
  #table(batch: Batch, name: string | undefined): DataFrame {
    return this.fromBatches(batch.schema, [batch], name);
  }
  #register(udf: unknown, kind: FunctionKind, method: string): void {
    const parts = userFunctionParts(udf);
    if (parts?.ref.kind !== kind || parts.ref.implementation === undefined) {
      throw new PlanError({
        message: `Cannot register a function: ${method}() is given ${
          shortText(udf)
        }, must be given a ${kind} function with code`,
      });
    }
    this.functions.register(parts.ref.implementation);
  }
  #ref(kind: FunctionKind, name: string): FunctionRef {
    const implementation = this.functions[kind](name);
    if (implementation === undefined) unknownFunction(name, kind, this.functions);
    return functionRef(kind, implementation.name, { implementation });
  }
}

let nextTable = 0;

function newShared(config: SessionConfig): Shared {
  const defaults = {
    catalog: config.get("datafusion.catalog.default_catalog"),
    schema: config.get("datafusion.catalog.default_schema"),
  };
  return {
    catalogs: new CatalogList(defaults, config.getBoolean("datafusion.catalog.create_default_catalog_and_schema")),
    functions: new FunctionRegistry(builtInFunctions()),
    sessionId: crypto.randomUUID(),
    startedAt: new Date(),
  };
}

function tableParts(name: string): readonly string[] {
  const { relation, name: table } = parseColumnName(name);
  return relation === null ? [table] : [...relation.split("."), table];
}

function isProvider(value: unknown): value is TableProvider {
  return typeof (value as TableProvider | undefined)?.scan === "function" && "schema" in (value as TableProvider);
}

function memoryTable(data: ArrowSource): MemoryTable {
  const { schema, batches } = batchesFromArrow(data);
  return new MemoryTable(schema, batches);
}

printByToString(SessionContext);
